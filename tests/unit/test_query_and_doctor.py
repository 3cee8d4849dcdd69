"""`gongkai query`, `doctor` and `run` where something is missing or wrong: one line says what,
nothing changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from gongkai import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    import duckdb

    with duckdb.connect(str(tmp_path / "gongkai.duckdb")) as connection:
        connection.execute(
            "CREATE TABLE offices AS SELECT 1 AS office_id, '青禾县民政局' AS name, NULL AS county"
        )
    return tmp_path


def ask(warehouse: Path, *arguments: str) -> Result:
    return run("query", *arguments, "--warehouse", str(warehouse))


def test_query(warehouse: Path) -> None:
    as_text = ask(warehouse, "SELECT * FROM offices")
    assert as_text.exit_code == 0
    assert as_text.output.split() == [
        "office_id",
        "name",
        "county",
        *["-" * 9, "-" * 12, "-" * 6],
        "1",
        "青禾县民政局",
        "NULL",
    ]
    assert json.loads(ask(warehouse, "FROM offices", "--format", "json").stdout) == [
        {"office_id": 1, "name": "青禾县民政局", "county": None}
    ]
    assert ask(warehouse, "FROM offices", "--format", "csv").stdout.splitlines()[1] == "1,青禾县民政局,"


@pytest.mark.parametrize("sql", ["selct 1", "FROM nowhere", "DROP TABLE offices", "CREATE TABLE x (a INT)"])
def test_a_query_that_cannot_be_answered_changes_nothing_and_is_one_line(warehouse: Path, sql: str) -> None:
    result = ask(warehouse, sql)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1
    assert ask(warehouse, "SELECT count(*) FROM offices", "--format", "csv").stdout.split() == [
        "count_star()",
        "1",
    ]


@pytest.mark.parametrize("sql", ["", " ", ";", "-- nothing"])
def test_an_empty_query_is_told_in_one_line(warehouse: Path, sql: str) -> None:
    result = run("query", "--warehouse", str(warehouse), "--", sql)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("nothing asked: the SQL is empty or returns no rows\n")


def test_without_a_warehouse_the_way_to_one_is_told(tmp_path: Path) -> None:
    result = ask(tmp_path, "SELECT 1")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "gongkai run" in result.stderr
    assert [*tmp_path.iterdir()] == []  # asking makes no database


def test_doctor_names_what_is_missing(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "manifest.csv").write_text("path\ngone.pdf\n", encoding="utf-8")
    result = run("doctor", "--raw", str(raw), "--warehouse", str(tmp_path / "warehouse"))
    assert result.exit_code == 1
    bad = [line for line in result.output.splitlines() if line.startswith("✗")]
    assert any("gone.pdf" in line for line in bad)
    assert any("warehouse" in line and "gongkai run" in line for line in bad)
    assert any(line.startswith("✓ Python") for line in result.output.splitlines())
    assert not (tmp_path / "warehouse").exists()


def test_doctor_says_of_a_damaged_warehouse_that_it_is_one(tmp_path: Path) -> None:
    (tmp_path / "gongkai.duckdb").write_bytes(b"no database at all" * 1000)
    result = run("doctor", "--raw", str(tmp_path), "--warehouse", str(tmp_path))
    assert result.exit_code == 1
    assert any("gongkai.duckdb" in line and "gongkai run" in line for line in result.output.splitlines())


@pytest.mark.parametrize(("there", "says"), [(True, "可识别 can be read"), (False, "make scan")])
def test_doctor_says_whether_scans_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, says: str
) -> None:
    monkeypatch.setattr("terminal.doctor.installed", lambda: there)
    result = run("doctor", "--raw", str(tmp_path), "--warehouse", str(tmp_path))
    (line,) = (line for line in result.output.splitlines() if "扫描件" in line)
    assert line.startswith("✓") and says in line  # it is an extra: to be without it is no fault


def test_doctor_survives_a_manifest_that_is_unclear(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes("路径\n".encode("gb18030"))
    result = run("doctor", "--raw", str(tmp_path), "--warehouse", str(tmp_path))
    assert result.exit_code == 1
    assert "manifest.csv" in result.output


def test_doctor_says_what_a_run_would_refuse(tmp_path: Path) -> None:
    (tmp_path / "decisions.csv").write_text("finger,print\n1,2\n", encoding="utf-8")
    result = run("doctor", "--raw", str(tmp_path), "--warehouse", str(tmp_path))
    assert result.exit_code == 1 and "decisions.csv: 列名" in result.output


def test_run_without_raw_files_is_refused(tmp_path: Path) -> None:
    result = run("run", "--raw", str(tmp_path / "none"), "--warehouse", str(tmp_path / "w"), "--quiet")
    assert result.exit_code == 2
    assert "none" in result.stderr
    assert not (tmp_path / "w").exists()
