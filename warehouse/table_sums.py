"""How many rows each table has of each year, and a digest of them: added up from build to build, so that
what a draft holds can be held against what was put into it.

The digest of some rows is the sum of those of each, modulo 2^64: the order does not count, and what
is taken out is taken off again. It is DuckDB's own hash of all columns, in the version that wrote it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from warehouse import schema
from warehouse.content_digest import told_apart
from warehouse.sql_names import literal
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql" / "rows_and_digest_by_year.sql"
SUMMED = ("report", "links")
"""What tables depend on whose rows are carried from build to build."""
MODULUS = 2**64
"""Digests are whole numbers below it, written with 16 hex digits."""
YEARS = 1
"""So many years, drawn by lot, are counted again each night."""


class Sum(NamedTuple):
    """Of some rows of a table: how many, and the sum of their digests."""

    rows: int = 0
    digest: int = 0

    def plus(self, other: Sum) -> Sum:
        """Of the rows of both."""
        return Sum(self.rows + other.rows, (self.digest + other.digest) % MODULUS)

    def less(self, other: Sum) -> Sum:
        """Of these without the rows of the other."""
        return Sum(self.rows - other.rows, (self.digest - other.digest) % MODULUS)


Sums = dict[tuple[str, int | None], Sum]
"""By table, as it is named in SQL, and year; None where a report says no year."""


def summed() -> dict[str, schema.Table]:
    """The tables that are summed, by their names."""
    return {name: table for name, table in schema.tables().items() if table.depends in SUMMED}


def sums_of(
    connection: DuckDBPyConnection,
    tables: Iterable[str],
    where: str = "true",
    database: str = "",
    reports: str = "reports",
) -> Sums:
    """Of the rows of these tables that fulfil `where`, in an attached `database` if it is named;
    `reports` is the table that knows the years of reports. Raises duckdb.Error."""
    sums: Sums = {}
    for name in tables:
        rows = connection.execute(_select(name, where, database, reports)).fetchall()
        sums |= {(name, year): Sum(count, int(digest, 16)) for _, year, count, digest in rows}
    return sums


def _select(name: str, where: str = "true", database: str = "", reports: str = "reports") -> str:
    """SQL: table, year, rows and digest of a table, by year; a year that only the report of a row has is
    that of the report."""
    table = schema.tables()[name]
    columns = map(told_apart, table.columns)
    source = f"{database}{table.sql}"
    if "year" not in {column.name for column in table.columns}:
        source += f" LEFT JOIN (SELECT report_id, year FROM {reports}) USING (report_id)"
    names = {"table": literal(name), "columns": ", ".join(columns), "source": source, "where": where}
    return statement(SQL, **names)


def every_sum() -> str:
    """SQL: table, year, rows and digest of what is there, of all tables that are summed."""
    return "\nUNION ALL\n".join(map(_select, summed()))


def every_count() -> str:
    """SQL: table and rows of what is there, of all tables that are summed; no row is read for it."""
    counts = (
        f'SELECT {literal(name)} AS "table", count(*) AS rows FROM {table.sql}'
        for name, table in summed().items()
    )
    return "\nUNION ALL\n".join(counts)


PLACES: Mapping[str, Callable[[], str]] = {"sums_of_tables": every_sum, "counts_of_tables": every_count}
"""What promises may be filled with, beside what views are filled with."""


def recorded(connection: DuckDBPyConnection) -> Sums:
    """The sums on record in a database. Raises duckdb.Error."""
    rows = connection.execute('SELECT "table", year, rows, digest_sum FROM quality.table_sums').fetchall()
    return {(name, year): Sum(count, int(digest, 16)) for name, year, count, digest in rows}


def moved(sums: Sums, gone: Sums, come: Sums) -> Sums:
    """What these are when rows of `gone` went and rows of `come` came."""
    units = dict.fromkeys((*sums, *gone, *come))
    nothing = Sum()
    return {
        unit: sums.get(unit, nothing).less(gone.get(unit, nothing)).plus(come.get(unit, nothing))
        for unit in units
    }


def store(connection: DuckDBPyConnection, sums: Sums) -> None:
    """Put these on record in the draft, in the place of what is. Raises duckdb.Error."""
    connection.execute("DELETE FROM quality.table_sums")
    rows = [(*unit, one.rows, f"{one.digest:016x}") for unit, one in sums.items() if one != Sum()]
    rows.sort(key=lambda row: (row[0], row[1] or 0))
    for row in rows:
        connection.execute("INSERT INTO quality.table_sums VALUES (?, ?, ?, ?, version())", row)


def differing(connection: DuckDBPyConnection, seed: str) -> list[str]:
    """The tables of a draft that hold other rows than are on record: by their number, and by the digests
    of YEARS drawn by `seed`. Raises duckdb.Error."""
    known = recorded(connection)
    held = dict(connection.execute(every_count()).fetchall())
    counts = dict.fromkeys(held, 0)
    for (name, _), one in known.items():
        counts[name] = counts.get(name, 0) + one.rows
    differ = {name for name, count in counts.items() if count != held.get(name)}
    years = sorted({year for _, year in known}, key=lambda year: year or 0)
    for year in Random(seed).sample(years, min(YEARS, len(years))):
        now = sums_of(connection, summed(), "year IS NULL" if year is None else f"year = {int(year)}")
        then = {unit: one for unit, one in known.items() if unit[1] == year}
        differ |= {unit[0] for unit in {**now, **then} if now.get(unit) != then.get(unit)}
    return sorted(differ)
