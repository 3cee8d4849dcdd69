"""An amount is not beyond what an office of its kind and level can have."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.labels import cell_name
from expectations.reasons import DOUBTFUL, NO_UNIT, OFFICE
from expectations.rule import ONE, Case, Cells, Check, Language, Rule
from expectations.sql import at, in_doubt, listed, text, texts
from expectations.words import FIGURES, figures
from pipelines.catalogue.load import catalogue


@dataclass(frozen=True, slots=True)
class Most(Check):
    """One case per report with an amount in the cell `of`: it is more than `limits` gives for the
    level or the kind of the office, as `level amount` in 万元. stated: the amount in 万元, expected: the
    limit."""

    limits: tuple[str, ...]

    kind = "most"
    reads = "cells"
    reaches = frozenset({"office"})
    takes = ONE
    scopes = frozenset({"cell"})
    words = FIGURES | {"cell"}
    reasons = (DOUBTFUL, OFFICE[1], NO_UNIT)

    def subjects(self) -> Collection[str]:
        return catalogue().cells()

    def complaint(self, rule: Rule) -> str:
        odd = [limit for limit in self.limits if len(limit.split()) != 2 or not limit.split()[1].isdigit()]
        return f"limits: {odd[0]!r} is no `level amount`" if odd else ""

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        (cell,) = rule.of
        caused = (
            f"WHEN report_id IN (SELECT report_id FROM ({cause})) THEN {text(rule.yields_to)} "
            if cause
            else ""
        )
        limits = " ".join(
            f"WHEN {text(name)} IN (o.level, o.kind) THEN {amount}"
            for name, amount in map(str.split, self.limits)
        )
        return (
            f"SELECT report_id, office_id, year, {text(cell)} AS scope, round(amount, 9) AS stated, "
            f"CAST(most AS DOUBLE) AS expected, {texts([cell])} AS cells, "
            f"CASE WHEN doubtful THEN 'doubtful' {caused}WHEN most IS NULL THEN 'level_unknown' "
            "WHEN amount IS NULL THEN 'unit_unknown' END AS reason, coalesce(amount > most, false) AS fails\n"
            f"FROM (SELECT d.report_id, d.office_id, d.year, in_unit(d.value, d.unit, '万元') AS amount, "
            f"{in_doubt('d.status')} AS doubtful, CASE {limits} END AS most FROM {source} d "
            f"LEFT JOIN offices o ON o.office_id = d.office_id WHERE {at(cell)} "
            f"AND d.edition IN ({listed(rule.editions)}) AND (d.value > 0 OR {in_doubt('d.status')}))"
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return {"cell": cell_name(case.scope, language), **figures(case)}
