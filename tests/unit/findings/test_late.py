"""Who is late, and whom no day is held against, as `gongkai check` judges one report."""

from __future__ import annotations

import pytest

from expectations.rules import load
from findings.one_report import findings
from tests.unit.findings.test_unfair import report, rules_broken

LATE = "report.on_time_department"


@pytest.mark.parametrize(
    ("name", "year", "day", "signed", "late"),
    [
        ("青禾县教育局", 2022, "2023-02-01", "", True),
        ("青禾县教育局", 2022, "2023-01-31", "", False),
        ("青禾县教育局", 2021, "2022-02-07", "", False),  # the first working day after the Spring Festival
        ("青禾县教育局", 2021, "2022-02-08", "", True),
        ("青禾县教育局", 2022, "2023-02-06", "2023年1月20日", False),
        ("青禾县教育局", 2022, "2023-02-06", "二〇二三年二月六日", True),
        ("中共青禾县委宣传部", 2022, "2023-02-20", "", False),
        ("青禾县公安局交通警察大队", 2022, "2023-02-20", "", False),
        ("青禾县人民法院", 2022, "2023-02-20", "", False),
        ("青禾县青禾村村民委员会", 2022, "2023-02-20", "", False),
        ("青禾县城关镇东街社区居委会", 2022, "2023-02-20", "", False),
        ("青禾县教育局办公室", 2022, "2023-02-20", "", False),
        ("青禾县安全生产委员会办公室", 2022, "2023-02-20", "", False),
        ("青禾县人民政府征兵办公室", 2022, "2023-02-20", "", False),
        ("青禾县社会保险事业局", 2022, "2023-02-20", "", False),
        ("青禾县档案局", 2022, "2023-02-20", "", False),
        ("青禾县卫生健康委员会", 2022, "2023-02-20", "", True),
        ("青禾县政务服务管理办公室", 2022, "2023-02-20", "", True),
        ("青禾县发展和改革局", 2022, "2023-02-20", "", True),
        ("青禾镇人民政府", 2022, "2023-02-20", "", False),
        ("青禾县人民政府", 2022, "2023-03-20", "", False),
    ],
)
def test_who_is_late(name: str, year: int, day: str, signed: str, late: bool) -> None:
    prose = {"other_matters": f"没有收取信息处理费。{name}{signed}"}
    assert (LATE in rules_broken(report(name, year, published_on=day, prose=prose))) is late


def test_a_day_off_is_told_beside_a_late_report() -> None:
    (late,) = [f for f in findings(report(year=2021, published_on="2022-03-01"), load()) if f.rule == LATE]
    assert "春节假期" in late.message and "Spring Festival" in late.message_en


@pytest.mark.parametrize(
    "signed",
    [
        "二〇二三年一月二十日",
        "二○二三年一月二十日",
        "2023.1.20",
        "2023-01-20",
        "2023年1月20日（联系电话：0517-1234）",
    ],
)
def test_a_day_of_signing_is_known_however_it_is_written(signed: str) -> None:
    prose = {"other_matters": f"没有收取信息处理费。青禾县教育局\n{signed}"}
    assert LATE not in rules_broken(report(published_on="2023-02-06", prose=prose))
