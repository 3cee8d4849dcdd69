"""What a rule looks at beside the report that it judges is what its kind says."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from expectations.arithmetic import assessed, query
from expectations.kinds import kinds
from expectations.reaches import HERE, looks, telling
from expectations.rule import OWN, Reach, Rule
from expectations.rules import load

OF_THE_REPORT = {"reports_wide", "cells", "reports", "mentions", "sections", "lines"}
"""Tables and views of which a rule may ask the rows of the report that it judges."""
BESIDE = {
    "deadline": {"timeliness"},
    "office": {"offices"},
    "parts": {"territory_parts"},
    "wording": {"wordings"},
    "year_before": {"previous_reports"},
}
"""Those that each reach opens."""
TELLING = telling(load(), load())


def reach(rule: Rule) -> frozenset[str]:
    cause = load()[rule.yields_to].check.reaches if rule.yields_to else OWN
    return (rule.check.reaches or OWN) | (cause or OWN)


def test_each_reach_is_a_file() -> None:
    assert {path.stem for path in HERE.glob("*.sql")} == set(get_args(Reach)) == set(BESIDE)
    assert all((check.reaches or OWN) <= set(BESIDE) for check in kinds().values())


def test_all_rules_say_what_they_look_at() -> None:
    assert load().keys() == TELLING.keys()


def test_a_rule_that_looks_at_what_is_lent_yields_to_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step leads to what is judged again for the sake of what is lent."""
    monkeypatch.setattr(kinds()["column_blank"], "reaches", frozenset({"parts"}))
    gone = load().keys() - telling(load(), load()).keys()
    assert gone == {code for code, rule in load().items() if rule.yields_to == "t3.total_column_blank"}


@pytest.mark.parametrize("code", TELLING)
def test_a_rule_looks_at_nothing_else(code: str) -> None:
    rule = load()[code]
    allowed = OF_THE_REPORT.union(*(BESIDE[name] for name in reach(rule)))
    for sql in (query(rule), assessed(rule)):
        named = set(re.findall(r"(?:(?<!DISTINCT )FROM|JOIN) (\w+)", sql))
        common = set(re.findall(r"(\w+) AS (?:MATERIALIZED )?\(", sql))
        assert named - common <= allowed


def test_a_rule_is_silent_where_the_one_that_it_yields_to_is(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = {code for code, rule in load().items() if rule.yields_to == "t3.total_column_blank"}
    monkeypatch.setattr(kinds()["column_blank"], "reaches", None)
    assert codes and telling(load(), load()).keys() == TELLING.keys() - codes - {"t3.total_column_blank"}


def test_nothing_is_looked_at_by_rules_about_the_report_alone() -> None:
    own = [rule for rule in load().values() if rule.check.reaches == OWN]
    assert [*looks(own)] == []
