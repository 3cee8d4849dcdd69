"""The text of a report is not that of the year before, nor of another office."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.reasons import TEXT, YEAR_BEFORE
from expectations.rule import Case, Cells, Check, Language, Reason, Rule
from expectations.sql import NO_CELLS
from expectations.words import YEARS, years
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class Duplicate(Check):
    """One case per section that is word for word in another office's report of the year, if it
    is longer than `low` characters (stated: how many other offices), and one for the share of
    sentences that the office wrote in the year before already (stated; fails from `high` on)."""

    low: float
    high: float

    kind = "duplicate"
    reads = "wordings"
    scopes = frozenset({"section"})
    words = YEARS | {"copied"}
    alone = False
    reaches = frozenset({"wording", "year_before"})
    reasons = (TEXT, Reason("text_short", "正文过短", "The text is too short"), *YEAR_BEFORE)

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        again = (
            f"SELECT year, section, fingerprint, count(*) AS times FROM {source} s "
            f"WHERE characters >= {self.low:g} GROUP BY ALL HAVING count(*) > 1"
        )
        others = (
            "SELECT s.report_id, s.office_id, s.year, CAST(s.section AS VARCHAR) AS scope, "
            "CAST(coalesce(again.times, 1) - 1 AS DOUBLE) AS stated, CAST(0 AS DOUBLE) AS expected, "
            f"{NO_CELLS} AS cells, CAST(NULL AS VARCHAR) AS reason, again.times IS NOT NULL AS fails\n"
            f"FROM {source} s LEFT JOIN ({again}) again ON again.year = s.year AND again.section = s.section "
            f"AND again.fingerprint = s.fingerprint WHERE s.characters >= {self.low:g}"
        )
        whole = (
            "SELECT report_id, office_id, year, flatten(list(sentences)) AS sentences "
            f"FROM {source} s GROUP BY ALL"
        )
        share = "round(len(list_intersect(n.sentences, p.sentences)) / len(n.sentences), 4)"
        # of as many sentences as may be new and one more, one is old, or not enough of all are
        fresh = f"CAST(floor(len(n.sentences) * {1 - self.high:.4f}) AS INTEGER) + 1"
        some = f"list_slice(n.sentences, 1, {fresh})"
        before = (
            f"SELECT n.report_id, n.office_id, n.year, 'previous_year' AS scope, {share} AS stated, "
            f"CAST({self.high!r} AS DOUBLE) AS expected, {NO_CELLS} AS cells, "
            "CASE WHEN x.reason IS NOT NULL THEN x.reason WHEN p.report_id IS NULL THEN 'text_missing' "
            f"WHEN len(n.sentences) < 5 THEN 'text_short' END AS reason, "
            f"CASE WHEN list_has_any({some}, p.sentences) THEN {share} >= {self.high!r}"
            f" ELSE false END AS fails\n"
            "FROM whole n LEFT JOIN previous_reports x ON x.report_id = n.report_id "
            "LEFT JOIN whole p ON p.report_id = x.previous_id"
        )
        return f"WITH whole AS MATERIALIZED (\n{whole}\n)\n{others}\nUNION ALL\n{before}"

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        named = years(case)
        if case.scope == "previous_year":
            share = "?" if case.stated is None else f"{case.stated:.0%}"
            zh = f"正文有 {share} 的句子与{named['last_year']}年报告相同（数字和年份不计）"
            en = f"{share} of the sentences are those of {named['last_year']}, figures and years aside"
        else:
            section, others = catalogue().sections[case.scope], named["stated"]
            zh = f"第{section.number}部分与另外 {others} 个机关当年的报告逐字相同（数字和机关名称不计）"
            en = f"“{section.en}” is word for word in the reports of {others} other offices, figures aside"
        return {"copied": zh if language == "zh" else en, **named}
