"""A territory counts what the offices right below it count."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.labels import cell_name
from expectations.reasons import DOUBTFUL, NIL, TABLE
from expectations.rule import ONE, Case, Cells, Check, Language, Reason, Rule
from expectations.sql import lacks, text, texts, wide
from expectations.words import FIGURES, figures
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class Rollup(Check):
    """One case per report of a territory that has offices below it: less than the sum of those that
    are there, or not the same as it although the report names as many bodies as were summed.

    The offices below are those of the view `territory_parts`, whatever their reports count; what a
    body below reports for is in its report. stated: the territory's number in the cell `of`,
    expected: the sum.
    """

    kind = "rollup"
    takes = ONE
    scopes = frozenset({"cell"})
    words = FIGURES | {"cell"}
    alone = False
    reaches = frozenset({"parts"})
    reasons = (
        TABLE,
        DOUBTFUL,
        NIL,
        Reason("children_missing", "未收录下级机关的报告", "No report of an office below is there"),
    )

    def subjects(self) -> Collection[str]:
        return catalogue().cells()

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        (cell,) = rule.of
        child, own = wide(cell, "c"), wide(cell)
        below = (
            f"SELECT p.territory_report_id AS report_id, sum({child}) AS total, count({child}) AS counted "
            "FROM territory_parts p LEFT JOIN reports_wide c ON c.report_id = p.report_id GROUP BY ALL"
        )
        named = (
            "SELECT report_id, max(value) AS bodies FROM mentions "
            "WHERE kind = 'bodies_summed' GROUP BY report_id"
        )
        return (
            f"SELECT w.report_id, w.office_id, w.year, {text(cell)} AS scope, coalesce({own}, 0) AS stated, "
            f"b.total AS expected, {texts([cell])} AS cells, "
            f"CASE WHEN {lacks(cell.split('.')[0])} THEN 'table_missing' "
            f"WHEN list_contains(w.doubtful, {text(cell)}) THEN 'doubtful' WHEN {own} IS NULL THEN 'nil' "
            "WHEN b.counted = 0 THEN 'children_missing' END AS reason, "
            f"coalesce({own} < b.total OR (m.bodies = b.counted AND {own} <> b.total), false) AS fails\n"
            f"FROM {source} w JOIN ({below}) b ON b.report_id = w.report_id "
            f"LEFT JOIN ({named}) m ON m.report_id = w.report_id"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return {"cell": cell_name(case.scope, language), **figures(case)}
