"""Turns what the schema says of a table into the expectations of its suite: nothing here names a
table or a column.

Its columns are those of the schema; its key is unique; each column is filled, holds one of its
values, is in its range and points to a row that exists, where the schema says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from expectations.sql import listed, text

TEXT = ("VARCHAR", "VARCHAR[]")
"""Types of columns that hold text."""
LISTED = 12
"""So many values of a column are named in words."""


class Column(Protocol):
    """A column and what is promised of it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def filled(self) -> bool: ...
    @property
    def values(self) -> tuple[str, ...]: ...
    @property
    def low(self) -> float | None: ...
    @property
    def high(self) -> float | None: ...
    @property
    def of(self) -> str: ...


class Table(Protocol):
    """A table of the warehouse, as schema.yml describes it."""

    @property
    def schema(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...
    @property
    def key(self) -> tuple[str, ...]: ...
    @property
    def columns(self) -> Sequence[Column]: ...


def suite_name(table: Table) -> str:
    """`quality.findings` -> table-quality-findings; the name is one of a file, too."""
    return "-".join(("table", *((table.schema,) if table.schema != "main" else ()), table.name))


def promised(table: Table) -> Iterator[Any]:
    """The expectations of one table, all of them critical. `meta` says what each promises: columns,
    key, filled, values, range or reference."""
    from great_expectations import expectations

    gxe: Any = expectations

    def said(promise: str) -> dict[str, Any]:
        return {"meta": {"promise": promise, "table": f"{table.schema}.{table.name}"}, "severity": "critical"}

    yield gxe.ExpectTableColumnsToMatchSet(
        column_set=[c.name for c in table.columns],
        exact_match=True,
        description="列与约定的相同 / has the columns of the schema",
        **said("columns"),
    )
    if table.key:
        yield gxe.UnexpectedRowsExpectation(
            unexpected_rows_query=_repeated(table),
            description=f"{', '.join(table.key)} 唯一 / unique",
            **said("key"),
        )
    for column in table.columns:
        if column.filled:
            yield gxe.ExpectColumnValuesToNotBeNull(
                column=column.name, description=f"{column.name} 不空 / is filled", **said("filled")
            )
        if column.values:
            yield gxe.ExpectColumnValuesToBeInSet(
                column=column.name,
                value_set=list(column.values),
                description=f"{column.name} 只取约定的值 / holds one of its values: {_listed(column.values)}",
                **said("values"),
            )
        if column.low is not None or column.high is not None:
            yield gxe.ExpectColumnValuesToBeBetween(
                column=column.name,
                min_value=column.low,
                max_value=column.high,
                description=f"{column.name} 在约定的范围内 / is in its range: {_range(column)}",
                **said("range"),
            )
        if _points_elsewhere(table, column):
            yield gxe.UnexpectedRowsExpectation(
                unexpected_rows_query=_strays(column),
                description=f"{column.name} 都在 {column.of} 中 / is in {column.of}",
                **said("reference"),
            )


def amiss(table: Table) -> str:
    """The SELECT of one number: how much of the table is not as promised, by our own SQL, which says no
    more than that; it does not run where a column is missing. Where it is 0, what Great Expectations said
    of the table holds."""
    place = f"{_quoted(table.schema)}.{_quoted(table.name)}"
    names = ", ".join(text(c.name) for c in sorted(table.columns, key=lambda c: c.name))
    wrong = ["false", *(condition for column in table.columns for condition in _wrong(column))]
    counted = [
        f"SELECT count(*) FROM {place} WHERE {' OR '.join(wrong)}",
        f"SELECT CAST(list_sort(list(column_name)) <> [{names}] AS INTEGER) FROM duckdb_columns()"
        f" WHERE database_name = current_database() AND schema_name = {text(table.schema)}"
        f" AND table_name = {text(table.name)}",
    ]
    rows = [_repeated(table)] if table.key else []
    rows += [_strays(column) for column in table.columns if _points_elsewhere(table, column)]
    counted += [f"SELECT count(*) FROM ({sql.format(batch=place)})" for sql in rows]
    return "SELECT " + "\n+ ".join(f"({sql})" for sql in counted) + " AS amiss"


def _wrong(column: Column) -> Iterator[str]:
    """When a value of the column is not as promised."""
    name = _quoted(column.name)
    if column.filled:
        yield f"{name} IS NULL"
    if column.values:
        yield f"CAST({name} AS VARCHAR) NOT IN ({listed(column.values)})"
    if column.low is not None:
        yield f"{name} < {column.low!r}"
    if column.high is not None:
        yield f"{name} > {column.high!r}"


def _points_elsewhere(table: Table, column: Column) -> bool:
    """Whether the values of the column have to be those of another one."""
    return bool(column.of) and column.of.split(".")[-2:] != [table.name, column.name]


def _listed(values: Sequence[str]) -> str:
    more = f" … ({len(values)})" if len(values) > LISTED else ""
    return ", ".join(values[:LISTED]) + more


def _range(column: Column) -> str:
    low, high = ("…" if limit is None else f"{limit:g}" for limit in (column.low, column.high))
    return f"{low} – {high}"


def _repeated(table: Table) -> str:
    """Where the key is not unique.

    Codes are folded into a set of bits for each group of the other columns, whose size must be the
    number of its rows: of 130 million cells that takes a sixth of the time and a tenth of the
    memory of grouping by the codes as well.
    """
    columns = {c.name: c for c in table.columns}
    codes = [columns[name] for name in table.key if columns[name].values and columns[name].type not in TEXT]
    others = ", ".join(_quoted(name) for name in table.key if columns[name] not in codes)
    if not (codes and others):
        key = ", ".join(map(_quoted, table.key))
        return f"SELECT {key}, count(*) AS rows FROM {{batch}} GROUP BY ALL HAVING count(*) > 1"
    place, size = "0::BIGINT", 1
    for column in codes:
        place = f"({place} * {len(column.values)} + enum_code({_quoted(column.name)}))"
        size *= len(column.values)
    bits = f"bit_count(bitstring_agg({place}, 0::BIGINT, {size}::BIGINT))"
    return (
        f"SELECT {others}, count(*) AS rows FROM {{batch}} GROUP BY ALL HAVING count(*)"
        f" IS DISTINCT FROM {bits}"
    )


def _strays(column: Column) -> str:
    """The values of the column that no row of the column it points to has."""
    other, name = column.of.rsplit(".", 1)
    own = _quoted(column.name)
    return (
        f"SELECT {own}, count(*) AS rows FROM {{batch}} WHERE {own} IS NOT NULL "
        f"AND {own} NOT IN (SELECT {_quoted(name)} FROM {other}) GROUP BY ALL"
    )


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
