"""Writes a filled form as a workbook, new (xlsx) or old (xls): a sheet per table or all on one,
framed or bare."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from typing import Any

from tests.data.biff import file_of
from tests.data.filled import Filled, Grid
from tests.data.forms_grid import Slot, parts, places

Placed = tuple[int, int, Slot]
"""Row and column from 0, and what is there."""


def xlsx(
    filled: Filled, *, sheets: bool = False, framed: bool = True, merged: bool = True, gaps: bool = True
) -> bytes:
    """The workbook as bytes.

    `sheets` gives each table a sheet of its own, named by its section; `framed` draws borders
    around the cells of tables, empty ones included; `merged` merges cells, else all but the first
    are left empty; `gaps` leaves a blank row between paragraphs and tables.
    """
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.styles import Border, Side  # type: ignore[import-untyped]

    border = Border(*[Side(style="thin")] * 4)
    book = Workbook()
    book.remove(book.active)
    for name, cells, areas, frames in _sheets(filled, sheets, gaps):
        sheet = book.create_sheet(name)
        for row, column, slot in cells:
            sheet.cell(row + 1, column + 1).value = _stored(slot)
        for row, column in frames if framed else ():
            sheet.cell(row + 1, column + 1).border = border
        for top, left, bottom, right in areas if merged else ():
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
    return _saved(book)


def xls(
    filled: Filled,
    *,
    sheets: bool = False,
    framed: bool = True,
    gaps: bool = True,
    inside: Mapping[str, Callable[[Any, int, int, Any], None]] | None = None,
    colours: Mapping[int, tuple[int, int, int]] | None = None,
    results: dict[tuple[int, int], float] | None = None,
) -> bytes:
    """The same in the format of Excel 97. `inside` writes the cells of these codes, given the
    sheet, row, column and a style of their own; formulas keep the `results` that it puts in.
    `colours` are the workbook's own, by their places in the palette."""
    from xlwt import Workbook, easyxf  # type: ignore[import-untyped]

    book = Workbook(encoding="utf-8")
    for number, colour in (colours or {}).items():
        book.set_colour_RGB(number, *colour)
    frame = "borders: left thin, right thin, top thin, bottom thin"
    box, bare = easyxf(frame), easyxf()
    for name, cells, areas, frames in _sheets(filled, sheets, gaps):
        sheet = book.add_sheet(name)
        style = box if framed else bare
        spans = {(top, left): (bottom, right) for top, left, bottom, right in areas}
        written = {(row, column) for row, column, _ in cells}
        hidden = {
            (r, c)
            for (t, left), (b, right) in spans.items()
            for r in range(t, b + 1)
            for c in range(left, right + 1)
        }
        for row, column, slot in cells:
            if slot.code in (inside or {}):
                (inside or {})[slot.code](sheet, row, column, easyxf(frame if framed else ""))
                if (row, column) in spans:
                    sheet.merge(row, spans[row, column][0], column, spans[row, column][1], style)
            elif (row, column) in spans:
                sheet.write_merge(
                    row, spans[row, column][0], column, spans[row, column][1], _stored(slot), style
                )
            elif slot.text or framed:
                sheet.write(row, column, _stored(slot), style if (row, column) in frames else bare)
        for row, column in sorted(frames - written - hidden) if framed else ():
            sheet.write(row, column, None, style)
    return file_of(book, results)


def _saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _stored(slot: Slot) -> str | float | None:
    """Figures as numbers, as people type them."""
    digits = slot.text.replace(".", "", 1).removeprefix("-")
    if slot.code and digits.isascii() and digits.isdecimal() and not digits.startswith("00"):
        return float(slot.text) if "." in slot.text else int(slot.text)
    return slot.text or None


def _sheets(
    filled: Filled, apart: bool, gaps: bool
) -> Iterator[tuple[str, list[Placed], list[tuple[int, int, int, int]], set[tuple[int, int]]]]:
    """Name, cells, merged areas and framed places of each sheet."""
    cells: list[Placed] = []
    areas: list[tuple[int, int, int, int]] = []
    frames: set[tuple[int, int]] = set()
    row, number = 0, count(1)
    for part in parts(filled):
        if part.kind == "heading" and apart and cells:
            yield f"Sheet{next(number)}", cells, areas, frames
            cells, areas, frames, row = [], [], set(), 0
        if part.kind == "table":
            row += gaps
            for place, slot in _placed(part.grid):
                top, left = place[0] + row, place[1]
                cells.append((top, left, slot))
                bottom, right = top + slot.down - 1, left + slot.across - 1
                frames |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
                if slot.down * slot.across > 1:
                    areas.append((top, left, bottom, right))
            row += len(part.grid) + gaps
        else:
            cells.append((row, 0, Slot(part.text)))
            row += 1
    yield f"Sheet{next(number)}", cells, areas, frames


def _placed(grid: Grid) -> Iterator[tuple[tuple[int, int], Slot]]:
    for row, line in enumerate(places(grid)):
        column = 0
        for slot, begun in line:
            if not begun:
                yield (row, column), slot
            column += slot.across
