"""Workbooks: every cell that is printed, none that is hidden, and never a blank for what could not
be read."""

import io
import random
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook
from xlwt import Workbook as OldWorkbook
from xlwt import easyxf

from pipelines.model import Document
from pipelines.read import read_bytes
from pipelines.read.sheets.sheet import number_text
from pipelines.read.sheets.xls import read_xls
from pipelines.read.sheets.xlsx import read_xlsx
from tests.data.forms import Filled, blank
from tests.data.forms_sheet import xls, xlsx
from tests.data.whole import damaged, figures, misread


def texts(document: Document) -> list[tuple[str, list[list[str]]]]:
    return [(block.kind, [[c.text for c in row] for row in block.rows]) for block in document.blocks]


def codes(document: Document) -> list[str]:
    assert not document.blocks
    return [issue.code for issue in document.issues]


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def book(*rows: list[Any]) -> tuple[Workbook, Any]:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    return made, made.active


@pytest.mark.parametrize("edition", ["f2019", "f2021"])
@pytest.mark.parametrize("options", [{}, {"sheets": True}, {"framed": False}, {"gaps": False}])
@pytest.mark.parametrize("write", [xlsx, xls])
def test_a_form_reads_fully(write: Callable[..., bytes], options: dict[str, bool], edition: str) -> None:
    filled = figures(edition)
    assert misread(filled, write(filled, **options)) == {}


def test_a_form_without_merged_cells_reads_fully() -> None:
    for framed in (True, False):
        assert misread(figures("f2021"), xlsx(figures("f2021"), merged=False, framed=framed)) == {}


@pytest.mark.parametrize("write", [xlsx, xls])
def test_framed_cells_are_printed_even_if_empty(write: Callable[..., bytes]) -> None:
    unfilled = blank("平潭县人民政府", 2023, "f2021")
    assert misread(unfilled, write(unfilled)) == {}


@pytest.mark.parametrize("write", [xlsx, xls])
def test_blank_cells_stay_in_their_places(write: Callable[..., bytes]) -> None:
    full = figures("f2021")
    chance = random.Random(3)
    holes = {code: "" if chance.random() < 0.4 else text for code, text in full.figures.items()}
    filled = Filled(full.office, full.year, full.edition, holes, full.prose)
    for framed in (True, False):
        assert misread(filled, write(filled, framed=framed)) == {}


def test_what_a_cell_holds_is_printed_as_it_stands() -> None:
    made, sheet = book(["甲", 5, 0.1 + 0.2, 1e16, -3, True, "减1237", "１２", 12.3456])
    sheet.append(["乙", 0.05, 45322, "=SUM(B1:C1)", "x"])
    sheet["B2"].number_format, sheet["C2"].number_format = "0.0%", 'yyyy"年"m"月"'
    sheet["E2"].value, sheet["E2"].data_type = "#REF!", "e"
    assert texts(read_xlsx(saved(made))) == [
        (
            "grid",
            [
                ["甲", "5", "0.3", "10000000000000000", "-3", "TRUE", "减1237", "１２", "12.3456"],
                ["乙", "5.0%", "2024-01-31", "=SUM(B1:C1)", "#REF!", "", "", "", ""],
            ],
        )
    ]


def test_an_old_workbook_says_the_same() -> None:
    made = OldWorkbook(encoding="utf-8")
    sheet = made.add_sheet("表一")
    sheet.write(0, 0, "甲")
    sheet.write(0, 1, 0.05, easyxf(num_format_str="0.00%"))
    sheet.write(0, 2, 0.1 + 0.2)
    sheet.write(0, 3, True)
    sheet.row(0).set_cell_error(4, 0x17)
    assert texts(read_xls(saved(made))) == [
        ("prose", [["表一"]]),
        ("grid", [["甲", "5.00%", "0.3", "TRUE", "#ERROR"]]),
    ]


def test_hidden_rows_columns_and_sheets_are_not_printed() -> None:
    made, sheet = book(["甲", 1, 2, 3], ["藏", 7, 7, 7], ["乙", 4, 5, 6])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    made.create_sheet("旧表").sheet_state = "hidden"
    made["旧表"]["A1"] = "去年"
    assert texts(read_xlsx(saved(made))) == [("grid", [["甲", "1", "3"], ["乙", "4", "6"]])]

    old = OldWorkbook()
    page, past = old.add_sheet("Sheet1"), old.add_sheet("Sheet2")
    for row, values in enumerate((["a", 1, 2, 3], ["x", 7, 7, 7], ["b", 4, 5, 6])):
        for column, value in enumerate(values):
            page.write(row, column, value)
    page.row(1).hidden = page.col(2).hidden = True
    past.write(0, 0, "gone")
    past.visibility = 1
    assert texts(read_xls(saved(old))) == [("grid", [["a", "1", "3"], ["b", "4", "6"]])]


def test_merged_cells_stand_once_and_spots_are_those_of_the_sheet() -> None:
    made, sheet = book([], ["办理结果", None, 71], [None, None, 4])
    sheet.merge_cells("A2:B3")
    (grid,) = read_xlsx(saved(made)).blocks
    assert [
        [(c.text, c.spot.page, c.spot.table, c.spot.row, c.spot.column) for c in row] for row in grid.rows
    ] == [
        [("办理结果", 1, 1, 2, 1), ("71", 1, 1, 2, 3)],
        [("4", 1, 1, 3, 3)],
    ]


def test_blank_rows_set_tables_apart_and_lone_texts_are_prose() -> None:
    made, _ = book(["标题"], [], ["甲", 1], ["乙", 2], [], ["丙", 3], [], ["说明一。\n说明二。"])
    made.active.title = "公开年报"
    assert texts(read_xlsx(saved(made))) == [
        ("prose", [["公开年报"]]),
        ("prose", [["标题"]]),
        ("grid", [["甲", "1"], ["乙", "2"]]),
        ("grid", [["丙", "3"]]),
        ("prose", [["说明一。"]]),
        ("prose", [["说明二。"]]),
    ]


def test_numbers_are_written_in_full() -> None:
    assert [number_text(x) for x in (12.0, 0.1 + 0.2, 1e20, 1e-7, -0.0, 1234567.891)] == [
        "12",
        "0.3",
        "100000000000000000000",
        "0.0000001",
        "0",
        "1234567.891",
    ]


def test_damage_and_emptiness_are_told() -> None:
    good = saved(book(["甲", 1])[0])
    assert codes(read_xlsx(good[:200])) == ["read.damaged"]
    assert codes(read_xlsx(saved(Workbook()))) == ["read.empty"]
    assert codes(read_xls(b"x" * 600)) == ["read.damaged"]


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def sheet_xml(cells: str, more: str = "") -> bytes:
    workbook = "<workbook><sheets><sheet name='Sheet1'/></sheets></workbook>"
    return packed(
        xl__workbook=workbook,
        xl__worksheets__sheet1=f"<worksheet><sheetData>{cells}</sheetData>{more}</worksheet>",
    )


def test_limits_hold_before_room_is_made() -> None:
    far = sheet_xml(
        "<row><c r='A1'><v>1</v></c><c r='XFD9999999'><v>2</v></c></row><row r='99999999'><c><v>3</v></c></row>"
    )
    assert sum(len(block.rows) for block in read_xlsx(far).blocks) == 3
    merges = "<mergeCells>" + "<mergeCell ref='A1:Z999999'/>" * 9999 + "</mergeCells>"
    crowd = "<row>" + "<c><v>1</v></c>" * 9999 + "</row>"
    assert codes(read_xlsx(sheet_xml(crowd, merges))) == ["read.too_large"]
    assert codes(read_xlsx(sheet_xml(" " * 5_000_000))) == ["read.too_large"]
    old = OldWorkbook()
    sheets = [old.add_sheet(f"Sheet{n}") for n in range(2)]
    for sheet in sheets:
        sheet.write(0, 0, 1)
        sheet.write(65535, 255, 1)
    assert codes(read_xls(saved(old))) == ["read.too_large"]


def test_a_million_rows_that_are_only_formatted_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.read.sheets.xlsx.MANY_ROWS", 2)
    texts_of = "<row r='{0}'><c r='A{0}' t='str'><v>{1}</v></c><c r='B{0}'><v>1</v></c></row>"
    bare = "".join(f"<row r='{n}' s='1' customFormat='1'/>" for n in range(3, 200)).replace("'", '"')
    hidden = '<row r="200" hidden="1"/>'
    cells = (
        texts_of.format(1, "一") + '<row r="2"/>' + texts_of.format(201, "二") + texts_of.format(202, "三")
    )
    rows = cells.replace('<row r="2"/>', '<row r="2"/>' + bare + hidden)
    monkeypatch.setattr("pipelines.read.container.MAX_MARKS", 60)
    assert [block.rows[0][0].text for block in read_xlsx(sheet_xml(rows)).blocks] == ["一", "二"]
    monkeypatch.setattr("pipelines.read.sheets.xlsx.MANY_ROWS", 1000)
    assert codes(read_xlsx(sheet_xml(rows))) == ["read.too_large"]


@pytest.mark.parametrize(("most", "fits"), [(8, True), (7, False)])
def test_a_string_that_many_cells_show_counts_for_each_of_them(
    most: int, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.read.sheets.xlsx.MAX_CHARACTERS", most)
    workbook = packed(
        xl__workbook="<workbook><sheets><sheet name='Sheet1'/></sheets></workbook>",
        xl__sharedStrings="<sst><si><t>政务公开</t></si></sst>",
        xl__worksheets__sheet1="<worksheet><sheetData><row>"
        + "<c t='s'><v>0</v></c>" * 2
        + "</row></sheetData></worksheet>",
    )
    assert bool(read_xlsx(workbook).blocks) is fits


def test_strings_of_all_kinds() -> None:
    cells = (
        "<row><c t='inlineStr'><is><r><t>主</t></r><r><t>动</t></r><rPh><t>zhu</t></rPh></is></c>"
        "<c t='str'><f>A1</f><v>公开</v></c><c t='s'><v>7</v></c><c t='str'><v>一_x000D_二</v></c></row>"
    )
    assert texts(read_xlsx(sheet_xml(cells))) == [("grid", [["主动", "公开", "\ufffd", "一_x000D_二"]])]


def test_mangled_workbooks_never_raise() -> None:
    for whole in (xlsx(figures("f2021")), xls(figures("f2021"))):
        for data in damaged(whole, 60):
            document = read_bytes(data)
            assert document.blocks or document.issues
            assert "read.crash" not in [issue.code for issue in document.issues]
