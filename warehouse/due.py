"""Fills `due_reports`: which reports are due, by the roster or by the record, and what became of
them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql" / "reports_due.sql"


def owe(connection: DuckDBPyConnection) -> None:
    """Fill `due_reports` from `reports`, `offices` and `roster`."""
    connection.execute(statement(SQL))
