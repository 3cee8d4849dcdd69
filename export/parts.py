"""A table or view -> its parts, which are written, and kept, one by one: its years, or the whole of
it; and what each of them holds, by a digest in which the order of rows does not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.content_digest import of_rows
from warehouse.schema import Table, quoted
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql"
YEAR = "coalesce(CAST(year AS VARCHAR), '')"
"""The part that a row with a year is in."""
OF_REPORT = "coalesce(CAST(year_of_report AS VARCHAR), '')"
"""The part that a row without a year is in that has a report."""


@dataclass(frozen=True, slots=True)
class Part:
    """`name`: a year, or empty for rows that have none. `digest` is that of its rows."""

    name: str
    rows: int
    digest: str

    @property
    def year(self) -> int | None:
        """The year that its rows are of."""
        return int(self.name) if self.name else None


def by_year(table: Table) -> bool:
    """Whether the Parquet files of a table are in folders by year."""
    return len(table.columns) > 1 and _has(table, "year")


def by_year_of_report(table: Table) -> bool:
    """Whether a table without years has rows of reports, so that these are of the years of the reports."""
    return not by_year(table) and _has(table, "report_id")


def _has(table: Table, column: str) -> bool:
    return any(one.name == column for one in table.columns)


def parts_sql(table: Table, source: str, part: str) -> str:
    """SQL of the parts that the rows of a table are in, which `source` has: `part`, `rows`, `digest`."""
    return statement(SQL / "parts.sql", part=part, digest=of_rows(table.columns), source=source)


def parts_of(connection: DuckDBPyConnection, table: Table) -> list[Part]:
    """The parts of a table or view, by year, rows without one last."""
    source, part = table.sql, YEAR if by_year(table) else "''"
    if by_year_of_report(table):
        of_year = statement(SQL / "rows_with_year.sql", rows=table.sql)
        source, part = f"({of_year})", OF_REPORT
    rows = connection.execute(parts_sql(table, source, part)).fetchall()
    return sorted((Part(*row) for row in rows), key=lambda part: (not part.name, part.name))


def order(table: Table) -> str:
    """The columns by which rows of a table or view are in the same order whenever it is written."""
    return ", ".join(map(quoted, table.key)) or "ALL"


def rows_of(parts: Sequence[Part]) -> int:
    """How many rows they have together."""
    return sum(part.rows for part in parts)
