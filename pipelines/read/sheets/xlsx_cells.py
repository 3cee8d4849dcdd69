"""The cells of a sheet (xlsx) -> what each of them shows, in pieces with their marks."""

from __future__ import annotations

import re
from typing import Any

from pipelines.model import NOT_TEXT
from pipelines.read.marks import marked, marks_of
from pipelines.read.sheets.conditions import TEXT, Ink, changed, effect
from pipelines.read.sheets.formulas import contradicts
from pipelines.read.sheets.number_formats import GENERAL
from pipelines.read.sheets.overflow import NARROW
from pipelines.read.sheets.places import Place
from pipelines.read.sheets.sheet import number_text
from pipelines.read.sheets.shown import shown_number, shown_text
from pipelines.read.sheets.xlsx_conditions import conditions_of
from pipelines.read.sheets.xlsx_styles import Style, Styles

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # characters that XML cannot hold, and line breaks

TEXTS = {"s", "str", "inlineStr"}
"""Kinds of cells that hold texts."""

Runs = list[tuple[str, Any]]
"""A string as its runs: the text, and the properties that state how it looks (None for the
cell's)."""


class SheetCells:
    """What the cells of one sheet show. `widths` of columns in characters; `joined` with cells
    beside them; `recalculated` when opened, so that kept results are not what is shown."""

    def __init__(
        self,
        styles: Styles,
        root: Any,
        values: dict[Place, float],
        widths: dict[int, float],
        since_1904: bool,
        strings: list[Runs],
        joined: set[Place],
        recalculated: bool,
    ) -> None:
        self._styles, self._values, self._widths = styles, values, widths
        self._joined, self._recalculated = joined, recalculated
        self._since_1904, self._strings = since_1904, strings
        self._conditions = conditions_of(root, styles)
        self._zeros = not any(e.get("showZeros") in ("0", "false") for e in root.iter("{*}sheetView"))

    def pieces(self, place: Place, cell: Any, style: Style) -> list[str]:
        """The text of a cell in pieces, with their marks."""
        runs = self._runs(place, cell, style)
        looks = [
            self._styles.look(text, style.font if own is None else own, style.ground) for text, own in runs
        ]
        if not any(looks):
            return []
        if style.repeated:
            looks = [marked(look, marks_of(look) | {"doubtful"}) for look in looks]
        if not (rules := self._conditions.at(place)):
            return looks
        value = TEXT if cell.get("t", "n") in TEXTS else self._values.get(place)
        colours = {self._styles.text_colour(style.font if own is None else own) for _, own in runs}
        return changed(looks, effect(rules, value, Ink(frozenset(colours), style.ground)))

    def _runs(self, place: Place, cell: Any, style: Style) -> Runs:
        type_ = cell.get("t", "n")
        if type_ == "inlineStr":
            return _formatted([run for e in cell.iterfind("{*}is") for run in runs_of(e)], style.code)
        value, formula = cell.find("{*}v"), cell.find("{*}f")
        if value is None or (not value.text and type_ != "str"):
            return [] if formula is None else [(f"={formula.text or ''}", None)]
        stored = value.text or ""
        if type_ == "s":
            index = int(stored) if stored.strip().isdecimal() else len(self._strings)
            runs = self._strings[index] if index < len(self._strings) else [("\ufffd", None)]
            return _formatted(runs, style.code)
        if type_ == "str":
            stored = NOT_TEXT + stored if formula is not None and self._recalculated else stored
            return _formatted([(stored, None)], style.code)
        if type_ == "b":
            return [({"0": "FALSE", "1": "TRUE"}.get(stored, stored), None)]
        if type_ == "n" and place in self._values:
            return [(self._number(place, style, "" if formula is None else formula.text or ""), None)]
        return [(stored, None)]

    def _number(self, place: Place, style: Style, formula: str) -> str:
        """A number as it is shown; behind NOT_TEXT where that cannot be known."""
        value = self._values[place]
        plain = number_text(value)
        if formula and contradicts(formula, value, self._values, follow_all=self._recalculated):
            return NOT_TEXT + plain
        if not self._zeros and value == 0:
            return ""
        shown = shown_number(value, style.code, since_1904=self._since_1904)
        width = self._widths.get(place[1]) if place not in self._joined else None
        wide = width is not None and len(shown or "") * self._styles.scale(style.font) > width + NARROW
        return NOT_TEXT + plain if shown is None or wide else shown


def _formatted(runs: Runs, code: str) -> Runs:
    """A text under a format of its own: `@"件"` adds to it, `;;;` hides it."""
    if code == GENERAL or len(runs) != 1:
        return runs
    text, own = runs[0]
    shown = shown_text(text, code)
    return [(NOT_TEXT + text if shown is None else shown, own)]


def stored_number(cell: Any) -> float | None:
    """The number that a cell keeps; None for texts, errors and truth values."""
    if cell.get("t", "n") != "n" or (value := cell.find("{*}v")) is None:
        return None
    try:
        return float(value.text or "")
    except ValueError:
        return None


def runs_of(entry: Any) -> Runs:
    """The runs of a string, without the readings that may be above it."""
    runs: Runs = []
    for child in entry:
        name = str(child.tag).rpartition("}")[2]
        if name == "t":
            runs.append((_unescaped(child.text or ""), None))
        elif name == "r":
            text = "".join(e.text or "" for e in child if str(e.tag).rpartition("}")[2] == "t")
            runs.append((_unescaped(text), child.find("{*}rPr")))
    return runs


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\r", "\n")
