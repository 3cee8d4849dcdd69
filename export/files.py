"""Turns every table and view of a build into Parquet and CSV that are safe to open in other programs.

Parquet keeps all texts and keys as they are. In CSV a text that a spreadsheet would run as a formula
gets an apostrophe, and a key a letter in front, without which a spreadsheet rounds it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from export.keeping import Piece, Writing, holds
from export.parts import Part, by_year, by_year_of_report, order, rows_of
from warehouse.schema import VIEWS, Column, Table, literal, quoted
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql"
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


def write_parquet(
    connection: DuckDBPyConnection, release: Writing, held: Mapping[str, tuple[Table, Sequence[Part]]]
) -> None:
    """Under `parquet/`, one file for each year of a table or view, in folders by year, or one for all of
    it; rows in the order of keys, so that the same rows are the same bytes."""
    for name, (table, parts) in held.items():
        shape = _shape(table)
        if not by_year(table):
            copy = statement(SQL / "whole_to_parquet.sql", source=table.sql, order=order(table))
            whole = holds(shape, sorted((p.name, p.rows, p.digest) for p in parts))
            release.file(f"parquet/{name}.parquet", [Piece(whole, _asked(connection, copy))])
            continue
        (release.draft / "parquet" / name).mkdir(parents=True)  # an empty table has no file
        for part in parts:
            where = "year = $year" if part.name else "year IS NULL AND $year IS NULL"
            copy = statement(SQL / "year_to_parquet.sql", source=table.sql, where=where, order=order(table))
            piece = Piece(holds(shape, part), _asked(connection, copy, year=part.year))
            release.file(parquet_of(name, part), [piece])


def parquet_of(name: str, part: Part) -> str:
    """The file of a year of a table, as DuckDB names it."""
    return f"parquet/{name}/year={part.name or '__HIVE_DEFAULT_PARTITION__'}/data_0.parquet"


def years_written(release: Writing, held: Mapping[str, tuple[Table, Sequence[Part]]]) -> dict[str, list[int]]:
    """The years of each table or view whose Parquet files are not those of the earlier release."""
    return {
        name: [part.year for part in parts if part.year and parquet_of(name, part) not in release.kept]
        for name, (_, parts) in held.items()
    }


def write_csv(
    connection: DuckDBPyConnection, release: Writing, held: Mapping[str, tuple[Table, Sequence[Part]]]
) -> dict[str, str]:
    """Under `csv/`, a file for each table or view out of its Parquet files; returns the name of each.

    UTF-8 with a byte order mark, without which Excel shows Chinese as gibberish; DuckDB, pandas and
    readr skip it. A file is its heading and a piece for each year, which in gzip is a stream of its own.
    """
    # a file is compressed by one core, so several are written at a time, the largest first
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        written = {
            name: pool.submit(_csv, connection.cursor(), release, name, table, parts)
            for name, (table, parts) in sorted(held.items(), key=lambda one: -rows_of(one[1][1]))
        }
    return {name: written[name].result() for name in held}


def _csv(
    connection: DuckDBPyConnection, release: Writing, name: str, table: Table, parts: Sequence[Part]
) -> str:
    folder = release.draft / "parquet"
    bodies = []
    for part in parts:
        said: dict[str, Any] = {"parquet": str(folder / f"{name}.parquet")}
        if by_year(table):
            source = "year_of_parquet.sql"
            said = {"parquet": str(release.draft / parquet_of(name, part)), "year": part.year}
        elif by_year_of_report(table):
            source = "reports_of_parquet.sql" if part.name else "no_reports_of_parquet.sql"
            said |= {"year": part.year} if part.name else {}
        else:
            source = "parquet.sql"
        bodies.append((holds(part), statement(SQL / source, order=order(table)), said))
    return write_query(connection, release, f"csv/{name}", table.columns, rows_of(parts), bodies)


Body = tuple[str, str, dict[str, Any]]
"""Rows of a CSV: what they hold, by a digest, the query that gives them, and its parameters."""


def write_query(
    connection: DuckDBPyConnection,
    release: Writing,
    stem: str,
    columns: Sequence[Column],
    rows: int,
    bodies: Sequence[Body],
    headings: Mapping[str, str] | None = None,
) -> str:
    """Write the `columns` of queries one after the other, which have so many `rows`, as one CSV; returns
    the name of the file without its folders, `stem` with an ending."""
    headings = headings or {}
    listed = ", ".join(f"{_safe(c)} AS {quoted(headings.get(c.name, c.name))}" for c in columns)
    large = rows > MOST_ROWS
    # texts are always quoted, so that an empty one and none at all stay apart
    texts = [c for c in columns if c.type in ("VARCHAR", "VARCHAR[]")]
    forced = ", ".join(quoted(headings.get(c.name, c.name)) for c in texts)
    options = f"FORMAT csv, NULLSTR '', FORCE_QUOTE ({forced or '*'})" + ", COMPRESSION gzip" * large

    def write(target: Path, query: str, said: dict[str, Any], limit: str = "") -> None:
        header = f"{options}, HEADER {bool(limit)}"
        names = {"columns": listed, "query": query, "limit": limit, "options": header}
        connection.execute(statement(SQL / "query_to_csv.sql", **names), said | {"target": str(target)})

    def write_head(target: Path) -> None:
        nothing = ", ".join(f"NULL AS {quoted(c.name)}" for c in columns)
        write(target, "SELECT " + nothing, {}, "LIMIT 0")
        if not large:
            target.write_bytes(b"\xef\xbb\xbf" + target.read_bytes())

    shape = holds(*((headings.get(c.name, c.name), c.type) for c in columns))
    pieces = [Piece(shape, write_head)]
    pieces += [
        Piece(holds(shape, held), partial(write, query=query, said=said)) for held, query, said in bodies
    ]
    name = f"{stem}.csv{'.gz' if large else ''}"
    release.file(name, pieces)
    return name.rpartition("/")[2]


def _shape(table: Table) -> str:
    """What the columns of a file are called and hold."""
    return holds(*((c.name, c.type) for c in table.columns))


def _asked(connection: DuckDBPyConnection, copy: str, **said: int | None) -> Callable[[Path], object]:
    """A statement that writes to a path."""
    return lambda target: connection.execute(copy, {"target": str(target), **said})


def _safe(written: Column) -> str:
    """A column as it may be in CSV. Codes and numbers cannot begin like a formula of somebody
    else's."""
    column = quoted(written.name)
    if letter := key_letter(written):
        return f"{literal(letter)} || {column}"
    if written.type == "VARCHAR[]":
        return f"array_to_string({column}, '; ')"
    if written.type == "BIGINT":  # Parquet has no HUGEINT: it is a DOUBLE there
        return f"CAST({column} AS BIGINT)"
    if written.type != "VARCHAR":
        return column
    risky = (
        f"regexp_matches({column}, {literal(RISKY)}) AND NOT regexp_matches({column}, {literal(HARMLESS)})"
    )
    return f"CASE WHEN {risky} THEN '''' || {column} ELSE {column} END"
