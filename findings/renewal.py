"""What the rules say of the reports that are judged again, beside what is on record of all others -> the
cases of all reports, as if every one had been judged."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from findings.again import UNDECIDED, Again
from findings.finding import CASE, SQL
from findings.history import KEPT
from warehouse.query import attach
from warehouse.renewal import NotTold
from warehouse.schema import quoted
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ON_RECORD = {
    "failing_then": ("quality.findings", ("rule", *CASE)),
    "undecided_then": ("quality.not_assessable", ("rule", *UNDECIDED)),
}
"""What was said then, and where it is on record."""


def open_again(connection: DuckDBPyConnection, again: Again) -> None:
    """The temporary tables of what is said again: `judged_again`, `failing_now`, `undecided_now`, the
    same of then, and `assessed_again` (rule, now_assessed, then_assessed). Raises NotTold where what
    was said then is not what is on record in the draft."""
    import pyarrow

    counts = {
        "rule": [*again.now.assessed],
        "now_assessed": [*again.now.assessed.values()],
        "then_assessed": [again.then.assessed[rule] for rule in again.now.assessed],
    }
    tables = {
        "judged_again": again.reports,
        "failing_now": again.now.failing,
        "undecided_now": again.now.undecided,
        "failing_then": again.then.failing,
        "undecided_then": again.then.undecided,
        "assessed_again": pyarrow.table(counts),
    }
    for table, rows in tables.items():
        connection.register("rows_again", rows)
        connection.execute(f"CREATE TEMP TABLE {table} AS FROM rows_again")
        connection.unregister("rows_again")
    for said, (table, columns) in ON_RECORD.items():
        names = {"said": said, "table": table, "columns": ", ".join(columns)}
        differing = connection.execute(statement(SQL / "not_on_record.sql", **names)).fetchall()
        if differing:
            rules = ", ".join(rule for (rule,) in differing[:5])
            raise NotTold(f"{table}: what is on record of {rules} is not what was to be found")
    unknown = connection.execute(statement(SQL / "rules_without_counts.sql")).fetchall()
    if unknown:
        raise NotTold(f"no counts are on record of {', '.join(rule for (rule,) in unknown[:5])}")


def begin_by_difference(connection: DuckDBPyConnection, previous: Path) -> None:
    """What `record` begins with where all rules are judged on some reports: what was found of others stays
    where it is. The draft is a copy of the build `previous`."""
    attach(connection, previous, "previous")
    names = {"columns": ", ".join(CASE), "kept": ", ".join(map(quoted, KEPT))}
    connection.execute(statement(SQL / "begin_by_difference.sql", **names))
    connection.execute("DETACH previous")


def place_among_others(connection: DuckDBPyConnection, rules: Collection[str], started: datetime) -> None:
    """Number all findings in the order of the `rules`, those that stayed and those that came in, and note
    that they were seen."""
    said = {"rules": list(rules), "started": started}
    connection.execute(statement(SQL / "place_findings.sql"), said)


def put_together(connection: DuckDBPyConnection) -> None:
    """Add the cases of the rules that are judged again to `failing` and `judged`, with what is on record
    of the reports that are not judged again (`known`), and renew quality.not_assessable."""
    columns = ", ".join(("rule", *CASE))
    connection.execute(statement(SQL / "cases_of_all_reports.sql", columns=columns))
