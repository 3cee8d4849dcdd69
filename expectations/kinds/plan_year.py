"""A plan in the text is for a year to come."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.reasons import NOT_READ, TEXT, YEAR
from expectations.rule import OWN, Case, Cells, Check, Language, Rule
from expectations.sql import NO_CELLS, NO_YEAR, UNREAD
from expectations.words import YEARS, years


@dataclass(frozen=True, slots=True)
class PlanYear(Check):
    """One case per report: a plan in the text is for a year that is over. stated: that year."""

    kind = "plan_year"
    reads = "reports"
    reaches = OWN
    scopes = frozenset({"section"})
    words = YEARS
    reasons = (NOT_READ, YEAR, TEXT)

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        plans = (
            "SELECT report_id, min(value) AS first FROM mentions WHERE kind = 'plan_year' GROUP BY report_id"
        )
        read = "SELECT DISTINCT report_id FROM sections WHERE section = 'problems'"
        return (
            "SELECT r.report_id, r.office_id, r.year, 'problems' AS scope, m.first AS stated, "
            f"CAST(r.year + 1 AS DOUBLE) AS expected, {NO_CELLS} AS cells, CASE {UNREAD} {NO_YEAR} "
            "WHEN m.report_id IS NULL AND s.report_id IS NULL THEN 'text_missing' END AS reason, "
            "coalesce(m.first <= r.year, false) AS fails\n"
            f"FROM {source} r LEFT JOIN ({plans}) m ON m.report_id = r.report_id "
            f"LEFT JOIN ({read}) s ON s.report_id = r.report_id WHERE r.is_current"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return years(case)
