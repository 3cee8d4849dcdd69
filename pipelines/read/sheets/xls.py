"""A workbook of Excel 97-2003 or of WPS (xls) -> blocks.

Values come from python-calamine, which makes blanks of errors and knows neither formats nor frames:
for these the records are walked once more (`xls_records`), before calamine makes room for the
cells. Hidden sheets, rows and columns are not printed and so not read. Where the cells go is
decided in `sheet`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from math import nan
from struct import error as StructError
from typing import Any

from pipelines.model import NOT_TEXT, Document
from pipelines.read.container import Unfit
from pipelines.read.marks import marked, seen
from pipelines.read.refusal import refuse
from pipelines.read.sheets.formulas import contradicts
from pipelines.read.sheets.number_formats import GENERAL
from pipelines.read.sheets.sheet import NARROW, Place, Sheet, blocks_of, number_text
from pipelines.read.sheets.shown import shown_number, shown_text
from pipelines.read.sheets.xls_looks import MarkedRuns
from pipelines.read.sheets.xls_records import Notes, read_notes

READER = "calamine"
"""The reader that reports name."""
ERROR = "#ERROR"


def read_xls(data: bytes) -> Document:
    """All sheets that are shown, in their order. A workbook without text carries `read.empty`."""
    try:
        blocks = blocks_of(_sheets(data))
    except Unfit as unfit:
        return refuse("xls", unfit.code, unfit.detail, READER)
    if not blocks:
        return refuse("xls", "read.empty", reader=READER)
    return Document("xls", blocks, reader=READER)


def _sheets(data: bytes) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    notes = read_notes(_stream(data))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        kept = [i for i, s in enumerate(workbook.sheets_metadata) if s.typ == SheetTypeEnum.WorkSheet]
        if len(kept) != len(notes):
            raise Unfit("read.damaged", f"{len(kept)} sheets or {len(notes)}")
        visible = [(i, note) for i, note in zip(kept, notes) if not note.hidden]
        return [_sheet(workbook.get_sheet_by_index(i), note) for i, note in visible]
    except PasswordError as error:
        raise Unfit("read.encrypted") from error
    except CalamineError as error:
        raise Unfit("read.damaged", str(error)) from error
    except BaseException as error:
        if (
            type(error).__name__ != "PanicException"
        ):  # how a failed assertion in Rust arrives; it is no Exception
            raise
        raise Unfit("read.damaged", str(error)) from error


def _stream(data: bytes) -> bytes:
    """The stream of the workbook inside the OLE file."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            name = next((n for n in ("Workbook", "Book") if ole.exists(n)), None)
            if name is None:
                raise Unfit("read.damaged", "no workbook inside")
            stream: bytes = ole.openstream(name).read()
            return stream
    # olefile raises any of these on containers whose lists are torn or run in circles
    except (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError, StructError) as error:
        raise Unfit("read.damaged", str(error)) from error


def _sheet(own: Any, notes: Notes) -> Sheet:
    sheet = Sheet(own.name, framed=notes.framed)
    sheet.hidden_rows, sheet.hidden_columns = notes.hidden_rows, notes.hidden_columns
    sheet.merged = [(*start, *end) for start, end in own.merged_cell_ranges or ()]
    merged = {(top, left) for top, left, _, right in sheet.merged if right > left}
    rows = own.to_python(skip_empty_area=False)
    cells = {(row, column): value for row, values in enumerate(rows) for column, value in enumerate(values)}
    contradicted = _contradicted(cells, notes.formulas)
    for place, value in cells.items():
        code = notes.codes.get(place, GENERAL)
        text = _text(value, code, notes.zeros)
        number = float(value) if type(value) in (int, float) else None
        narrow = number is not None and code != GENERAL and place not in merged
        wide = narrow and len(text) > notes.widths.get(place[1], len(text)) + NARROW
        if wide or place in contradicted or (text and notes.conditions.doubts(place, number)):
            text = NOT_TEXT + text
        looks = notes.looks.get(place, ())
        if len(looks) > 1 and text != value:  # its format changed it: which run is where is not known
            text, looks = NOT_TEXT + text, looks[:1]
        printed = seen(_pieces(text, looks))
        if printed.text:
            sheet.texts[place] = printed.text
        if printed.left_out:
            sheet.left_out[place] = printed.left_out
    sheet.texts |= dict.fromkeys(notes.errors, ERROR)
    sheet.overlay(notes.overlaid)
    return sheet


def _contradicted(cells: Mapping[Place, Any], formulas: Mapping[Place, str]) -> set[Place]:
    """The places whose formulas give another number than the result that the file keeps, or keep
    none."""
    if not formulas:
        return set()
    values = {place: float(value) for place, value in cells.items() if type(value) in (int, float)}
    return {
        place for place, formula in formulas.items() if contradicts(formula, values.get(place, nan), values)
    }


def _pieces(text: str, looks: MarkedRuns) -> list[str]:
    """The text in pieces, with their marks."""
    ends = [start for start, _ in looks[1:]] + [len(text)]
    return [marked(text[start:end], marks) for (start, marks), end in zip(looks, ends)] if looks else [text]


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
