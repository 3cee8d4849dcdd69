"""Workbooks: what is merged over hidden rows or columns and others shows its text in the others."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook
from xlwt import Workbook as OldWorkbook

from pipelines.read.sheets.xls import read_xls
from pipelines.read.sheets.xlsx import read_xlsx

VALUES = [["甲", None, 1, 2], ["乙", None, 8, None], [None, None, 3, 4], ["丙", 5, 6, 7]]
AREAS = [(0, 0, 0, 1), (1, 0, 2, 1), (1, 2, 2, 2), (1, 3, 1, 3)]
"""Merged, rows and columns from 0: top, left, bottom, right. The second row and the first column
are hidden."""


def _new() -> Any:
    book = Workbook()
    sheet = book.active
    for values in VALUES:
        sheet.append(values)
    sheet["C3"] = None  # as a program leaves it that merges cells
    for top, left, bottom, right in AREAS:
        rows = {"start_row": top + 1, "end_row": bottom + 1}
        sheet.merge_cells(**rows, start_column=left + 1, end_column=right + 1)
    sheet.row_dimensions[2].hidden = sheet.column_dimensions["A"].hidden = True
    return book


def _old() -> Any:
    book = OldWorkbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1", cell_overwrite_ok=True)
    for row, values in enumerate(VALUES):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    for top, left, bottom, right in AREAS:
        sheet.merge(top, bottom, left, right)
    sheet.row(1).hidden = sheet.col(0).hidden = True
    return book


@pytest.mark.parametrize(("made", "read"), [(_new, read_xlsx), (_old, read_xls)], ids=["new", "old"])
def test_a_merged_cell_that_begins_in_what_is_hidden_shows_its_text(made: Any, read: Any) -> None:
    made().save(out := io.BytesIO())
    (grid,) = read(out.getvalue()).blocks
    assert [[c.text for c in row] for row in grid.rows] == [
        ["甲", "1", "2"],
        ["乙", "8", "4"],
        ["5", "6", "7"],
    ]
