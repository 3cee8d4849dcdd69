"""No view, rule or statement of the build compares every report with every other: at a million
reports such a join takes hours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from expectations import arithmetic
from expectations.rules import load
from pipelines.offices.resolution import UNSURE
from tests.unit.warehouse.small_build import Small, make
from warehouse import due, nesting, versions
from warehouse.sql_files import VIEWS
from warehouse.sql_names import among
from warehouse.statements import statement

STATEMENTS = {
    **{view: f"FROM {view}" for view in VIEWS},
    **{code: arithmetic.query(rule) for code, rule in load().items()},
    "previous_reports": statement(versions.SQL / "report_of_year_before.sql", unsure=among(UNSURE)),
    "nesting": statement(nesting.SQL, most=str(nesting.MOST)),
    "due_reports": statement(due.SQL),
}
EACH_WITH_EACH = "BLOCKWISE_NL_JOIN"
"""What a plan calls a join of two tables without a column that is equal in both."""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    made: Path = make(tmp_path_factory.mktemp("joins"), *(Small(n, 2023 + n % 2) for n in range(1, 5)))
    with duckdb.connect(str(made)) as connection:
        yield connection


def plan(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    return str(connection.execute(f"EXPLAIN {sql}").fetchall()[0][1])


@pytest.mark.parametrize("name", STATEMENTS)
def test_reports_are_joined_by_what_is_equal_in_them(name: str, draft: duckdb.DuckDBPyConnection) -> None:
    assert EACH_WITH_EACH not in plan(draft, STATEMENTS[name])


def test_a_join_of_each_with_each_would_be_seen(draft: duckdb.DuckDBPyConnection) -> None:
    beside = "FROM reports AS a LEFT JOIN reports AS b ON coalesce(a.office_id, 1) = b.office_id + a.year"
    assert EACH_WITH_EACH in plan(draft, f"SELECT a.report_id, b.title {beside}")
