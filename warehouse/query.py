"""Turns SQL into rows, read-only, and rows into aligned text, CSV or JSON."""

from __future__ import annotations

import json
import math
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from warehouse.schema import literal, quoted

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

READ_ONLY = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
"""A query must never reach for the network by itself."""
SHUT = "SET enable_external_access = false; SET lock_configuration = true"
"""Said once a file is open: no other file and no address is read or written, and no statement changes
that. A COPY could otherwise overwrite the very build that is asked."""


Parameters = Sequence[Any] | Mapping[str, Any] | None


class QueryError(ValueError):
    """A query that cannot be answered; the message is DuckDB's own, in one line."""


Answer = tuple[list[str], list[tuple[Any, ...]]]
"""Names of the columns, and rows."""
Asking = Callable[[str, Parameters], Answer]
"""A statement with its values -> names of the columns, and rows."""


def run(sql: str, database: Path, parameters: Parameters = None) -> Answer:
    """Column names and rows of the last statement in `sql`, with `parameters` for its `?` (in
    order) or its `$name`. Whatever a file, an address or a person brought goes in as a parameter. The
    statements see the database and nothing else. Raises QueryError."""
    with asking(database) as ask:
        return ask(sql, parameters)


def asking_on(connection: DuckDBPyConnection) -> Asking:
    """Asks a database that is open. What it returns raises duckdb.Error."""

    def ask(sql: str, parameters: Parameters = None) -> Answer:
        result = connection.execute(sql, parameters)
        columns = [str(c[0]) for c in result.description or ()] if result else []  # an empty query
        return columns, result.fetchall() if columns else []

    return ask


@contextmanager
def asking(database: Path) -> Iterator[Asking]:
    """For whoever has many questions: asks them one after the other as `run` does, without opening the
    database for each. Raises QueryError."""
    import duckdb

    if not database.exists():
        raise QueryError(
            f"没有数据仓库 {database}，请先运行 gongkai run / no warehouse yet: run `gongkai run` first"
        )
    try:
        with shut_in(database) as connection:
            yield asking_on(connection)
    except duckdb.Error as error:
        # the excerpt of the statement with a caret below it means nothing in one line
        raise QueryError(" ".join(str(error).partition("\nLINE ")[0].split())) from error


@contextmanager
def shut_in(database: Path, **config: Any) -> Iterator[DuckDBPyConnection]:
    """The door to a published build: a connection that reads it and reaches no other file and no address,
    whatever is asked. `config`: further settings, such as a limit of memory. Raises duckdb.Error."""
    import duckdb

    with duckdb.connect(str(database), read_only=True, config={**READ_ONLY, **config}) as connection:
        connection.execute(SHUT)
        yield connection


def attach(connection: DuckDBPyConnection, database: Path, name: str) -> None:
    """Attach another database, read-only, under `name`. ATTACH takes no parameter: the path is
    quoted here and nowhere else."""
    connection.execute(f"ATTACH {literal(str(database.resolve()))} AS {quoted(name)} (READ_ONLY)")


def table(
    columns: Sequence[str], rows: Sequence[Sequence[Any]], form: Literal["text", "csv", "json"] = "text"
) -> str:
    """The rows as text. Null is NULL in `text`, nothing at all in `csv` (where "" is an empty
    text), null in `json`."""
    if form == "csv":
        return "".join(",".join(map(_field, line)) + "\n" for line in (columns, *rows))
    if form == "json":
        names = _distinct(columns)
        objects = [dict(zip(names, map(_json, row), strict=True)) for row in rows]
        return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"
    return _aligned(columns, rows)


def _distinct(names: Sequence[str]) -> list[str]:
    """Names made distinct: a second `a` becomes `a_2`, so that an object loses no column."""
    distinct: dict[str, None] = {}
    for name in names:
        fresh, count = name, 2
        while fresh in distinct:
            fresh, count = f"{name}_{count}", count + 1
        distinct[fresh] = None
    return list(distinct)


def _json(value: Any) -> Any:
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, list | tuple):
        return [_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _json(item) for key, item in value.items()}
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def plain(value: Any) -> str:
    """A value that is not null as text: whole numbers without a fraction, lists as JSON."""
    simple = _json(value)
    return json.dumps(simple, ensure_ascii=False) if isinstance(simple, list | dict | bool) else str(simple)


def _field(value: Any) -> str:
    """A field of CSV; the writer of the standard library cannot tell null from an empty text."""
    text = "" if value is None else plain(value)
    if value is not None and (not text or any(c in text for c in ',"\r\n')):
        return '"' + text.replace('"', '""') + '"'
    return text


def _width(text: str) -> int:
    """Places on a terminal: a Chinese character takes two, a combining mark none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _aligned(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    cells = [
        ["NULL" if value is None else " ".join(plain(value).split("\n")) for value in row] for row in rows
    ]
    widths = [max(map(_width, column)) for column in zip(columns, *cells, strict=True)]
    right = [
        all(
            value is None or (isinstance(value, int | float) and not isinstance(value, bool))
            for value in column
        )
        and bool(rows)
        for column in zip(*rows, strict=True)
    ] or [False] * len(columns)

    def line(values: Sequence[str]) -> str:
        padded = [
            " " * (width - _width(value)) + value if to_right else value + " " * (width - _width(value))
            for value, width, to_right in zip(values, widths, right, strict=True)
        ]
        return "  ".join(padded).rstrip()

    return "\n".join([line(columns), "  ".join("-" * width for width in widths), *map(line, cells)]) + "\n"
