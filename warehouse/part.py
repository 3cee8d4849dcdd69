"""A database and the keys of some reports -> a database of its own with what is known of these: the same
schema and views, so that whatever is asked of the whole can be asked of them alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse import schema
from warehouse.build import connect
from warehouse.query import attach
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql"
LEFT_OUT = frozenset({"judged", "beside"})
"""Tables that depend on these are left empty."""


def take_part(whole: Path, part: Path, reports: Any, marked: Any) -> None:
    """Make the database `part` with the rows of `whole` that are of the `reports`, with all versions of
    their offices and years, of their offices, or of neither. The table `marked` in it takes the rows
    of that; both are Arrow tables with the column `report_id`."""
    part.unlink(missing_ok=True)
    with connect(part) as connection:
        schema.create(connection, comments=False)
        attach(connection, whole, "whole")
        connection.register("reports_wanted", reports)
        connection.register("reports_marked", marked)
        connection.execute(statement(SQL / "reports_of_part.sql"))
        for table in schema.tables().values():
            if table.depends not in LEFT_OUT:
                _copy(connection, table)


def _copy(connection: DuckDBPyConnection, table: schema.Table) -> None:
    """The rows of a table. Codes of another file are of another type, and go through their text."""
    names = {column.name for column in table.columns}
    columns = ", ".join(
        f"CAST({schema.quoted(c.name)} AS {c.type}) AS {schema.quoted(c.name)}" for c in table.columns
    )
    only = ""
    if "report_id" in names:
        only = " SEMI JOIN wanted USING (report_id)"
    elif "office_id" in names:
        only = " SEMI JOIN owners USING (office_id)"
    connection.execute(f"INSERT INTO {table.sql} BY NAME SELECT {columns} FROM whole.{table.sql}{only}")
