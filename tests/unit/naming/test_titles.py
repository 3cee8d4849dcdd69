"""Titles as they are printed: whole, cut, misspelt, of part of a year, of no year."""

from __future__ import annotations

import pytest

from pipelines.naming.titles import distance, read_title, torn_between, year_alone

OFFICE = "青禾县民政局"


@pytest.mark.parametrize(
    "line",
    [
        f"{OFFICE}2023年政府信息公开工作年度报告",
        f"{OFFICE}2023年政府信息公开工作年度…",
        f"{OFFICE}2023年政府信息公开工作年",
        f"{OFFICE}2023年政府信息公开工作告年度报",
        f"{OFFICE}2023年政府信公开工作年度报告",
        f"{OFFICE}政府信息公开工作情况2023年度报告",
        f"2023年{OFFICE}政府信息公开与政务公开工作年度报告",
        f"✔{OFFICE}2023年政府信息公开工作年度报告.docx",
        f"20240115{OFFICE}2023年政府信息公开工作年度报告",
        f"2024-01-15 {OFFICE}2023年政府信息公开工作年度报告",
        f"云溪市2023年度{OFFICE}政府信息公开工作年度报告",
        "青禾县2023年民政局政府信息公开工作年度报告",
        f"{OFFICE}(2023年){OFFICE}政府信息公开工作年度报告",
        f"{OFFICE}2023年政府信息公开工作年度报告（以下简称年报）是根据条例编制，内容如下。",
    ],
)
def test_titles(line: str) -> None:
    title = read_title(line)
    assert title and (title.office, title.year, title.part) == (OFFICE, 2023, "")


@pytest.mark.parametrize(
    "line",
    [
        f"{OFFICE}2023年主动公开政府信息120条",
        f"{OFFICE}2023年工作总结",
        "首页 > 政务公开 > 青禾县民政局2023年政府信息公开工作年度报告",
        f"上一篇：{OFFICE}2023年政府信息公开工作年度报告",
        "根据《关于做好2023年政府信息公开年度报告编制工作的通知》要求，现将情况报告如下。",
        "青禾县人民政府办公室关于做好2023年政府信息公开年度报告编制工作的通知要求，我局认真落实，报告如下。",
    ],
)
def test_lines_that_are_no_title(line: str) -> None:
    assert read_title(line) is None


@pytest.mark.parametrize(
    ("printed", "misprinted"),
    [
        ("20224年", "20224"),
        ("2042年", "2042"),
        ("20XX年", "20XX"),
        ("2022-2023年", "2022-2023年"),
        ("2022年至2023年", "2022年至2023年"),
    ],
)
def test_what_is_no_year_is_kept_as_printed(printed: str, misprinted: str) -> None:
    title = read_title(f"{OFFICE}{printed}政府信息公开工作年度报告")
    assert title and (title.office, title.year, title.misprinted) == (OFFICE, None, misprinted)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("2023年上半年政府信息公开工作报告", "上半年"),
        ("2023年第一季度政府信息公开工作报告", "第一季度"),
        ("2023年6月政府信息公开工作报告", "6月"),
        ("2023年1-6月政府信息公开工作报告", "1-6月"),
        ("2023年政府信息公开工作半年报", "半年报"),
        ("2023年政府信息公开工作年中报告", "年中"),
        ("2023年政府信息公开工作年度报告（2024年1月）", ""),
    ],
)
def test_the_part_of_a_year_that_a_title_names(words: str, part: str) -> None:
    title = read_title(OFFICE + words)
    assert title and (title.office, title.year, title.part) == (OFFICE, 2023, part)


def test_two_offices_in_one_title_leave_it_open() -> None:
    title = read_title(f"云溪县司法局2023年{OFFICE}政府信息公开工作年度报告")
    assert title and (title.office, title.year) == (None, 2023)


@pytest.mark.parametrize(
    ("line", "following", "torn"),
    [
        (f"{OFFICE}20", "23年政府信息公开工作年度报告", True),
        (f"{OFFICE}2023", "年政府信息公开工作年度报告", True),
        (f"{OFFICE}2023年政府信息公", "开工作年度报告", True),
        (f"{OFFICE}2023年政府信息公开", "工作年度报告", True),
        (f"{OFFICE}2023年", "政府信息公开工作年度报告", False),
        ("政府信息公开", "年报", False),
        ("发布时间：2023", "浏览次数：5", False),
        ("公开信息20", "50年规划", False),
    ],
)
def test_titles_that_are_torn_in_their_year_or_usual_words(line: str, following: str, torn: bool) -> None:
    assert torn_between(line, following) is torn


def test_a_line_that_is_a_year() -> None:
    assert [
        year_alone(line) for line in ("（2022年度）", "2022年", "2022 年度", "2022年1月", "第2022号")
    ] == [
        2022,
        2022,
        2022,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("甲乙丙", "甲乙丙", 0), ("甲丙乙", "甲乙丙", 1), ("甲乙", "甲乙丙", 1), ("甲", "甲乙丙丁", 3)],
)
def test_slips_between_two_words(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == distance(other, one) == slips
