"""Turns every table and view of a build into Parquet and CSV that are safe to open in other programs.

Parquet keeps all texts and keys as they are. In CSV a text that a spreadsheet would run as a formula
gets an apostrophe, and a key a letter in front, without which a spreadsheet rounds it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from warehouse.schema import VIEWS, Column, Table, literal, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MOST_ROWS = 1_048_575
"""What a sheet of Excel holds below its heading. Larger tables are compressed and carry no byte
order mark."""
RISKY = r"^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]"
HARMLESS = r"^[+-]?[0-9]+(\.[0-9]+)?%?$"
"""A text that begins like a formula, and the plain numbers among them, which may stay as they
are."""
KEYS = {
    "o": re.compile(r"office_id$|^provisional_id$"),
    "r": re.compile(r"report_id$|^copy_of$|^previous_id$"),
}
"""The letter before a key of an office and of a report, and the names of the columns that hold such
keys. They have up to nineteen digits, of which a spreadsheet keeps fifteen."""
MARKS = {**KEYS, "f": re.compile("^fingerprint$")}
"""The same with the marks of texts, which are numbers as long."""


def key_letter(column: Column) -> str:
    """The letter that goes before the values of a column where a spreadsheet may read it; empty for
    what is no long key."""
    whole = column.type == "BIGINT"
    return next((letter for letter, names in MARKS.items() if whole and names.search(column.name)), "")


def views(connection: DuckDBPyConnection) -> list[Table]:
    """The views of a build as tables without a key, in the order of the data dictionary; their codes
    are texts."""
    listed: dict[str, list[Column]] = {}
    for name, column, kind, comment in connection.execute(
        "SELECT table_name, column_name, data_type, coalesce(comment, '') FROM duckdb_columns()"
        " WHERE schema_name = 'main' AND NOT internal AND database_name = current_database()"
        " ORDER BY column_index"
    ).fetchall():
        zh, _, en = comment.partition(" / ")
        kind = "VARCHAR" if kind.startswith("ENUM") else {"HUGEINT": "BIGINT"}.get(kind, kind)
        listed.setdefault(name, []).append(Column(column, kind, zh, en))
    words = dict(
        connection.execute(
            "SELECT view_name, coalesce(comment, '') FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    )
    said = [(name, words[name].partition(" / ")) for name in VIEWS if name in words]
    return [Table("main", name, zh, en, (), tuple(listed[name]), depends="") for name, (zh, _, en) in said]


def file_name(table: Table) -> str:
    """`quality.findings` -> `quality_findings`."""
    return table.name if table.schema == "main" else f"{table.schema}_{table.name}"


def by_year(table: Table) -> bool:
    """Whether the Parquet files of a table are in folders by year."""
    return len(table.columns) > 1 and any(column.name == "year" for column in table.columns)


def write_parquet(connection: DuckDBPyConnection, folder: Path, held: Sequence[Table]) -> dict[str, int]:
    """One folder or file for each table or view in `folder`; returns the rows of each."""
    rows = {}
    folder.mkdir(parents=True)
    for table in held:
        name = file_name(table)
        options = "FORMAT parquet, COMPRESSION zstd"
        target = folder / f"{name}.parquet"
        if by_year(table):
            target = folder / name
            options += ", PARTITION_BY (year), OVERWRITE_OR_IGNORE true"
            target.mkdir()  # an empty table would leave none
        copied = connection.execute(f"COPY (FROM {table.sql}) TO ? ({options})", [str(target)]).fetchall()
        rows[name] = int(copied[0][0])
    return rows


def write_csv(
    connection: DuckDBPyConnection, folder: Path, held: Sequence[Table], rows: Mapping[str, int]
) -> dict[str, str]:
    """A CSV for each table or view in `folder`, which have so many `rows`; returns the file name of
    each.

    UTF-8 with a byte order mark, without which Excel shows Chinese as gibberish; DuckDB, pandas and
    readr skip it.
    """
    folder.mkdir(parents=True)
    # a file is compressed by one core, so several are written at a time, the largest first
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        written = {
            name: pool.submit(
                write_query, connection.cursor(), folder / name, table.sql, table.columns, rows[name]
            )
            for name, table in sorted(
                ((file_name(table), table) for table in held), key=lambda named: -rows[named[0]]
            )
        }
    return {file_name(table): written[file_name(table)].result() for table in held}


def write_query(
    connection: DuckDBPyConnection,
    target: Path,
    source: str,
    columns: Sequence[Column],
    rows: int,
    headings: Mapping[str, str] | None = None,
) -> str:
    """Write the `columns` of a table, or of a query in brackets, that has so many `rows` as CSV;
    returns the name of the file, `target` with an ending."""
    headings = headings or {}
    listed = ", ".join(f"{_safe(c)} AS {quoted(headings.get(c.name, c.name))}" for c in columns)
    large = rows > MOST_ROWS
    path = target.with_name(f"{target.name}.csv{'.gz' if large else ''}")
    # texts are always quoted, so that an empty one and none at all stay apart
    texts = [c for c in columns if c.type in ("VARCHAR", "VARCHAR[]")]
    forced = ", ".join(quoted(headings.get(c.name, c.name)) for c in texts)
    options = f"FORMAT csv, HEADER, NULLSTR '', FORCE_QUOTE ({forced or '*'})" + ", COMPRESSION gzip" * large
    connection.execute(f"COPY (SELECT {listed} FROM {source}) TO ? ({options})", [str(path)])
    if not large:
        _mark(path)
    return path.name


def _safe(written: Column) -> str:
    """A column as it may be in CSV. Codes and numbers cannot begin like a formula of somebody
    else's."""
    column = quoted(written.name)
    if letter := key_letter(written):
        return f"{literal(letter)} || {column}"
    if written.type == "VARCHAR[]":
        return f"array_to_string({column}, '; ')"
    if written.type != "VARCHAR":
        return column
    risky = (
        f"regexp_matches({column}, {literal(RISKY)}) AND NOT regexp_matches({column}, {literal(HARMLESS)})"
    )
    return f"CASE WHEN {risky} THEN '''' || {column} ELSE {column} END"


def _mark(path: Path) -> None:
    """Put a byte order mark in front of a file, which fits into memory as Excel's limit bounds
    it."""
    marked = path.with_suffix(".marked")
    with path.open("rb") as source, marked.open("wb") as target:
        target.write(b"\xef\xbb\xbf")
        while piece := source.read(1 << 20):
            target.write(piece)
    marked.replace(path)
