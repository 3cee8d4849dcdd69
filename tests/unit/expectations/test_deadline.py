"""The legal days of publication are those of the kinds of office, whatever kinds and months they
are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from expectations.kinds import deadline
from expectations.rule import Case, Language
from expectations.rules import load
from pipelines.offices.kinds import Deadline

LATE = next(rule for rule in load().values() if isinstance(rule.check, deadline.Deadline))


@pytest.fixture(autouse=True)
def other_days(monkeypatch: pytest.MonkeyPatch) -> None:
    days = (Deadline("committee", 4, 30, ("township",)), Deadline("institution", 12, 1, ()))
    monkeypatch.setattr(deadline, "deadlines", lambda: days)


@pytest.mark.parametrize(
    ("kind", "language", "day"),
    [
        pytest.param("committee", "en", "30 April", id="april"),
        pytest.param("institution", "en", "1 December", id="december"),
        pytest.param("institution", "zh", "12月1日", id="Chinese"),
    ],
)
def test_the_day_is_named(kind: str, language: Language, day: str) -> None:
    case = Case(1, None, 2024, "report", 1.0, 0.0, 1.0, ())
    assert LATE.check.say(replace(LATE, of=(kind,)), case, {}, language)["deadline"] == day


def test_the_level_is_asked_for_where_one_of_it_is_exempt() -> None:
    sql = LATE.check.cases(replace(LATE, of=("committee",)), "reports", None)
    assert "o.kind IN ('committee') AND o.level IS NULL THEN 'level_unknown'" in sql
    assert "AND NOT coalesce(o.kind = 'committee' AND o.level = 'township', false)" in sql
    assert "government" not in sql
