"""Turns what reading left in the shards into quality.tallies, coverage and issues of a draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.catalogue import Catalogue
from pipelines.model import DOUBTFUL
from warehouse.sql_names import among
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

SQL = Path(__file__).parent / "sql"
NUMBERS = frozenset({"number", "percent", "text", "slash", "dash"})
"""Statuses of a cell in which something is printed that counts as a number found; a blank has
nothing to lose."""

ROSTER_ISSUES = {"never_seen": "roster.never_seen", "not_listed": "roster.not_listed"}
"""The issues of an office of a roster without any report, and of one that reports and is on
none."""


def tally(connection: DuckDBPyConnection) -> None:
    """Fill tallies from the views `shard_filings` and `shard_cells`."""
    connection.execute(
        statement(SQL / "read_counts_of_reports.sql", numbers=among(NUMBERS), doubtful=among(DOUBTFUL))
    )


def fill(connection: DuckDBPyConnection, book: Catalogue, issues: DataFrame | None) -> None:
    """Fill coverage and issues from tallies, the view `shard_issues` and the tables that are there
    already.

    `issues` are those met after reading, with the columns of a shard's; those of rosters follow
    from the tables.
    """
    connection.execute(statement(SQL / "coverage_of_years.sql"))
    met = 'SELECT report_id, stage, code, severity, "where", detail FROM '
    source = met + "shard_issues"
    if issues is not None:
        connection.register("late_issues", issues)
        source += " UNION ALL " + met + "late_issues"
    words = [(k.code, k.severity, k.zh, k.do) for k in book.issues.values()]
    connection.execute(
        "CREATE TEMP TABLE issue_words (code VARCHAR, severity VARCHAR, zh VARCHAR, what VARCHAR)"
    )
    connection.executemany("INSERT INTO issue_words VALUES (?, ?, ?, ?)", words)
    connection.execute(statement(SQL / "issues_with_reports_and_words.sql", issues=source))
    connection.execute(statement(SQL / "issues_of_rosters.sql"), ROSTER_ISSUES)
    connection.execute("DROP TABLE issue_words")
