"""Figures of a workbook that are wider than their cells."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.styles import Alignment, Font

from pipelines.model import NOT_TEXT
from pipelines.read import read_bytes
from pipelines.read.sheets.overflow import Line, Room, cut_off
from tests.unit.read.sheets.test_seen import sheet_with

OPEN = NOT_TEXT


def narrow(sheet: Any, cell: Any) -> None:
    cell.value, cell.number_format = 123456789, "0"
    sheet.column_dimensions["B"].width = 4


def large_type(sheet: Any, cell: Any) -> None:
    cell.value, cell.font = 123456789, Font(sz=22)
    cell.number_format = "0"
    sheet.column_dimensions["B"].width = 10


def text_of(digits: str, width: float = 4, size: float = 11, **said: Any) -> Callable[[Any, Any], None]:
    def change(sheet: Any, cell: Any) -> None:
        cell.value, cell.alignment, cell.font = digits, Alignment(**said), Font(sz=size)
        sheet.column_dimensions["B"].width = width

    return change


def in_a_row_of(points: float) -> Callable[[Any, Any], None]:
    def change(sheet: Any, cell: Any) -> None:
        text_of("123456789", wrapText=True)(sheet, cell)
        sheet.row_dimensions[2].height = points

    return change


def without_the_next(change: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    def changed(sheet: Any, cell: Any) -> None:
        change(sheet, cell)
        sheet["C2"] = None

    return changed


def narrow_and_general(sheet: Any, cell: Any) -> None:
    cell.value = 3226.38888888889
    sheet.column_dimensions["B"].width = 6


def narrow_and_merged(sheet: Any, cell: Any) -> None:
    narrow(sheet, cell)
    sheet.merge_cells("B2:C2")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        pytest.param(narrow, f"{OPEN}123456789", id="####"),
        pytest.param(narrow_and_general, f"{OPEN}3226.38888888889", id="rounded to its column"),
        pytest.param(narrow_and_merged, "123456789", id="narrow, over several columns"),
        pytest.param(large_type, f"{OPEN}123456789", id="#### in large type"),
        pytest.param(text_of("123456789"), f"{OPEN}123456789", id="a text, cut off"),
        pytest.param(text_of("1234", 5, 22), f"{OPEN}1234", id="a text in large type, cut off"),
        pytest.param(text_of("1234", 5, horizontal="center"), "1234", id="a text that fits"),
        pytest.param(
            text_of("123456789", horizontal="right"), f"{OPEN}123456789", id="a text, cut off in front"
        ),
        pytest.param(without_the_next(text_of("123456789")), "123456789", id="a text over a blank cell"),
        pytest.param(
            without_the_next(text_of("123456789", horizontal="center")),
            f"{OPEN}123456789",
            id="a text, cut off at one side",
        ),
        pytest.param(text_of("123456789", wrapText=True), "123456789", id="a text in lines"),
        pytest.param(in_a_row_of(14), f"{OPEN}123456789", id="a text in lines, cut off"),
        pytest.param(in_a_row_of(40), "123456789", id="a text in lines in a high row"),
        pytest.param(text_of("123456789", shrinkToFit=True), "123456789", id="a text made to fit"),
    ],
)
def test_a_figure_is_what_its_cell_has_room_for(change: Callable[[Any, Any], None], text: str) -> None:
    assert sheet_with(change).text == text


@pytest.mark.parametrize(
    ("row", "column", "rows"),
    [
        pytest.param(None, None, [["甲", "乙", "丙"], ["1", "12", "3"]], id="as usual"),
        pytest.param(1, None, [["甲", "乙", "丙"]], id="a row too low to be seen"),
        pytest.param(12, None, [["甲", "乙", "丙"], ["1", "12", "3"]], id="a low row"),
        pytest.param(None, 0.1, [["甲", "丙"], ["1", "3"]], id="a column too narrow to be seen"),
        pytest.param(None, 2, [["甲", "乙", "丙"], ["1", "12", "3"]], id="a narrow column"),
    ],
)
@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_rows_and_columns_of_which_nothing_is_seen(
    kind: str, row: float | None, column: float | None, rows: list[list[str]]
) -> None:
    file = io.BytesIO()
    if kind == "xlsx":
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["甲", "乙", "丙"])
        sheet.append([1, 12, 3])
        sheet.row_dimensions[2].height = row
        sheet.column_dimensions["B"].width = column or 9
        book.save(file)
    else:
        old = xlwt.Workbook()
        page = old.add_sheet("Sheet1")
        for place, value in enumerate(["甲", "乙", "丙", 1, 12, 3]):
            page.write(place // 3, place % 3, value)
        if row:
            page.row(1).height, page.row(1).height_mismatch = round(20 * row), True
        page.col(1).width = round(256 * (column or 9))
        old.save(file)
    (grid,) = read_bytes(file.getvalue()).blocks
    assert [[cell.text for cell in line] for line in grid.rows] == rows


NARROW = Line("left", 7)
BROKEN = Line("lines", 7, 11)
"""In two lines, which take 22 points."""


@pytest.mark.parametrize(
    ("line", "merged", "hidden", "is_cut"),
    [
        pytest.param(NARROW, [], set(), True, id="by the next cell"),
        pytest.param(Line("left", 5), [], set(), False, id="as digits are narrow"),
        pytest.param(NARROW, [(0, 0, 0, 1)], set(), False, id="merged with a cell beside it"),
        pytest.param(NARROW, [(0, 0, 0, 1)], {1}, True, id="which is hidden"),
        pytest.param(Line("left", 10), [(0, 0, 0, 1)], set(), True, id="wider than both"),
        pytest.param(Line("right", 7), [], set(), False, id="at the edge of the sheet"),
        pytest.param(NARROW, [(0, 0, 0, 999)], set(), False, id="over more columns than a form has"),
        pytest.param(BROKEN, [], set(), True, id="by the height of its row"),
        pytest.param(Line("lines", 7, 6), [], set(), False, id="in small type"),
        pytest.param(Line("lines", 5, 11), [], set(), False, id="in one line after all"),
        pytest.param(BROKEN, [(0, 0, 1, 0)], set(), False, id="over two rows"),
        pytest.param(Line("lines", 13, 11), [(0, 0, 1, 0)], set(), True, id="in three lines over two rows"),
        pytest.param(BROKEN, [(0, 0, 2, 0)], set(), False, id="over a row that grows"),
    ],
)
def test_where_a_text_ends(
    line: Line, merged: list[tuple[int, int, int, int]], hidden: set[int], is_cut: bool
) -> None:
    room = Room({0: 4.0, 1: 4.0, 2: 4.0}, {0: 14.0, 1: 14.0}, hidden, set(), merged)
    assert [*cut_off({(0, 0): line}, room, {(0, 0), (0, 1)})] == [(0, 0)] * is_cut
