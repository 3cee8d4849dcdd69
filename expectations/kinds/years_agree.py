"""Title, period and day of publication belong to the year of the report."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.reasons import DAY, NOT_READ, YEAR
from expectations.rule import OWN, Case, Cells, Check, Language, Rule
from expectations.sql import NO_CELLS, NO_YEAR, UNREAD
from expectations.words import YEARS, years

NAMES = {
    "title": ("标题年份", "The year in the title"),
    "period": ("统计期限年份", "The year of the period"),
    "published": ("公布年份", "The year of publication"),
}
"""The years that a rule may compare, in both languages."""


@dataclass(frozen=True, slots=True)
class YearsAgree(Check):
    """One case for each of title, period and day of publication that the report has: another year
    than the report's, or published before that year was over. stated: that year, expected: the one
    it should be."""

    kind = "years_agree"
    reads = "reports"
    reaches = OWN
    scopes = frozenset({"section"})
    words = YEARS | {"scope"}
    reasons = (NOT_READ, YEAR, DAY)

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        named = (
            "SELECT report_id, CASE kind WHEN 'title_year' THEN 'title' ELSE 'period' END AS scope, "
            "list(DISTINCT value) AS years FROM mentions "
            "WHERE kind IN ('title_year', 'period_year') GROUP BY ALL"
        )
        others = "list_filter(m.years, lambda one: one <> r.year)"
        says = (
            "SELECT r.report_id, r.office_id, r.year, m.scope, "
            f"coalesce({others}[1], CAST(r.year AS DOUBLE)) AS stated, "
            f"CAST(r.year AS DOUBLE) AS expected, {NO_CELLS} AS cells, CASE {UNREAD} {NO_YEAR}"
            f" END AS reason, "
            "NOT list_contains(m.years, CAST(r.year AS DOUBLE)) AS fails\n"
            f"FROM {source} r JOIN ({named}) m ON m.report_id = r.report_id WHERE r.is_current"
        )
        published = (
            "SELECT r.report_id, r.office_id, r.year, 'published' AS scope, "
            "CAST(year(r.published_on) AS DOUBLE) AS stated, "
            f"CAST(r.year + 1 AS DOUBLE) AS expected, {NO_CELLS} AS cells, CASE {UNREAD} {NO_YEAR} "
            "WHEN r.published_on IS NULL THEN 'date_unknown' END AS reason, "
            "year(r.published_on) <= r.year AS fails\n"
            f"FROM {source} r WHERE r.is_current"
        )
        return f"{says}\nUNION ALL\n{published}"

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        names = NAMES.get(case.scope, ("", ""))
        return {"scope": names[0 if language == "zh" else 1], **years(case)}
