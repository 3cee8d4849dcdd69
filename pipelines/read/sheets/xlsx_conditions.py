"""Conditional formats of a sheet (xlsx) -> cells that they may hide or show as something else.

Only what takes a figure from sight or out of force counts: a font in the colour of its ground, or
one that strikes out, a number format of its own, a bar or an icon in place of the number.
Conditions that compare with a constant are followed; for all others it is not known whether they
hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pipelines.read.colours import Colour
from pipelines.read.marks import marks_of
from pipelines.read.sheets.formulas import place_of
from pipelines.read.sheets.shown import shown_number
from pipelines.read.sheets.xlsx_styles import Styles

Place = tuple[int, int]
Effect = Literal["hides", "perhaps", "replaces"]
"""The text is not to be seen; that is not known; a bar or an icon is shown in its place."""

MAX_RULES = 200
"""Conditional formats of a sheet; with more, all their cells are in doubt."""


@dataclass(frozen=True)
class _Rule:
    areas: tuple[tuple[Place, Place], ...]
    entry: Any

    def covers(self, place: Place) -> bool:
        return any(a[0] <= place[0] <= b[0] and a[1] <= place[1] <= b[1] for a, b in self.areas)


class Conditions:
    """The conditional formats of one sheet."""

    def __init__(self, root: Any, styles: Styles) -> None:
        self._styles = styles
        self._rules = [rule for rule in _rules(root) if self._matters(rule.entry)][:MAX_RULES]

    def effect(self, place: Place, value: float | None, ground: Colour) -> Effect | None:
        """What the conditions do to the text of a cell; None for nothing that matters."""
        for rule in self._rules:
            if not rule.covers(place):
                continue
            holds = True if _replaces(rule.entry) else _holds(rule.entry, value)
            if holds is False:
                continue
            if _replaces(rule.entry):
                return "replaces"
            hides = self._hides(rule.entry, value, ground)
            if holds and hides is not None:
                return "hides" if hides else None
            return "perhaps"
        return None

    def _format(self, entry: Any) -> Any:
        number = entry.get("dxfId", "")
        known = self._styles.conditional
        return known[int(number)] if number.isdecimal() and int(number) < len(known) else None

    def _matters(self, entry: Any) -> bool:
        style = self._format(entry)
        told = ("{*}numFmt", "{*}font/{*}color", "{*}font/{*}strike")
        return _replaces(entry) or (style is not None and any(style.find(name) is not None for name in told))

    def _hides(self, entry: Any, value: float | None, ground: Colour) -> bool | None:
        """Whether the format takes the text from sight; None if it cannot be known what is seen."""
        style = self._format(entry)
        written = style.find("{*}numFmt")
        if written is not None:
            shown = shown_number(value, written.get("formatCode", "")) if value is not None else None
            return True if shown == "" else None
        fill = style.find("{*}fill")
        own = self._styles.ground_of(fill) if fill is not None else ground
        look = self._styles.look("0", style.find("{*}font"), own)
        marks = marks_of(look)
        return None if marks & {"doubtful", "struck"} else "hidden" in marks


def _rules(root: Any) -> Iterator[_Rule]:
    for group in root.iterfind("{*}conditionalFormatting"):
        areas = []
        for written in group.get("sqref", "").split():
            first, _, last = written.partition(":")
            start, end = place_of(first), place_of(last or first)
            if start and end:
                areas.append((start, end))
        for entry in group.iterfind("{*}cfRule"):
            yield _Rule(tuple(areas), entry)


def _replaces(entry: Any) -> bool:
    return any(
        e.get("showValue") in ("0", "false")
        for name in ("dataBar", "iconSet")
        for e in entry.iterfind("{*}" + name)
    )


def _holds(entry: Any, value: float | None) -> bool | None:
    """Whether the condition of a rule holds; None if it cannot be known."""
    if entry.get("type") != "cellIs" or value is None:
        return None
    try:
        bounds = [float(e.text or "") for e in entry.iterfind("{*}formula")]
    except ValueError:
        return None
    if not bounds:
        return None
    low, high = min(bounds), max(bounds)
    answers = {
        "equal": value == low,
        "notEqual": value != low,
        "lessThan": value < low,
        "lessThanOrEqual": value <= low,
        "greaterThan": value > low,
        "greaterThanOrEqual": value >= low,
        "between": low <= value <= high,
        "notBetween": not low <= value <= high,
    }
    return answers.get(entry.get("operator", ""))
