"""What can be opened and used at once: words instead of codes, a row for what was not received."""

from __future__ import annotations

from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from export import labelled
from export.keeping import Writing
from export.labelled import READY, write_labelled, write_ready
from tests.unit.export.small_release import FORMULA, build
from warehouse.statements import statement


def test_every_office_and_year_has_a_row_with_its_place_and_what_became_of_it(released: Path) -> None:
    listed = pd.read_csv(released / "labelled" / "reports.csv")
    rows = {(row["机关 Office"], row["年度 Year"]): row for row in listed.to_dict("records")}
    there, silent = rows["青禾县民政局", 2021], rows["青禾县民政局", 2022]
    assert (there["省 Province"], there["县（区） County"]) == ("某省", "青禾县")
    assert (there["本年新收申请（件） Requests received this year"], there["差错（处） Slips"]) == (
        7,
        1,
    )
    assert there["读取结果 Reading"] == "完整 Complete" and there["机关编号 Key of the office"] == "o1"
    assert silent["公布情况 Publication"] == "未收到 Not received"
    assert silent["省 Province"] == "某省" and pd.isna(silent["报告编号 Key of the report"])
    assert silent.keys() == there.keys() and pd.isna(silent["差错（处） Slips"])


def test_a_file_that_came_and_could_not_be_read_is_not_told_as_not_received(tmp_path: Path) -> None:
    draft = build(tmp_path)
    with duckdb.connect(str(draft)) as connection:
        connection.execute(
            "INSERT INTO reports BY NAME SELECT 77 AS report_id, 1 AS office_id, year, 'quarantined' AS status,"
            " 'late.pdf' AS original_name, false AS is_current FROM (VALUES (2022), (2019)) AS t(year)"
            " WHERE year = 2022 UNION ALL BY NAME SELECT 78 AS report_id, 1 AS office_id, 2015 AS year,"
            " 'quarantined' AS status, 'old.pdf' AS original_name, false AS is_current"
        )
        write_labelled(connection, Writing(tmp_path, None), "20260131T020000000000Z")
    listed = pd.read_csv(tmp_path / "labelled" / "reports.csv")
    rows = {(row["机关 Office"], row["年度 Year"]): row for row in listed.to_dict("records")}
    for year, file in ((2022, "late.pdf"), (2015, "old.pdf")):  # one is due, of the other nobody knew
        row = rows["青禾县民政局", year]
        assert row["公布情况 Publication"] == "收到文件，未能读取 A file came and could not be read"
        assert (row["读取结果 Reading"], row["文件 File"]) == ("未能读取 Not readable", file)
        assert pd.isna(row["差错（处） Slips"])


@pytest.mark.parametrize(
    ("name", "place", "said"),
    [
        ("民政局", ("江苏省", "淮安市", "洪泽区"), "洪泽区 民政局"),
        ("淮安市洪泽区民政局", ("江苏省", "淮安市", "洪泽区"), "淮安市洪泽区民政局"),
        ("洪泽民政局", ("江苏省", "淮安市", "洪泽区"), "洪泽民政局"),
        ("海关", ("江苏省", "淮安市", None), "淮安市 海关"),
        ("沙县民政局", ("福建省", "三明市", "沙县"), "沙县民政局"),
        ("民政局", (None, None, None), "民政局"),
        (None, ("江苏省", None, None), "机关不明"),
    ],
)
def test_an_office_has_its_place_where_the_name_does_not_say_it(
    name: str | None, place: tuple[str | None, ...], said: str
) -> None:
    with duckdb.connect() as connection:
        connection.execute(statement(labelled.HERE / "sql" / "placed_name.sql"))
        assert connection.execute("SELECT placed_name(?, ?, ?, ?)", [name, *place]).fetchall() == [(said,)]


def test_provinces_stand_in_the_order_of_their_codes(tmp_path: Path) -> None:
    """By the code points of their names 上海 would stand before 北京."""
    draft = build(tmp_path)
    with duckdb.connect(str(draft)) as connection:
        connection.execute(
            "UPDATE offices SET province = '上海市', division_code = '310000' WHERE office_id = 1"
        )
        connection.execute(
            "UPDATE offices SET province = '北京市', division_code = '110000' WHERE office_id = 2"
        )
        write_labelled(connection, Writing(tmp_path, None), "20260131T020000000000Z")
    for name in ("reports", "cells"):
        listed = pd.read_csv(tmp_path / "labelled" / f"{name}.csv")["省 Province"]
        assert list(dict.fromkeys(listed)) == ["北京市", "上海市"]


def test_a_slip_is_as_grave_as_the_finding_that_leads_it(tmp_path: Path) -> None:
    draft = build(tmp_path)
    with duckdb.connect(str(draft)) as connection:
        connection.execute("UPDATE quality.findings SET severity = 'info'")
        connection.execute(
            "INSERT INTO quality.findings BY NAME SELECT * REPLACE (finding_id + 1 AS finding_id,"
            " 'follower' AS fingerprint, 'error' AS severity) FROM quality.findings"
        )
        write_labelled(connection, Writing(tmp_path, None), "20260131T020000000000Z")
    (row,) = (
        pd.read_csv(tmp_path / "labelled" / "reports.csv").query("`差错（处） Slips` > 0").to_dict("records")
    )
    assert (row["差错（处） Slips"], row["其中错误（处） Errors among them"]) == (1, 0)


def test_findings_are_in_words(released: Path) -> None:
    (found,) = pd.read_csv(released / "labelled" / "findings.csv").to_dict("records")
    assert (found["程度 Severity"], found["机关 Office"]) == ("错误 error", "青禾县民政局")
    assert found["问题 In Chinese"] == f"'{FORMULA}"


def test_the_cells_have_the_words_of_the_form(released: Path) -> None:
    (head,) = pd.read_csv(released / "labelled" / "cells.csv", nrows=0).columns.to_frame().T.values.tolist()
    assert any(
        "一、本年新收政府信息公开申请数量，总计" in name and "Requests received" in name for name in head
    )
    assert len(set(head)) == len(head)


def test_the_workbook_has_headings_in_both_languages_and_keys_as_texts(released: Path) -> None:
    book = openpyxl.load_workbook(released / READY)
    assert book.sheetnames == ["年报 Reports", "核对发现 Findings", "说明 About"]
    page = book["年报 Reports"]
    zh, en, *rows = [[cell.value for cell in row] for row in page]
    assert (zh[3], en[3]) == ("机关", "Office") and page.freeze_panes == "F3"
    assert (page.print_title_cols, page.print_title_rows) == (
        "$D:$E",
        "$1:$2",
    )  # office and year on each sheet
    assert page.page_setup.orientation == "landscape" and int(page.page_setup.fitToWidth) == 4
    assert all(page.row_dimensions[row].height for row in range(1, page.max_row + 1))
    key = zh.index("报告编号")
    keys = [row[key] for row in rows if row[key]]
    assert len(keys) == 2 and all(isinstance(value, str) and value[0] == "r" for value in keys)
    assert not [c for sheet in book for row in sheet for c in row if c.data_type == "f"]
    said = " ".join(str(row[0].value) for row in book["说明 About"])
    assert "CC-BY-4.0" in said and released.name.removeprefix("gongkai-") in said


def test_of_more_rows_than_a_sheet_takes_the_latest_years_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(labelled, "MOST_ROWS", 2)
    with duckdb.connect(str(build(tmp_path)), read_only=True) as connection:
        write_ready(connection, tmp_path / "r.xlsx", "20260131T020000000000Z")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert {row[4].value for row in book["年报 Reports"].iter_rows(min_row=3)} == {2022}
    assert "2022" in " ".join(str(row[0].value) for row in book["说明 About"])
