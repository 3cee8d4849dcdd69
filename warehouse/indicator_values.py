"""Turns reports_wide into `indicator_values`, one row per current report with what people compare
and how each figure came about, and gives the view `indicators` its columns.

Made once in each build: which cells a figure rests on, whether they are in doubt, and what stands
in for a total that is left blank, is more than a question about all offices and years should work
out again. `python -m bench.queries` says what questions take.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.catalogue import catalogue
from pipelines.catalogue.indicators import Indicator
from warehouse.sql_names import FACTS, WITH_UNIT, among, literal, wide_name
from warehouse.statements import statement
from warehouse.years import by_year

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SQL = Path(__file__).parent / "sql" / "indicator_values_of_year.sql"
HOW = "_how"
"""What the column that says how an indicator came about is called behind the indicator's code."""


def measure(connection: DuckDBPyConnection, of: str = "", into: str = "indicator_values") -> None:
    """Fill the table `into`, which is as `indicator_values`, from `reports_wide`, the links to the year
    before and the nesting; with `of`, for the reports in that table only, instead of what there is of
    them."""
    only = f"report_id IN (SELECT report_id FROM {of})" if of else "true"
    connection.execute(f"DELETE FROM {into} WHERE {only}")
    for of_year in by_year(connection, f"FROM reports_wide WHERE {only}"):
        connection.execute(statement(SQL, into=into, of_year=f"{of_year} AND {only}", **_pieces()))


def summed_up() -> list[Indicator]:
    """The indicators that are made of cells."""
    return [one for one in catalogue().indicators.values() if one.cells]


@lru_cache(maxsize=1)
def _pieces() -> dict[str, str]:
    """What indicator_values_of_year.sql is filled with."""
    cells = list(dict.fromkeys(cell for one in summed_up() for cell in one.cells))
    stand_ins = [_from_parts(cell) for cell in cells if _ways(cell)]
    tables = dict.fromkeys(cell.partition(".")[0] for cell in cells)
    money = [cell for cell in cells if _is_amount(cell)]
    return {
        "stand_ins": ",\n           ".join([*stand_ins, *map(_filled, tables), *map(_unit, money)]),
        "codes": ", ".join(f"f.{one.code}" for one in summed_up()),
        "figures": ",\n           ".join(f"{_value(one)} AS {one.code}" for one in summed_up()),
        "how": ",\n       ".join(f"{_how(one)} AS {one.code}{HOW}" for one in summed_up()),
    }


def _ways(cell: str) -> list[list[str]]:
    """The cells that add up to a total, beside it and above it (sums.yml); none for other cells."""
    book, known = catalogue(), set(catalogue().cells())
    table, row, column = cell.split(".")
    ways = []
    for entry in book.sums.values():
        across = entry.each == "row"
        if entry.table == table and entry.right == ((column if across else row),):
            parts = [f"{table}.{row}.{p}" if across else f"{table}.{p}.{column}" for p in entry.left]
            ways.append([part for part in parts if part in known])
    return ways


def _from_parts(cell: str) -> str:
    """What the printed parts of a total that is left blank add up to, and whether they say so in
    doubt, or differently across and down."""
    ways = _ways(cell)
    blank = f"list_contains(nil, {literal(cell)})"
    sums = [f"sum_known([{', '.join(map(wide_name, way))}], {_listed(way)}, doubtful)" for way in ways]
    differ = [f"coalesce({one} <> {other}, false)" for one, other in pairwise(sums)]
    parts = _listed([part for way in ways for part in way])
    unsure = " OR ".join([f"list_has_any(doubtful, {parts})", *differ])
    return (
        f"CASE WHEN {blank} THEN coalesce({', '.join(sums)}) END AS {wide_name(cell)}__summed,\n"
        f"           CASE WHEN {blank} THEN {unsure} ELSE false END AS {wide_name(cell)}__unsure"
    )


def _filled(table: str) -> str:
    """Whether a table has any number."""
    cells = [wide_name(cell) for cell in catalogue().cells() if cell.startswith(f"{table}.")]
    return f"coalesce({', '.join(cells)}) IS NOT NULL AS {table}_filled"


def _is_amount(cell: str) -> bool:
    return cell.partition(".")[0] in WITH_UNIT and catalogue().counted(*cell.split(".")).type == "amount"


def _unit(cell: str) -> str:
    """The unit that an amount is printed in."""
    table, row, column = cell.split(".")
    name, rows, columns = FACTS[table]
    return (
        f"(SELECT any_value(unit) FROM {name} AS f WHERE f.report_id = w.report_id"
        f" AND f.{rows} = {literal(row)} AND f.{columns} = {literal(column)}) AS {wide_name(cell)}__unit"
    )


def _listed(cells: list[str] | tuple[str, ...]) -> str:
    return f"[{', '.join(map(literal, cells))}]"


def _number(cell: str) -> str:
    if _is_amount(cell):
        wanted = catalogue().counted(*cell.split(".")).unit or ""
        return f"in_unit({wide_name(cell)}, {wide_name(cell)}__unit, {literal(wanted)})"
    return f"coalesce({wide_name(cell)}, {wide_name(cell)}__summed)" if _ways(cell) else wide_name(cell)


def _doubt(one: Indicator) -> str:
    """Whether a cell of an indicator is in doubt, or a blank total whose parts are."""
    unsure = [f"{wide_name(cell)}__unsure" for cell in one.cells if _ways(cell)]
    return " OR ".join([f"list_has_any(doubtful, {_listed(one.cells)})", *unsure])


def _value(one: Indicator) -> str:
    numbers = ", ".join(map(_number, one.cells))
    return f"CASE WHEN NOT ({_doubt(one)}) THEN list_sum([{numbers}]) END"


def _how(one: Indicator) -> str:
    """How a figure came about, or why there is none."""
    stand_ins = [f"{wide_name(cell)}__summed" for cell in one.cells if _ways(cell)]
    printed = ", ".join(wide_name(cell) for cell in one.cells)
    filled = " OR ".join(f"{table}_filled" for table in dict.fromkeys(c.partition(".")[0] for c in one.cells))
    nil = f"CASE WHEN {filled} THEN 'nil' ELSE 'unfilled' END" if one.nil_is_zero else "'unfilled'"
    summed = f"coalesce({', '.join(stand_ins) or 'NULL'}) IS NOT NULL"
    return (
        f"CASE WHEN {_doubt(one)} THEN 'doubtful' "
        f"WHEN {one.code} IS NOT NULL THEN CASE WHEN {summed} THEN 'summed' ELSE 'stated' END "
        f"WHEN list_has_any(nil, {_listed(one.cells)}) THEN {nil} "
        f"WHEN coalesce({printed}) IS NOT NULL THEN 'unit_unknown' ELSE 'not_printed' END"
    )


def columns() -> str:
    """The columns of the view `indicators`: the figures, shares and rates, then how each came
    about."""
    indicators = catalogue().indicators.values()
    figures = [f"v.{one.code}" if one.cells else f"{_quotient(one)} AS {one.code}" for one in indicators]
    hows = [f"v.{one.code}{HOW}" if one.cells else f"{_quotient_how(one)}" for one in indicators]
    return ",\n".join(f"       {column}" for column in (*figures, *hows))


def _quotient(one: Indicator) -> str:
    part, whole = (f"nil_as_zero(v.{code}, v.{code}{HOW})" for code in one.of)
    return f"{one.made_of}({part}, {whole})"


def _quotient_how(one: Indicator) -> str:
    part, whole = (f"v.{code}, v.{code}{HOW}" for code in one.of)
    limit = "true" if one.made_of == "share" else "false"
    return f"share_how({part}, {whole}, {limit}) AS {one.code}{HOW}"


def bridge() -> str:
    """A SELECT for each figure that is compared over a break, with its caveat."""
    return "\n    UNION ALL\n".join(
        f"    SELECT report_id, office_id, year, edition, scope, adds_up, {literal(one.code)} AS measure, "
        f"{one.code} AS value, {one.code}{HOW} AS how, {literal(one.zh)} AS zh, {literal(one.en)} AS en, "
        f"{literal(one.bridge[0])} AS caveat_zh, {literal(one.bridge[1])} AS caveat_en FROM indicator_values"
        for one in summed_up()
        if one.bridge
    )


def comments() -> str:
    """The comments on those columns."""
    return "\n".join(
        f"COMMENT ON COLUMN indicators.{one.code} IS {literal(f'{one.zh} / {one.en}')};\n"
        f"COMMENT ON COLUMN indicators.{one.code}{HOW} IS {literal(f'{one.code} {HOW_ZH} / {HOW_EN}')};"
        for one in catalogue().indicators.values()
    )


HOW_ZH = "的来由：stated 报告所填，summed 由各项相加，nil 未填而按格式即为零；其余为没有数值的原因"
HOW_EN = (
    "how it came about: stated, summed (the total is blank, its parts add up), nil (not filled in, which the"
    " form means as 0); or why there is none"
)
USABLE = among(("stated", "summed", "nil"))
"""How a figure came about that can be part of a sum."""
