"""What became of the findings of the build published before: taken over, gone for a reason,
decided, opened again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from findings.decisions import Decision, in_force
from findings.finding import SQL
from warehouse.query import attach
from warehouse.schema import quoted, tables
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KEPT = tuple(c.name for c in tables()["quality.past_findings"].columns if c.name != "gone_in")
"""Columns of quality.past_findings that are taken over from the build before."""


def take_over(connection: DuckDBPyConnection, previous: Path | None) -> None:
    """Earlier runs into quality.runs; the findings of `previous`, present and past, into the
    temporary tables `before` and `long_gone`, and its rules and current reports into `rules_before`
    and `reports_before`.

    A build from before these tables were kept gives the runs only.
    """
    past = ", ".join(f"{quoted(c.name)} {c.type}" for c in tables()["quality.past_findings"].columns)
    connection.execute(
        f"CREATE TEMP TABLE before ({past}); CREATE TEMP TABLE long_gone ({past});"
        "CREATE TEMP TABLE rules_before (rule VARCHAR, digest VARCHAR);"
        "CREATE TEMP TABLE reports_before (report_id BIGINT, office_id BIGINT, year INTEGER)"
    )
    if previous is None or not previous.exists():
        return
    attach(connection, previous, "previous")
    connection.execute("INSERT INTO quality.runs BY NAME FROM previous.quality.runs")
    known = (
        "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'previous' AND table_name"
        " = 'past_findings'"
    )
    if connection.execute(known).fetchall() == [(1,)]:
        kept = ", ".join(map(quoted, KEPT))
        # the codes of the other file are another type
        severity = kept.replace('"severity"', 'CAST("severity" AS VARCHAR) AS "severity"')
        connection.execute(
            f"INSERT INTO before BY NAME SELECT {severity} FROM previous.quality.findings;"
            f"INSERT INTO long_gone BY NAME SELECT {severity}, gone_in FROM previous.quality.past_findings;"
            "INSERT INTO rules_before SELECT rule, digest FROM previous.quality.rules;"
            "INSERT INTO reports_before SELECT report_id, office_id, year FROM previous.reports"
            " WHERE is_current"
        )
    connection.execute("DETACH previous")


def store_decisions(connection: DuckDBPyConnection, steps: Sequence[Decision]) -> None:
    """Fill quality.decision_steps with every decision, in the order in which they were made, and
    quality.decisions with those in force; what became of each is said when the findings are
    there."""
    count: Counter[str] = Counter()
    for step in steps:
        count[step.fingerprint] += 1
        _store(connection, "quality.decision_steps", step, {"step": count[step.fingerprint]})
    for decision in in_force(steps):
        _store(connection, "quality.decisions", decision, {})


def _store(connection: DuckDBPyConnection, table: str, decision: Decision, more: dict[str, int]) -> None:
    columns = [c.name for c in tables()[table].columns if c.name != "state"]
    target, marks = tables()[table].sql, ", ".join("?" * len(columns))
    connection.execute(
        f"INSERT INTO {target} ({', '.join(columns)}) VALUES ({marks})",
        [more.get(column, getattr(decision, column, None)) for column in columns],
    )


def keep_gone(connection: DuckDBPyConnection, build: str, across: Collection[str]) -> None:
    """Fill quality.past_findings with what is no longer found, and say in quality.decisions what
    became of each. `across` are the rules that look at the year before too."""
    connection.execute(statement(SQL / "keep_gone.sql"), {"build": build, "across": list(across)})
    connection.execute(statement(SQL / "keep_long_gone.sql"))
    connection.execute(statement(SQL / "settle_decisions.sql"))
