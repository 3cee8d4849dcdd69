"""Turns shards of read reports and the frames of offices, reports and filings into a draft of the
database.

Leaves findings to findings/, the check of our promises to promises.py and publication to
publish.py.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.batch.shards import shard_columns
from pipelines.catalogue import Catalogue, catalogue
from pipelines.catalogue.corrections import Correction
from warehouse import reading_quality, schema, versions
from warehouse.due import owe
from warehouse.indicator_values import measure
from warehouse.nesting import nest
from warehouse.pivot import widen
from warehouse.sql_names import WITH_UNIT
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

MEMORY = "3GB"
"""With it a million reports go through, and all of the run stays below 6 GB."""
PROSE = {
    "sections": ("section", "text"),
    "mentions": ("kind", "section", "value", "text"),
    "wordings": ("section", "characters", "fingerprint", "sentences"),
}
"""What the prose became -> its columns beside the keys."""
SQL = Path(__file__).parent / "sql"
_SQL_TYPES = {"int64": "BIGINT", "float64": "DOUBLE", "string": "VARCHAR", "list<int64>": "BIGINT[]"}
"""Arrow types of a shard's columns as DuckDB reads them."""


class Unbuildable(ValueError):
    """Shards or frames that cannot become a database; the message says what is wrong with them."""


def memory_limit() -> str:
    """What DuckDB may take: GONGKAI_MEMORY as DuckDB has it (`6GB`), or the default."""
    return os.environ.get("GONGKAI_MEMORY") or MEMORY


def connect(path: Path, memory: str | None = None, scratch: Path | None = None) -> DuckDBPyConnection:
    """A connection that may write to the draft at `path`.

    `memory` is its limit, by default `memory_limit()`; what exceeds it goes to `scratch`, by
    default beside it.
    """
    import duckdb

    overflow = {"temp_directory": str(scratch)} if scratch else {}
    return duckdb.connect(str(path), config={"memory_limit": memory or memory_limit(), **overflow})


def build(
    draft: Path,
    shards: Sequence[Path],
    reports: DataFrame,
    offices: DataFrame,
    filings: DataFrame,
    *,
    issues: DataFrame | None = None,
    mapping: Mapping[str, DataFrame] | None = None,
    corrections: Sequence[Correction] = (),
    memory: str | None = None,
    scratch: Path | None = None,
) -> dict[str, int]:
    """Make the database `draft` again and return the number of rows of each table.

    `shards` are folders with filings, cells, sections and issues as Parquet; no report may be in
    two of them. `issues` are those met after reading, with the columns of a shard's. `mapping` are
    further tables, by name, `corrections` those of the catalogue. Raises Unbuildable; the draft is
    then useless.
    """
    import duckdb

    if draft.is_symlink():
        raise Unbuildable(f"{draft} is a link to a published build; a draft must be a file of its own")
    for leftover in (draft, draft.with_name(draft.name + ".wal")):
        leftover.unlink(missing_ok=True)
    try:
        with connect(draft, memory, scratch) as connection:
            schema.create(connection)
            _open_shards(connection, shards)
            for name, frame in {
                "offices": offices,
                "reports": reports,
                "quality.filings": filings,
                **(mapping or {}),
            }.items():
                _insert_frame(connection, name, frame)
            connection.execute(statement(SQL / "scope_from_office.sql"))
            connection.execute(statement(SQL / "keys_of_offices_without.sql"))
            _codebook(connection, catalogue())
            _spots(connection)
            _facts(connection)
            widen(connection)
            if issues is not None:
                _refuse_floats("issues", issues)
            reading_quality.fill(connection, catalogue(), issues)
            versions.link(connection)
            nest(connection)
            owe(connection)
            measure(connection)
            versions.correct(connection, corrections)
            versions.revise(connection)
            return {
                name: connection.execute(f"SELECT count(*) FROM {table.sql}").fetchall()[0][0]
                for name, table in schema.tables().items()
            }
    except duckdb.Error as error:
        raise Unbuildable(f"{draft.name} could not be built: {' '.join(str(error).split())}") from error


def _open_shards(connection: DuckDBPyConnection, shards: Sequence[Path]) -> None:
    """A temporary view `shard_<file>` over that file of all shards, without what was read of files
    that are no filings any more."""
    for name, columns in shard_columns().items():
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


def _spots(connection: DuckDBPyConnection) -> None:
    columns = ", ".join(schema.quoted(c.name) for c in schema.tables()["spots"].columns)
    connection.execute(f"INSERT INTO spots BY NAME SELECT {columns} FROM shard_cells")
    stray = connection.execute(
        statement(SQL / "cells_of_no_form.sql"), [list(catalogue().cells())]
    ).fetchall()
    if stray:
        raise Unbuildable(
            f"cells that no form of the catalogue has: {', '.join(str(cell) for (cell,) in stray[:5])}"
        )


def _insert_frame(connection: DuckDBPyConnection, name: str, frame: DataFrame) -> None:
    table = schema.tables()[name]
    if missing := [c.name for c in table.columns if c.name not in frame.columns]:
        raise Unbuildable(f"the frame of {name} lacks the columns {', '.join(missing)}")
    _refuse_floats(name, frame)
    connection.register("frame", frame)
    # a day that does not exist is the word of a single report, and must not stop the build
    columns = ", ".join(
        f"{'TRY_CAST' if c.type == 'DATE' else 'CAST'}({schema.quoted(c.name)} AS {c.type})"
        f" AS {schema.quoted(c.name)}"
        for c in table.columns
    )
    order = ", ".join(schema.quoted(c) for c in table.key)
    connection.execute(f"INSERT INTO {table.sql} BY NAME SELECT {columns} FROM frame ORDER BY {order}")
    connection.unregister("frame")


def _refuse_floats(name: str, frame: DataFrame) -> None:
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


def _codebook(connection: DuckDBPyConnection, book: Catalogue) -> None:
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


def _facts(connection: DuckDBPyConnection) -> None:
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
