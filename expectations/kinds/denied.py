"""What the text says there was none of, the tables have none of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from expectations.named_cells import cells_named, complaint
from expectations.reasons import DOUBTFUL, NOT_NAMED, SUM, TABLE
from expectations.rule import OWN, SOME, Case, Cells, Check, Language, Rule
from expectations.sql import lacks, listed, row_cells, row_parts, row_total, text, texts
from expectations.words import FIGURES, figures
from pipelines.catalogue.mentions import mention_kinds


@dataclass(frozen=True, slots=True)
class Denied(Check):
    """One case per report and kind of mention in `of`: the text has the mention, and the cells that
    `denies` gives for it, as `kind = cell + cell`, are not 0. A total that is printed beside parts
    that are all 0, or a 0 beside parts, says nothing against the text. stated: the table's number,
    expected: none."""

    denies: tuple[str, ...]

    kind = "denied"
    reaches = OWN
    takes = SOME
    scopes = frozenset({"section"})
    words = FIGURES | {"said"}
    reasons = (NOT_NAMED, TABLE, DOUBTFUL, SUM)

    def subjects(self) -> Collection[str]:
        return mention_kinds()

    def complaint(self, rule: Rule) -> str:
        return complaint("denies", self.denies, rule.of)

    def names(self, rule: Rule) -> Iterable[str]:
        return [cell for mention in rule.of for cells in cells_named(self.denies, mention) for cell in cells]

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        return "\nUNION ALL\n".join(self._of_kind(rule, mention, source) for mention in rule.of)

    def _of_kind(self, rule: Rule, mention: str, source: str) -> str:
        cells = [cell for named in cells_named(self.denies, mention) for cell in named]
        printed = " + ".join(map(row_total, cells))
        parts = " + ".join(map(row_parts, cells))
        rows = [other for cell in cells for other in row_cells(cell)]
        doubtful = f"coalesce(list_has_any(w.doubtful, {texts(rows)}), false)"
        named = f"SELECT DISTINCT report_id FROM mentions WHERE kind = {text(mention)}"
        return (
            f"SELECT w.report_id, w.office_id, w.year, {text(mention)} AS scope, "
            f"CAST({printed} AS DOUBLE) AS stated, CAST(0 AS DOUBLE) AS expected, {texts(cells)} AS cells, "
            f"CASE WHEN m.report_id IS NULL THEN 'not_named' WHEN {lacks(cells[0].split('.')[0])} "
            f"THEN 'table_missing' WHEN {doubtful} THEN 'doubtful' "
            f"WHEN greatest({printed}, {parts}) > 0 AND least({printed}, {parts}) = 0 THEN 'sum_broken' "
            f"END AS reason, {printed} > 0 AS fails\n"
            f"FROM {source} w LEFT JOIN ({named}) m ON m.report_id = w.report_id "
            f"WHERE w.edition IN ({listed(rule.editions)})"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        kind = mention_kinds()[case.scope]
        return {"said": kind.zh if language == "zh" else kind.en, **figures(case)}
