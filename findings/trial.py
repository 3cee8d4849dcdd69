"""A rule before it is shipped: what it judges, what it finds and why it cannot judge the rest, on
some reports or on a published warehouse."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expectations.arithmetic import holding, not_assessable, query
from expectations.rule import Printed, Rule
from expectations.words import Sentence, explain
from findings.finding import CASE, BrokenRule, Finding
from findings.one_report import Judge
from pipelines.model import Report
from pipelines.report_columns import report_id
from warehouse.query import QueryError, run

Ask = Callable[[str], list[tuple[Any, ...]]]
"""Asks a database a statement."""
CELLS = "SELECT cell, text, value, status::VARCHAR FROM cells"
"""The cells of a report on trial, as a rule's example shows them."""

SHOWN = 5
"""So many examples of each kind are shown."""


@dataclass(frozen=True, slots=True)
class Example:
    """A case: whose report of which year, where, and in words if it fails."""

    office: str
    year: int | None
    scope: str
    stated: float | None
    expected: float | None
    words: Sentence | None = None


@dataclass(slots=True)
class Trial:
    """What a rule makes of the reports: how many cases hold, fail and cannot be judged (by the
    reason), and examples."""

    rule: Rule
    sql: str
    holds: int = 0
    fails: int = 0
    unjudged: Counter[str] = field(default_factory=Counter)
    failing: tuple[Example, ...] = ()
    holding: tuple[Example, ...] = ()


def try_on_reports(rules: Mapping[str, Rule], reports: Sequence[tuple[Report, Report | None]]) -> list[Trial]:
    """Each rule on reports, each beside that of the year before, if it is there. Raises
    BrokenRule."""
    import duckdb

    trials = _trials(rules)
    asked = [CELLS, *(holding(rule) for rule in rules.values())]
    with duckdb.connect(config={"threads": 1}) as connection:
        judge = Judge(connection, rules, asked)
        for report, previous in reports:
            if report.status == "quarantined":
                continue
            judge.fill(report, previous)
            for trial in trials:
                try:
                    only = f"report_id = {report_id(report.filing.sha256)}"
                    _add(trial, lambda sql: connection.execute(sql).fetchall(), only)
                except duckdb.Error as error:
                    raise BrokenRule(f"the SQL of {trial.rule.code} does not run: {error}") from error
    return trials


def try_on_warehouse(rules: Mapping[str, Rule], database: Path) -> list[Trial]:
    """Each rule on all reports of a warehouse. Raises BrokenRule."""
    trials = _trials(rules)
    for trial in trials:
        try:
            _add(trial, lambda sql: run(sql, database)[1], "true")
        except QueryError as error:
            raise BrokenRule(f"the SQL of {trial.rule.code} does not run: {error}") from error
    return trials


def _trials(rules: Mapping[str, Rule]) -> list[Trial]:
    return [Trial(rule, query(rule)) for rule in rules.values()]


def _add(trial: Trial, ask: Ask, only: str) -> None:
    """Count the cases of the reports for which `only` holds, and keep the first as examples."""
    rule = trial.rule
    order = "ORDER BY year DESC, office_id, scope"
    failing = ask(f"SELECT {', '.join(CASE)} FROM ({trial.sql}) WHERE {only} {order}")
    columns = "report_id, scope, stated, expected, count(*) OVER ()"
    held = ask(
        f"SELECT {columns} FROM ({holding(rule)}) WHERE {only}"
        f" ORDER BY coalesce(stated, 0) DESC, year DESC, scope LIMIT {SHOWN}"
    )
    reasons = ask(f"SELECT reason, count(*) FROM ({not_assessable(rule)}) WHERE {only} GROUP BY reason")
    trial.fails += len(failing)
    trial.holds += held[0][4] if held else 0
    trial.unjudged.update(dict(reasons))
    for row in failing[: SHOWN - len(trial.failing)]:
        finding = Finding.of(rule, row)
        words = explain(rule, finding, _printed(ask, finding))
        figures = finding.stated, finding.expected
        trial.failing += (Example(*_whose(ask, finding.report_id), finding.scope, *figures, words),)
    for number, scope, stated, expected, _ in held[: SHOWN - len(trial.holding)]:
        trial.holding += (Example(*_whose(ask, number), scope, stated, expected),)


def _whose(ask: Ask, number: int) -> tuple[str, int | None]:
    """Office and year of a report."""
    rows = ask(
        "SELECT coalesce(o.name, '?'), r.year FROM reports r LEFT JOIN offices o USING (office_id)"
        f" WHERE r.report_id = {number:d}"
    )
    return (rows[0][0], rows[0][1]) if rows else ("?", None)


def _printed(ask: Ask, finding: Finding) -> dict[str, Printed]:
    """The cells that a finding cites, as they are printed."""
    rows = ask(f"{CELLS} WHERE report_id = {finding.report_id:d}")
    return {cell: (text, value, status) for cell, text, value, status in rows if cell in finding.cells}
