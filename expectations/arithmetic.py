"""Turns a rule into SQL over the warehouse: what fails, how much was assessed, what could not be.

Each kind of check selects its cases, one per report and scope, with the reason why it cannot be
assessed (or NULL) and whether it fails. The three questions below are asked of the same cases, so
that their answers always fit together: every case is assessed or not assessable, and only an
assessed one can be a finding.
"""

from __future__ import annotations

from collections.abc import Callable

from expectations import cells, filing, history, levels, prose, relations, reports, sums
from expectations.checks import CHECKS
from expectations.rule import Rule
from expectations.rules import load

CASES: dict[str, Callable[[Rule, str, str | None], str]] = {
    "sum": sums.cases,
    "column_blank": sums.blank_column_cases,
    "non_negative": cells.value_cases,
    "integer": cells.value_cases,
    "token": cells.token_cases,
    "tables_present": reports.table_cases,
    "mixed": reports.mixed_cases,
    "edition_of_year": reports.edition_cases,
    "relation": relations.cases,
    "years": relations.cases,
    "copied": history.copied_cases,
    "duplicate": history.duplicate_cases,
    "unit_slip": history.unit_cases,
    "without_requests": history.dispute_cases,
    "silent": prose.silent_cases,
    "number": prose.number_cases,
    "fee_named": prose.fee_cases,
    "years_agree": filing.year_cases,
    "plan_year": filing.plan_cases,
    "deadline": filing.deadline_cases,
    "competence": levels.competence_cases,
    "price": levels.price_cases,
    "rollup": levels.rollup_cases,
}

FAILING: dict[str, Callable[[Rule, str, str | None], str]] = {
    "column_blank": sums.failing_blank_columns,
    "relation": relations.failing_cases,
    "years": relations.failing_cases,
    "copied": history.failing_copies,
}
"""Kinds whose failing cases are found faster by what all of them have in common; the other cases
are then left out."""

REASONS: dict[str, tuple[str, str]] = {
    "table_missing": ("未找到该表", "The table was not found"),
    "doubtful": ("有单元格读不准", "A cell could not be read for certain"),
    "nil": ("有单元格未填", "A cell is not filled in"),
    "not_read": ("报告未能读取", "The report could not be read"),
    "edition_unknown": ("格式不明或新旧混用", "The form is unknown or mixed"),
    "year_unknown": ("年度不明", "The year is unknown"),
    "date_unknown": ("发布日期不明", "The day of publication is unknown"),
    "kind_unknown": ("机关类别不明", "The kind of office is unknown"),
    "level_unknown": ("行政层级不明", "The level of the office is unknown"),
    "scope_unknown": ("数据口径不明", "What the report counts is unknown: its own body or its territory"),
    "previous_year_missing": ("未收录该机关上一年度的报告", "The report of the year before is not there"),
    "office_changed": (
        "机关在两年间合并、拆分或撤销",
        "The office was merged, split or dissolved in between",
    ),
    "scope_changed": ("两年的数据口径不同", "The two years count different bodies"),
    "form_changed": ("两年的格式不同，指标不可比", "The form changed, and the two years cannot be compared"),
    "unit_unknown": ("金额没有注明单位", "The amount has no unit"),
    "text_missing": ("没有可供核对的正文", "There is no text to judge"),
    "text_short": ("正文过短", "The text is too short"),
    "text_unclear": ("正文说法不一", "The text says both"),
    "not_named": ("正文没有提到该数字", "The text names no such number"),
    "children_missing": ("未收录下级机关的报告", "No report of an office below is there"),
}
"""Why a case cannot be assessed, in words. The code of another rule as reason: that rule's finding
says the cause."""


def reads(rule: Rule) -> str:
    """The table of the warehouse that the rule judges."""
    return CHECKS[rule.check].reads


def alone(rule: Rule) -> bool:
    """Whether a report can be judged by itself, without the office's other years and the other
    offices."""
    return CHECKS[rule.check].alone


def before(rule: Rule) -> dict[str, tuple[str, ...]]:
    """The cells of the report of the year before that a finding is held against, by its scope; an
    empty tuple for the same ones as in its own report. Nothing for a rule that does not look at the
    year before."""
    if rule.check == "years":
        return relations.before(rule)
    if rule.check == "unit_slip":
        return dict.fromkeys(rule.of, ())
    if rule.check == "copied":
        return {"previous_year": ()}
    return {"report": history.REQUESTS_BEFORE} if rule.check == "without_requests" else {}


def query(rule: Rule) -> str:
    """The SELECT of every failing case: report_id, office_id, year, scope, stated, expected, gap,
    cells."""
    return (
        "SELECT report_id, office_id, year, scope, stated, expected, round(stated - expected, 9) AS gap, cells\n"
        f"FROM (\n{_cases(rule, FAILING.get(rule.check))}\n)\nWHERE reason IS NULL AND fails"
    )


def holding(rule: Rule) -> str:
    """The SELECT of every case that holds: report_id, office_id, year, scope, stated, expected, cells."""
    columns = "report_id, office_id, year, scope, stated, expected, cells"
    return f"SELECT {columns}\nFROM (\n{_cases(rule)}\n)\nWHERE reason IS NULL AND NOT fails"


def assessed(rule: Rule) -> str:
    """The SELECT of one number: how many (report, scope) pairs the rule could judge."""
    return f"SELECT count(*) AS assessed\nFROM (\n{_cases(rule)}\n)\nWHERE reason IS NULL"


def not_assessable(rule: Rule) -> str:
    """The SELECT of every case that cannot be judged: report_id, office_id, year, scope, reason
    (see REASONS)."""
    return f"SELECT report_id, office_id, year, scope, reason\nFROM (\n{_cases(rule)}\n)\nWHERE reason IS NOT NULL"


def _cases(rule: Rule, kind: Callable[[Rule, str, str | None], str] | None = None) -> str:
    cause = query(load()[rule.yields_to]) if rule.yields_to else None
    return (kind or CASES[rule.check])(rule, reads(rule), cause)
