"""Which editions of the form a rule judges: those that it lists, or all that have what it names."""

from __future__ import annotations

from expectations.rule import Rule
from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import Edition

ALL = "all"
"""Written for `editions`: every edition that has all cells, rows, tables or sums that the rule
names."""


def judged_editions(rule: Rule) -> tuple[str, ...]:
    """The editions of the rule in the order of their years, `all` written out. A new edition is
    judged by a rule about its cells without a change to the rule."""
    if rule.editions != (ALL,):
        return rule.editions
    return tuple(code for code, edition in catalogue().editions.items() if _has_all(edition, rule))


def _has_all(edition: Edition, rule: Rule) -> bool:
    return all(_has(edition, name) for name in rule.check.names(rule))


def _has(edition: Edition, name: str) -> bool:
    """Whether an edition has a sum, a cell, a row or a table; what is none of these it need not
    have. Of a sum it has a part and the stated figure; parts that it lacks count as nothing."""
    book = catalogue()
    if name in book.sums:
        total = book.sums[name]
        form = edition.tables.get(total.table)
        if form is None:
            return False
        lines = {r.code for r in form.rows} if total.each == "column" else {*form.columns}
        return not lines.isdisjoint(total.left) and not lines.isdisjoint(total.right)
    if name.count(".") == 2:
        return edition.has_cell(name)
    if name in book.tables:
        return name in edition.tables
    if any(kind == "row" and code == name for _, kind, code in book.lines):
        return any(r.code == name for form in edition.tables.values() for r in form.rows)
    return True
