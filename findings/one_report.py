"""Turns one report into the findings of the same rule SQL that runs on the warehouse, in a database
in memory.

Values go in as SQL literals: binding a single parameter makes DuckDB import pandas, which takes
longer than the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from findings.messages import FOUND
from findings.record import BrokenRule
from pipelines.catalogue import catalogue
from pipelines.model import Report
from pipelines.report_columns import filing_values, read_values, report_id
from warehouse import schema
from warehouse.pivot import widen
from warehouse.sql_names import WITH_UNIT
from warehouse.versions import link

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

OFFICE_ID = 1
"""The key of the office in a database that has only one."""
Value = str | float | None


def findings(
    report: Report, queries: Mapping[str, str], previous: Report | None = None
) -> list[dict[str, Any]]:
    """What fails, as dicts with `rule` and the columns of its query, in the order of `queries`.
    Raises BrokenRule.

    The office is number 1 whatever its name, so that a report that does not name its office can be
    judged too; a year that the report does not give is null. Rules that compare years find
    something only beside the `previous` report, about which nothing is said.
    """
    import duckdb

    found = []
    with duckdb.connect(config={"threads": 1}) as connection:
        schema.create(connection, comments=False)
        _insert_codes(connection)
        for one in (report, previous):
            if one is not None:
                _insert(connection, one, report.statement.office)
        widen(connection)
        link(connection)
        for rule, query in queries.items():
            try:
                rows = connection.execute(f"SELECT {', '.join(FOUND)} FROM ({query})").fetchall()
            except duckdb.Error as error:
                raise BrokenRule(f"the SQL of {rule} does not run: {error}") from error
            found += [{"rule": rule, **dict(zip(FOUND, row, strict=True))} for row in rows]
    return [f for f in found if f["report_id"] == report_id(report.filing.sha256)]


def _insert_codes(connection: DuckDBPyConnection) -> None:
    columns = [line for (_, kind, _), line in catalogue().lines.items() if kind == "column"]
    codebook: list[dict[str, Value]] = [
        {"table": c.table, "kind": "column", "code": c.code, "unit": c.unit, "type": c.type} for c in columns
    ]
    _rows(connection, "lines", codebook)


def _insert(connection: DuckDBPyConnection, report: Report, office: str | None) -> None:
    """One report with its facts and prose; the office once, under the name that the report judged
    gives it."""
    statement = report.statement
    key: dict[str, Value] = {
        "report_id": report_id(report.filing.sha256),
        "office_id": OFFICE_ID,
        "year": statement.year,
    }
    if not connection.execute("FROM offices").fetchall():
        _rows(connection, "offices", [{"office_id": OFFICE_ID, "name": office}])
    whole: dict[str, Value] = {
        **read_values(report),
        **filing_values(report.filing),
        **key,
        "published_on": _day(report.published_on),
        "version": 1,
        "is_current": True,
    }
    _rows(connection, "reports", [whole])
    for table, (name, row, column) in schema.FACTS.items():
        _rows(
            connection,
            name,
            [
                {
                    **key,
                    row: fact.row,
                    column: fact.column,
                    "value": fact.value,
                    "status": fact.status,
                    "text": fact.text,
                    **({"unit": fact.unit} if table in WITH_UNIT else {}),
                }
                for fact in report.facts
                if fact.table == table
            ],
        )
    prose = [{**key, "section": section, "text": text} for section, text in statement.sections.items()]
    named = [
        {**key, "kind": m.kind, "section": m.section, "value": m.value, "text": m.text}
        for m in report.mentions
    ]
    _rows(connection, "sections", prose)
    _rows(connection, "mentions", named)
    digests = [
        {
            **key,
            "section": w.section,
            "characters": w.characters,
            "fingerprint": w.fingerprint,
            "sentences": str(list(w.sentences)),
        }
        for w in report.wordings
    ]
    _rows(connection, "wordings", digests)


def _day(text: str | None) -> str | None:
    """A day as the report states it, or nothing if there is no such day."""
    try:
        return date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None


def _rows(connection: DuckDBPyConnection, table: str, rows: list[dict[str, Value]]) -> None:
    """One statement for all rows of a table: a statement for each would take most of the time."""
    if rows:
        columns = ", ".join(schema.quoted(column) for column in rows[0])
        values = ", ".join(f"({_literals(row.values())})" for row in rows)
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES {values}")


def _literals(values: Iterable[Value]) -> str:
    """Quoted numbers take on the type of their column; a NUL would end the statement."""
    return ", ".join("NULL" if v is None else schema.literal(str(v).replace("\0", "")) for v in values)
