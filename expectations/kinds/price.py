"""The price of a purchase is one that a purchase can have, or its unit is mistaken."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.reasons import DOUBTFUL, NO_UNIT
from expectations.rule import OWN, Case, Cells, Check, Language, Rule
from expectations.sql import at, in_doubt, text, texts
from expectations.words import FIGURES, figures
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class Price(Check):
    """One case per report with purchases and an amount (the two cells of `of`): the price of one
    purchase, in yuan, is below `low` or above `high`. An amount without a unit is judged only if it
    fails as yuan and as 万元 alike. stated: the price."""

    low: float
    high: float

    kind = "price"
    reads = "cells"
    reaches = OWN
    takes = frozenset({2})
    scopes = frozenset({"cell"})
    words = FIGURES
    reasons = (DOUBTFUL, NO_UNIT)

    def subjects(self) -> Collection[str]:
        return catalogue().cells()

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        items, amount = rule.of
        per = "value / items"
        usual = f"BETWEEN {self.low:g} AND {self.high:.0f}"
        return (
            f"SELECT report_id, office_id, year, {text(amount)} AS scope, "
            f"round({per} * coalesce(factor, 1), 2) AS stated, CAST(NULL AS DOUBLE) AS expected, "
            f"{texts([items, amount])} AS cells, CASE WHEN in_doubt THEN 'doubtful' "
            f"WHEN factor IS NULL AND ({per} {usual} "
            f"OR {per} * 10000 {usual}) THEN 'unit_unknown' END AS reason, "
            f"{per} * coalesce(factor, 1) NOT {usual} AS fails\n"
            "FROM (SELECT d.report_id, d.office_id, d.year, d.value, n.value AS items, "
            f"{in_doubt('d.status')} OR {in_doubt('n.status')} AS in_doubt, "
            "money_factor(d.unit) AS factor\n"
            f"FROM {source} d JOIN (SELECT d.report_id, d.value, d.status FROM cells d WHERE {at(items)}) n "
            f"ON n.report_id = d.report_id WHERE {at(amount)} AND ((d.value > 0 AND n.value > 0) "
            f"OR {in_doubt('d.status')} OR {in_doubt('n.status')}))"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return figures(case)
