"""Turns the tidy tables of a database into its `reports_wide`, one row per current report.

Works on a draft and on the in-memory database of one report alike, so that both see the same cells.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.catalogue import catalogue
from pipelines.model import DOUBTFUL, NIL
from warehouse.schema import FACTS, literal, quoted, types, wide_name
from warehouse.sql_names import among
from warehouse.statements import statement
from warehouse.years import by_year

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql" / "wide_rows_of_year.sql"
STRIDE = {table: 10_000 * place for place, table in enumerate(FACTS)}
"""Where the numbers of a table's cells begin. A cell's is that + 100 x the place of its row + that
of its column."""


def _numbers() -> dict[str, int]:
    """The number of each cell, as `_from_each` computes it from the ENUM codes."""
    places = {name: {code: i for i, code in enumerate(values)} for name, values in types().items()}
    numbers = {}
    for cell in catalogue().cells():
        table, row, column = cell.split(".")
        numbers[cell] = STRIDE[table] + 100 * places[f"{table}_row"][row] + places[f"{table}_column"][column]
    return numbers


def _from_each(columns: str, where: str) -> str:
    """A SELECT from all three tidy tables; `columns` may use {t}, {row}, {column} and {k}, the
    number of the cell."""
    parts = []
    for table, (name, row, column) in FACTS.items():
        number = f"({STRIDE[table]} + 100 * enum_code({row})::INTEGER + enum_code({column})::INTEGER)"
        select = f"SELECT {columns} FROM {name} WHERE {where}"
        parts.append(select.format(t=literal(table), row=row, column=column, k=number))
    return " UNION ALL ".join(parts)


def widen(connection: DuckDBPyConnection) -> None:
    """Fill `reports_wide` from `reports` and the tidy tables.

    Of many reports one year at a time, since a pivot keeps all cells that it turns in memory, and by
    the number of a cell instead of its code, which takes half the time.
    """
    numbers = _numbers()
    wanted = ", ".join(map(str, numbers.values()))
    named = ", ".join(f'p."{k}" AS {quoted(wide_name(cell))}' for cell, k in numbers.items())
    for of_year in by_year(connection, "FROM reports WHERE is_current"):
        connection.execute(
            statement(
                SQL,
                named=named,
                numbers=wanted,
                of_year=of_year,
                nil=among(NIL),
                doubtful=among(DOUBTFUL),
                values=_from_each("report_id, {k} AS k, value", of_year),
                marked_cells=_from_each(
                    "report_id, {k} AS k, {t} || '.' || {row} || '.' || {column} AS cell, status",
                    f"{of_year} AND status IN {among(NIL | DOUBTFUL)}",
                ),
                present_tables=_from_each(
                    "DISTINCT report_id, {t} AS t", f"{of_year} AND status <> 'absent'"
                ),
            )
        )
