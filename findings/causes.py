"""Which findings of one report have the same cause: a cell that explains sums that do not hold, a
total not filled in, a way of writing nothing in all tables.

They stay findings each, since each says something that is wrong; but who counts faults counts
causes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from expectations.rules import load
from expectations.sums import equations
from pipelines.catalogue.load import catalogue
from pipelines.model import NIL


def causes(
    found: Sequence[tuple[str, str, float, str | None]], nil: Collection[str], edition: str | None
) -> list[int]:
    """For each finding (rule, scope, gap, the cell that is suspected) the place of the first one
    with its cause.

    Two have the same cause if the same cell is suspected; if both state too little and the figure
    that is too small is one that is not filled in (`nil`), the same one or another of a row or
    column of which nothing is filled in; or if both are about nil that is printed alike. Only rules
    in `may_share` are worth asking about.
    """
    lines = _unfilled(frozenset(nil), edition)
    first: list[int] = []
    known: dict[str, int] = {}
    for at, (rule, scope, gap, suspect) in enumerate(found):
        lacking = [cell for cell in _stated().get((rule, scope), ()) if gap < 0 and cell in nil]
        habit = [scope.split(".")[-1]] if rule in _about_nil() and scope.split(".")[-1] in NIL else []
        marks = {
            *habit,
            *lacking,
            *(line for cell in lacking for line in lines.get(cell, ())),
            *([suspect] if suspect else []),
        }
        cause = min((known[mark] for mark in marks if mark in known), default=at)
        joined = {known[mark] for mark in marks if mark in known}
        first = [cause if one in joined else one for one in first] + [cause]
        known = {mark: cause if one in joined else one for mark, one in known.items()} | dict.fromkeys(
            marks, cause
        )
    return first


@lru_cache(maxsize=1)
def may_share() -> tuple[str, ...]:
    """The rules whose findings can have the cause of another."""
    return tuple(rule.code for rule in load().values() if rule.check in ("sum", "token"))


@lru_cache(maxsize=1)
def _about_nil() -> frozenset[str]:
    return frozenset(rule.code for rule in load().values() if rule.check == "token")


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
