"""Which single cell explains all sums of a table that do not hold, and by how much it would have to
differ.

A hint for whoever looks for the slip: it is named beside the findings and never stored as a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
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
    """The cells that explain the broken sums of one report, `broken` giving the gap (stated less
    expected) of each.

    A cell is named if it is part of all broken sums of its table, of no other, all of them are
    mended by the same change, and no other cell is like that. One broken sum alone says nothing
    about which of its cells is wrong.
    """
    named = []
    for table in sorted({rule.split(".")[0] for rule, _ in broken}):
        gaps = {place: gap for place, gap in broken.items() if place[0].startswith(f"{table}.")}
        if len(gaps) < 2:
            continue
        fitting = []
        for cell, sides in _sides().items():
            changes = {round(gaps[place] * side, 9) for place, side in sides.items() if place in gaps}
            if sides.keys() == gaps.keys() and len(changes) == 1:
                fitting.append((cell, changes.pop()))
        if len(fitting) == 1:
            named.append(Suspect(*fitting[0], frozenset(gaps)))
    return named


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
