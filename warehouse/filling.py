"""What a draft is filled with, step by step: the frames of identity, the codebook, and what shards
hold of some reports.

A full build takes all reports through these steps, a night those that something has changed for;
that is all the difference there is between the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.batch.shards import shard_columns
from pipelines.catalogue import Catalogue, catalogue
from warehouse import schema
from warehouse.sql_names import WITH_UNIT
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

SQL = Path(__file__).parent / "sql"
PROSE = {
    "sections": ("section", "text"),
    "mentions": ("kind", "section", "value", "text"),
    "wordings": ("section", "characters", "fingerprint", "sentences"),
}
"""What the prose became -> its columns beside the keys."""
READ = ("filings", "cells", *PROSE)
"""The files of a shard that hold what was read in single reports."""
_SQL_TYPES = {"int64": "BIGINT", "float64": "DOUBLE", "string": "VARCHAR", "list<int64>": "BIGINT[]"}
"""Arrow types of a shard's columns as DuckDB reads them."""


class Unbuildable(ValueError):
    """Shards or frames that cannot become a database; the message says what is wrong with them."""


def open_shards(
    connection: DuckDBPyConnection, shards: Sequence[Path], files: Sequence[str] = tuple(shard_columns())
) -> None:
    """A temporary view `shard_<file>` over that file of all shards, with what was read of the reports
    that are there; the rest was read of files that are no filings any more, or of other reports."""
    for name, columns in ((name, shard_columns()[name]) for name in files):
        paths = [shard / f"{name}.parquet" for shard in shards]
        if missing := [str(path) for path in paths if not path.is_file()]:
            raise Unbuildable(f"shards are not whole: {', '.join(missing[:3])} is missing")
        if not paths:
            typed = ", ".join(f"{schema.quoted(c)} {_SQL_TYPES[kind]}" for c, kind in columns.items())
            connection.execute(f"CREATE TEMP TABLE shard_{name} ({typed})")
            continue
        every = connection.read_parquet([str(path) for path in paths], union_by_name=True)
        connection.register(f"every_{name}", every)
        connection.execute(
            f"CREATE TEMP VIEW shard_{name} AS FROM every_{name} SEMI JOIN reports USING (report_id)"
        )


def fill_spots(connection: DuckDBPyConnection) -> None:
    """Where each cell of the shards stands. All of them must be of a form. Raises Unbuildable."""
    columns = ", ".join(schema.quoted(c.name) for c in schema.tables()["spots"].columns)
    connection.execute(f"INSERT INTO spots BY NAME SELECT {columns} FROM shard_cells")
    stray = connection.execute(
        statement(SQL / "cells_of_no_form.sql"), [list(catalogue().cells())]
    ).fetchall()
    if stray:
        raise Unbuildable(
            f"cells that no form of the catalogue has: {', '.join(str(cell) for (cell,) in stray[:5])}"
        )


def insert_rows(connection: DuckDBPyConnection, table: schema.Table, rows: str) -> None:
    """Put the rows of `rows`, a SELECT with the columns of the table, behind what is in it, in the order
    of its key."""
    order = ", ".join(schema.quoted(c) for c in table.key)
    connection.execute(f"INSERT INTO {table.sql} BY NAME {rows} ORDER BY {order}")


def take_frame(
    connection: DuckDBPyConnection,
    name: str,
    frame: DataFrame,
    made: Mapping[str, str] | None = None,
    put: Callable[[DuckDBPyConnection, schema.Table, str], None] = insert_rows,
) -> None:
    """The rows of a table from a frame with its columns; SQL in `made` stands for the columns of these
    names. `put` puts the rows of a SELECT into a table. Raises Unbuildable."""
    table = schema.tables()[name]
    if missing := [c.name for c in table.columns if c.name not in frame.columns]:
        raise Unbuildable(f"the frame of {name} lacks the columns {', '.join(missing)}")
    refuse_floats(name, frame)
    connection.register("frame", frame)
    # a day that does not exist is the word of a single report, and must not stop the build
    columns = ", ".join(
        f"{'TRY_CAST' if c.type == 'DATE' else 'CAST'}"
        f"({(made or {}).get(c.name) or f'frame.{schema.quoted(c.name)}'} AS {c.type})"
        f" AS {schema.quoted(c.name)}"
        for c in table.columns
    )
    put(connection, table, f"SELECT {columns} FROM frame")
    connection.unregister("frame")


def refuse_floats(name: str, frame: DataFrame) -> None:
    """Whole numbers beside a gap become floats in pandas, in which a key of 60 bits is not
    exact."""
    keys = ("report_id", "office_id", "parent_office_id", "previous_office_id", "provisional_id")
    for column in (*keys, "under_office_id"):
        if (
            column in frame.columns
            and frame[column].dtype.kind == "f"
            and (frame[column].abs() >= 2**53).any()
        ):
            raise Unbuildable(
                f"{column} of the frame of {name} went through floats and lost digits; use Int64"
            )


def fill_codebook(connection: DuckDBPyConnection, book: Catalogue) -> None:
    """The editions, and the lines of all forms."""
    editions = [(e.code, e.zh, e.en, *e.years) for e in book.editions.values()]
    connection.executemany("INSERT INTO editions VALUES (?, ?, ?, ?, ?)", editions)
    position: dict[tuple[str, str], int] = {}
    rows = []
    for (table, kind, code), line in book.lines.items():
        position[table, kind] = position.get((table, kind), 0) + 1
        rows.append(
            (
                table,
                kind,
                code,
                line.zh,
                line.en,
                line.unit,
                line.type or None,
                line.parent,
                [*book.editions_with(table, kind, code)],
                position[table, kind],
            )
        )
    connection.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)


def fill_facts(connection: DuckDBPyConnection) -> None:
    """The tidy tables and the prose."""
    for table, (facts, row, column) in schema.FACTS.items():
        names = {
            "facts": facts,
            "row": row,
            "column": column,
            "unit": "c.unit," if table in WITH_UNIT else "",
        }
        types = {"row_type": f"{table}_row", "column_type": f"{table}_column"}
        connection.execute(statement(SQL / "facts_of_current_reports.sql", **names, **types), [table])
    for prose, columns in PROSE.items():
        listed = ", ".join(f"s.{column}" for column in columns)
        connection.execute(statement(SQL / "prose_of_current_reports.sql", prose=prose, columns=listed))
