"""`gongkai findings`: listing, deciding, refusing."""

from __future__ import annotations

import json
from pathlib import Path

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
    assert code == 0 and "in force from the next run" in said
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
