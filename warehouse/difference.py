"""A table of a draft and the rows that it should have -> the table with these rows. What is there already is
not written again: rows that are gone or other are taken out, rows that came or are other are put in.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse import schema
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql" / "rows_that_differ.sql"


class NotOneRow(RuntimeError):
    """A key has several rows, so that it cannot be told which of them is another; the message names the
    table."""


def put_right(connection: DuckDBPyConnection, table: schema.Table, rows: str) -> None:
    """Give a table that has a key the rows of `rows`, a SELECT with its columns. Leaves what was taken
    out and what was put in as the temporary tables `gone_<name>` and `came_<name>`, with all columns.
    Raises NotOneRow."""
    old, new = _listed(table, "old"), _listed(table, "new")
    key = [schema.quoted(c) for c in table.key]
    names = {
        "table": table.sql,
        "name": table.name,
        "rows": rows,
        "same_key": " AND ".join(f"old.{c} = new.{c}" for c in key),
        "old_key": f"old.{key[0]}",
        "new_key": f"new.{key[0]}",
        "differ": " OR ".join(f"{o} IS DISTINCT FROM {n}" for o, n in zip(old, new)),
        "columns": ", ".join(_listed(table, "new")),
    }
    connection.execute(statement(SQL, **names))
    ((there, wanted),) = connection.execute(
        f"SELECT (SELECT count(*) FROM {table.sql}), (SELECT count(*) FROM ({rows}))"
    ).fetchall()
    if there != wanted:
        raise NotOneRow(f"{table.sql} has {there:,} rows in place of {wanted:,}")


def make_again(
    connection: DuckDBPyConnection, table: schema.Table, step: Callable[[DuckDBPyConnection], None]
) -> None:
    """The same for a table that a step of the build fills: it fills a temporary table of that name
    instead. Raises NotOneRow."""
    columns = ", ".join(f"{schema.quoted(c.name)} {c.type}" for c in table.columns)
    connection.execute(f"CREATE TEMP TABLE {schema.quoted(table.name)} ({columns})")
    step(connection)
    connection.execute(
        f"ALTER TABLE temp.{schema.quoted(table.name)} RENAME TO {schema.quoted(f'again_{table.name}')}"
    )
    again = schema.quoted(f"again_{table.name}")
    put_right(connection, table, f"SELECT * FROM {again}")
    connection.execute(f"DROP TABLE {again}")


def _listed(table: schema.Table, side: str) -> list[str]:
    return [f"{side}.{schema.quoted(c.name)}" for c in table.columns]
