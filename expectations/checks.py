"""The kinds of checks: what each is applied to, what it holds for, and the words its messages may use.

A rule of a new kind needs an entry here, its SQL in arithmetic.py and its words in words.py.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pipelines.catalogue.load import TABLES, catalogue


@dataclass(frozen=True, slots=True)
class Check:
    """`reads`: the table of the warehouse that it judges. `of`: what a rule's `of` names, `takes` how many of them."""

    reads: Literal["reports_wide", "cells", "reports"]
    of: Literal["sums", "types", "tables", "nothing"]
    takes: frozenset[int]
    scopes: frozenset[str]
    words: frozenset[str]

    def subjects(self) -> Collection[str]:
        """What `of` may name."""
        return {"sums": tuple(catalogue().sums), "types": TYPES, "tables": TABLES, "nothing": ()}[self.of]


TYPES = ("count", "signed_count", "amount")
SOME = frozenset({1, 2, 3})
CELL = frozenset({"cell"})
REPORT = frozenset({"report"})

CHECKS: dict[str, Check] = {
    "sum": Check(
        "reports_wide",
        "sums",
        frozenset({1}),
        frozenset({"column", "row"}),
        frozenset({"table", "scope", "parts", "stated", "expected", "gap"}),
    ),
    "column_blank": Check(
        "reports_wide",
        "sums",
        frozenset({2}),
        frozenset({"column"}),
        frozenset({"table", "scope", "stated", "expected", "gap"}),
    ),
    "non_negative": Check("cells", "types", SOME, CELL, frozenset({"cell", "text"})),
    "integer": Check("cells", "types", SOME, CELL, frozenset({"cell", "text"})),
    "token": Check("cells", "types", SOME, CELL, frozenset({"where"})),
    "tables_present": Check("reports", "tables", SOME, REPORT, frozenset({"missing", "stated", "expected"})),
    "mixed": Check("reports", "nothing", frozenset({0}), REPORT, frozenset({"year", "form"})),
    "edition_of_year": Check("reports", "nothing", frozenset({0}), REPORT, frozenset({"year", "form"})),
}
