"""Whose report it is and of which year: by the title, else the period, else what the text says of
the past."""

from __future__ import annotations

import pytest

from pipelines.recognise.identity import identify

OFFICE = "青禾县民政局"

TITLES = {
    "青禾县民政局2020年政府信息公开工作年度报告": (OFFICE, 2020),
    "青禾县民政局2008年政府信息公开工作年度报告": (OFFICE, 2008),
    "青禾县民政局 2019年度政府信息公开工作年度报告": (OFFICE, 2019),
    "青禾县民政局２０２３年政府信息公开工作年度报告": (OFFICE, 2023),
    "青禾县民政局2 0 2 3 年 政 府 信 息 公 开 工 作 年 度 报 告": (OFFICE, 2023),
    "青禾县民政局二〇二〇年政府信息公开工作年度报告": (OFFICE, 2020),
    "青禾县民政局二○二一年政府信息公开工作年度报告": (OFFICE, 2021),
    "青禾县民政局二零二零年度政府信息公开工作年度报告": (OFFICE, 2020),
    "青禾县民政局2021年政府信息公开年报": (OFFICE, 2021),
    "青禾县民政局政府信息公开年度报告（2021年度）": (OFFICE, 2021),
    "青禾县民政局政府信息公开工作年度报告(2021)": (OFFICE, 2021),
    "青禾县民政局政府信息公开2019年度报告": (OFFICE, 2019),
    "青禾县民政局政府信息公开工作2023年年度报告": (OFFICE, 2023),
    "关于青禾县民政局2021年政府信息公开工作年度报告": (OFFICE, 2021),
    "青禾县民政局关于2022年度政府信息公开工作情况的报告": (OFFICE, 2022),
    "关于2021年青禾县民政局政府信息公开工作年度报告的公告": (OFFICE, 2021),
    "2023年青禾县民政局政府信息公开工作年度报告": (OFFICE, 2023),
    "附件1：青禾县民政局2023年政府信息公开工作年度报告": (OFFICE, 2023),
    "# 青禾县民政局2023年政府信息公开工作年度报告": (OFFICE, 2023),
    "《青禾县民政局2023年政府信息公开工作年度报告》": (OFFICE, 2023),
    "【年报】青禾县民政局2023年政府信息公开工作年度报告": (OFFICE, 2023),
    "【青禾县民政局】2023年政府信息公开工作年度报告": (OFFICE, 2023),
    "青禾县民政局2023年政府信息公开工作年度报告_青禾县人民政府": (OFFICE, 2023),
    "青禾县民政局(青禾县民族事务局)2023年政府信息公开工作年度报告": ("青禾县民政局(青禾县民族事务局)", 2023),
    "青禾县人民政府办公室2024年政府信息公开工作年度报告": ("青禾县人民政府办公室", 2024),
    "国家税务总局青禾县税务局2024年政府信息公开工作年度报告": ("国家税务总局青禾县税务局", 2024),
    "华安办2020年政府信息公开工作年度报告": ("华安办", 2020),
    "青禾县第三中学2022年政府信息公开工作年度报告": ("青禾县第三中学", 2022),
    "2023年度政府信息公开工作年度报告": (None, 2023),
    "结合实际编制形成了《青禾县民政局2023年政府信息公开工作年度报告》": (OFFICE, 2023),
    "青禾县民政局2023年政府信息公开 工作告年度报": (OFFICE, 2023),
}


@pytest.mark.parametrize(("title", "named"), TITLES.items())
@pytest.mark.parametrize("page_says_it", [True, False])
def test_titles(title: str, named: tuple[str | None, int], page_says_it: bool) -> None:
    found = identify(title, [], "") if page_says_it else identify("", ["政务公开", title, "一、总体情况"], "")
    assert (found.office, found.year) == named
    assert found.issues == ()


def test_the_path_of_links_to_a_page_names_nobody() -> None:
    path = "首页 > 政务公开 > 政府信息公开年报 > 2020 > 街道办事处政府信息公开工作年度报告"
    found = identify("", [path, "2021年青禾县民政局政府信息公开工作年度报告", "一、总体情况"], "")
    assert (found.office, found.year) == (OFFICE, 2021)


@pytest.mark.parametrize(
    "lines",
    [
        ["青禾县民政局", "2020年政府信息公开工作年度报告"],
        ["青禾县民政局关于", "2020年政府信息公开工作年度报告"],
        ["青禾县民政局2020年", "政府信息公开工作年度报告"],
        ["青禾县民政局", "2020年", "政府信息公开工作年度报告"],
        ["首页", "青禾县民政局", "2020年政府信息公开工作年度报告", "2020年政府信息公开工作年度报告"],
        ["青禾县民", "政局2020年政府信息公开工作年度报告"],
        ["青禾县", "民政局", "2020年政府信息公开工作年度报告"],
        ["青禾县民", "政局2020年政府信息公", "开工作年度报告"],
        ["青禾县民政局20", "20年政府信息公开工作年度报告"],
        ["青禾县民政局2020", "年政府信息公开工作年度报告"],
        ["2020年青禾", "县民政局政府信息公开工作年度报告"],
        ["2020年青禾县民政", "局政府信息公开工作年度报告"],
        ["2020年政府信息公开工作年度报告", "（2020年度）", "青禾县民政局", "2021年1月18日"],
        ["2020年政府信息公开工作年度报告", "发布机构：青禾县民政局 发文日期：2021-01-15"],
    ],
)
def test_titles_over_several_lines(lines: list[str]) -> None:
    found = identify("", lines, "")
    assert (found.office, found.year) == (OFFICE, 2020)


@pytest.mark.parametrize(
    ("page", "lines", "named"),
    [
        (
            "",
            ["云溪县民政局2020年", "青禾县民政局政府信息公开工作年度报告", "2019年公开5条。2019年受理3件。"],
            (OFFICE, 2020),
        ),
        (
            "青禾县民政局政府信息公开工作年度报告",
            ["2020年度政府信息公开工作年度报告", "云溪县民政局2019年政府信息公开工作年度报告"],
            (OFFICE, 2020),
        ),
        (
            "青禾县民政局政府信息公开工作年度报告",
            ["云溪县民政局2020年政府信息公开工作年度报告"],
            (OFFICE, 2020),
        ),
        ("2020年度政府信息公开工作年度报告", ["青禾县民政局政府信息公开工作年度报告"], (OFFICE, 2020)),
        ("青禾县民政局政府信息公开工作年度报告", ["2020年度政府信息公开工作年度报告"], (OFFICE, 2020)),
    ],
    ids=[
        "the year above",
        "what is behind",
        "office and year in a later line",
        "the office in a later line",
        "the year in it",
    ],
)
def test_what_a_title_lacks_is_taken_from_elsewhere_and_nothing_else(
    page: str, lines: list[str], named: tuple[str, int]
) -> None:
    found = identify(page, lines, "")
    assert (found.office, found.year) == named


@pytest.mark.parametrize(
    "lines",
    [
        ["青禾", "县民政局2020年政府信息公开工作年度报告"],
        ["青禾县石", "桥头镇人民政府2020年政府信息公开工作年度报告"],
        ["青禾县教育局", "第一中学2020年政府信息公开工作年度报告"],
        ["2020年政府信息公开工作年度报告", "青禾县民政局", "青禾县司法局"],
        ["2020年政府信息公开工作年度报告", "青禾县人民政府"],
        ["2020年政府信息公开工作年度报告", "发布机构：青禾县人民政府办公室"],
        ["2020年政府信息公开工作年度报告", "民政局"],
    ],
)
def test_a_name_that_may_be_of_another_or_torn_is_not_taken(lines: list[str]) -> None:
    found = identify("", lines, "")
    assert (found.office, found.year) == (None, 2020)


@pytest.mark.parametrize(
    "above",
    [
        "首页",
        "当前位置：首页>信息公开",
        "政府信息公开",
        "索引号：003-2020",
        "发布时间：2021-01-20",
        "政府",
        "信息公开年报",
    ],
)
def test_what_stands_above_a_title_is_not_always_an_office(above: str) -> None:
    found = identify("", [above, "2020年政府信息公开工作年度报告"], "")
    assert (found.office, found.year) == (None, 2020)


@pytest.mark.parametrize(
    "title",
    [
        "2021年青禾县民政局2020年政府信息公开工作年度报告",
        "青禾县民政局2022—2023年政府信息公开工作年度报告",
        "青禾县民政局1999年政府信息公开工作年度报告",
        "青禾县民政局政府信息公开工作年度报告",
    ],
)
def test_a_title_of_two_years_or_none_gives_no_year(title: str) -> None:
    assert identify("", [title], "").year is None
    assert identify("", [title, "统计期限为2022年1月1日至2022年12月31日。"], "").year == 2022


@pytest.mark.parametrize(
    "sentence",
    [
        "本报告所列数据的统计期限为2025年1月1日至2025年12月31日。",
        "统计期限为2025年1月1日起至12月31日止。",
        "统计期限自 2025 年 01 月 01 日起，至 2025 年 12 月 31 日止",
        "统计期限为２０２５年１月１日—２０２５年１２月３１日。",
        "统计期限为202511日到1231日",
    ],
)
def test_the_period_gives_the_year_also_where_a_dump_lost_its_characters(sentence: str) -> None:
    assert identify("", ["2024年，我局公开信息5条。2024年受理申请3件。", sentence], "").year == 2025


def test_a_period_of_two_years_is_none() -> None:
    assert identify("", ["统计期限为2024年1月1日至2025年12月31日。"], "").year is None


@pytest.mark.parametrize(
    "text",
    [
        "2020年，我局主动公开信息5条。2021年，我们将继续加强公开。2021年，我们将再接再厉。",
        "2020年，我局受理申请3件。\n2021年，下一步打算完善制度。\n2021年计划培训两次。",
        "2020年，我局受理申请3件。根据《条例》（国令第711号，2019年4月3日修订）编制。",
        "2020年，我局受理申请3件。新《条例》自2019年5月15日起施行。按2019年5月15日施行的条例办理。",
        "2020年，我局受理申请3件。\n青禾县民政局\n2021年1月20日",
    ],
)
def test_plans_laws_and_the_day_of_signing_do_not_give_the_year(text: str) -> None:
    assert identify("", text.split("\n"), "").year == 2020
    assert identify("", [], text).year == 2020


@pytest.mark.parametrize(
    "text",
    ["2021年，我们将继续努力。", "2021年1月20日", "2020年公开5条，2021年公开6条。", "政府信息公开", ""],
)
def test_a_text_that_says_no_year_or_two_gives_none(text: str) -> None:
    assert identify("", [text], "").year is None


def differing(title: str, *paragraphs: str) -> list[str]:
    return [f"{i.code} {i.detail}" for i in identify(title, list(paragraphs), "").issues]


TITLE = f"{OFFICE}2020年政府信息公开工作年度报告"


def test_title_and_period_that_differ_are_told_and_neither_counts() -> None:
    period = "统计期限为2021年1月1日至12月31日。"
    assert identify(TITLE, [period], "").year is None
    assert differing(TITLE, period) == ["year.differs 标题 2020，统计期限 2021"]


@pytest.mark.parametrize(("spoken_of", "year"), [(2020, 2020), (2021, 2021), (2019, None)])
def test_the_text_tips_the_scales_between_title_and_period(spoken_of: int, year: int | None) -> None:
    period, text = "统计期限为2021年1月1日至12月31日。", f"{spoken_of}年，我局主动公开信息5条。"
    assert identify(TITLE, [period, text], "").year == year
    assert len(differing(TITLE, period, text)) == 1


@pytest.mark.parametrize(
    ("title", "office", "others"),
    [
        (TITLE, OFFICE, "正文标题 青禾县民政局，公布语 云溪县民政局"),
        ("", None, "公布语 云溪县民政局，落款 青禾县民政局"),
    ],
    ids=["a title outweighs a sentence", "nothing outweighs the other"],
)
def test_offices_that_contradict_each_other_are_told(title: str, office: str | None, others: str) -> None:
    text = "现公布云溪县民政局2020年政府信息公开工作年度报告。"
    signed = [] if title else ["一、总体情况", "公开5条。", OFFICE, "2021年1月20日"]
    read = identify("", [title, text, *signed], "")
    assert (read.office, read.year) == (office, 2020)
    assert [f"{i.code} {i.detail}" for i in read.issues] == [f"office.contradictory {others}"]


def test_a_page_that_repeats_its_title_says_it_once() -> None:
    period = "统计期限为2021年1月1日至12月31日。"
    assert identify(TITLE, [TITLE, period], "").year is None


@pytest.mark.parametrize("title", ["2020年政府信息公开工作年度报告", TITLE])
def test_a_title_beats_a_sentence_on_the_year(title: str) -> None:
    read = identify("", [title, "现将2021年度政府信息公开工作情况报告如下。"], "")
    assert read.year == 2020
    assert [i.code for i in read.issues] == ["year.differs"]


def test_a_title_behind_the_first_section_is_of_another_page() -> None:
    lines = ["青禾县民政局", "一、总体情况", "公开5条。", "云溪县民政局2019年政府信息公开工作年度报告"]
    read = identify("", lines, "")
    assert (read.office, read.year) == (None, None)


@pytest.mark.parametrize(
    ("lines", "published_on"),
    [([TITLE], "2019-03-01"), ([TITLE, "一、总体情况", OFFICE, "2019年1月20日"], "")],
    ids=["by the page", "by the signature"],
)
def test_a_year_after_the_publication_is_no_year(lines: list[str], published_on: str) -> None:
    read = identify("", lines, "", published_on)
    assert read.year is None
    assert [i.code for i in read.issues] == ["year.differs"]


def test_a_report_of_part_of_a_year_has_no_year_and_says_so() -> None:
    read = identify(f"{OFFICE}2020年上半年政府信息公开工作报告", [], "")
    assert (read.office, read.year, read.part) == (OFFICE, None, "上半年")
    assert [f"{i.code} {i.detail}" for i in read.issues] == ["report.part_year 上半年"]


def test_the_name_and_day_at_the_end_sign_for_an_office_that_nothing_else_names() -> None:
    lines = [
        "现公布我局2020年政府信息公开工作年度报告。",
        "一、总体情况",
        "公开5条。",
        OFFICE,
        "2021年1月20日",
    ]
    assert identify("", lines, "").office == OFFICE


def test_a_text_that_never_speaks_of_the_title_s_year_is_told() -> None:
    title = f"{OFFICE}2020年政府信息公开工作年度报告"
    assert differing(title, "2019年，我局公开信息5条。", "2019年受理申请3件。") == [
        "year.differs 标题 2020，正文 2019"
    ]
    assert differing(title, "2019年，我局公开信息5条。2019年受理申请3件。2020年受理2件。") == []
    assert differing(title, "比2019年增长一成。") == []
    assert differing(title, "2021年，我局将公开5条。", "2021年计划受理3件。") == []


PROSE = {
    "青禾县民政局高度重视政府信息公开工作。": OFFICE,
    "2023年，青禾县住房和城乡建设局深入贯彻落实《条例》。": "青禾县住房和城乡建设局",
    "青禾县人民政府办公室认真落实条例，由青禾县人民政府领导。": "青禾县人民政府办公室",
    "青禾县社会保障局公开5条。青禾县社会保障局公开6条。": None,
    "青禾县住房和城乡建设局公开5条。青禾县住房和城乡建设局公开6条。": None,
    "青禾街道办事处公开信息68条。青禾街道办事处未接到申请。": "青禾街道办事处",
    "通过微信公众号、政府网站、公示栏公开，政府网站设专栏。": None,
    "推动经济社会发展，经济社会稳定。": None,
    "云溪州公安局在州委的领导下推进公开。州公安局严格按照条例公开。州公安局坚持公开。": "云溪州公安局",
    "如有疑问，请与青禾县民政局（电话：0000）联系。": OFFICE,
    "如有疑问，请与青禾县民政局政务公开工作领导小组办公室联系。": OFFICE,
    "如有疑问，请与青禾县人民政府办公室联系。": None,
    "如有疑问，请与青禾县民政局驻青禾县政务服务大厅联系。": None,
    "本报告由青禾县民政局综合各项数据编制。2020年区民政局公开5条。": OFFICE,
    "2020年度我厅认真推进。2020年度我厅及时公开。": None,
    "汇总全镇政府信息公开工作情况编制本年度报告。": None,
    "区政务服务办重新核对了指南。区政务服务办负责热线。": "区政务服务办",
    "我局高度重视。本局认真落实。该局积极推进。各局严格执行。": None,
    "县委办公室高度重视政府信息公开。": None,
    "全县各级人民政府高度重视。": None,
    "青禾县民政局高度重视。云溪县民政局高度重视。": None,
    "青禾县委宣传部、青禾县委网信办高度重视。": None,
    "青禾县民政局、青禾县司法局高度重视。": None,
    "感谢青禾县民政局的支持。感谢青禾县民政局对工作的帮助。": None,
    "青禾县民政局给予肯定。青禾县民政局对我单位表扬。": None,
    "在青禾县民政局的指导下公开5条。青禾县民政局组织培训。青禾县民政局开展检查。": None,
    "在青禾县民政局党组领导下，青禾县民政局认真落实。": OFFICE,
    "在青禾县民政局的指导下，公开5条。在青禾县民政局帮助下，受理3件。": None,
    "青禾县民政局高度重视。青禾县民政局认真落实。云溪县民政局高度重视。": OFFICE,
    "": None,
}


@pytest.mark.parametrize(("text", "office"), PROSE.items())
def test_the_office_in_running_text(text: str, office: str | None) -> None:
    assert identify("", [text], "").office == office


@pytest.mark.parametrize("lost", ["?", "？", "\ufffd", "青?", "\ufffd\ufffd"])
def test_what_is_left_of_a_name_that_lost_characters_names_nobody(lost: str) -> None:
    cut = f"{lost}禾县民政局2021年政府信息公开工作年度报告"
    assert identify("", [cut, "一、总体情况"], "").office is None
    whole = ["这是谁?禾县民政局", cut, "现公布禾县民政局2021年政府信息公开工作年度报告。"]
    assert identify("", whole, "").office == "禾县民政局"
