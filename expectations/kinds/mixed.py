"""All tables of a report follow the same edition of the form."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.reasons import CUT, EDITION, NOT_READ
from expectations.rule import OWN, Case, Cells, Check, Language, Rule
from expectations.sql import UNREAD, edition, text, texts
from expectations.whole_report import report_case, say_form
from pipelines.catalogue.book import MIXED, UNKNOWN
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class Mixed(Check):
    """One case per report. One of which a table or a cell is not there may be cut, and a row that is
    cut looks like one of another edition."""

    kind = "mixed"
    reads = "reports"
    reaches = OWN
    scopes = frozenset({"report"})
    words = frozenset({"year", "form"})
    reasons = (NOT_READ, EDITION, CUT)

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        unclear = f"WHEN {edition('r')} = {text(UNKNOWN)} THEN 'edition_unknown'"
        whole = (
            f"SELECT report_id FROM reports_wide WHERE len(doubtful) = 0 "
            f"AND list_has_all(tables, {texts(catalogue().latest.tables)})"
        )
        mixed = f"r.edition = {text(MIXED)}"
        cut = f"WHEN {mixed} AND r.report_id NOT IN ({whole}) THEN 'cut'"
        return report_case(source, f"CASE {UNREAD} {unclear} {cut} END", mixed)

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return say_form(case, language)
