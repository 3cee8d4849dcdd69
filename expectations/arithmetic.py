"""Turns a rule into SQL over the warehouse: what fails, how much was assessed, what could not be.

Each kind of check selects its cases, one per report and scope, with the reason why it cannot be assessed (or NULL) and
whether it fails. The three questions below are asked of the same cases, so that their answers always fit together:
every case is assessed or not assessable, and only an assessed one can be a finding.
"""

from __future__ import annotations

from collections.abc import Callable

from expectations import cells, reports, sums
from expectations.checks import CHECKS
from expectations.rules import Rule, load

CASES: dict[str, Callable[[Rule, str, str | None], str]] = {
    "sum": sums.cases,
    "column_blank": sums.blank_column_cases,
    "non_negative": cells.value_cases,
    "integer": cells.value_cases,
    "token": cells.token_cases,
    "tables_present": reports.table_cases,
    "mixed": reports.mixed_cases,
    "edition_of_year": reports.edition_cases,
}

REASONS: dict[str, tuple[str, str]] = {
    "table_missing": ("未找到该表", "The table was not found"),
    "doubtful": ("有单元格读不准", "A cell could not be read for certain"),
    "nil": ("有单元格未填", "A cell is not filled in"),
    "not_read": ("报告未能读取", "The report could not be read"),
    "edition_unknown": ("格式不明或新旧混用", "The form is unknown or mixed"),
    "year_unknown": ("年度不明", "The year is unknown"),
}
"""Why a case cannot be assessed, in words. The code of another rule as reason: that rule's finding says the cause."""


def reads(rule: Rule) -> str:
    """The table of the warehouse that the rule judges."""
    return CHECKS[rule.check].reads


def query(rule: Rule, source: str = "") -> str:
    """The SELECT of every failing case: report_id, office_id, year, scope, stated, expected, gap, cells.

    `source`, a table or a subquery in brackets, stands in for the table that the rule reads.
    """
    return (
        "SELECT report_id, office_id, year, scope, stated, expected, round(stated - expected, 9) AS gap, cells\n"
        f"FROM (\n{_cases(rule, source)}\n)\nWHERE reason IS NULL AND fails"
    )


def assessed(rule: Rule) -> str:
    """The SELECT of one number: how many (report, scope) pairs the rule could judge."""
    return f"SELECT count(*) AS assessed\nFROM (\n{_cases(rule)}\n)\nWHERE reason IS NULL"


def not_assessable(rule: Rule) -> str:
    """The SELECT of every case that cannot be judged: report_id, office_id, year, scope, reason (see REASONS)."""
    return f"SELECT report_id, office_id, year, scope, reason\nFROM (\n{_cases(rule)}\n)\nWHERE reason IS NOT NULL"


def _cases(rule: Rule, source: str = "") -> str:
    cause = None
    if rule.yields_to:
        first = load()[rule.yields_to]
        cause = query(first, source if reads(first) == reads(rule) else "")
    return CASES[rule.check](rule, source or reads(rule), cause)
