"""The stated column of a sum is not left blank: one finding, not one for each row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.reasons import DOUBTFUL, TABLE
from expectations.rule import OWN, Case, Cells, Check, Language, Rule
from expectations.sql import lacks, listed, text, total, wide, without_nulls
from expectations.words import FIGURES, figures, line
from pipelines.catalogue.equations import SumAcross, sums_across
from pipelines.catalogue.load import catalogue
from pipelines.model import PRINTED_IN_DOUBT


@dataclass(frozen=True, slots=True)
class ColumnBlank(Check):
    """One case per report: the stated column of the first sum of `of` is left blank although rows
    have numbers.

    That is so if no row has it, or if none of the rows that are the parts of the second sum has it
    while at least two of them would fail for it (Shanghai's general office, 2019, filled it only
    beside those rows). A single such row is a slip of that row, and left to the sum. stated: rows
    filled, expected: rows with numbers.
    """

    kind = "column_blank"
    reaches = OWN
    takes = frozenset({2})
    scopes = frozenset({"column"})
    words = FIGURES | {"table", "scope"}
    reasons = (TABLE, DOUBTFUL)

    def subjects(self) -> Collection[str]:
        return catalogue().sums

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        rows, inner = sums_across(rule.of[0], rule.editions), _inner(rule)
        table, column = rows[0].right[0].split(".")[0], rows[0].right[0].split(".")[-1]
        filled = {row.scope: f"{wide(row.right[0])} IS NOT NULL" for row in rows}
        has = {row.scope: f"coalesce({', '.join(wide(c) for c in row.left)}) IS NOT NULL" for row in rows}

        def chosen(condition: str, row: SumAcross) -> str:
            return f"CASE WHEN {condition} THEN {text(row.right[0])} END"

        numbered = without_nulls(chosen(has[row.scope], row) for row in rows)
        unfilled = without_nulls(chosen(f"{has[r.scope]} AND NOT {filled[r.scope]}", r) for r in rows)
        failing = " + ".join(f"CAST({total(row.left)} <> 0 AS INTEGER)" for row in inner)
        whole = f"NOT ({' OR '.join(filled[row.scope] for row in rows)})"
        inside = f"(NOT ({' OR '.join(filled[row.scope] for row in inner)}) AND {failing} >= 2)"
        # by status first, which hardly any cell has; together with the column it takes three times
        # as long. A column that is not printed at all (`absent`) is as blank as any.
        doubtful = (
            'WITH doubt AS MATERIALIZED (SELECT report_id, "column" FROM cells '
            f'WHERE "table" = {text(table)} AND status IN ({listed(sorted(PRINTED_IN_DOUBT))})) '
            f'SELECT report_id FROM doubt WHERE "column" = {text(column)}'
        )
        return (
            f"SELECT report_id, office_id, year, {text(column)} AS scope, "
            "CAST(numbered - len(cells) AS DOUBLE) AS stated, "
            "CAST(numbered AS DOUBLE) AS expected, cells, blank AND len(cells) > 0 AS fails, "
            "CASE WHEN lacking THEN 'table_missing' "
            f"WHEN blank AND report_id IN ({doubtful}) THEN 'doubtful' END AS reason\n"
            f"FROM (\nSELECT w.report_id, w.office_id, w.year, {lacks(table)} AS lacking, "
            f"len({numbered}) AS numbered, "
            f"{unfilled} AS cells, {whole} OR {inside} AS blank FROM {source} w)"
        )

    def failing(self, rule: Rule, source: str, cause: str | None) -> str:
        """Without the reports in which it cannot be so: those with a total in one of the inner
        rows."""
        unfilled = " AND ".join(f"{wide(row.right[0])} IS NULL" for row in _inner(rule))
        return self.cases(rule, f"(SELECT * FROM {source} w WHERE {unfilled})", cause)

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        table = catalogue().sums[rule.of[0]].table
        named = {"table": catalogue().tables[table].called[language]}
        return {**named, **line(table, "column", case, language), **figures(case)}


def _inner(rule: Rule) -> list[SumAcross]:
    """The rows of the first sum whose stated cells are the parts of the second."""
    parts = {cell for equation in sums_across(rule.of[1], rule.editions) for cell in equation.left}
    return [row for row in sums_across(rule.of[0], rule.editions) if set(row.right) <= parts]
