"""What is to be seen in the cells of an old workbook, whatever they hold."""

from __future__ import annotations

from collections.abc import Callable
from struct import pack
from typing import Any

import pytest
from xlwt import Font, Formula, Workbook, easyxf

from pipelines.model import NOT_TEXT, Cell
from pipelines.read.sheets.xls import read_xls
from pipelines.read.sheets.xls_objects import CONTINUED, DRAWING, OBJECT, Objects
from tests.data.biff import CHART, LIST, NOTE, PICTURE, draw, drawing, drawn, file_of

OPEN = NOT_TEXT
DRAWN, COMMON = drawing(PICTURE, 3, 2)
OWN = 40
"""The place of a colour of the workbook's own: white."""


def font(**said: Any) -> Font:
    made = Font()
    for name, value in said.items():
        setattr(made, name, value)
    return made


def seen(write: Callable[[Any], None], results: dict[tuple[int, int], float] | None = None) -> Cell:
    """The middle one of three cells below three others, as it is written into the sheet."""
    book = Workbook()
    book.set_colour_RGB(OWN, 255, 255, 255)
    sheet = book.add_sheet("表", cell_overwrite_ok=True)
    for column, heading in enumerate("甲乙丙"):
        sheet.write(0, column, heading)
        if column != 1:
            sheet.write(1, column, column + 1)
    write(sheet)
    grid = next(b for b in read_xls(file_of(book, results)).blocks if b.kind == "grid")
    return grid.rows[1][1]


def rich(*runs: str | tuple[str, Font], style: str = "") -> Callable[[Any], None]:
    plain = [run if isinstance(run, tuple) else (run, font()) for run in runs]
    return lambda sheet: sheet.write_rich_text(1, 1, plain, easyxf(style))


def styled(style: str, value: Any = 12, code: str = "General") -> Callable[[Any], None]:
    return lambda sheet: sheet.write(1, 1, value, easyxf(style, num_format_str=code))


def without_zeros(sheet: Any) -> None:
    sheet.write(1, 1, 0)
    sheet.show_zero_values = False


@pytest.mark.parametrize(
    ("write", "text", "left_out"),
    [
        pytest.param(rich(("8", font(struck_out=True)), "597"), "597", "8", id="struck before"),
        pytest.param(rich("5", ("8", font(struck_out=True)), "97"), "597", "8", id="struck within"),
        pytest.param(rich("779", ("3", font(escapement=1))), "779", "3", id="raised"),
        pytest.param(rich("\U00020000", "12", ("3", font(escapement=1))), "\U0002000012", "3", id="raised behind a rare character"),
        pytest.param(rich("779", ("3", font(escapement=2))), "779", "3", id="lowered"),
        pytest.param(rich("921", ("6", font(colour_index=9))), "921", "", id="white run"),
        pytest.param(rich("921", ("6", font(colour_index=OWN))), "921", "", id="white by the palette"),
        pytest.param(rich("921", ("6", font(height=20))), f"{OPEN}9216", "", id="tiny run"),
        pytest.param(rich("9", ("21", font(bold=True))), "921", "", id="bold is no mark"),
        pytest.param(rich(("12", font(struck_out=True))), f"{OPEN}12", "", id="all struck"),
        pytest.param(styled("font: struck_out on"), f"{OPEN}12", "", id="struck, nothing in its place"),
        pytest.param(styled("font: colour white"), "", "", id="white on white"),
        pytest.param(styled("font: colour white; pattern: pattern solid, fore_colour red"), "12", "", id="white on red"),
        pytest.param(styled("font: colour red; pattern: pattern solid, fore_colour red"), "", "", id="red on red"),
        pytest.param(styled("font: bold on"), "12", "", id="bold"),
        pytest.param(without_zeros, "", "", id="sheet without zeros"),
        pytest.param(styled("font: height 20"), f"{OPEN}12", "", id="tiny"),
        pytest.param(styled("font: name Wingdings 2"), f"{OPEN}12", "", id="pictures for digits"),
        pytest.param(styled("font: name 宋体"), "12", "", id="a name that is wide"),
        pytest.param(styled("align: horiz filled"), f"{OPEN}12", "", id="repeated as often as it fits"),
        pytest.param(styled("font: colour 40"), "", "", id="white by the palette, as a whole"),
        pytest.param(
            styled("font: colour white; pattern: pattern fine_dots, fore_colour red"),
            f"{OPEN}12", "", id="white on a mixed ground",
        ),
        pytest.param(styled("", "", '0;-0;0;"第"@'), "", "", id="nothing under a format"),
        pytest.param(styled("", "12", '0;-0;0;"第"@'), "第12", "", id="text under a format"),
    ],
)  # fmt: skip
def test_a_cell_is_what_is_seen_of_it(write: Callable[[Any], None], text: str, left_out: str) -> None:
    cell = seen(write)
    assert (cell.text, cell.left_out) == (text, left_out)


def test_runs_under_a_format_that_changes_the_text_are_open() -> None:
    style = easyxf("", num_format_str='0;-0;0;"第"@')
    runs = [("1", font()), ("2", font(struck_out=True))]
    assert seen(lambda sheet: sheet.write_rich_text(1, 1, runs, style)).text == f"{OPEN}第12"


@pytest.mark.parametrize(
    ("formula", "kept", "text"),
    [
        ("A2+9", 10, "10"),
        ("A2+9", 3, f"{OPEN}3"),
        ("A2+9", None, OPEN),
        ("SUM(A2:A2,C2,4)", 8, "8"),
        ("SUM(A2:C2)", 9, f"{OPEN}9"),
        ("SUM(A2:A2)*2-(-C2/1)", 5, "5"),
        ("IF(A2>0,1,2)", 7, "7"),
        ("IF(A2>0,1,2)", None, ""),
        ("ROUND(A2,0)", 7, "7"),
    ],
)
def test_a_kept_result_is_held_against_plain_arithmetic(formula: str, kept: float | None, text: str) -> None:
    results = {} if kept is None else {(1, 1): float(kept)}
    assert seen(lambda sheet: sheet.write(1, 1, Formula(formula)), results).text == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [(PICTURE, f"{OPEN}12"), (CHART, f"{OPEN}12"), (NOTE, "12"), (LIST, "12")],
)
def test_what_lies_over_a_cell(kind: int, text: str) -> None:
    def write(sheet: Any) -> None:
        sheet.write(1, 1, 12)
        draw(sheet, drawn(kind, 1, 1))

    assert seen(write).text == text


@pytest.mark.parametrize(
    ("code", "width", "corner", "text"),
    [
        pytest.param("0", 4, (1, 1), f"{OPEN}123456789", id="####"),
        pytest.param("0", 9, (1, 1), "123456789", id="wide enough"),
        pytest.param("0", 4, (1, 2), "123456789", id="over several columns"),
        pytest.param("0", 4, (2, 1), f"{OPEN}123456789", id="over several rows"),
        pytest.param("General", 4, (1, 1), f"{OPEN}123456789", id="shown as 1E+08"),
    ],
)
def test_a_number_that_is_wider_than_its_column(
    code: str, width: int, corner: tuple[int, int], text: str
) -> None:
    def write(sheet: Any) -> None:
        sheet.write(1, 1, 123456789, easyxf("", num_format_str=code))
        sheet.col(1).width = 256 * width
        if corner > (1, 1):
            sheet.merge(1, corner[0], 1, corner[1])

    assert seen(write).text == text


@pytest.mark.parametrize(
    ("style", "digits", "beside", "text"),
    [
        pytest.param("", "123456789", 3, f"{OPEN}123456789", id="cut off"),
        pytest.param("", "1234", 3, "1234", id="fits"),
        pytest.param("font: height 440", "1234", 3, f"{OPEN}1234", id="in large type"),
        pytest.param("", "123456789", None, "123456789", id="over a blank cell"),
        pytest.param("align: horiz right", "123456789", None, f"{OPEN}123456789", id="cut off in front"),
        pytest.param("align: wrap on", "123456789", 3, "123456789", id="in lines"),
        pytest.param(
            "align: wrap on", "1234567890123", 3, f"{OPEN}1234567890123", id="in more lines than its row has"
        ),
        pytest.param("align: shrink_to_fit on", "123456789", 3, "123456789", id="made to fit"),
    ],
)
def test_a_text_that_is_wider_than_its_cell(style: str, digits: str, beside: int | None, text: str) -> None:
    def write(sheet: Any) -> None:
        sheet.write(1, 1, digits, easyxf(style))
        sheet.write(1, 2, beside)
        sheet.col(1).width = 256 * 4
        sheet.row(1).height, sheet.row(1).height_mismatch = 20 * 20, True

    assert seen(write).text == text


def test_a_column_without_width_is_not_printed() -> None:
    def write(sheet: Any) -> None:
        sheet.write(1, 1, 12)
        sheet.col(1).width = 0

    assert seen(write).text == "3"


def test_a_picture_in_an_empty_cell_is_no_blank() -> None:
    assert seen(lambda sheet: draw(sheet, drawn(PICTURE, 1, 1))).text == OPEN


OLD_OBJECT = pack("<I3H8H", 1, 8, 1, 0, 4, 0, 5, 0, 5, 9, 6, 9)
ALL = {(row, column) for row in range(3, 8) for column in range(2, 7)}


@pytest.mark.parametrize(
    ("records", "places"),
    [
        pytest.param([(DRAWING, DRAWN), (OBJECT, COMMON)], {(3, 2)}, id="in one record"),
        pytest.param([(DRAWING, DRAWN[:20]), (CONTINUED, DRAWN[20:]), (OBJECT, COMMON)], {(3, 2)}, id="in two"),
        pytest.param([(DRAWING, DRAWN)], set(), id="no object"),
        pytest.param([(OBJECT, COMMON)], set(), id="no drawing"),
        pytest.param([(DRAWING, DRAWN[:30]), (OBJECT, COMMON)], set(), id="a drawing that is cut short"),
        pytest.param([(OBJECT, OLD_OBJECT)], {(5, 4), (5, 5), (6, 4), (6, 5)}, id="of an older file"),
        pytest.param([(OBJECT, OLD_OBJECT[:12])], set(), id="an object that is cut short"),
        pytest.param([(OBJECT, OLD_OBJECT[:10] + bytes(8) + b"\xff" * 8)], ALL, id="over all of the sheet"),
        pytest.param([(DRAWING, DRAWN), (OBJECT, COMMON)] * 3000, {(3, 2)}, id="thousands in one place"),
    ],
)  # fmt: skip
def test_objects_by_their_records(records: list[tuple[int, bytes]], places: set[tuple[int, int]]) -> None:
    objects = Objects()
    for kind, data in records:
        objects.take(kind, data)
    assert {place for place in ALL if objects.cover.over(place)} == places if objects.cover else not places


def test_behind_a_row_that_is_blank_but_for_its_label_the_table_is_as_wide_as_it_was() -> None:
    book = Workbook()
    sheet = book.add_sheet("表")
    rows: list[list[Any]] = [
        ["名称", "甲项", "乙项", "丙项"],
        ["办法"],
        ["决定", 5, 6],
        ["说明"],
        ["名称", "甲项"],
    ]
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    (grid,) = [b for b in read_xls(file_of(book)).blocks if b.kind == "grid"]
    assert [[c.text for c in row] for row in grid.rows][1:3] == [["办法", "", "", ""], ["决定", "5", "6", ""]]
    assert [len(row) for row in grid.rows] == [4, 4, 4, 4, 2]


def test_a_merged_cell_is_as_wide_as_what_is_printed_of_it() -> None:
    book = Workbook()
    sheet = book.add_sheet("表")
    for column, heading in enumerate("甲乙丙丁"):
        sheet.write(0, column, heading)
    sheet.write_merge(1, 1, 0, 2, 12)
    sheet.col(1).hidden = True
    sheet.write(1, 3, 9)
    (grid,) = [b for b in read_xls(file_of(book)).blocks if b.kind == "grid"]
    assert [[(c.text, c.across) for c in row] for row in grid.rows] == [
        [("甲", 1), ("丙", 1), ("丁", 1)],
        [("12", 2), ("9", 1)],
    ]
