"""A report follows the edition of the form that was made for its year."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.reasons import EDITION, NOT_READ, YEAR
from expectations.rule import OWN, Case, Cells, Check, Language, Rule
from expectations.sql import UNREAD, edition, listed, text
from expectations.whole_report import report_case, say_form
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class EditionOfYear(Check):
    """One case per report; a mixed report has its own kind."""

    kind = "edition_of_year"
    reads = "reports"
    reaches = OWN
    scopes = frozenset({"report"})
    words = frozenset({"year", "form"})
    reasons = (NOT_READ, EDITION, YEAR)

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        unclear = (
            f"WHEN {edition('r')} NOT IN ({listed(rule.editions)}) THEN 'edition_unknown' "
            "WHEN r.year IS NULL THEN 'year_unknown'"
        )
        wrong = []
        for code in rule.editions:
            first, last = catalogue().editions[code].years
            outside = f"r.year < {first}" if last is None else f"r.year NOT BETWEEN {first} AND {last}"
            wrong.append(f"(r.edition = {text(code)} AND {outside})")
        return report_case(source, f"CASE {UNREAD} {unclear} END", " OR ".join(wrong))

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return say_form(case, language)
