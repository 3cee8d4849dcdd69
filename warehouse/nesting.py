"""Fills `nesting`: which reports have in them what others report, so that no sum counts it twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql" / "reports_within_others.sql"
MOST = 8
"""Steps upward at most: from a sub-unit of a department to the nation it takes six."""


def nest(connection: DuckDBPyConnection) -> None:
    """Fill `nesting` from `reports` and `offices`."""
    connection.execute(statement(SQL, most=str(MOST)))
