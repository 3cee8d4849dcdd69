"""Which findings about sums of one report have the same cause: a cell that explains them, or a total not filled in.

They stay findings each, since each is a sum that does not hold; but who counts faults counts causes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from expectations.rules import load
from expectations.sums import equations
from pipelines.catalogue.load import catalogue


def causes(found: Sequence[tuple[str, str, float, str | None]], nil: Collection[str], edition: str | None) -> list[int]:
    """For each finding (rule, scope, gap, the cell that is suspected) the place of the first one with its cause.

    Two have the same cause if the same cell is suspected; or if both state too little and the figure that is too small
    is one that is not filled in (`nil`), the same one or another of a row or column of which nothing is filled in.
    """
    lines = _unfilled(frozenset(nil), edition)
    first: list[int] = []
    known: dict[str, int] = {}
    for at, (rule, scope, gap, suspect) in enumerate(found):
        lacking = [cell for cell in _stated().get((rule, scope), ()) if gap < 0 and cell in nil]
        marks = {*lacking, *(line for cell in lacking for line in lines.get(cell, ())), *([suspect] if suspect else [])}
        cause = min((known[mark] for mark in marks if mark in known), default=at)
        joined = {known[mark] for mark in marks if mark in known}
        first = [cause if one in joined else one for one in first] + [cause]
        known = {mark: cause if one in joined else one for mark, one in known.items()} | dict.fromkeys(marks, cause)
    return first


@lru_cache(maxsize=1)
def _stated() -> dict[tuple[str, str], tuple[str, ...]]:
    """The stated figures of each sum."""
    rules = [rule for rule in load().values() if rule.check == "sum"]
    return {(r.code, e.scope): e.right for r in rules for e in equations(r.of[0], r.editions)}


@lru_cache(maxsize=4096)
def _unfilled(nil: frozenset[str], edition: str | None) -> dict[str, list[str]]:
    """Cell -> the rows and columns that it stands in and of which no cell is filled in."""
    form = catalogue().editions.get(edition or "")
    groups: dict[str, list[str]] = {}
    for table, printed in form.tables.items() if form else ():
        for cell in (f"{table}.{code}" for code in printed.cells):
            _, row, column = cell.split(".")
            groups.setdefault(f"{table}.{row}.*", []).append(cell)
            groups.setdefault(f"{table}.*.{column}", []).append(cell)
    found: dict[str, list[str]] = {}
    for line, cells in groups.items():
        for cell in cells if nil.issuperset(cells) else ():
            found.setdefault(cell, []).append(line)
    return found
