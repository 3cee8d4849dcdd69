"""Fills what the catalogue knows into the SQL of views and macros.

`{{name}}` or `{{name argument}}` in a file of views/ or macros/ stands for a list of codes, for the
cell of an indicator, or for columns. So no view names a row of the form, and one that an edition
adds, splits or drops is in the views as soon as it is in the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from pipelines.catalogue import catalogue
from pipelines.catalogue.rows import top
from pipelines.model import DOUBTFUL, NIL
from pipelines.normalise.facts import YUAN
from pipelines.offices.kinds import deadline_before, deadlines, no_department, reported_for
from pipelines.offices.resolution import UNSURE
from warehouse.fact_sql import (
    each_tidy_table,
    facts_but_parts,
    facts_of_parts,
    facts_of_wholes,
    select,
    split,
    union,
)
from warehouse.indicator_values import USABLE, bridge, columns, comments
from warehouse.sql_names import FACTS, WITH_UNIT, among, literal

_PLACE = re.compile(r"\{\{(\w+)(?:\s+([^}]+?))?\s*\}\}")


def filled(sql: str, more: Mapping[str, Callable[[], str]] | None = None) -> str:
    """The text of a file with every place filled, by `more` beside PLACES. Raises KeyError for one that
    is not known."""
    known = PLACES | dict(more or {})

    def value(place: re.Match[str]) -> str:
        name, argument = place.groups()
        return OF[name](argument) if argument else known[name]()

    return _PLACE.sub(value, sql)


def _values(rows: Iterable[Iterable[str | int]]) -> str:
    """Rows of a VALUES list."""
    written = [f"({', '.join(str(v) if isinstance(v, int) else literal(v) for v in row)})" for row in rows]
    return ", ".join(written)


def _group_members(kind: str, table: str) -> str:
    book = catalogue()
    names = [name for t, k, name in book.groups if (t, k) == (table, kind)]
    return _values((name, code) for name in names for code in book.groups[table, kind, name])


def _outcome_kinds() -> str:
    """(row of the view `series`, kind of outcome, how many rows of the kind there are at least) for
    all parts of the sum of outcomes: a kind is the heading right below that of all outcomes."""
    book = catalogue()
    table, handled, _ = _cell(HANDLED)
    total = next(s for s in book.sums.values() if s.table == table and s.right == (handled,))
    whole = {part: s.whole for s in split() if s.table == total.table for part in s.parts}
    codes = list(dict.fromkeys(whole.get(part, part) for part in total.left))
    kinds = {code: _kind(total.table, code) for code in codes}
    forms = book.forms(total.table).values()
    least = {
        kind: min(n for form in forms if (n := _rows_of(kind, kinds, {r.code for r in form.rows}, whole)))
        for kind in kinds.values()
    }
    return _values((code, kind, least[kind]) for code, kind in kinds.items())


HANDLED = "handled"
"""The indicator that the outcomes of requests add up to."""


def _kind(table: str, code: str) -> str:
    parent = catalogue().row(table, code).parent
    root = top(table, code, catalogue().lines)
    return code if not parent or parent == root else _kind(table, parent)


def _rows_of(kind: str, kinds: dict[str, str], rows: set[str], whole: dict[str, str]) -> int:
    there = {whole.get(row, row) for row in rows}
    return sum(of == kind and code in there for code, of in kinds.items())


def _cell(indicator: str) -> list[str]:
    """Table, row and column of an indicator that is a cell of the view `series`."""
    (written,) = catalogue().indicators[indicator].written
    return written.split(".")


def _rows_in(group: str) -> str:
    """The rows of a group, whichever table has it."""
    groups = catalogue().groups.items()
    return among(next(rows for (_, kind, name), rows in groups if (kind, name) == ("row", group)))


def _money_units() -> str:
    """Branches of a CASE over a unit of money: how many yuan it is."""
    tokens = catalogue().tokens
    units = sorted({unit for unit in tokens.units.values() if unit.endswith(YUAN)})
    return " ".join(f"WHEN {literal(u)} THEN {tokens.scales.get(u.removesuffix(YUAN), 1)}" for u in units)


def _deadlines() -> str:
    """Branches of a CASE over kind, level and report_year."""
    kinds, month, day, first, last = deadline_before()
    of_2007 = (
        f"WHEN report_year <= {last} THEN CASE WHEN report_year >= {first} AND kind IN {among(kinds)}"
        f" THEN make_date(report_year + 1, {month}, {day}) END "
    )
    return of_2007 + " ".join(
        f"WHEN kind = {literal(d.kind)}{_levels(d.but)} THEN make_date(report_year + 1, {d.month}, {d.day})"
        for d in deadlines()
    )


def _levels(but: tuple[str, ...]) -> str:
    return "".join(f" AND level IS DISTINCT FROM {literal(level)}" for level in but)


def _no_department() -> str:
    """A condition on name: that of an organ that is no department of a government."""
    words = no_department()
    pattern = "|".join([*map(re.escape, words.within), f"({'|'.join(map(re.escape, words.endings))})$"])
    return f"regexp_matches(name, {literal(pattern)})"  # a fifth of the time of a test for each word


def _reported_for() -> str:
    """A condition on kind and name."""
    kinds, endings = reported_for()
    ends = " OR ".join(f"suffix(name, {literal(ending)})" for ending in endings)
    return f"kind IN {among(kinds)} OR {ends}"


PLACES: dict[str, Callable[[], str]] = {
    "facts": lambda: union(select(table, as_printed=True) for table in FACTS),
    "tables_with_unit": lambda: among(WITH_UNIT),
    "facts_of_parts": facts_of_parts,
    "facts_of_wholes": facts_of_wholes,
    "facts_but_parts": facts_but_parts,
    "outcome_kinds": _outcome_kinds,
    "indicator_columns": columns,
    "indicator_comments": comments,
    "bridge": bridge,
    "money_units": _money_units,
    "usable": lambda: USABLE,
    "doubtful": lambda: among(DOUBTFUL),
    "nil": lambda: among(NIL),
    "unsure": lambda: among(UNSURE),
    "deadlines": _deadlines,
    "no_department": _no_department,
    "reported_for": _reported_for,
}
"""What `{{name}}` is filled with."""
OF: dict[str, Callable[[str], str]] = {
    "row_groups": lambda indicator: _group_members("row", _cell(indicator)[0]),
    "column_groups": lambda indicator: _group_members("column", _cell(indicator)[0]),
    "rows_in": _rows_in,
    "each_tidy_table": each_tidy_table,
    "table_of": lambda indicator: literal(_cell(indicator)[0]),
    "row_of": lambda indicator: literal(_cell(indicator)[1]),
    "column_of": lambda indicator: literal(_cell(indicator)[2]),
}
"""What `{{name argument}}` is filled with."""


@lru_cache(maxsize=64)
def read(path: str) -> str:
    """The SQL of a file below warehouse/, `views/series`, with its places filled."""
    return filled((Path(__file__).parent / f"{path}.sql").read_text(encoding="utf-8"))
