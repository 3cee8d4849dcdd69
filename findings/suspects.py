"""Which cell explains sums of a table that do not hold, or which two of one row or column, and by
how much they would have to differ.

A hint for whoever looks for the slip: it is named beside the findings and never stored as a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from expectations.rules import load
from findings.finding import SQL
from warehouse.schema import FACTS
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Place = tuple[str, str]
"""Rule and scope of a finding."""


class Suspect(NamedTuple):
    """A cell, the change that would mend it, and the findings that it explains."""

    cell: str
    change: float
    explains: frozenset[Place]


@lru_cache(maxsize=1)
def _sides() -> dict[str, dict[Place, int]]:
    """Cell -> the sums that it is part of: 1 for one of the parts, -1 for the stated figure."""
    sides: dict[str, dict[Place, int]] = {}
    for rule in load().values():
        for equation in rule.check.sums(rule):
            for cells, side in ((equation.left, 1), (equation.right, -1)):
                for cell in cells:
                    sides.setdefault(cell, {})[rule.code, equation.scope] = side
    return sides


@lru_cache(maxsize=1)
def about_sums() -> tuple[str, ...]:
    """The rules about sums, whose findings a cell can explain."""
    return tuple(rule.code for rule in load().values() if rule.check.sums(rule))


def suspects(broken: Mapping[Place, float]) -> list[Suspect]:
    """The cells that explain broken sums of one report, `broken` giving the gap (stated less
    expected) of each.

    A cell is named if it is part of two or more sums, all of them are broken, and all are mended by
    the same change. Where two such cells share a sum it is not known which is wrong, unless one
    explains more than the other. One broken sum alone says nothing about which of its cells is
    wrong. Of what no single cell explains, two cells that share one sum are named if that is off by
    both changes together, and each change mends all other sums of its cell.
    """
    fitting = []
    for cell, sides in _sides().items():
        if len(sides) < 2 or not sides.keys() <= broken.keys():
            continue
        changes = {round(broken[place] * side, 9) for place, side in sides.items()}
        if len(changes) == 1:
            fitting.append(Suspect(cell, changes.pop(), frozenset(sides)))
    alone = [
        one
        for one in fitting
        if not any(other.explains & one.explains for other in fitting if _rivals(one, other))
    ]
    explained = {place for one in fitting for place in one.explains}
    return alone + _in_pairs({place: gap for place, gap in broken.items() if place not in explained})


def _in_pairs(broken: Mapping[Place, float]) -> list[Suspect]:
    """The cells that explain, two by two, what no single one does. The sum that both share is the
    first one's."""
    fitting = [cell for cell, sides in _sides().items() if len(sides) > 1 and sides.keys() <= broken.keys()]
    pairs = [pair for cells in combinations(fitting, 2) if (pair := _pair(broken, *cells))]
    explains = [one.explains | other.explains for one, other in pairs]
    return [
        suspect
        for at, pair in enumerate(pairs)
        if not any(
            explains[at] & more and len(more) >= len(explains[at])
            for n, more in enumerate(explains)
            if n != at
        )
        for suspect in pair
    ]


def _pair(broken: Mapping[Place, float], one: str, other: str) -> tuple[Suspect, Suspect] | None:
    """Two cells with the changes that mend all their sums, if there are such."""
    first, second = _sides()[one], _sides()[other]
    shared = first.keys() & second.keys()
    if len(shared) != 1:
        return None
    (place,) = shared
    changes = [
        {round(broken[at] * side, 9) for at, side in sides.items() if at != place}
        for sides in (first, second)
    ]
    if any(len(change) != 1 for change in changes):
        return None
    a, b = (change.pop() for change in changes)
    if round(first[place] * a + second[place] * b - broken[place], 9):
        return None
    return Suspect(one, a, frozenset(first)), Suspect(other, b, frozenset(second) - {place})


def _rivals(one: Suspect, other: Suspect) -> bool:
    """Whether the other explains as much as the one, or more."""
    return other.cell != one.cell and len(other.explains) >= len(one.explains)


def store_suspects(connection: DuckDBPyConnection) -> None:
    """Fill suspect_cell and suspect_value of quality.findings, where more than one sum of a report
    does not hold."""
    import pyarrow

    reports = connection.execute(statement(SQL / "broken_sums.sql"), {"rules": list(about_sums())}).fetchall()
    rows = [
        {"report_id": report, "rule": rule, "scope": scope, "cell": suspect.cell, "change": suspect.change}
        for report, rules, scopes, gaps in reports
        for suspect in suspects(dict(zip(zip(rules, scopes), gaps)))
        for rule, scope in suspect.explains
    ]
    if not rows:
        return
    connection.register("suspected", pyarrow.Table.from_pylist(rows))
    for table, (facts, row, column) in FACTS.items():
        sql = statement(SQL / "store_suspects.sql", table=table, facts=facts, row=row, column=column)
        connection.execute(sql, {"table": table})
    connection.unregister("suspected")
