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

    Of the offices right below, governments count with their territory and all others with
    themselves; one whose scope is not known, or is the other, is left out. stated: the territory's
    number in the cell `of`, expected: the sum.
    """

    kind = "rollup"
    takes = ONE
    scopes = frozenset({"cell"})
    words = FIGURES | {"cell"}
    alone = False
    reasons = (
        Reason(
            "scope_unknown",
            "数据口径不明",
            "What the report counts is unknown: its own body or its territory",
        ),
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
            f"SELECT o.parent_office_id AS office_id, c.year, sum({child}) AS total, "
            f"count({child}) AS counted "
            "FROM offices o JOIN reports_wide c ON c.office_id = o.office_id "
            "JOIN reports r ON r.report_id = c.report_id "
            "WHERE o.parent_office_id IS NOT NULL "
            "AND r.scope = CASE o.kind WHEN 'government' THEN 'jurisdiction' ELSE 'own_body' END GROUP BY ALL"
        )
        named = (
            "SELECT report_id, max(value) AS bodies FROM mentions "
            "WHERE kind = 'bodies_summed' GROUP BY report_id"
        )
        above = (
            "SELECT DISTINCT parent_office_id AS office_id FROM offices WHERE parent_office_id IS NOT NULL"
        )
        return (
            f"SELECT w.report_id, w.office_id, w.year, {text(cell)} AS scope, coalesce({own}, 0) AS stated, "
            f"b.total AS expected, {texts([cell])} AS cells, "
            "CASE WHEN r.scope IS NULL THEN 'scope_unknown' "
            f"WHEN {lacks(cell.split('.')[0])} THEN 'table_missing' "
            f"WHEN list_contains(w.doubtful, {text(cell)}) THEN 'doubtful' WHEN {own} IS NULL THEN 'nil' "
            "WHEN coalesce(b.counted, 0) = 0 THEN 'children_missing' END AS reason, "
            f"coalesce({own} < b.total OR (m.bodies = b.counted AND {own} <> b.total), false) AS fails\n"
            f"FROM {source} w JOIN reports r ON r.report_id = w.report_id "
            f"JOIN ({above}) a ON a.office_id = w.office_id "
            f"LEFT JOIN ({below}) b ON b.office_id = w.office_id AND b.year = w.year "
            f"LEFT JOIN ({named}) m ON m.report_id = w.report_id "
            "WHERE coalesce(r.scope, 'jurisdiction') = 'jurisdiction'"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return {"cell": cell_name(case.scope, language), **figures(case)}
