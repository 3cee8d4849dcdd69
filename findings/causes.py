"""Which findings of one report have the same cause: a cell that explains sums that do not hold, a
total not filled in, a way of writing nothing in all tables.

They stay findings each, since each says something that is wrong; but who counts faults counts
causes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from expectations.labels import cell_name, number
from expectations.rules import load
from findings.finding import SQL, Finding
from findings.suspects import about_sums, suspects
from pipelines.catalogue.load import catalogue
from pipelines.model import NIL, Report
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Fault(NamedTuple):
    """What tells the cause of a finding: its rule, scope and gap, the cell that is suspected, and
    the cells that it cites."""

    rule: str
    scope: str
    gap: float | None
    suspect: str | None = None
    cells: tuple[str, ...] = ()


def causes(faults: Sequence[Fault], nil: Collection[str], edition: str | None) -> list[int]:
    """For each finding of one report the position of the first one with its cause.

    Two have the same cause if the same cell is suspected; if one is about that cell alone, or cites
    it with a gap that the same change mends; if both state too little and the figure that is too
    small is one that is not filled in (`nil`), the same one or another of a row or column of which
    nothing is filled in; or if both are about nil that is printed alike.
    """
    changes = {fault.suspect: abs(fault.gap or 0) for fault in faults if fault.suspect}
    lines = _unfilled(frozenset(nil), edition)
    first: list[int] = []
    known: dict[str, int] = {}
    for at, fault in enumerate(faults):
        marks = _marks(fault, nil, lines) | _follows(fault, changes)
        joined = {known[mark] for mark in marks if mark in known}
        cause = min(joined, default=at)
        first = [cause if one in joined else one for one in first] + [cause]
        known = {mark: cause if one in joined else one for mark, one in known.items()}
        known |= dict.fromkeys(marks, cause)
    return first


def _marks(fault: Fault, nil: Collection[str], lines: dict[str, list[str]]) -> set[str]:
    """What two findings of one cause have in common: cells, rows, columns, a way of printing
    nil."""
    printed = fault.scope.split(".")[-1]
    habit = {printed} if fault.rule in _about_nil() and printed in NIL else set()
    stated = _stated().get((fault.rule, fault.scope), ()) if (fault.gap or 0) < 0 else ()
    lacking = {cell for cell in stated if cell in nil}
    unfilled = {line for cell in lacking for line in lines.get(cell, ())}
    return habit | lacking | unfilled | ({fault.suspect} if fault.suspect else set())


def _follows(fault: Fault, changes: Mapping[str, float]) -> set[str]:
    """The suspected cells that explain a finding which is not about a sum."""
    if fault.suspect or fault.rule in about_sums():
        return set()
    gap = abs(fault.gap or 0)
    return {
        cell
        for cell, change in changes.items()
        if cell == fault.scope or (cell in fault.cells and abs(gap - change) < 1e-9)
    }


@lru_cache(maxsize=1)
def may_share() -> tuple[str, ...]:
    """The rules whose findings can have one cause without a suspect."""
    return tuple(code for code in load() if code in about_sums() or code in _about_nil())


@lru_cache(maxsize=1)
def _about_nil() -> frozenset[str]:
    return frozenset(rule.code for rule in load().values() if rule.check.about_nil)


@lru_cache(maxsize=1)
def _stated() -> dict[tuple[str, str], tuple[str, ...]]:
    """The stated figures of each sum."""
    return {(r.code, e.scope): e.right for r in load().values() for e in r.check.sums(r)}


@lru_cache(maxsize=4096)
def _unfilled(nil: frozenset[str], edition: str | None) -> dict[str, list[str]]:
    """Cell -> the rows and columns that it belongs to and of which no cell is filled in."""
    form = catalogue().editions.get(edition or "")
    groups: dict[str, list[str]] = {}
    for table, printed in form.tables.items() if form else ():
        for cell in (f"{table}.{code}" for code in printed.cells):
            _, row, column = cell.split(".")
            groups.setdefault(f"{table}.{row}.*", []).append(cell)
            groups.setdefault(f"{table}.*.{column}", []).append(cell)
    unfilled: dict[str, list[str]] = {}
    for line, cells in groups.items():
        for cell in cells if nil.issuperset(cells) else ():
            unfilled.setdefault(cell, []).append(line)
    return unfilled


def by_cause(findings: Sequence[Finding], report: Report) -> list[Finding]:
    """The findings of one report, those of one cause behind the first of them, whose rule and scope
    they name as their `cause`."""
    broken = {f.place: f.gap for f in findings if f.rule in about_sums() and f.gap is not None}
    values = {fact.code: fact.value or 0 for fact in report.facts}
    suspected = {
        place: (suspect.cell, meant)
        for suspect in suspects(broken)
        if (meant := round(values.get(suspect.cell, 0) + suspect.change, 9)) >= 0
        for place in suspect.explains
    }
    findings = [replace(f, suspect=suspected.get(f.place)) for f in findings]
    faults = [Fault(f.rule, f.scope, f.gap, f.suspect[0] if f.suspect else None, f.cells) for f in findings]
    nil = {fact.code for fact in report.facts if fact.status in NIL}
    leads = causes(faults, nil, report.statement.edition)
    ordered = sorted(range(len(findings)), key=lambda at: (leads[at], at))
    return [
        _meant(findings[at])
        if leads[at] == at
        else replace(findings[at], cause="/".join(findings[leads[at]].place))
        for at in ordered
    ]


def _meant(finding: Finding) -> Finding:
    """A finding that leads others, with the value that would mend all of them in its words."""
    if finding.suspect is None:
        return finding
    zh, en = hint(*finding.suspect)
    return replace(finding, message=f"{finding.message}；{zh}", message_en=f"{finding.message_en}; {en}")


def hint(cell: str, value: float) -> tuple[str, str]:
    """第三表“（七）总计”的“总计”可能应为 12, in both languages."""
    return (
        f"{cell_name(cell, 'zh')}可能应为 {number(value)}",
        f"{cell_name(cell, 'en')} may have to be {number(value)}",
    )


def store_causes(connection: DuckDBPyConnection) -> None:
    """Set `cause` in quality.findings to the fingerprint of the first finding of the report with
    the same cause. Needs the suspects."""
    import pyarrow

    reports = connection.execute(
        statement(SQL / "findings_by_report.sql"), {"rules": list(may_share())}
    ).fetchall()
    rows = []
    for named, gaps, suspected, cells, nil, edition in reports:
        faults = [
            Fault(rule, scope, gap, cell, tuple(cited))
            for (rule, scope, _), gap, cell, cited in zip(named, gaps, suspected, cells, strict=True)
        ]
        for at, first in enumerate(causes(faults, nil or (), edition)):
            if at != first:
                rows.append({"fingerprint": named[at][2], "cause": named[first][2]})
    if rows:
        connection.register("led", pyarrow.Table.from_pylist(rows))
        connection.execute(
            "UPDATE quality.findings AS findings SET cause = led.cause FROM led"
            " WHERE led.fingerprint = findings.fingerprint"
        )
        connection.unregister("led")
    _store_hints(connection)


def _store_hints(connection: DuckDBPyConnection) -> None:
    """Add to the words of each finding that leads which value would mend all."""
    meant = connection.execute(
        "SELECT DISTINCT suspect_cell, suspect_value FROM quality.findings WHERE suspect_cell IS NOT NULL"
    ).fetchall()
    if not meant:
        return
    import pyarrow

    hints = [hint(cell, value) for cell, value in meant]
    columns = {
        "cell": [cell for cell, _ in meant],
        "value": [value for _, value in meant],
        "zh": [zh for zh, _ in hints],
        "en": [en for _, en in hints],
    }
    connection.register("hints", pyarrow.table(columns))
    connection.execute(statement(SQL / "store_hints.sql"))
    connection.unregister("hints")
