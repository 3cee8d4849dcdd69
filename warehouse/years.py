"""Reports of many years, a year at a time: a pivot keeps all cells of its reports in memory, and those of a
million would not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 20_000
"""So many reports are taken together, whatever their years: their cells fit into memory by far."""


def by_year(connection: DuckDBPyConnection, rows: str) -> list[str]:
    """Conditions that take the reports among `rows` (the FROM and WHERE of a query) a year at a time, or
    all of them where they are few."""
    years = connection.execute(f"SELECT year, count(*) {rows} GROUP BY year ORDER BY year").fetchall()
    if sum(count for _, count in years) <= AT_ONCE:
        return ["true"] if years else []
    # a whole number by its type; a parameter would make DuckDB import pandas, which takes longer
    # than all the rest of the check of one report
    return ["year IS NULL" if year is None else f"year = {int(year)}" for year, _ in years]
