"""A report with requests that lapsed for want of the fee speaks of the processing fee."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.labels import row_codes
from expectations.reasons import DOUBTFUL, TABLE, TEXT
from expectations.rule import ONE, OWN, Case, Cells, Check, Language, Rule
from expectations.sql import lacks, listed, row_total, texts
from expectations.words import FIGURES, figures
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class FeeNamed(Check):
    """One case per report. stated: the total of the row that `of` names, expected: none."""

    kind = "fee_named"
    reaches = OWN
    takes = ONE
    scopes = frozenset({"section"})
    words = FIGURES
    reasons = (TABLE, DOUBTFUL, TEXT)

    def subjects(self) -> Collection[str]:
        return row_codes()

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        (row,) = rule.of
        table = catalogue().table_of(row)
        cells = [f"{table}.{row}.{catalogue().total(table)}"]
        lapsed = row_total(cells[0])
        said = "SELECT DISTINCT report_id FROM mentions WHERE kind = 'processing_fee'"
        held = "SELECT DISTINCT report_id FROM sections WHERE section = 'other_matters'"
        return (
            f"SELECT w.report_id, w.office_id, w.year, 'other_matters' AS scope, {lapsed} AS stated, "
            f"CAST(0 AS DOUBLE) AS expected, {texts(cells)} AS cells, "
            f"CASE WHEN {lacks(table)} THEN 'table_missing' "
            f"WHEN coalesce(list_has_any(w.doubtful, {texts(cells)}), false) THEN 'doubtful' "
            f"WHEN {lapsed} > 0 AND h.report_id IS NULL THEN 'text_missing' END AS reason, "
            f"{lapsed} > 0 AND s.report_id IS NULL AS fails\n"
            f"FROM {source} w LEFT JOIN ({said}) s ON s.report_id = w.report_id "
            f"LEFT JOIN ({held}) h ON h.report_id = w.report_id WHERE w.edition IN ({listed(rule.editions)})"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return figures(case)
