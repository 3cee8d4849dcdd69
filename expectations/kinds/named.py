"""The text does not say what the form rules out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.reasons import NOT_READ, TEXT, YEAR
from expectations.rule import ONE, OWN, Case, Cells, Check, Language, Rule
from expectations.sql import NO_CELLS, NO_YEAR, UNREAD, listed, text
from expectations.words import YEARS, years
from pipelines.catalogue.mentions import TITLE, mention_kinds


@dataclass(frozen=True, slots=True)
class Named(Check):
    """One case per report: it has a mention of the kind `of`, in a report for `since` or later, and
    none of `beside`, which would make it unclear. stated: the first number of the mention, if it
    has one; expected: that of the kind `against` in the same words."""

    since: float = 0
    beside: tuple[str, ...] = ()
    against: str = ""

    kind = "named"
    reads = "reports"
    reaches = OWN
    takes = ONE
    scopes = frozenset({"section"})
    words = YEARS
    reasons = (NOT_READ, YEAR, TEXT)

    def subjects(self) -> Collection[str]:
        return mention_kinds()

    def complaint(self, rule: Rule) -> str:
        unknown = sorted({*self.beside, *([self.against] if self.against else [])} - set(mention_kinds()))
        return f"beside, against: unknown {unknown}; known are {sorted(mention_kinds())}" if unknown else ""

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        (mention,) = rule.of
        sections = listed(sorted(mention_kinds()[mention].sections - {TITLE}))
        others = f"SELECT report_id FROM mentions WHERE kind IN ({listed(self.beside) or 'NULL'})"
        read = f"SELECT DISTINCT report_id FROM sections WHERE section IN ({sections or 'NULL'})"
        return (
            f"SELECT r.report_id, r.office_id, r.year, {text(mention)} AS scope, m.first AS stated, "
            f"m.against AS expected, {NO_CELLS} AS cells, CASE {UNREAD} {NO_YEAR} "
            "WHEN m.report_id IS NULL AND s.report_id IS NULL THEN 'text_missing' END AS reason, "
            f"m.report_id IS NOT NULL AND r.report_id NOT IN ({others}) AS fails\n"
            f"FROM {source} r LEFT JOIN ({_first(mention, self.against)}) m ON m.report_id = r.report_id "
            f"LEFT JOIN ({read}) s ON s.report_id = r.report_id "
            f"WHERE r.is_current AND coalesce(r.year, 9999) >= {self.since:.0f}"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return years(case)


def _first(mention: str, against: str) -> str:
    """The first number of the kind in each report that has such a mention, and that of the kind
    `against` in the same words."""
    order = "ORDER BY m.section, m.value, m.text"
    return (
        f"SELECT m.report_id, first(m.value {order}) AS first, first(a.value {order}) AS against "
        "FROM mentions m LEFT JOIN mentions a ON a.report_id = m.report_id AND a.section = m.section "
        f"AND a.text = m.text AND a.kind = {text(against)} "
        f"WHERE m.kind = {text(mention)} GROUP BY m.report_id"
    )
