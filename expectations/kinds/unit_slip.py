"""An amount that is thousands of times that of the year before has the wrong unit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.labels import cell_name, number
from expectations.reasons import DOUBTFUL, FORM, NO_UNIT, YEAR_BEFORE
from expectations.rule import ONE, Case, Cells, Check, Language, Rule
from expectations.sql import at, in_doubt, listed, text, texts
from expectations.words import YEARS, years
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class UnitSlip(Check):
    """One case per report with an amount above 0 in both years: yuan under 万元, or the reverse,
    make it ten thousand times as much or as little, beside whatever else has changed. An amount
    without a unit may have been meant in either.

    stated, expected: the amounts of both years in 万元; fails where the one is `low` to `high` times
    the other and `least` or more.
    """

    low: float
    high: float
    least: float

    kind = "unit_slip"
    reads = "cells"
    reaches = frozenset({"year_before"})
    takes = ONE
    scopes = frozenset({"cell"})
    words = YEARS | {"cell", "times"}
    alone = False
    reasons = (DOUBTFUL, FORM, NO_UNIT, *YEAR_BEFORE)

    def subjects(self) -> Collection[str]:
        return catalogue().cells()

    def before(self, rule: Rule) -> dict[str, tuple[str, ...]]:
        return dict.fromkeys(rule.of, ())

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        (cell,) = rule.of
        bare = "d.value > 0 AND money_factor(d.unit) IS NULL AS bare"
        columns = f"in_unit(d.value, d.unit, '万元') AS value, d.status, {bare}"
        amount = f"SELECT d.report_id, {columns} FROM cells d WHERE {at(cell)}"
        ratio = "greatest(n.value, p.value) / least(n.value, p.value)"
        near = f"{ratio} BETWEEN {self.low:g} AND {self.high:.0f}"
        near += f" AND greatest(n.value, p.value) >= {self.least:g}"
        return (
            f"SELECT n.report_id, n.office_id, n.year, {text(cell)} AS scope, round(n.value, 9) AS stated, "
            f"round(p.value, 9) AS expected, {texts([cell])} AS cells, CASE "
            f"WHEN {in_doubt('n.status')} THEN 'doubtful' "
            "WHEN x.reason IS NOT NULL THEN x.reason WHEN p.report_id IS NULL THEN 'form_changed' "
            f"WHEN {in_doubt('p.status')} THEN 'doubtful' "
            "WHEN n.bare OR p.bare THEN 'unit_unknown' END AS reason, "
            f"coalesce(n.value > 0 AND p.value > 0 AND {near}, false) AS fails\n"
            f"FROM (SELECT d.report_id, d.office_id, d.year, {columns} FROM {source} d "
            f"WHERE {at(cell)} AND d.edition IN ({listed(rule.editions)})) n\n"
            "LEFT JOIN previous_reports x ON x.report_id = n.report_id "
            f"LEFT JOIN ({amount}) p ON p.report_id = x.previous_id"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        amounts = sorted((case.stated or 0, case.expected or 0))
        times = round(amounts[1] / amounts[0]) if amounts[0] else None
        return {"cell": cell_name(case.scope, language), "times": number(times), **years(case)}
