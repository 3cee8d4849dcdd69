"""SELECTs from the tidy tables, whichever the catalogue and the schema have, that views are filled
with: cells as printed, and cells that go on from one edition of the form to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from string import Template

from pipelines.catalogue import catalogue
from warehouse.sql_names import FACTS, WITH_UNIT, among, literal


def select(table: str, where: str = "", more: str = "", as_printed: bool = False) -> str:
    """The cells of a tidy table: report_id, office_id, year, table, row, column, value, unit,
    status, text and what is `more`. Amounts are in the unit of the form, or null where theirs is not
    known; `as_printed` they are in the unit printed."""
    name, row, column = FACTS[table]
    value, unit = "value", "unit" if table in WITH_UNIT else "NULL::VARCHAR"
    if not as_printed:
        value, unit = _in_unit_of_form(table)
    return (
        f'    SELECT report_id, office_id, year, {literal(table)} AS "table", {row}::VARCHAR AS "row", '
        f'{column}::VARCHAR AS "column", {value} AS value, {unit} AS unit, status, text{more}'
        f" FROM {name}{where}"
    )


def _in_unit_of_form(table: str) -> tuple[str, str]:
    """The value of a cell of a tidy table in the unit that the form prints, and that unit."""
    which = "row" if catalogue().tables[table].is_list else "column"
    lines = [line for (t, kind, _), line in catalogue().lines.items() if (t, kind) == (table, which)]
    money = {line.code: line.unit or "" for line in lines if line.type == "amount"}
    if table not in WITH_UNIT or not money:
        units = {line.unit for line in lines}
        return "value", literal(units.pop() or "") if len(units) == 1 else "NULL::VARCHAR"
    column = FACTS[table][1 if which == "row" else 2]
    value = " ".join(f"WHEN {literal(c)} THEN in_unit(value, unit, {literal(u)})" for c, u in money.items())
    unit = " ".join(f"WHEN {literal(c)} THEN {literal(u)}" for c, u in money.items())
    return f"CASE {column} {value} ELSE value END", f"CASE {column} {unit} ELSE unit END"


def union(selects: Iterable[str], more: str = "") -> str:
    """All of them; an empty one of the same columns where there are none."""
    return "\n    UNION ALL\n".join(selects) or select(next(iter(FACTS)), " WHERE false", more)


def each_tidy_table(select: str) -> str:
    """A SELECT from each tidy table, all as one; `$name` stands for the table, `$table` for the
    code of its table of the form, `$row` and `$column` for its columns of codes."""
    return "\nUNION ALL\n".join(
        Template(select).substitute(name=name, table=literal(table), row=row, column=column)
        for table, (name, row, column) in FACTS.items()
    )


def facts_of_parts() -> str:
    """The cells of rows that are parts, each with `whole` and with `least`, how many parts there
    are. One SELECT for each whole: where a query asks for other rows it is not looked at."""
    return union(
        (
            select(
                split.table,
                f" WHERE {FACTS[split.table][1]} IN {among(split.parts)}",
                f", {literal(split.whole)} AS whole, {split.least} AS least",
            )
            for split in split()
        ),
        ", '' AS whole, 0 AS least",
    )


def facts_of_wholes() -> str:
    """The cells of rows that one edition fills and another splits."""
    return union(
        select(split.table, f" WHERE {FACTS[split.table][1]} = {literal(split.whole)}") for split in split()
    )


def facts_but_parts() -> str:
    """The cells of all rows that are no parts of others."""
    parts = {t: [p for s in split() if s.table == t for p in s.parts] for t in FACTS}
    return union(
        select(table, f" WHERE {row} NOT IN {among(parts[table])}" if parts[table] else "")
        for table, (_, row, _) in FACTS.items()
    )


@dataclass(frozen=True, slots=True)
class Split:
    """A row that one edition fills and another splits, its parts, and how many of them an edition
    that splits it has at least."""

    table: str
    whole: str
    parts: tuple[str, ...]
    least: int


def split() -> list[Split]:
    """Such rows of all tables."""
    book = catalogue()
    out = []
    for table in book.tables:
        for whole, parts in book.split_rows(table).items():
            counts = [len({r.code for r in f.rows} & {*parts}) for f in book.forms(table).values()]
            out.append(Split(table, whole, parts, min(n for n in counts if n)))
    return out
