"""The legal days of publication are those of the kinds of office, whatever kinds and months they
are, and of the Regulation that was in force."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from expectations.kinds import deadline
from expectations.rule import Case, Language
from expectations.rules import load
from pipelines.offices import kinds
from pipelines.offices.kinds import Deadline
from tests.unit.warehouse.small_build import Small, make
from warehouse.query import run

LATE = next(rule for rule in load().values() if isinstance(rule.check, deadline.Deadline))


def said(kind: str, language: Language, year: int | None) -> str:
    case = Case(1, None, year, "report", 1.0, 0.0, 1.0, ())
    return LATE.check.say(replace(LATE, of=(kind,)), case, {}, language)["deadline"]


@pytest.mark.parametrize(
    ("kind", "language", "day"),
    [
        pytest.param("committee", "en", "30 April", id="april"),
        pytest.param("institution", "en", "1 December", id="december"),
        pytest.param("institution", "zh", "12月1日", id="Chinese"),
    ],
)
def test_the_day_is_named(kind: str, language: Language, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    days = (Deadline("committee", 4, 30, ("township",)), Deadline("institution", 12, 1, ()))
    monkeypatch.setattr(kinds, "deadlines", lambda: days)
    assert said(kind, language, 2024) == day


@pytest.mark.parametrize(
    ("kind", "year", "day"),
    [
        ("department", 2024, "1月31日"),
        ("department", 2018, "3月31日"),
        ("government", 2018, "3月31日"),
        ("department", None, "1月31日"),
        ("street", 2024, "名册所定期限"),
    ],
)
def test_the_day_is_that_of_the_regulation_in_force(kind: str, year: int | None, day: str) -> None:
    assert said(kind, "zh", year) == day


def test_the_level_is_asked_for_where_one_of_it_is_exempt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deadline, "deadlines", lambda: (Deadline("committee", 4, 30, ("township",)),))
    sql = LATE.check.cases(replace(LATE, of=("committee",)), "reports", None)
    assert "kind IN ('committee') AND level IS NULL THEN 'level_unknown'" in sql
    assert "government" not in sql


@pytest.mark.parametrize(
    ("year", "day", "days"),
    [
        (2017, "2018-03-20", 0),  # until 2019 every organ had until 31 March
        (2018, "2019-04-03", 3),
        (2018, "2019-04-01", 1),
        (2019, "2020-02-20", 20),
    ],
)
def test_a_department_is_late_by_the_regulation_of_its_year(
    year: int, day: str, days: int, tmp_path: Path
) -> None:
    offices = {1: {"name": "教育局", "kind": "department", "level": "county"}}
    draft = make(tmp_path, Small(1, year, "f2019", published_on=day), offices=offices)
    rule = load()["report.on_time_department"]
    asked = f"SELECT stated, reason FROM ({rule.check.cases(rule, 'reports', None)})"
    assert run(asked, draft)[1] == [(days, "day_off" if day == "2019-04-01" else None)]
