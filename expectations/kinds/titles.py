"""The parts of a report have the titles of the form."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.reasons import TEXT
from expectations.rule import OWN, Case, Cells, Check, Language, Rule
from expectations.sql import NO_CELLS, listed, text
from pipelines.catalogue.load import catalogue

MENTION = "other_title"
"""The kind of mention that is a title of other words."""


@dataclass(frozen=True, slots=True)
class Titles(Check):
    """One case per report and numbered part of which there is text: its title is in other words
    than the form has. Blanks, line breaks, punctuation, enumerators, traditional characters and
    what follows the title on its line are no other words; a part without a title of its own is not
    judged. stated, expected: none."""

    kind = "titles"
    reads = "reports"
    reaches = OWN
    scopes = frozenset({"section"})
    words = frozenset({"number", "title"})
    reasons = (TEXT,)

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        parts = listed(code for code, section in catalogue().sections.items() if section.number)
        nothing = f"CAST(NULL AS DOUBLE) AS stated, CAST(NULL AS DOUBLE) AS expected, {NO_CELLS} AS cells"
        judged = f"r.is_current AND r.edition IN ({listed(rule.editions)})"
        read = f"SELECT DISTINCT report_id, section FROM sections WHERE section IN ({parts})"
        return (
            f"SELECT r.report_id, r.office_id, r.year, s.section AS scope, {nothing}, "
            f"CAST(NULL AS VARCHAR) AS reason, m.report_id IS NOT NULL AS fails\n"
            f"FROM {source} r JOIN ({read}) s ON s.report_id = r.report_id "
            f"LEFT JOIN (SELECT DISTINCT report_id, section FROM mentions WHERE kind = {text(MENTION)}) m "
            f"ON m.report_id = s.report_id AND m.section = s.section WHERE {judged}\n"
            "UNION ALL\n"
            f"SELECT r.report_id, r.office_id, r.year, 'report' AS scope, {nothing}, "
            "'text_missing' AS reason, false AS fails\n"
            f"FROM {source} r WHERE {judged} AND r.report_id NOT IN (SELECT report_id FROM ({read}))"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        section = catalogue().sections.get(case.scope)
        if section is None:
            return {"number": "?", "title": "?"}
        return {"number": section.number, "title": section.zh if language == "zh" else section.en}
