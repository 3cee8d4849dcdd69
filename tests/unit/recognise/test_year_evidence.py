"""The years that sentences about the past speak of."""

from __future__ import annotations

from collections import Counter

import pytest

from pipelines.recognise.year_evidence import leading_year, years_of_text


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("2020年，我局公开信息5条。", {2020: 1}, id="a sentence"),
        pytest.param("2020年公开5条。2020年受理3件；2019年没有。", {2020: 2, 2019: 1}, id="three"),
        pytest.param("2020年公开5条，2019年公开6条", {2020: 1, 2019: 1}, id="two years in one"),
        pytest.param("２０２０年\n2020 年公开", {2020: 2}, id="as printed"),
        pytest.param("2021年，我们将继续努力。2020年公开5条。", {2020: 1}, id="none of a plan"),
        pytest.param("2021年计划\n2020年公开5条", {2020: 1}, id="a plan ends with its line"),
        pytest.param("统计期限为2021年1月1日至2021年12月31日。", {}, id="none of the period"),
        pytest.param("《条例》2019年5月15日起施行", {}, id="not the day of a law"),
        pytest.param("2021年1月20日", {}, id="not the day of a signature"),
        pytest.param("2021年6月30日", {}, id="up to the middle of a year"),
        pytest.param("2021年7月1日", {2021: 1}, id="a later day"),
        pytest.param("2021年1月20日公开", {2021: 1}, id="a day within a sentence"),
        pytest.param("较2019年增长一成，比2018年少，与2017年同", {}, id="not what is compared with"),
        pytest.param("2019年同期，2018年度相比，2017年增长", {}, id="nor what follows such a year"),
        pytest.param("12020年", {}, id="not the end of a number"),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_the_years_of_a_text(text: str, years: dict[int, int]) -> None:
    assert years_of_text(text) == years


@pytest.mark.parametrize(
    ("counted", "year"),
    [
        ({}, None),
        ({2020: 1}, 2020),
        ({2020: 1, 2021: 1}, None),
        ({2020: 1, 2021: 2}, 2021),
        ({2019: 1, 2020: 2, 2021: 2}, None),
        ({2019: 1, 2020: 1, 2021: 2}, 2021),
    ],
)
def test_the_year_that_leads(counted: dict[int, int], year: int | None) -> None:
    assert leading_year(Counter(counted)) == year
