"""Turns schema.yml, macros, views and the catalogue into an empty database with its types and
comments.

What goes into the tables is left to build.py and findings/.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from pipelines import report_columns
from pipelines.catalogue import Catalogue, catalogue
from pipelines.catalogue.book import MIXED, UNKNOWN
from pipelines.catalogue.indicators import Indicator
from pipelines.model import Severity, Status
from warehouse import indicator_values, view_sql
from warehouse.indicator_values import summed_up
from warehouse.sql_files import ALWAYS, FILES
from warehouse.sql_files import VIEWS as VIEWS
from warehouse.sql_names import FACTS as FACTS
from warehouse.sql_names import literal as literal
from warehouse.sql_names import quoted as quoted
from warehouse.sql_names import schema_entries
from warehouse.sql_names import wide_name as wide_name

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HERE = Path(__file__).parent
DEPENDS = ("catalogue", "report", "links", "sums", "all", "beside", "judged")
"""What a table may depend on, as schema.yml explains it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of the warehouse, and what is promised of it: never null if `filled`, of
    `values` unless that is empty, within `low` and `high`, a value of the column `of`
    (`reports.report_id`)."""

    name: str
    type: str
    zh: str
    en: str
    filled: bool = False
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    of: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the warehouse. `key` are the columns that no two rows agree in; empty where rows
    may repeat. `depends`: by what it depends on what changed, one of DEPENDS."""

    schema: str
    name: str
    zh: str
    en: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    depends: str

    @property
    def sql(self) -> str:
        """Qualified and quoted name."""
        return f"{quoted(self.schema)}.{quoted(self.name)}"


def _cell_column(book: Catalogue, cell: str) -> Column:
    table, row, column = cell.split(".")
    across, down = book.row(table, row), book.column(table, column)
    counted = book.counted(table, row, column)
    if counted.type == "amount":
        unit = f"（按所印单位，格式为{counted.unit}）"
    else:
        unit = f"（{counted.unit}）" if counted.unit and counted.unit not in down.zh else ""
    return Column(
        wide_name(cell),
        "DOUBLE",
        f"{book.tables[table].zh}：{across.zh}，{down.zh}{unit}",
        f"{book.tables[table].en}: {across.en}, {down.en}",
    )


def _indicator_columns(one: Indicator) -> tuple[Column, Column]:
    """The figure of an indicator, and how it came about."""
    words = f"{one.zh}{indicator_values.HOW_ZH}", f"{one.en}: {indicator_values.HOW_EN}"
    how = Column(one.code + indicator_values.HOW, "how", *words, True, types()["how"])
    return Column(one.code, "DOUBLE", one.zh, one.en), how


@lru_cache(maxsize=1)
def tables() -> dict[str, Table]:
    """All tables by name, those of schema `quality` as `quality.<name>`; the wide columns written
    out."""
    book, all_tables = catalogue(), {}
    for schema, group in (("main", schema_entries()["tables"]), ("quality", schema_entries()["quality"])):
        for name, entry in group.items():
            columns: list[Column] = []
            listed = _listed(entry["columns"])
            filled = {*entry["key"], *entry.get("filled", ())}
            if stray := filled - set(listed):
                raise ValueError(f"schema.yml: {name}: key or filled: {sorted(stray)} is no column of it")
            for column, written in listed.items():
                if column == "*":
                    columns += [_cell_column(book, cell) for cell in book.cells()]
                elif column == "indicators":
                    columns += [made for one in summed_up() for made in _indicator_columns(one)]
                else:
                    columns.append(_column(f"{name}.{column}", written, column in filled))
            if (depends := entry["depends"]) not in DEPENDS:
                raise ValueError(f"schema.yml: {name}: depends: {depends!r}; known are {', '.join(DEPENDS)}")
            described = schema, name, entry["zh"], entry["en"], tuple(entry["key"])
            table = Table(*described, tuple(columns), depends)
            all_tables[name if schema == "main" else f"quality.{name}"] = table
    places = {f"{name}.{column.name}" for name, table in all_tables.items() for column in table.columns}
    if stray := {c.of for table in all_tables.values() for c in table.columns if c.of} - places:
        raise ValueError(f"schema.yml: of: {sorted(stray)} is no column of any table")
    return all_tables


def _listed(columns: dict[str, list[Any]] | str) -> dict[str, list[Any]]:
    """The entries of a table's columns; those of a report are in a file of their own."""
    if isinstance(columns, dict):
        return columns
    if columns != report_columns.FILE.name:
        raise ValueError(
            f"schema.yml: columns: {columns!r} is no list of columns, nor {report_columns.FILE.name}"
        )
    return {
        c.name: [c.type, c.zh, c.en, *([] if c.holds is None else [c.holds])]
        for c in report_columns.report_columns()
    }


def _column(where: str, written: list[Any], filled: bool) -> Column:
    """`[type, zh, en]`, or with what it may hold as a fourth item."""
    name = where.split(".")[-1]
    if not all(isinstance(words, str) for words in written[:3]):
        raise ValueError(f"schema.yml: {where}: {written[:3]} are no texts; quote words that have a colon")
    kind, zh, en, *own = written
    holds: dict[str, Any] = own[0] if own else schema_entries()["columns"].get(name, {})
    if not isinstance(holds, dict):
        raise ValueError(f"schema.yml: {where}: {holds!r} is no mapping; quote words that have a comma")
    if stray := set(holds) - {"in", "from", "to", "of"}:
        raise ValueError(f"schema.yml: {where}: {sorted(stray)}; known are in, from, to, of")
    values = tuple(holds.get("in", types().get(kind, ())))
    return Column(name, kind, zh, en, filled, values, holds.get("from"), holds.get("to"), holds.get("of", ""))


def statuses() -> dict[str, tuple[str, str]]:
    """What each kind of cell is, in Chinese and in English."""
    words = {name: (zh, en) for name, (zh, en) in schema_entries()["statuses"].items()}
    if set(words) != set(get_args(Status)):
        raise ValueError(
            f"schema.yml: statuses: {sorted(set(words) ^ set(get_args(Status)))} are in one place only"
        )
    return words


@lru_cache(maxsize=1)
def types() -> dict[str, tuple[str, ...]]:
    """The ENUM types: codes from the catalogue, statuses from the nouns, the rest from
    schema.yml."""
    book = catalogue()
    enums: dict[str, tuple[str, ...]] = {
        "table_code": tuple(book.tables),
        "cell_status": get_args(Status),
        "severity": get_args(Severity),
        "edition": (*book.editions, MIXED, UNKNOWN),
        "section_code": tuple(book.sections),
        **{name: tuple(values) for name, values in schema_entries()["types"].items()},
    }
    for kind in ("row", "column"):
        for table in book.tables:
            enums[f"{table}_{kind}"] = tuple(c for t, k, c in book.lines if (t, k) == (table, kind))
        enums[f"{kind}_code"] = tuple(dict.fromkeys(c for _, k, c in book.lines if k == kind))
    return enums


def create(
    connection: DuckDBPyConnection, comments: bool = True, asked: Collection[str] | None = None
) -> None:
    """Make types, tables, macros and views in an empty database; without `comments` it takes a
    third of the time. With `asked`, the statements that will be asked, only the views and macros
    that these name are made, and those that they name."""
    statements = ['CREATE SCHEMA "quality"']
    for name, values in types().items():
        statements.append(f"CREATE TYPE {quoted(name)} AS ENUM ({', '.join(map(literal, values))})")
    for table in tables().values():
        columns = ", ".join(f"{quoted(c.name)} {c.type}" for c in table.columns)
        statements.append(f"CREATE TABLE {table.sql} ({columns})")
        if comments:
            statements.append(f"COMMENT ON TABLE {table.sql} IS {literal(f'{table.zh} / {table.en}')}")
            statements += [
                f"COMMENT ON COLUMN {table.sql}.{quoted(c.name)} IS {literal(f'{c.zh} / {c.en}')}"
                for c in table.columns
            ]
    connection.execute("BEGIN")  # each statement by itself would be written to disk by itself
    connection.execute(";\n".join(statements))
    for file in FILES if asked is None else named(asked):
        connection.execute(view_sql.read(file))
    connection.execute("COMMIT")


def named(asked: Collection[str]) -> list[str]:
    """Those of FILES whose names are in the statements, or in one that is named itself; one too
    many does no harm."""
    texts = list(asked)
    files: list[str] = []
    for file in reversed(FILES):
        if file == ALWAYS or any(Path(file).name in text for text in texts):
            files.insert(0, file)
            texts.append(view_sql.read(file))
    return files
