"""A database -> one digest of what it says, whenever and in however many pieces it was built.

Two builds with the same digest hold the same rows. Left out is what says when: timestamps, names of
builds, the history of runs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.query import shut_in
from warehouse.schema import Column, Table, quoted, tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PER_BUILD = "build"
"""A table keyed by this column is the history of runs."""
OF_BUILDS = (PER_BUILD, "gone_in")
"""Columns that name a build."""


def digest(database: Path) -> str:
    """64 hex digits. Raises duckdb.Error where a table is missing or cannot be read."""
    whole = hashlib.sha256()
    with shut_in(database) as connection:
        for name, table in sorted(tables().items()):
            if PER_BUILD not in table.key:
                whole.update(f"{name} {rows(connection, table)}\n".encode())
    return whole.hexdigest()


def rows(connection: DuckDBPyConnection, table: Table, where: str = "true") -> tuple[int, int]:
    """How many rows, and the sum of their digests, so that their order does not count."""
    columns = [c for c in table.columns if c.type != "TIMESTAMP" and c.name not in OF_BUILDS]
    ((count, total),) = connection.execute(
        f"SELECT count(*), {of_rows(columns)} FROM {table.sql} WHERE {where}"
    ).fetchall()
    return count, int(total or 0)


def of_rows(columns: Iterable[Column]) -> str:
    """SQL of the sum of the digests of rows with these columns, as a text; NULL of no rows.

    The digest of a row is DuckDB's own hash of 64 bits, twenty times as fast as MD5: it tells a change,
    not a forgery, and another version of DuckDB may have another. Codes are hashed as texts, since their
    numbers may be others in another build.
    """
    row = ", ".join(_as_text(c) if _is_text(c) else told_apart(c) for c in columns)
    return f"CAST(sum(CAST(hash({row}) AS HUGEINT)) AS VARCHAR)"


def told_apart(column: Column) -> str:
    """SQL of what has to be hashed of a column. DuckDB has one hash for 0 and -0, and one for no list, an
    empty one and one of nothing, for 0 once and 0 twice."""
    name = quoted(column.name)
    if column.type == "DOUBLE":
        return f"{name}, signbit({name})"
    return f"{name}, len({name})" if column.type.endswith("[]") else name


def _is_text(column: Column) -> bool:
    """Whether a column holds texts or codes; the types of codes are named in small letters."""
    return column.type == "VARCHAR" or not column.type.isupper()


def _as_text(column: Column) -> str:
    return f"CAST({quoted(column.name)} AS VARCHAR)"
