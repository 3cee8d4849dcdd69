"""A workbook of Excel 97-2003 or of WPS (xls) -> blocks.

Values come from python-calamine, which makes blanks of errors and knows neither formats nor frames:
for these the records are walked once more (`xls_records`), before calamine makes room for the
cells. Hidden sheets, rows and columns are not printed and so not read. What a cell shows is decided
in `xls_cells`, where the cells go in `sheet`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from math import nan
from struct import error as StructError
from typing import Any

from pipelines.model import Document
from pipelines.read.container import Unfit
from pipelines.read.marks import seen
from pipelines.read.refusal import refuse
from pipelines.read.sheets.formulas import contradicts
from pipelines.read.sheets.places import Place
from pipelines.read.sheets.sheet import Sheet, blocks_of
from pipelines.read.sheets.xls_cells import pieces
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
    sheet.widths, sheet.heights = notes.widths, notes.heights
    sheet.merged = [(*start, *end) for start, end in own.merged_cell_ranges or ()]
    joined = {(top, left) for top, left, _, right in sheet.merged if right > left}
    rows = own.to_python(skip_empty_area=False)
    contradicted = _contradicted(rows, notes.formulas)
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place, wrong = (row, column), (row, column) in contradicted
            if value == "" and not wrong:
                continue
            value = notes.texts.get(place, value)
            printed = seen(pieces(place, value, notes, joined=place in joined, contradicted=wrong))
            if printed.text:
                sheet.texts[place] = printed.text
                if isinstance(value, str) and (line := notes.lines.get(place)):
                    sheet.lines[place] = line._replace(width=len(printed.text) * line.width)
            if printed.left_out:
                sheet.left_out[place] = printed.left_out
    sheet.texts |= dict.fromkeys(notes.errors, ERROR)
    sheet.overlay(notes.overlaid)
    return sheet


def _contradicted(rows: Sequence[Sequence[Any]], formulas: Mapping[Place, str]) -> set[Place]:
    """The places whose formulas give another number than the result that the file keeps, or keep
    none."""
    if not formulas:
        return set()
    numbers = {
        (row, column): float(value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if type(value) in (int, float)
    }
    return {p for p, formula in formulas.items() if contradicts(formula, numbers.get(p, nan), numbers)}
