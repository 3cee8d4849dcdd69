"""Cells hold whole numbers: one case per cell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from expectations.reasons import DOUBTFUL
from expectations.rule import OWN, SOME, Case, Cells, Check, Language, Rule
from expectations.single_cells import TYPES, say_cell, tables_complaint, value_cases


@dataclass(frozen=True, slots=True)
class Integer(Check):
    """stated: the value of the cell."""

    tables: tuple[str, ...]

    kind = "integer"
    reads = "cells"
    reaches = OWN
    takes = SOME
    scopes = frozenset({"cell"})
    words = frozenset({"cell", "text"})
    reasons = (DOUBTFUL,)

    def subjects(self) -> Collection[str]:
        return TYPES

    def complaint(self, rule: Rule) -> str:
        return tables_complaint(self.tables)

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        return value_cases(
            rule, source, "round(value, 9) <> round(value)", "CAST(NULL AS DOUBLE)", self.tables
        )

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return say_cell(case, cells, language)
