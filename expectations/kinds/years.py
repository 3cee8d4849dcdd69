"""Cells of a report compare with those of the year before as a rule says: a relation with terms
that are `previous`."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.kinds.relation import Relation
from expectations.reasons import DOUBTFUL, EDITION, EXPLAINED, FORM, NIL, TABLE, YEAR_BEFORE
from expectations.rule import Case, Cells, Language, Rule
from expectations.words import YEARS, years


@dataclass(frozen=True, slots=True)
class Years(Relation):
    """One case per report and line of `each`, or one for a report of which none can be judged."""

    kind = "years"
    reaches = frozenset({"year_before"})
    words = YEARS | {"scope"}
    alone = False
    reasons = (TABLE, DOUBTFUL, NIL, EDITION, FORM, EXPLAINED, *YEAR_BEFORE)

    def before(self, rule: Rule) -> dict[str, tuple[str, ...]]:
        return self._earlier()

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        return {**self._line(rule, case, language), **years(case)}
