"""What offices are compared by: indicators of the catalogue, and the days that a report was late."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipelines.catalogue import catalogue

GUARD = 5
"""Requests, or disputes, that the denominator of a share has at least: of fewer, one case more is
twenty percent more."""
LEAST_PEERS = 5
"""Offices without whom no rank or spread is shown."""
LATE = "days_late"
"""The one measure that is no indicator."""
WITH_LATE = "(SELECT i.*, t.days_late FROM indicators AS i LEFT JOIN timeliness AS t USING (report_id))"
"""Indicators with that measure, which costs more than all of them."""


@dataclass(frozen=True)
class Measure:
    """A column of its source: its name in both languages, how it is written, and of a share its part and
    whole."""

    code: str
    zh: str
    en: str
    kind: str
    part: str = ""
    whole: str = ""

    @property
    def source(self) -> str:
        """What it is a column of."""
        return WITH_LATE if self.code == LATE else "indicators"

    def conditions(self, least: int) -> list[str]:
        """There is a value, and the whole of a share is at least so large."""
        return [f"{self.code} IS NOT NULL", *([f"{self.whole} >= {least:d}"] if self.whole else [])]

    def enough(self, least: int) -> str:
        """The same as one condition."""
        return " AND ".join(self.conditions(least))


@lru_cache(maxsize=1)
def measures() -> dict[str, Measure]:
    """By their codes, in the order of the catalogue."""
    known = {}
    for one in catalogue().indicators.values():
        if one.compare:
            zh, _, en = one.compare.title.partition(" ")
            part, whole = one.compare.of or ("", "")
            known[one.code] = Measure(one.code, zh, en, one.compare.kind, part, whole)
    return {**known, LATE: Measure(LATE, "逾期天数", "Days late", "count")}
