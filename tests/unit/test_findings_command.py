"""`gongkai findings`: listing, deciding, refusing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from findings.decisions import decisions
from gongkai import app
from tests.unit.findings.test_history import NEW, run
from tests.unit.warehouse.small_build import Small


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "raw").mkdir()
    build = run(tmp_path / "build", Small(1, 2022, printed={NEW: "7"}), Small(2, 2022, printed={NEW: "8"}))
    return tmp_path / "raw", build.parent


def ask(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["findings", *arguments])
    return result.exit_code, result.output


def test_a_finding_is_listed_and_decided(folders: tuple[Path, Path]) -> None:
    raw, warehouse = folders
    code, listed = ask("list", "--warehouse", str(warehouse), "--office", "机关1", "--format", "json")
    (finding,) = json.loads(listed)
    assert (code, finding["state"], finding["scope"]) == (0, "open", "total")
    where = ["--raw", str(raw), "--warehouse", str(warehouse)]
    code, said = ask(
        "decide", finding["fingerprint"], "--as", "dismissed", "--why", "核对无误", "--by", "tester", *where
    )
    assert code == 0 and "in the database from the next run" in said
    (kept,) = decisions(raw)
    assert (kept.decision, kept.office, kept.decided_by) == ("dismissed", "机关1", "tester")
    assert kept.fingerprint.startswith(finding["fingerprint"])


def test_what_is_no_finding_or_several_is_refused(folders: tuple[Path, Path]) -> None:
    raw, warehouse = folders
    where = ["--as", "confirmed", "--why", "属实", "--raw", str(raw), "--warehouse", str(warehouse)]
    assert ask("decide", "zzzz", *where)[0] == 2
    assert ask("decide", "", *where)[0] == 2
    assert decisions(raw) == []


def test_no_warehouse_says_what_to_do(tmp_path: Path) -> None:
    assert ask("list", "--warehouse", str(tmp_path))[0] == 2


def test_what_is_decided_is_shown_at_once(folders: tuple[Path, Path]) -> None:
    raw, warehouse = folders
    where = ["--raw", str(raw), "--warehouse", str(warehouse)]
    first, *_ = json.loads(ask("list", *where, "--format", "json")[1])
    due = ["--as", "contacted", "--why", "已电话告知", "--by", "甲", "--due", "2026-12-10"]
    assert ask("decide", first["fingerprint"], *due, *where)[0] == 0
    (listed,) = json.loads(ask("list", "--state", "contacted", *where, "--format", "json")[1])
    assert listed["fingerprint"] == first["fingerprint"]
    assert decisions(raw)[0].due_by == date(2026, 12, 10)


def test_a_list_to_send_has_a_sheet_for_each_county_and_what_is_open(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    raw, warehouse = folders
    where = ["--raw", str(raw), "--warehouse", str(warehouse)]
    before = json.loads(ask("list", *where, "--format", "json")[1])
    gone = next(f for f in before if f["office"] == "机关1")
    ask("decide", gone["fingerprint"], "--as", "dismissed", "--why", "无误", "--by", "甲", *where)
    kept = next(f for f in before if f["office"] == "机关2")
    ask(
        "decide",
        kept["fingerprint"],
        "--as",
        "contacted",
        "--why",
        "已告知",
        "--by",
        "甲",
        "--due",
        "2026-12-10",
        *where,
    )
    path = tmp_path / "list.xlsx"
    code, said = ask("export", str(path), *where)
    assert code == 0 and "findings" in said
    book = openpyxl.load_workbook(path)
    rows = [row for sheet in book.worksheets[1:] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows and not any(gone["fingerprint"] == row[8] for row in rows)
    (sent,) = [row for row in rows if row[8] == kept["fingerprint"]]
    assert sent[0] == "机关2" and sent[3] == kept["message"] and sent[6] == "2026-12-10"
    assert "已联系机关" in sent[5]
    assert book.worksheets[0]["C2"].value == len(rows)
    for page in book.worksheets:  # one page wide on A4
        assert (int(page.page_setup.paperSize), int(page.page_setup.fitToHeight)) == (9, 0)
    assert ask("export", str(tmp_path / "list.csv"), *where)[0] == 2
