"""The period of the figures: a year, a part of one, or of an office founded in it."""

from __future__ import annotations

import pytest

from pipelines.naming.periods import founded_in, statistics_periods, unbroken, whole_years


@pytest.mark.parametrize(
    "said",
    [
        "统计期限为2023年1月1日至2023年6月30日。",
        "所列数据的统计期限自2023年1月1日起至6月30日止。",
        "统计时间：2023.1.1-2023.6.30",
        "数据统计期限为2023年1-6月。",
        "统计周期为2023年1月至6月。",
        "统计期限为二〇二三年一月一日至二〇二三年六月三十日。",
    ],
)
def test_a_part_of_a_year(said: str) -> None:
    (period,) = statistics_periods([said])
    assert ((period.first.month, period.first.day), (period.last.month, period.last.day)) == ((1, 1), (6, 30))
    assert not period.is_year and not period.reaches_end


@pytest.mark.parametrize(
    "said",
    [
        "统计期限为2023年1月1日至2023年12月31日。",
        "统计期限为2023年1月至12月。",
        "统计期限为2023年1月1日至12月30日。",
    ],
)
def test_a_whole_year(said: str) -> None:
    (period,) = statistics_periods([said])
    assert period.is_year


@pytest.mark.parametrize(
    "said",
    [
        "2023年1月1日至2023年6月30日开展了宣传活动。",
        "统计期限为2023年6月31日至2023年6月30日。",
        "统计期限为2022年1月1日至2023年12月31日。",
        "统计期限如下。",
    ],
)
def test_what_is_no_period_of_the_figures(said: str) -> None:
    assert not [*statistics_periods([said])]


def test_years_by_their_first_and_last_day() -> None:
    assert whole_years(["统计期限为202511日到1231日"]) == {2025}
    assert whole_years(["统计期限为2025年度。"]) == {2025}
    assert whole_years(["2042年1月1日至2042年12月31日"]) == set()


def test_an_office_founded_in_the_year_reports_of_the_rest_of_it() -> None:
    (rest,) = statistics_periods(["统计期限为2023年3月1日至2023年12月31日。"])
    assert founded_in(rest, ["本局于2023年3月挂牌成立。"])
    assert not founded_in(rest, ["本局于2019年3月挂牌成立。"])
    assert not founded_in(rest, ["2023年3月成立了公开工作领导小组。"])
    (first,) = statistics_periods(["统计期限为2023年3月1日至2023年6月30日。"])
    assert not founded_in(first, ["本局于2023年3月挂牌成立。"])


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        ("所列数据的统计期限为2020年1月1日至2020年12月3", "1日。"),
        ("所列数据的统计期限为2020年1月1日至2020年12月", "31日。"),
        ("所列数据的统计期限为2020年1月1日至2020年", "12月31日。"),
        ("所列数据的统计期限为2020年1月1日至", "2020年12月31日。"),
    ],
)
def test_a_period_goes_on_in_the_next_line(first: str, rest: str) -> None:
    lines = [first, rest, "一、总体情况"]
    assert unbroken(lines) == [first + rest, lines[2]]
    (period,) = statistics_periods(unbroken(lines))
    assert period.is_year
    assert whole_years(unbroken(lines)) == {2020}


@pytest.mark.parametrize(
    "lines",
    [
        ["本报告的统计期限与上年度报告保持一致", "2020年3月1日至2020年6月30日开展了专项检查。"],
        ["云岭市民政局2020年政府信息公开年度报告", "统计期限为2020年1月1日至2020年6月30日。"],
        ["统计期限为2020年1月1日至2020年6月30日。", "1日起"],
        ["全年收到申请12", "3.其他事项"],
    ],
)
def test_other_lines_stand_alone(lines: list[str]) -> None:
    assert unbroken(lines) == lines
