"""What can be opened and used at once: words instead of codes, a row for what was not received."""

from __future__ import annotations

from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest

from export import labelled
from export.labelled import READY, write_ready
from tests.unit.export.small_release import FORMULA, build


def test_every_office_and_year_has_a_row_with_its_place_and_what_became_of_it(released: Path) -> None:
    listed = pd.read_csv(released / "labelled" / "reports.csv")
    rows = {(row["机关 Office"], row["年度 Year"]): row for row in listed.to_dict("records")}
    there, silent = rows["青禾县民政局", 2021], rows["青禾县民政局", 2022]
    assert (there["省 Province"], there["县（区） County"]) == ("某省", "青禾县")
    assert (there["本年新收申请（件） Requests received this year"], there["核对发现（处） Findings"]) == (
        7,
        1,
    )
    assert there["读取结果 Reading"] == "完整 Complete" and there["机关编号 Key of the office"] == "o1"
    assert silent["公布情况 Publication"] == "未收到 Not received"
    assert silent["省 Province"] == "某省" and pd.isna(silent["报告编号 Key of the report"])
    assert silent.keys() == there.keys() and pd.isna(silent["核对发现（处） Findings"])


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
    assert {row[5].value for row in book["年报 Reports"].iter_rows(min_row=3)} == {2022}
    assert "2022" in " ".join(str(row[0].value) for row in book["说明 About"])
