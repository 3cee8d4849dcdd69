"""Conditional formats of a sheet (xlsx) -> rules, those of later versions (`x14`) too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from math import isfinite
from typing import Any

from pipelines.read.colours import BLACK, WHITE, Colour
from pipelines.read.sheets.conditions import TEXT, Conditions, Rule
from pipelines.read.sheets.formulas import place_of
from pipelines.read.sheets.places import Area
from pipelines.read.sheets.xlsx_styles import Styles

_LATER = "{*}extLst/{*}ext/{*}conditionalFormattings/{*}conditionalFormatting"
_OFF = ("0", "false", "none")


def conditions_of(root: Any, styles: Styles) -> Conditions:
    """The conditional formats of one sheet."""
    conditions = Conditions()
    for group in chain(root.iterfind("{*}conditionalFormatting"), root.iterfind(_LATER)):
        written = group.get("sqref") or " ".join(e.text or "" for e in group.iterfind("{*}sqref"))
        read = [_area(reference) for reference in written.split()]
        areas = tuple(area for area in read if area)
        for rule in (rule for entry in group.iterfind("{*}cfRule") for rule in _rules(entry, styles)):
            conditions.add(areas, rule)
            if len(areas) < len(read):
                conditions.add_anywhere(rule)
    return conditions


def _area(reference: str) -> Area | None:
    """`B1:C9`; None for what is written otherwise."""
    first, _, last = reference.partition(":")
    start, end = place_of(first), place_of(last or first)
    return (*start, *end) if start and end else None


def _rules(entry: Any, styles: Styles) -> Iterator[Rule]:
    """What an entry does: by a format, by grounds of many colours, by what it draws."""
    style = styles.conditional(entry)
    if style is not None:
        operator, bounds = _condition(entry)
        font, fill, code = (style.find("{*}" + name) for name in ("font", "fill", "numFmt"))
        colour = struck = ground = None
        mixed = False
        if font is not None:
            told, line = font.find("{*}color"), font.find("{*}strike")
            colour = None if told is None else styles.colour(told, BLACK)
            struck = line is not None and line.get("val", "1") not in _OFF
        if fill is not None:
            ground, mixed = _ground(fill, styles)
        shown = None if code is None else code.get("formatCode", "")
        yield Rule(operator, bounds, colour, ground, shown, bool(struck), unknown=mixed)
    for drawn in chain(entry.iterfind("{*}dataBar"), entry.iterfind("{*}iconSet")):
        if drawn.get("showValue") in _OFF:
            yield Rule("lessThan", (TEXT,), replaces=True)  # of numbers
    for told in chain(entry.iterfind("{*}colorScale/{*}color"), entry.iterfind("{*}dataBar/{*}color")):
        yield Rule(ground=styles.colour(told, WHITE))


def _condition(entry: Any) -> tuple[str, tuple[float, ...]]:
    """The operator of an entry and the numbers that it compares with; none where it is not
    followed."""
    try:
        bounds = tuple(float(e.text or "") for e in entry.iterfind("{*}formula"))
    except ValueError:
        return "", ()
    followed = entry.get("type") == "cellIs" and all(map(isfinite, bounds))
    return (entry.get("operator", ""), bounds) if followed else ("", ())


def _ground(fill: Any, styles: Styles) -> tuple[Colour | None, bool]:
    """The ground that a format gives, None where it gives none, and whether it gives a mixed one.
    Of a conditional format the second colour is that of a solid ground, and solid is what is not
    said."""
    pattern = fill.find("{*}patternFill")
    kind = "" if pattern is None else pattern.get("patternType", "solid")
    if kind == "none":
        return WHITE, False
    front, back = (
        (None, None) if pattern is None else (pattern.find("{*}fgColor"), pattern.find("{*}bgColor"))
    )
    if kind != "solid" or (back is None and front is not None):
        return None, True
    return (None if back is None else styles.colour(back, WHITE)), False
