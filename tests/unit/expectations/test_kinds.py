"""The kinds of checks: one in each file, with the words, reasons and terms that their rules use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import expectations.kinds
from expectations.kinds import kinds
from expectations.reasons import YEAR_BEFORE
from expectations.rule import Case, Language, Rule
from expectations.rules import load

LANGUAGES: tuple[Language, ...] = get_args(Language)
FOLDER = Path(expectations.kinds.__file__).parent
FILES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


def test_each_kind_is_the_file_of_its_name() -> None:
    assert sorted(kinds()) == FILES
    assert {kind: check.__module__ for kind, check in kinds().items()} == {
        file: f"expectations.kinds.{file}" for file in FILES
    }


def test_each_kind_has_a_rule() -> None:
    assert {rule.check.kind for rule in load().values()} == set(kinds())


@pytest.mark.parametrize("code", load())
def test_a_kind_names_every_reason_that_its_sql_gives(code: str) -> None:
    """Of those that any kind names; that no other is given is seen where every rule is run."""
    rule = load()[code]
    known = {reason.code for check in kinds().values() for reason in check.reasons}
    given = set(re.findall(r"THEN '(\w+)'", rule.check.cases(rule, rule.check.reads, None)))
    named = {reason.code for reason in rule.check.reasons}
    assert given & known <= named
    if "x.reason" in rule.check.cases(rule, rule.check.reads, None):
        assert {reason.code for reason in YEAR_BEFORE} <= named


SCOPES = {"token": "t3.slash", "column_blank": "total", "tables_present": "t3", "duplicate": "previous_year"}


def a_scope(rule: Rule) -> str:
    """One that a finding of the rule may have."""
    lines = [equation.scope for equation in rule.check.sums(rule)] or getattr(rule.check, "each", ())
    cell = "t2.administrative_fees.fee_amount" if rule.scope == "cell" else ""
    return SCOPES.get(rule.check.kind) or next(iter(lines), "") or cell or next(iter(rule.of), "report")


@pytest.mark.parametrize("code", load())
def test_a_kind_fills_in_every_word_that_it_lists(code: str) -> None:
    """Also about a case of which nothing is known but its scope."""
    rule = load()[code]
    case = Case(1, None, None, a_scope(rule), None, None, None, ())
    for language in LANGUAGES:
        said = rule.check.say(rule, case, {}, language)
        assert rule.check.words_of(rule) <= set(said)
        assert all(isinstance(word, str) for word in said.values())
