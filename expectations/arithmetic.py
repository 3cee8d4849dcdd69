"""Turns a rule into SQL over the warehouse: what fails, how much was assessed, what could not be.

The three questions are asked of the same cases, which the rule's kind of check selects, so that
their answers always fit together: every case is assessed or not assessable, and only an assessed
one can be a finding.
"""

from __future__ import annotations

from expectations.rule import Rule
from expectations.rules import load


def query(rule: Rule) -> str:
    """The SELECT of every failing case: the fields of `Case`."""
    failing = rule.check.failing(rule, rule.check.reads, _cause(rule))
    return (
        "SELECT report_id, office_id, year, scope, stated, expected, round(stated - expected, 9)"
        " AS gap, cells\n"
        f"FROM (\n{failing}\n)\nWHERE reason IS NULL AND fails"
    )


def holding(rule: Rule) -> str:
    """The SELECT of every case that holds: report_id, office_id, year, scope, stated, expected,
    cells."""
    columns = "report_id, office_id, year, scope, stated, expected, cells"
    return f"SELECT {columns}\nFROM (\n{_cases(rule)}\n)\nWHERE reason IS NULL AND NOT fails"


def assessed(rule: Rule, only: str = "true") -> str:
    """The SELECT of one number: how many (report, scope) pairs the rule could judge, of the cases for
    which `only` holds."""
    return f"SELECT count(*) AS assessed\nFROM (\n{_cases(rule)}\n)\nWHERE reason IS NULL AND {only}"


def not_assessable(rule: Rule) -> str:
    """The SELECT of every case that cannot be judged: report_id, office_id, year, scope, reason
    (one of the check's `reasons`, or the code of the rule that this one yields to)."""
    return (
        f"SELECT report_id, office_id, year, scope, reason\nFROM (\n{_cases(rule)}\n)\nWHERE"
        f" reason IS NOT NULL"
    )


def told(rule: Rule, only: str) -> str:
    """The SELECT of all three answers at once, of the cases for which `only` holds: those that fail, as
    `query` has them, with no `reason`; those that cannot be judged; and one row with nothing but how
    many could be, `assessed`. Planning is most of what a question about few reports costs."""
    columns = "report_id, office_id, year, scope, stated, expected"
    cases = f"SELECT {columns}, cells, reason, fails FROM (\n{_cases(rule)}\n) WHERE {only}"
    return (
        f"WITH told AS MATERIALIZED (\n{cases}\n)\n"
        f"SELECT {columns}, round(stated - expected, 9) AS gap, cells, reason, NULL::BIGINT AS assessed\n"
        "FROM told WHERE reason IS NOT NULL OR fails\n"
        "UNION ALL BY NAME SELECT count(*) AS assessed FROM told WHERE reason IS NULL"
    )


def _cases(rule: Rule) -> str:
    return rule.check.cases(rule, rule.check.reads, _cause(rule))


def _cause(rule: Rule) -> str | None:
    return query(load()[rule.yields_to]) if rule.yields_to else None
