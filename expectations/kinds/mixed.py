"""All tables of a report follow the same edition of the form."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.reasons import EDITION, NOT_READ
from expectations.rule import Case, Cells, Check, Language, Rule
from expectations.sql import UNREAD, edition, text
from expectations.whole_report import report_case, say_form
from pipelines.catalogue.book import MIXED, UNKNOWN


@dataclass(frozen=True, slots=True)
class Mixed(Check):
    """One case per report."""

    kind = "mixed"
    reads = "reports"
    scopes = frozenset({"report"})
    words = frozenset({"year", "form"})
    reasons = (NOT_READ, EDITION)

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        unclear = f"WHEN {edition('r')} = {text(UNKNOWN)} THEN 'edition_unknown'"
        return report_case(source, f"CASE {UNREAD} {unclear} END", f"r.edition = {text(MIXED)}")

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return say_form(case, language)
