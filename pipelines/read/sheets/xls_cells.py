"""The cells of a sheet of an old workbook -> what each of them shows, in pieces with their marks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from pipelines.model import NOT_TEXT
from pipelines.read.marks import marked
from pipelines.read.sheets.conditions import PRINT, TEXT, changed, effect
from pipelines.read.sheets.number_formats import GENERAL
from pipelines.read.sheets.overflow import NARROW
from pipelines.read.sheets.places import Place
from pipelines.read.sheets.sheet import number_text
from pipelines.read.sheets.shown import shown_number, shown_text
from pipelines.read.sheets.xls_looks import MarkedRuns
from pipelines.read.sheets.xls_records import Notes


def pieces(place: Place, value: Any, notes: Notes, *, joined: bool, contradicted: bool) -> list[str]:
    """The text of a cell in pieces, from the value that calamine gives. `joined` with cells beside
    it; `contradicted` by its own formula."""
    code = notes.codes.get(place, GENERAL)
    text = _text(value, code, notes.zeros)
    number = float(value) if type(value) in (int, float) else None
    wide = len(text) * notes.scales.get(place, 1)
    narrow = number is not None and not joined
    if contradicted or (narrow and wide > notes.widths.get(place[1], wide) + NARROW):
        text = NOT_TEXT + text
    looks = notes.looks.get(place, ())
    if len(looks) > 1 and text != value:  # its format changed it: which run is where is not known
        text, looks = NOT_TEXT + text, looks[:1]
    shown = _runs(text, looks) if text else []
    if not shown or not (rules := notes.conditions.at(place)):
        return shown
    compared = TEXT if isinstance(value, str) else number
    return changed(shown, effect(rules, compared, notes.inks.get(place, PRINT)))


def _runs(text: str, looks: MarkedRuns) -> list[str]:
    """The text in pieces, with their marks. Where they begin is counted in UTF-16 units."""
    if not looks:
        return [text]
    units = text.encode("utf-16-le", "surrogatepass")
    ends = [2 * start for start, _ in looks[1:]] + [len(units)]
    parts = (units[2 * start : end] for (start, _), end in zip(looks, ends))
    return [marked(part.decode("utf-16-le", "replace"), marks) for part, (_, marks) in zip(parts, looks)]


def _text(value: Any, code: str, zeros: bool) -> str:
    """What a cell shows of what calamine gives; behind NOT_TEXT where that cannot be known."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if value == 0 and not zeros:
            return ""
        shown = shown_number(value, code)
        return NOT_TEXT + number_text(value) if shown is None else shown
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
    if isinstance(value, date | time | timedelta):
        return str(value)
    return shown_text(str(value), code) or ""
