"""A published build -> a lake (DuckLake): Parquet files by table and year, and a catalogue in PostgreSQL,
or in a file, that says which of them make up each table now, and made it up before.

A build goes in as one transaction: readers on any machine see the one before until it is whole. Years
of a table that hold what they held stay the files that they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from export.parts import YEAR, by_year, parts_sql
from pipelines.extras import how_to_add
from warehouse.build import memory_limit
from warehouse.query import attach
from warehouse.schema import Table, literal, quoted, tables
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql"
EXTENSIONS = ("ducklake", "postgres_scanner")
"""Extensions of DuckDB that a catalogue needs; the extra `lake` brings them, signed by DuckDB's makers,
so that nothing is fetched when they are used."""
NOTHING_FETCHED = {"autoinstall_known_extensions": "false"}
POSTGRES = "postgres:"
"""How a catalogue in PostgreSQL begins; libpq's words or address follow."""
_ADDRESS = re.compile(r"postgres(?:ql)?://")
"""How a catalogue in PostgreSQL begins that is given as an address alone."""
_SECRET = re.compile(r"(password\s*=\s*)(?:'(?:\\.|[^'\\])*'|\S+)|(:/{1,2})\S*(?=@)", re.IGNORECASE)
"""A password in libpq's words, and what stands before the host of an address."""
TRIES = 5
"""So often is a build put in that meets another writer."""
PARTS = "lake.quality.lake_parts"
"""The table of the lake that says what each year of a table holds, by a digest."""


class NoLake(RuntimeError):
    """Why nothing was put into the lake; what was there is untouched."""


@dataclass(frozen=True, slots=True)
class Published:
    """The version (snapshot) of the lake that holds the build, how many parts (a table, or a year of it)
    were written, and how many stayed."""

    version: int
    written: int
    kept: int


def publish(
    database: Path,
    catalogue: str,
    data: str,
    report_progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> Published:
    """Put the build `database` into the lake of this `catalogue` (`postgres:…`, an address that begins
    with `postgresql://`, or the path of a file), whose files are under `data`. Raises NoLake."""
    import duckdb

    for attempt in range(1, TRIES + 1):
        try:
            with opened(catalogue, data) as connection:
                attach(connection, database, "build")
                return _put_in(connection, database.resolve().stem, report_progress)
        except duckdb.TransactionException as error:
            if attempt == TRIES:
                raise NoLake(
                    f"{TRIES} 次都与别的写入相遇，请稍后再试 / met another writer {TRIES} times, try again"
                    f" later: {_line(error)}"
                ) from error
        except (duckdb.Error, OSError) as error:
            raise NoLake(_line(error)) from error
    raise AssertionError("the last attempt returns or raises")


@contextmanager
def opened(catalogue: str, data: str = "", read_only: bool = False) -> Iterator[DuckDBPyConnection]:
    """A connection to a lake, which is called `lake` in it; without `data` its files are where its
    catalogue says. Raises NoLake, duckdb.Error."""
    import duckdb

    if _ADDRESS.match(catalogue):
        catalogue = POSTGRES + catalogue
    with duckdb.connect(config={"memory_limit": memory_limit(), **NOTHING_FETCHED}) as connection:
        for name in EXTENSIONS[: 2 if catalogue.startswith(POSTGRES) else 1]:
            connection.execute(f"LOAD {literal(str(_extension(name)))}")
        options = ["DATA_INLINING_ROW_LIMIT 0"]  # rows in the catalogue could only be read through DuckLake
        if data:  # the catalogue keeps it for readers, who may be in any folder
            place = data if "://" in data else str(Path(data).absolute())
            options.append(f"DATA_PATH {literal(place.rstrip('/') + '/')}")
        if read_only:
            options.append("READ_ONLY")
        connection.execute(f"ATTACH {literal(f'ducklake:{catalogue}')} AS lake ({', '.join(options)})")
        yield connection


def _extension(name: str) -> Path:
    package = find_spec(f"duckdb_extension_{name}")
    for place in package.submodule_search_locations or () if package else ():
        for file in Path(place).rglob(f"{name}.duckdb_extension"):
            return file
    raise NoLake(f"需要附加组件 / an extra is needed: {how_to_add('lake')}")


def _put_in(
    connection: DuckDBPyConnection, build: str, report_progress: Callable[[str, int, int], None]
) -> Published:
    held, written, kept = tables(), 0, 0
    connection.execute(
        "BEGIN TRANSACTION; CREATE SCHEMA IF NOT EXISTS lake.quality;"
        f'CREATE TABLE IF NOT EXISTS {PARTS} ("table" VARCHAR, part VARCHAR, "rows" BIGINT, digest VARCHAR)'
    )
    for done, (name, table) in enumerate(held.items()):
        report_progress("lake", done, len(held))
        _make(connection, name, table)
        changed = _renew(connection, name, table)
        ((parts,),) = connection.execute(f'SELECT count(*) FROM {PARTS} WHERE "table" = ?', [name]).fetchall()
        written, kept = written + changed, kept + parts - changed
    _drop_others(connection, held)
    connection.execute("CALL ducklake_set_commit_message('lake', 'gongkai', ?)", [build])
    connection.execute("COMMIT")
    ((version,),) = connection.execute("SELECT max(snapshot_id) FROM lake.snapshots()").fetchall()
    return Published(int(version), written, kept)


def _drop_others(connection: DuckDBPyConnection, held: Collection[str]) -> None:
    """Drop what earlier builds had and this one has no more; what others keep in the lake stays."""
    listed = connection.execute(f'SELECT DISTINCT "table" FROM {PARTS}').fetchall()
    for name in {name for (name,) in listed} - {*held}:
        connection.execute(f"DROP TABLE IF EXISTS lake.{'.'.join(map(quoted, name.split('.')))}")
        connection.execute(f'DELETE FROM {PARTS} WHERE "table" = ?', [name])


def _make(connection: DuckDBPyConnection, name: str, table: Table) -> None:
    """Make the table in the lake, empty, where it is not there or has other columns."""
    there = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = 'lake'"
        " AND schema_name = ? AND table_name = ? ORDER BY column_index",
        [table.schema, table.name],
    ).fetchall()
    if there == [(c.name, _type(c.type)) for c in table.columns]:
        return
    columns = ", ".join(f"{quoted(c.name)} {_type(c.type)}" for c in table.columns)
    connection.execute(f"CREATE OR REPLACE TABLE lake.{table.sql} ({columns})")
    if by_year(table):
        connection.execute(f"ALTER TABLE lake.{table.sql} SET PARTITIONED BY (year)")
    connection.execute(f"COMMENT ON TABLE lake.{table.sql} IS {literal(f'{table.zh} / {table.en}')}")
    for c in table.columns:
        words = literal(f"{c.zh} / {c.en}")
        connection.execute(f"COMMENT ON COLUMN lake.{table.sql}.{quoted(c.name)} IS {words}")
    connection.execute(f'DELETE FROM {PARTS} WHERE "table" = ?', [name])


def _renew(connection: DuckDBPyConnection, name: str, table: Table) -> int:
    """Take out of a table of the lake the parts that hold something else in the build, and put them in
    again; how many these are now."""
    part = YEAR if by_year(table) else "''"
    now = parts_sql(table, f"build.{table.sql}", part)
    connection.execute(statement(SQL / "changed_parts.sql", now=now, parts=PARTS), {"name": name})
    changed = f"{part} IN (SELECT part FROM changed_parts)"
    columns = ", ".join(
        f"CAST({quoted(c.name)} AS {_type(c.type)}) AS {quoted(c.name)}" for c in table.columns
    )
    connection.execute(f"DELETE FROM lake.{table.sql} WHERE {changed}")
    connection.execute(
        f"INSERT INTO lake.{table.sql} BY NAME SELECT {columns} FROM build.{table.sql} WHERE {changed}"
    )
    connection.execute(
        f'DELETE FROM {PARTS} WHERE "table" = ? AND part IN (SELECT part FROM changed_parts)', [name]
    )
    connection.execute(f'INSERT INTO {PARTS} SELECT ?, * FROM changed_parts WHERE "rows" IS NOT NULL', [name])
    ((count,),) = connection.execute('SELECT count("rows") FROM changed_parts').fetchall()
    return int(count)


def _type(kind: str) -> str:
    """The type of a column in the lake, which has no ENUM: codes are texts, as in Parquet."""
    return kind if kind.isupper() else "VARCHAR"


def _line(error: Exception) -> str:
    """The message in one line, without the password of a catalogue, which its address may hold."""
    hidden = _SECRET.sub(lambda found: f"{found[1] or found[2]}…", str(error))
    return " ".join(hidden.split())
