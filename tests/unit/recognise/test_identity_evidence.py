"""What each kind of evidence does to office and year: titles that lack a thing, signatures,
periods."""

from __future__ import annotations

import pytest

from pipelines.recognise.identity import identify

OFFICE = "青禾县民政局"
WITHOUT_YEAR = f"{OFFICE}政府信息公开工作年度报告"
TITLE = f"{OFFICE}2020年政府信息公开工作年度报告"
MISPRINTED = f"{OFFICE}20222年政府信息公开工作年度报告"
HALF = f"{OFFICE}2021年上半年政府信息公开工作报告"
FOUNDED = f"{OFFICE}2020年3月挂牌成立。"


def issues(title: str, lines: list[str], published_on: str = "") -> list[str]:
    return [f"{i.code} {i.detail}" for i in identify(title, lines, "", published_on).issues]


@pytest.mark.parametrize(
    ("page", "lines", "named"),
    [
        pytest.param("", [WITHOUT_YEAR, "（2022年度）"], (OFFICE, 2022), id="the year on the next line"),
        pytest.param("", [WITHOUT_YEAR], (OFFICE, None), id="no next line"),
        pytest.param(
            "",
            [WITHOUT_YEAR, "2020年度政府信息公开工作年度报告"],
            (OFFICE, 2020),
            id="the year in a later title",
        ),
        pytest.param(
            "",
            [OFFICE, "关于", "2020年政府信息公开工作年度报告"],
            (OFFICE, 2020),
            id="the office two lines above",
        ),
        pytest.param(
            "",
            [OFFICE, "关于", "的", "2020年政府信息公开工作年度报告"],
            (None, 2020),
            id="the office further up",
        ),
        pytest.param(
            "",
            ["2020年度政府信息公开工作年度报告", WITHOUT_YEAR],
            (OFFICE, 2020),
            id="the office in a later title",
        ),
        pytest.param("", [TITLE, HALF], (OFFICE, 2020), id="what follows a whole title is of another report"),
        pytest.param(
            "2020年度政府信息公开工作年度报告",
            [WITHOUT_YEAR, HALF],
            (OFFICE, 2020),
            id="what follows the title that has the rest, too",
        ),
        pytest.param(
            "", [MISPRINTED, HALF], (OFFICE, None), id="and what follows one whose year is misprinted"
        ),
    ],
)
def test_titles_are_read_until_office_and_year_are_known(
    page: str, lines: list[str], named: tuple[str | None, int | None]
) -> None:
    said = identify(page, lines, "")
    assert (said.office, said.year, said.part) == (*named, "")


@pytest.mark.parametrize(
    ("page", "lines"),
    [(TITLE, []), ("", [TITLE]), (TITLE, [f"关于{TITLE}"]), ("", [TITLE.replace("2020年", ""), TITLE])],
)
def test_the_title_as_printed_by_the_page_else_by_the_text(page: str, lines: list[str]) -> None:
    assert identify(page, lines, "").title == (page or lines[0])


@pytest.mark.parametrize(
    ("page", "lines"), [(MISPRINTED, []), ("", [MISPRINTED]), (WITHOUT_YEAR, [MISPRINTED])]
)
def test_a_misprinted_year_is_said_and_none(page: str, lines: list[str]) -> None:
    assert identify(page, lines, "").year is None
    assert issues(page, lines) == ["year.differs 标题印作 20222"]
    assert issues(page, [*lines, "统计期限为2022年1月1日至12月31日。"]) == []


@pytest.mark.parametrize(
    ("day", "year"), [("2021年1月20日", None), ("2021年6月30日", None), ("2021年7月1日", 2021)]
)
def test_a_report_signed_in_the_first_half_of_a_year_is_of_the_year_before(
    day: str, year: int | None
) -> None:
    """So against what the text says of another."""
    assert identify("", ["2021年，我局公开5条。", OFFICE, day], "").year == year


@pytest.mark.parametrize(
    ("title", "lines", "published_on", "said"),
    [
        pytest.param(TITLE, [], "2021-03-01", [], id="published later"),
        pytest.param(TITLE, [], "2020-12-28", [], id="at the end of that year"),
        pytest.param(TITLE, [], "2019-03-01", ["2020，公布于 2019"], id="published before"),
        pytest.param(
            TITLE, [OFFICE, "2019年3月1日"], "2023-03-01", ["2020，公布于 2019"], id="signed before"
        ),
        pytest.param(
            TITLE, [OFFICE, "2021年1月1日", OFFICE, "2019年3月1日"], "", [], id="signed again later"
        ),
        pytest.param(MISPRINTED, ["2023年公开5条。"], "2022-03-01", ["20222"], id="the title is misprinted"),
    ],
)
def test_no_report_is_of_a_year_after_its_publication(
    title: str, lines: list[str], published_on: str, said: list[str]
) -> None:
    assert issues(title, lines, published_on) == [f"year.differs 标题印作 {detail}" for detail in said]
    assert identify(title, lines, "", published_on).year == (None if said else 2020)


@pytest.mark.parametrize(
    ("lines", "part", "year"),
    [
        pytest.param(
            ["统计期限为2020年1月1日至2020年6月30日。"], "2020年1月1日至2020年6月30日", None, id="a half"
        ),
        pytest.param(
            ["统计期限为2020年3月1日至2020年12月31日。"],
            "2020年3月1日至2020年12月31日",
            None,
            id="the end of it",
        ),
        pytest.param(
            [FOUNDED + "统计期限为2020年3月1日至2020年12月31日。"], "", 2020, id="since it was founded"
        ),
        pytest.param(
            [FOUNDED + "统计期限为2020年3月1日至2020年6月30日。"],
            "2020年3月1日至2020年6月30日",
            None,
            id="a part of that",
        ),
        pytest.param(
            ["统计期限为2020年1月1日至2020年12月31日。", "统计期限为2020年3月1日至2020年6月30日。"],
            "",
            2020,
            id="a year, and a part of it",
        ),
        pytest.param(
            ["统计时间为2020年1月1日至30日。统计期限为2020年1月至12月。"], "", 2020, id="a year by its months"
        ),
        pytest.param([f"现公布{HALF}"], "上半年", None, id="what a sentence publishes"),
    ],
)
def test_the_part_of_a_year_that_figures_are_of(lines: list[str], part: str, year: int | None) -> None:
    said = identify("", lines, "")
    assert (said.part, said.year) == (part, year)
    assert [i.detail for i in said.issues if i.code == "report.part_year"] == ([part] if part else [])


PERIOD = "统计期限自2020年1月1日至2020年12月31日止。"
PAST = "2020年，我局主动公开信息5条。"
EARLY = "year.differs 报告年度 2020，公布于 2020 年 1 月，该年尚未结束"


@pytest.mark.parametrize(
    ("lines", "published_on", "year"),
    [
        pytest.param([TITLE, PERIOD, OFFICE, "2020年1月25日"], "", None, id="signed in its first month"),
        pytest.param([TITLE, PERIOD], "2020-01-25", None, id="published in it"),
        pytest.param([TITLE, PERIOD, OFFICE, "2020年1月25日"], "2021-01-30", 2020, id="published after it"),
        pytest.param([TITLE, PAST, OFFICE, "2020年1月25日"], "", 2020, id="the text tells of it as past"),
    ],
)
def test_no_report_of_a_year_comes_before_its_end(
    lines: list[str], published_on: str, year: int | None
) -> None:
    assert identify("", lines, "", published_on).year == year
    assert EARLY in issues("", lines, published_on)


def test_a_look_back_at_the_year_before_publishes_no_report_of_it() -> None:
    review = "一、2019年政府信息公开工作回顾：2019年，我局公开信息2条。二、2020年，我局公开信息3条。"
    assert identify("", [TITLE, review], "").year == 2020


@pytest.mark.parametrize(
    ("title", "signed", "name"),
    [
        ("市林业局", "双塔市林业局", "双塔市林业局"),
        ("林业局", "双塔市林业局", "双塔市林业局"),
        ("双塔市林业局", "安徽省双塔市林业局", "双塔市林业局"),
        ("市林业局", "青禾市教育局", "市林业局"),
    ],
)
def test_a_name_without_its_place_is_published_in_full(title: str, signed: str, name: str) -> None:
    lines = [f"{title}2023年政府信息公开工作年度报告", "公开信息5条。", signed, "2024年1月20日"]
    assert identify("", lines, "", "").office == name


PERIOD = "本报告统计期限自2022年1月1日起至2022年12月31日止。"


@pytest.mark.parametrize(
    ("lines", "year", "said"),
    [
        pytest.param(
            ["2021年年报", "2020年年报", WITHOUT_YEAR, PERIOD], 2022, [], id="a list above the title"
        ),
        pytest.param(["2021", "2020", "2019", WITHOUT_YEAR, PERIOD], 2022, [], id="of bare years"),
        pytest.param(
            ["2021年度报告", "2020年度报告", f"{OFFICE}2022年政府信息公开工作年度报告"],
            2022,
            [],
            id="no doubt",
        ),
        pytest.param(["2021年年报", "2020年年报", WITHOUT_YEAR], None, [], id="nothing else"),
        pytest.param(
            ["2021年年报", "2020年年报", "2022年政府信息公开工作年度报告", PERIOD],
            2022,
            [],
            id="another form",
        ),
    ],
)
def test_a_list_of_years_is_of_no_report(lines: list[str], year: int | None, said: list[str]) -> None:
    assert identify("", lines, "").year == year
    assert [issue for issue in issues("", lines) if issue.startswith("year.")] == said


def test_a_red_head_is_no_part_of_the_name_below_it() -> None:
    lines = ["青禾县民政局文件", "双塔市青禾县民政局", "二〇二二年政府信息公开工作年度报告"]
    assert identify("", lines, "").office == "双塔市青禾县民政局"
