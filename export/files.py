"""Turns every table of a build into Parquet and CSV that are safe to open in other programs.

Parquet keeps all texts as they are. In CSV a text that a spreadsheet would run as a formula gets an
apostrophe.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.schema import Table, literal, quoted, tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_ROWS = 1_048_575
"""What a sheet of Excel holds below its heading. Larger tables are compressed and carry no byte
order mark."""
RISKY = r"^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]"
HARMLESS = r"^[+-]?[0-9]+(\.[0-9]+)?%?$"
"""A text that begins like a formula, and the plain numbers among them, which may stay as they
are."""


def file_name(table: Table) -> str:
    """`quality.findings` -> `quality_findings`."""
    return table.name if table.schema == "main" else f"{table.schema}_{table.name}"


def by_year(table: Table) -> bool:
    """Whether the Parquet files of a table are in folders by year."""
    return any(column.name == "year" for column in table.columns)


def write_parquet(connection: DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """One folder or file for each table in `folder`; returns the rows of each."""
    rows = {}
    folder.mkdir(parents=True)
    for table in tables().values():
        name = file_name(table)
        options = "FORMAT parquet, COMPRESSION zstd"
        target = folder / f"{name}.parquet"
        if by_year(table):
            target = folder / name
            options += ", PARTITION_BY (year), OVERWRITE_OR_IGNORE true"
            target.mkdir()  # an empty table would leave none
        connection.execute(f"COPY (FROM {table.sql}) TO ? ({options})", [str(target)])
        rows[name] = connection.execute(f"SELECT count(*) FROM {table.sql}").fetchall()[0][0]
    return rows


def write_csv(connection: DuckDBPyConnection, folder: Path) -> dict[str, str]:
    """A CSV for each table in `folder`; returns the file name of each.

    UTF-8 with a byte order mark, without which Excel shows Chinese as gibberish; DuckDB, pandas and
    readr skip it.
    """
    folder.mkdir(parents=True)
    rows = {
        t.sql: connection.execute(f"SELECT count(*) FROM {t.sql}").fetchall()[0][0] for t in tables().values()
    }
    # a file is compressed by one core, so several are written at a time, the largest first
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        written = {
            file_name(table): pool.submit(
                _write_one, connection.cursor(), table, folder, rows[table.sql] > MOST_ROWS
            )
            for table in sorted(tables().values(), key=lambda table: -rows[table.sql])
        }
    return {file_name(table): written[file_name(table)].result() for table in tables().values()}


def _write_one(connection: DuckDBPyConnection, table: Table, folder: Path, large: bool) -> str:
    """The name of the file."""
    columns = ", ".join(_safe(c.name, c.type) for c in table.columns)
    target = folder / f"{file_name(table)}.csv{'.gz' if large else ''}"
    options = "FORMAT csv, HEADER, NULLSTR '', FORCE_QUOTE (" + (_quoted(table) or "*") + ")"
    options += ", COMPRESSION gzip" if large else ""
    connection.execute(f"COPY (SELECT {columns} FROM {table.sql}) TO ? ({options})", [str(target)])
    if not large:
        _mark(target)
    return target.name


def _safe(name: str, kind: str) -> str:
    """A column as it may be in CSV. Codes and numbers cannot begin like a formula of somebody
    else's."""
    column = quoted(name)
    if kind == "VARCHAR[]":
        return f"array_to_string({column}, '; ') AS {column}"
    if kind != "VARCHAR":
        return column
    risky = (
        f"regexp_matches({column}, {literal(RISKY)}) AND NOT regexp_matches({column}, {literal(HARMLESS)})"
    )
    return f"CASE WHEN {risky} THEN '''' || {column} ELSE {column} END AS {column}"


def _quoted(table: Table) -> str:
    """Texts are always quoted, so that an empty one and none at all stay apart."""
    return ", ".join(quoted(c.name) for c in table.columns if c.type in ("VARCHAR", "VARCHAR[]"))


def _mark(path: Path) -> None:
    """Put a byte order mark in front of a file, which fits into memory as Excel's limit bounds
    it."""
    marked = path.with_suffix(".marked")
    with path.open("rb") as source, marked.open("wb") as target:
        target.write(b"\xef\xbb\xbf")
        while piece := source.read(1 << 20):
            target.write(piece)
    marked.replace(path)
