"""A database and the keys of some reports -> a database of its own with what is known of these: the same
schema and views, so that whatever is asked of the whole can be asked of them alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from warehouse import schema, view_sql
from warehouse.build import connect
from warehouse.query import attach
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql"
LEFT_OUT = frozenset({"judged", "beside", "sums"})
"""Tables that depend on these are left empty."""


def take_part(
    whole: Path,
    part: Path,
    reports: Any,
    marked: Any,
    asked: Collection[str] | None = None,
    lent: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Make the database `part` with the rows of `whole` that are of the `reports`, with all versions of
    their offices and years, of their offices, or of neither. The table `marked` in it takes the rows
    of that; both are Arrow tables with the column `report_id`. With `asked`, the statements that will
    be asked, only what these name is there. `lent`: by table, the keys, one column, of further rows of
    it."""
    part.unlink(missing_ok=True)
    with connect(part) as connection:
        schema.create(connection, comments=False, asked=asked)
        attach(connection, whole, "whole")
        connection.register("reports_wanted", reports)
        connection.register("reports_marked", marked)
        connection.execute(statement(SQL / "reports_of_part.sql"))
        for table in schema.tables().values():
            if table.depends not in LEFT_OUT and (asked is None or _named(table, asked)):
                copy_rows(connection, table, f"whole.{table.sql}{_wanted(table)}")
        for name, keys in lent.items():
            table, (key,) = schema.tables()[name], keys.column_names
            connection.register("rows_lent", keys)
            others = _wanted(table).replace("SEMI", "ANTI")
            copy_rows(connection, table, f"whole.{table.sql}{others} SEMI JOIN rows_lent USING ({key})")


def copy_rows(connection: DuckDBPyConnection, table: schema.Table, rows: str) -> None:
    """Put into a table the rows of `rows`, the FROM of a query: a table with these columns of an attached
    database. Codes of another file are of another type, and go through their text."""
    columns = ", ".join(
        f"CAST({schema.quoted(c.name)} AS {c.type}) AS {schema.quoted(c.name)}" for c in table.columns
    )
    connection.execute(f"INSERT INTO {table.sql} BY NAME SELECT {columns} FROM {rows}")


def _named(table: schema.Table, asked: Collection[str]) -> bool:
    """Whether statements, or the views that they name, name the table; one too many does no harm."""
    texts = [*asked, *map(view_sql.read, schema.named(asked))]
    return any(re.search(rf"\b{table.name}\b", text) for text in texts)


def _wanted(table: schema.Table) -> str:
    """What a table is joined with, so that only rows of the part are left."""
    names = {column.name for column in table.columns}
    if "report_id" in names:
        return " SEMI JOIN wanted USING (report_id)"
    return " SEMI JOIN owners USING (office_id)" if "office_id" in names else ""
