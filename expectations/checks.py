"""The kinds of checks: what each is applied to, what it holds for, and the words its messages may
use.

A rule of a new kind needs an entry here, its SQL in the module of its subject, which arithmetic.py
names, and its words in words.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Literal

from expectations import prose, relations
from pipelines.catalogue.load import catalogue
from pipelines.catalogue.mentions import mention_kinds


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of check.

    `reads`: the table of the warehouse that it judges. `of`: what a rule's `of` names, `takes` how
    many of them. `terms`: what else a rule must give (`tolerance` may be left out). `alone`: a
    report can be judged by itself.
    """

    reads: Literal["reports_wide", "cells", "reports", "wordings"]
    of: Literal["sums", "types", "tables", "cells", "rows", "mentions", "kinds", "nothing"]
    takes: frozenset[int]
    scopes: frozenset[str]
    words: frozenset[str]
    terms: frozenset[str] = frozenset()
    alone: bool = True
    complaint: Callable[[Any], str] = field(default=lambda rule: "")

    def subjects(self) -> Collection[str]:
        """What `of` may name."""
        lines = catalogue().lines
        return {
            "sums": tuple(catalogue().sums),
            "types": TYPES,
            "tables": tuple(catalogue().tables),
            "cells": catalogue().cells(),
            "rows": tuple(code for _, kind, code in lines if kind == "row"),
            "mentions": tuple(mention_kinds()),
            "kinds": ("department", "government"),
            "nothing": (),
        }[self.of]


TYPES = ("count", "signed_count", "amount")
SOME = frozenset({1, 2, 3})
CELL = frozenset({"cell"})
REPORT = frozenset({"report"})
SECTION = frozenset({"section"})
RANGE = frozenset({"low", "high"})
NONE, ONE = frozenset({0}), frozenset({1})
FIGURES = frozenset({"stated", "expected", "gap"})
YEARS = FIGURES | {"year", "last_year"}

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
    "relation": Check(
        "reports_wide",
        "nothing",
        NONE,
        frozenset({"row", "column"}),
        FIGURES | {"scope"},
        frozenset({"each", "left", "right", "relation", "tolerance"}),
        complaint=relations.complaint,
    ),
    "years": Check(
        "reports_wide",
        "nothing",
        NONE,
        frozenset({"row", "column"}),
        FIGURES | {"scope", "year", "last_year"},
        frozenset({"each", "left", "right", "relation", "tolerance"}),
        alone=False,
        complaint=relations.complaint,
    ),
    "copied": Check("reports_wide", "nothing", NONE, REPORT, YEARS, frozenset({"high"}), alone=False),
    "duplicate": Check("wordings", "nothing", NONE, SECTION, YEARS | {"copied"}, RANGE, alone=False),
    "unit_slip": Check("cells", "cells", ONE, CELL, YEARS | {"cell"}, RANGE, alone=False),
    "without_requests": Check("reports_wide", "nothing", NONE, REPORT, YEARS, alone=False),
    "silent": Check("reports_wide", "nothing", NONE, SECTION, FIGURES | {"said"}),
    "number": Check(
        "reports_wide",
        "mentions",
        SOME,
        SECTION,
        FIGURES | {"scope"},
        frozenset({"accepts"}),
        complaint=prose.complaint,
    ),
    "fee_named": Check("reports_wide", "rows", ONE, SECTION, FIGURES),
    "years_agree": Check("reports", "nothing", NONE, SECTION, YEARS | {"scope"}),
    "plan_year": Check("reports", "nothing", NONE, SECTION, YEARS),
    "deadline": Check(
        "reports", "kinds", ONE, REPORT, YEARS | {"deadline"}, frozenset({"deadline"}), alone=False
    ),
    "competence": Check(
        "reports_wide", "rows", ONE, frozenset({"row"}), FIGURES | {"scope"}, frozenset({"allows"})
    ),
    "price": Check("cells", "cells", frozenset({2}), CELL, FIGURES, RANGE),
    "rollup": Check("reports_wide", "cells", ONE, CELL, FIGURES | {"cell"}, alone=False),
}
