"""The workbooks of a release as those meet them who open and print them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import openpyxl
import pytest

from export.form_sheet import UNIT, wide
from export.release import export
from export.workbooks import NOT_RECEIVED, sheet_name
from tests.unit.export.small_release import FORMULA, build


def test_workbooks_stay_in_their_folder_and_bear_findings_as_notes(released: Path) -> None:

    found = sorted(
        p.relative_to(released / "workbooks").as_posix() for p in (released / "workbooks").rglob("*.xlsx")
    )
    assert len(found) == 2 and not [name for name in found if ".." in name]
    book = openpyxl.load_workbook(released / "workbooks" / next(n for n in found if "青禾县民政局" in n))
    assert book.sheetnames == ["目录 Contents", "2021 青禾县民政局"]
    page = book["2021 青禾县民政局"]
    cells = [c for row in page for c in row]
    (noted,) = [c for c in cells if c.comment]
    assert noted.value == 7 and FORMULA in noted.comment.text
    values = [c.value for c in cells]
    assert {"（一）予以公开", "法律服务机构", "未经复议直接起诉", "/", "？"} <= set(values)
    merged = {str(r) for r in page.merged_cells.ranges}
    assert len(merged) > 30


def test_the_contents_list_every_finding_with_a_link_to_its_cell(released: Path) -> None:

    (path,) = (released / "workbooks").rglob("青禾县民政局*.xlsx")
    book = openpyxl.load_workbook(path)
    contents, page = book.worksheets
    listed = [[cell.value for cell in row] for row in contents]
    assert listed[1][:6] == ["青禾县民政局", "某省 青禾县", 2021, "完整 parsed", 1, 1]
    (row,) = [r for r in contents if r[4].value and FORMULA in str(r[4].value)]
    _, _, target = row[1].hyperlink.location.rpartition("!")
    assert page[target].value == 7 and page[target].comment  # the cell that the finding is about
    for sheet in book:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
        assert sheet.freeze_panes and sheet.sheet_properties.pageSetUpPr.fitToPage


def test_labels_are_whole_in_their_cells(released: Path) -> None:

    (path,) = (released / "workbooks").rglob("青禾县民政局*.xlsx")
    page = openpyxl.load_workbook(path).worksheets[1]
    across = {str(r).partition(":")[0]: r for r in page.merged_cells.ranges}
    for cell in (c for row in page.iter_rows(min_row=4) for c in row if isinstance(c.value, str)):
        merged = across.get(cell.coordinate)
        columns = merged.size["columns"] if merged else 1
        rows = range(cell.row, cell.row + (merged.size["rows"] if merged else 1))
        if cell.font.b:
            continue  # the title of a table runs over the empty cells beside it
        points = sum(page.row_dimensions[row].height or 15 for row in rows)
        lines = -(-wide(cell.value) // (columns * UNIT))
        assert lines * 12 <= points, cell.value


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("2021 某局", "2021 某局"),
        ("2021 [某]:局*?/\\'", "2021  某  局"),
        ("2021 某\x07\x1b[31m局\u202e", "2021 某   31m局"),
        ("\x00\x01", "报告"),
        ("某" * 40, "某" * 31),
    ],
    ids=["plain", "forbidden", "control", "nothing-left", "long"],
)
def test_names_of_sheets_are_what_excel_takes(wanted: str, name: str) -> None:
    taken: set[str] = set()
    assert sheet_name(wanted, taken) == name
    assert sheet_name(wanted, taken) == f"{name[:29]} 2"


def test_a_county_is_one_workbook_with_what_is_due_and_what_was_not_read(tmp_path: Path) -> None:
    draft = build(tmp_path / "one")
    with duckdb.connect(str(draft)) as connection:
        connection.execute(
            "INSERT INTO offices BY NAME SELECT 3 AS office_id, '教育局' AS name, '某省' AS province,"
            " '青禾县' AS county, 'resolved' AS resolution"
        )
        connection.execute(
            "INSERT INTO due_reports BY NAME"
            " SELECT 3 AS office_id, unnest([2021, 2022]) AS year, 'roster' AS basis"
        )
        connection.execute(
            "INSERT INTO reports BY NAME FROM (SELECT * REPLACE (77 AS report_id, 3 AS office_id, 'x.pdf' AS"
            " raw_path, 'quarantined' AS status, false AS is_current, 2021 AS year) FROM reports"
            " WHERE office_id = 1)"
        )
    release = export(draft, tmp_path / "out", "county").folder
    contents = openpyxl.load_workbook(release / "workbooks/某省/青禾县.xlsx").worksheets[0]
    lines = [[cell.value for cell in row] for row in contents][1:6]
    assert [line[:4] for line in lines] == [
        ["青禾县民政局", "某省 青禾县", 2021, "完整 parsed"],
        ["教育局", "某省 青禾县", 2022, NOT_RECEIVED],
        ["青禾县民政局", "某省 青禾县", 2022, NOT_RECEIVED],
        ["教育局", "某省 青禾县", 2021, "未能读取 quarantined"],
        [None, None, None, None],
    ]
    assert lines[3][6] == "x.pdf"
