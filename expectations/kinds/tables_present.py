"""The tables of the form are all there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.labels import table_name
from expectations.reasons import NOT_READ
from expectations.rule import SOME, Case, Cells, Check, Language, Rule
from expectations.sql import NO_CELLS, UNREAD, texts
from expectations.words import figures
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class TablesPresent(Check):
    """One case per report. scope: the tables of `of` that were not found, stated: how many were."""

    kind = "tables_present"
    reads = "reports"
    takes = SOME
    scopes = frozenset({"report"})
    words = frozenset({"missing", "stated", "expected"})
    reasons = (NOT_READ,)

    def subjects(self) -> Collection[str]:
        return catalogue().tables

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        missing = (
            f"list_filter({texts(rule.of)}, lambda code: NOT coalesce(list_contains(w.tables, code), false))"
        )
        many = len(rule.of)
        return (
            "SELECT report_id, office_id, year, "
            "CASE WHEN reason IS NULL THEN array_to_string(missing, ',') ELSE 'report' END AS scope, "
            f"CAST({many} - len(missing) AS DOUBLE) AS stated, CAST({many} AS DOUBLE) AS expected, "
            f"{NO_CELLS} AS cells, reason, len(missing) > 0 AS fails FROM (\n"
            f"SELECT r.report_id, r.office_id, r.year, {missing} AS missing, CASE {UNREAD} END AS reason "
            f"FROM {source} r LEFT JOIN reports_wide w USING (report_id) WHERE r.is_current)"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        missing = [table_name(code, language) for code in case.scope.split(",")]
        return {"missing": ("、" if language == "zh" else ", ").join(missing), **figures(case)}
