"""A number that the text names is one of those that the tables have for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from expectations.named_cells import cells_named, complaint
from expectations.reasons import DOUBTFUL, NOT_NAMED, TABLE
from expectations.rule import OWN, Case, Cells, Check, Language, Rule
from expectations.sql import lacks, listed, row_parts, row_total, text, texts
from expectations.words import FIGURES, figures
from pipelines.catalogue.mentions import mention_kinds

BESIDE = "count_beside"
"""The kind of mention that is counted beside a number."""


@dataclass(frozen=True, slots=True)
class Number(Check):
    """One case per report and kind of mention in `of`: none of the numbers that the text names is
    one of those that `accepts` gives for the kind, as `kind = cell + cell`, nor would be with
    another count that stands beside it, alone, added or taken off (13 件，撤回 1 件); what the parts of a
    row come to is accepted as its total is. A text that names nothing cannot be judged. stated: the
    first number of the text, expected: the first that is accepted."""

    accepts: tuple[str, ...]

    kind = "number"
    reaches = OWN
    takes = frozenset(range(1, 6))
    scopes = frozenset({"section"})
    words = FIGURES | {"scope"}
    reasons = (NOT_NAMED, TABLE, DOUBTFUL)

    def subjects(self) -> Collection[str]:
        return mention_kinds()

    def complaint(self, rule: Rule) -> str:
        if said := complaint("accepts", self.accepts, rule.of):
            return said
        nameless = [code for code in rule.of if not mention_kinds()[code].counts]
        in_words = "{scope}" in rule.message_zh + rule.message_en
        return f"mentions.yml does not say what {nameless[0]} counts" if in_words and nameless else ""

    def names(self, rule: Rule) -> Iterable[str]:
        return [cell for mention in rule.of for parts in self._accepted(mention) for cell in parts]

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        return "\nUNION ALL\n".join(self._of_kind(rule, mention, source) for mention in rule.of)

    def _accepted(self, mention: str) -> list[list[str]]:
        """The sums of cells that a number of the kind may be."""
        return cells_named(self.accepts, mention)

    def _of_kind(self, rule: Rule, mention: str, source: str) -> str:
        sums = self._accepted(mention)
        values = [
            " + ".join(side(cell) for cell in cells) for cells in sums for side in (row_total, row_parts)
        ]
        every = list(dict.fromkeys(cell for cells in sums for cell in cells))
        reasons = [
            "WHEN m.report_id IS NULL THEN 'not_named'",
            f"WHEN {lacks(every[0].split('.')[0])} THEN 'table_missing'",
            f"WHEN coalesce(list_has_any(w.doubtful, {texts(every)}), false) THEN 'doubtful'",
        ]
        if rule.yields_to:  # a table that has nothing at all is said by the rule that this one yields to
            nothing = " AND ".join(f"{value} = 0" for value in values)
            reasons.append(f"WHEN {nothing} THEN {text(rule.yields_to)}")
        return (
            f"SELECT w.report_id, w.office_id, w.year, {text(mention)} AS scope, m.first AS stated, "
            f"{values[0]} AS expected, "
            f"{texts(sums[0])} AS cells, CASE {' '.join(reasons)} END AS reason, "
            f"NOT list_has_any(m.numbers, [{', '.join(f'CAST({v} AS DOUBLE)' for v in values)}]) AS fails\n"
            f"FROM {source} w LEFT JOIN ({_named(mention)}) m "
            f"ON m.report_id = w.report_id WHERE w.edition IN ({listed(rule.editions)})"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        counts = mention_kinds()[case.scope].counts or ("", "")  # asked for by messages with {scope} only
        return {"scope": counts[0 if language == "zh" else 1], **figures(case)}


def _named(mention: str) -> str:
    """The first number of the kind in each report, and all that may be meant with the counts in its
    part of the text."""
    return (
        "SELECT report_id, any_value(first) AS first, list(perhaps) AS numbers FROM ("
        "SELECT n.report_id, first(n.value) OVER (PARTITION BY n.report_id ORDER BY n.section, n.value) "
        "AS first, unnest([n.value, b.value, n.value + b.value, n.value - b.value]) AS perhaps "
        "FROM mentions n LEFT JOIN mentions b ON b.report_id = n.report_id AND b.section = n.section "
        f"AND b.kind = {text(BESIDE)} "
        f"WHERE n.kind = {text(mention)}) GROUP BY report_id"
    )
