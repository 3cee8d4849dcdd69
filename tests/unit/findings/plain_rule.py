"""A rule whose SQL a test writes: every number of new requests that is not 0 fails."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.labels import number
from expectations.rule import Case, Cells, Check, Language, Rule

_FAILING = """
    SELECT report_id, office_id, year, "column" AS scope, value AS stated, 0 AS expected,
           [cell{more}] AS cells,
           NULL::VARCHAR AS reason, true AS fails
    FROM cells WHERE "row" = 'requests_new' AND value <> 0
"""
ONE_CELL = _FAILING.format(more="")
FAILING = _FAILING.format(more=", 't3.granted.total', 't2.other_public_services.decisions'")
UNDECIDED = """
    SELECT report_id, office_id, year, 'total' AS scope, NULL AS stated, NULL AS expected, [] AS cells,
           'doubtful' AS reason, false AS fails
    FROM cells WHERE status = 'ambiguous'
"""
HOLDING = """
    SELECT report_id, office_id, year, 'all' AS scope, 0 AS stated, 0 AS expected, [] AS cells,
           NULL AS reason, false AS fails
    FROM reports_wide
"""


@dataclass(frozen=True, slots=True)
class Plain(Check):
    """The cases are what `sql` selects."""

    sql: str

    kind = "plain"
    reads = "cells"
    scopes = frozenset({"column"})
    words = frozenset({"rule", "stated", "printed", "scope"})

    def cases(self, rule: Rule, source: str, cause: str | None) -> str:
        return self.sql

    def say(self, rule: Rule, case: Case, cells: Cells, language: Language) -> dict[str, str]:
        printed = str(sorted(cells.values(), key=str))
        return {"rule": rule.code, "stated": number(case.stated), "printed": printed, "scope": case.scope}


@dataclass(frozen=True, slots=True)
class Across(Plain):
    """The same, looking at the year before too."""

    kind = "across"
    alone = False


def plain(sql: str = f"{FAILING} UNION ALL {UNDECIDED}", check: type[Plain] = Plain, **more: str) -> Rule:
    """The rule `t3.new` with this SQL, or another with `more` of its fields."""
    fields = {
        "code": "t3.new",
        "message_zh": "{rule} {stated} {printed}",
        "message_en": "{scope}",
        "zh": "应为零",
        "en": "Must be 0",
        "do": "请核对",
        "severity": "warning",
        **more,
    }
    return Rule(
        family="t3",
        basis="form",
        sources=("A", "B"),
        editions=("f2019", "f2021"),
        scope="column",
        check=check(sql),
        of=(),
        nil="as_zero",
        **fields,  # type: ignore[arg-type]
    )
