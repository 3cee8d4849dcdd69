"""The tables of the form are all there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from expectations.reasons import NOT_READ
from expectations.rule import SOME, Case, Cells, Check, Language, Rule
from expectations.sql import NO_CELLS, UNREAD, text, texts
from expectations.words import figures
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class TablesPresent(Check):
    """One case per report. scope: the tables of `of` that its edition has and that were not found,
    stated: how many were."""

    kind = "tables_present"
    reads = "reports"
    takes = SOME
    scopes = frozenset({"report"})
    words = frozenset({"missing", "stated", "expected"})
    reasons = (NOT_READ,)

    def subjects(self) -> Collection[str]:
        return catalogue().tables

    def names(self, rule: Rule) -> Iterable[str]:
        """Nothing that an edition must have: one without a table is judged by those it has."""
        return ()

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        missing = "list_filter(due, lambda code: NOT coalesce(list_contains(tables, code), false))"
        return (
            "SELECT report_id, office_id, year, "
            "CASE WHEN reason IS NULL THEN array_to_string(missing, ',') ELSE 'report' END AS scope, "
            "CAST(len(due) - len(missing) AS DOUBLE) AS stated, CAST(len(due) AS DOUBLE) AS expected, "
            f"{NO_CELLS} AS cells, reason, len(missing) > 0 AS fails FROM (\n"
            f"SELECT *, {missing} AS missing FROM (\n"
            f"SELECT r.report_id, r.office_id, r.year, w.tables, {_due(rule)} AS due, "
            f"CASE {UNREAD} END AS reason "
            f"FROM {source} r LEFT JOIN reports_wide w USING (report_id) WHERE r.is_current))"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        missing = [catalogue().tables[code].called[language] for code in case.scope.split(",")]
        return {"missing": ("、" if language == "zh" else ", ").join(missing), **figures(case)}


def _due(rule: Rule) -> str:
    """The tables of `of` that the edition of a report has; all of them where it is not known."""
    having = {e.code: [t for t in rule.of if t in e.tables] for e in catalogue().editions.values()}
    fewer = [f"WHEN {text(e)} THEN {texts(due)}" for e, due in having.items() if len(due) < len(rule.of)]
    return f"CASE r.edition {' '.join(fewer)} ELSE {texts(rule.of)} END" if fewer else texts(rule.of)
