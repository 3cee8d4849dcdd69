"""The state of the warehouse for cron: what is told, and with which exit status."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from gongkai import app
from terminal.health import health
from warehouse.schema import create


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """A build that ended at the hour 100 after 1970, with 3 files, one of them not read."""
    with duckdb.connect(str(tmp_path / "gongkai.duckdb")) as connection:
        create(connection)
        connection.execute(
            "INSERT INTO quality.builds BY NAME SELECT '19700105T040000000000Z' AS build, TIMESTAMP"
            " '1970-01-05 04:00:00' AS finished_at, 3 AS filings, 1 AS quarantined, 2 AS sources,"
            " 0 AS broken_sources, 0 AS overdue_offices"
        )
    return tmp_path


def run(warehouse: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["health", "--warehouse", str(warehouse), *options])


def test_a_build_of_yesterday_is_well_and_one_of_last_week_is_not(warehouse: Path) -> None:
    hour = 3600.0
    fresh = health(warehouse / "gongkai.duckdb", 30, now=124 * hour)
    assert (fresh.figures["age_hours"], fresh.figures["quarantined"], fresh.wrong) == (24, 1, ())
    (said,) = health(warehouse / "gongkai.duckdb", 30, now=268 * hour).wrong
    assert "older than 30 hours" in said


def test_a_source_that_is_broken_is_told(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse / "gongkai.duckdb")) as connection:
        connection.execute("UPDATE quality.builds SET broken_sources = 2")
    (said,) = health(warehouse / "gongkai.duckdb", 30, now=124 * 3600.0).wrong
    assert said.startswith("2 ")


def test_the_exit_status_says_how_it_is(warehouse: Path) -> None:
    assert run(warehouse).exit_code == 1  # of 1970
    assert run(warehouse, "--max-age", "9999999").exit_code == 0
    assert run(warehouse / "none").exit_code == 2
    lines = run(warehouse, "--metrics").stdout.splitlines()
    assert "gongkai_build_filings 3" in lines and "# TYPE gongkai_build_filings gauge" in lines


def test_a_large_figure_has_all_its_digits(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse / "gongkai.duckdb")) as connection:
        connection.execute("UPDATE quality.builds SET filings = 1234567")
    assert "gongkai_build_filings 1234567" in run(warehouse, "--metrics").stdout.splitlines()
    assert "1,234,567" in run(warehouse).stdout


def test_a_warehouse_without_a_build_on_record_is_none(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse / "gongkai.duckdb")) as connection:
        connection.execute("DELETE FROM quality.builds")
    assert run(warehouse).exit_code == 2
