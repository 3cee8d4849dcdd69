"""`duckdb+gx://`, DuckDB for SQLAlchemy with results that outlive their connection.

Great Expectations fetches rows after it has given the connection back. Drivers such as psycopg2
hold a result on the client; a DuckDB result ends with the rollback, and every metric then fails
with "list index out of range", reported as an unmet expectation (GX 1.24.1, duckdb-engine 0.17.0).
Here a cursor takes its rows when it executes, the first HELD of them: GX asks for the failing rows
of a rule without a limit, looks at 200 of them at most and counts them by a query of its own. That is
the same question twice, which is worked out once. Importing this module registers the dialect.
"""

from __future__ import annotations

import re
from collections import deque
from typing import Any

import duckdb_engine
from sqlalchemy import pool, types
from sqlalchemy.dialects import registry

NAME = "duckdb.gx"
HELD = 1000
"""So many rows of a result are held. Asking for all of a longer result raises."""

COUNTED = re.compile(
    r"SELECT COUNT\(\*\) as unexpected_row_count FROM \((.+)\) AS substituted_batch_subquery", re.DOTALL
)
"""How GX asks how many rows a statement has. Asked in other words it is worked out again."""

COLUMNS = """
SELECT column_name, data_type, is_nullable FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = coalesce(?, current_schema()) AND table_name = ?
ORDER BY column_index
"""
"""The columns of a table, from the catalogue of DuckDB."""

TYPES: dict[str, type[types.TypeEngine[Any]]] = {
    "BIGINT": types.BIGINT,
    "BOOLEAN": types.BOOLEAN,
    "DATE": types.DATE,
    "DOUBLE": types.Double,
    "INTEGER": types.INTEGER,
    "TIMESTAMP": types.TIMESTAMP,
    "VARCHAR": types.VARCHAR,
}
"""DuckDB types by their names, as SQLAlchemy has them; all others count as text."""


class BufferedCursor:
    """A cursor that holds the first rows of its last statement itself. `counts`: how many rows statements
    have that were executed before, of the same database, which nobody writes to."""

    arraysize = 1

    def __init__(self, cursor: Any, counts: dict[str, int]) -> None:
        self._cursor, self._counts = cursor, counts
        self._rows: deque[Any] = deque()
        self._more = False
        self.description: Any = None

    def execute(self, statement: str, parameters: Any = None, context: Any = None) -> None:
        asked = "" if parameters else statement
        counted = COUNTED.fullmatch(asked)
        known = self._counts.get(counted[1] if counted else asked)
        shorter = statement
        if known is not None and counted:
            shorter = f"SELECT {known} AS unexpected_row_count"
        elif known == 0:
            shorter = f"SELECT * FROM ({statement}\n) LIMIT 0"  # with its columns
        self._cursor.execute(shorter, parameters, context)
        self.description = self._cursor.description
        rows = self._cursor.fetchmany(HELD + 1) if self.description else []
        self._rows, self._more = deque(rows[:HELD]), len(rows) > HELD
        if counted:
            self._counts[counted[1]] = rows[0][0]
        elif asked.startswith("SELECT") and not self._more:
            self._counts[asked] = len(rows)

    def fetchone(self) -> Any:
        return next(iter(self.fetchmany(1)), None)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        size = size or self.arraysize
        if self._more and size > len(self._rows):
            raise RuntimeError(
                f"a result of more than {HELD} rows was asked for, and no more than that are held"
            )
        return [self._rows.popleft() for _ in range(min(size, len(self._rows)))]

    def fetchall(self) -> list[Any]:
        return self.fetchmany(len(self._rows) + 1)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)


class BufferedConnection:
    """A connection of duckdb-engine whose cursors hold their rows."""

    def __init__(self, connection: Any, counts: dict[str, int]) -> None:
        self._connection, self._counts = connection, counts

    def cursor(self) -> BufferedCursor:
        return BufferedCursor(self._connection.cursor(), self._counts)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class BufferedDialect(duckdb_engine.Dialect):  # type: ignore[misc, unused-ignore]
    """duckdb-engine's dialect over such connections."""

    driver = "gx"
    supports_statement_cache = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._counts: dict[str, int] = {}

    @classmethod
    def get_pool_class(cls, url: Any) -> type[pool.Pool]:
        """No pool: a connection given back is closed, so that the file is free for others in this
        process."""
        return pool.NullPool

    def connect(self, *args: Any, **kwargs: Any) -> Any:
        return BufferedConnection(super().connect(*args, **kwargs), self._counts)

    def get_columns(self, connection: Any, table_name: str, schema: str | None = None, **kw: Any) -> Any:
        """The columns of a table or view, from DuckDB's own catalogue: duckdb-engine asks for
        PostgreSQL's pg_collation here, which DuckDB does not have (SQLAlchemy 2.1)."""
        rows = connection.exec_driver_sql(COLUMNS, (schema, table_name)).fetchall()
        return [
            {"name": name, "type": TYPES.get(kind, types.String)(), "nullable": bool(null), "default": None}
            for name, kind, null in rows
        ]


registry.register(NAME, __name__, "BufferedDialect")
