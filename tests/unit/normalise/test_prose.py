"""What the prose names, and what it only seems to name; and how copied text is known."""

from __future__ import annotations

import pytest

from pipelines.model import Statement
from pipelines.normalise.prose import LONGEST, mentions, wordings


def named(text: str, section: str = "overview", title: str | None = None) -> list[tuple[str, float | None]]:
    said = mentions(Statement("某局", 2022, "f2021", title, sections={section: text}))
    return [(m.kind, m.value) for m in said if m.kind != "count_beside"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("全年共收到政府信息公开申请12件，均按时答复。", 12),
        ("本年新收申请8件，上年结转1件。", 8),
        ("2022年，我局办理政府信息公开申请２１８件。", 218),
        ("累计收到依申请公\n开文件2件，全部都及时答复。", 2),
    ],
)
def test_requests_received(text: str, number: float) -> None:
    assert named(text) == [("requests_received", number)]


@pytest.mark.parametrize(
    "text",
    [
        "收到自然人政府信息公开申请3件。",
        "通过网络收到政府信息公开申请5件。",
        "区政府办公室代表区政府受理政府信息公开申请17件。",
        "收到行政复议申请2件。",
        "较上年多收到政府信息公开申请4件。",
        "收到群众来信申请12件。",
        "主动公开政府信息218件。",
        "办理建议提案申请6件。",
        "收到政府信息公开申请若干件。",
    ],
)
def test_a_part_or_something_else_is_no_number_of_requests(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("我办未接到任何形式的信息公开申请。", True),
        ("本年度未收到依申请公开信息。", True),
        ("全年收到政府信息公开申请0件", True),
        ("没有收到群众提出的公开政府信息的申请", True),
        ("没有收到公民提出的公开政府信息的申请", False),
        ("未收到因政府信息公开引起的行政复议申请。", False),
        ("除上述外未收到其他政府信息公开申请。", False),
        ("上半年未收到政府信息公开申请。", False),
        ("未收到通过信函提出的政府信息公开申请。", False),
        ("如未收到政府信息公开申请的答复，可以投诉。", False),
    ],
)
def test_no_requests(text: str, none: bool) -> None:
    assert (("no_requests", None) in named(text)) is none


@pytest.mark.parametrize(
    ("section", "text", "other"),
    [
        ("problems", "五、存在的主要问题及改进情况\n一是不够及时。", False),
        (
            "problems",
            "五、 存在的主要 问题及改进情况：一是不够及时，二是不够深入，三是不够规范，四是不够主动。",
            False,
        ),
        ("problems", "五.存在的主要问题及改进情况（2022年）\n一是不够及时。", False),
        ("problems", "五、存在的主要問題及改進情況\n一是不够及时。", False),
        ("problems", "一是不够及时。", False),
        ("problems", "五、存在的主要问题\n及改进情况\n一是不够及时。", False),
        ("problems", "五、存在问题和改进措施\n一是不够及时。", True),
        ("problems", "五、政府信息公开工作存在的主要问题及改进情况\n（一）存在问题", True),
        ("disputes", "四、政府信息公开行政复议和行政诉讼情况\n", False),
        ("disputes", "四、因政府信息公开被申请复议、提起行政诉讼情况\n", True),
        ("overview", "一、概述\n", True),
        ("overview", "一、基本情况\n", True),
    ],
)
def test_titles_in_other_words_than_the_form_has(section: str, text: str, other: bool) -> None:
    assert (("other_title", None) in named(text, section)) is other


def test_years_of_title_period_and_plans() -> None:
    assert named("", title="某局2022年度报告") == [("title_year", 2022)]
    period = "所列数据的统计期限自2021年1月1日起至2022年12月31日止。"
    assert named(period, "front") == [("period_year", 2021), ("period_year", 2022)]
    assert named("2022年，我局将继续改进。", "problems") == [("plan_year", 2022)]
    assert named("2022年，我局公开信息将近三百条。", "problems") == []


def test_disputes_need_their_subject() -> None:
    text = "因政府信息公开被申请行政复议3件、被提起行政诉讼1件。"
    assert named(text, "disputes") == [("reconsiderations", 3), ("litigations", 1)]
    assert named("办理行政复议134件、行政诉讼57件。", "disputes") == []
    assert named("政府信息公开行政复议立案134件，行政复议134件。", "disputes") == []


def test_the_processing_fee_and_the_bodies_summed() -> None:
    assert named("收取信息处理费3940元。", "other_matters") == [("processing_fee", 3940)]
    assert named("无信息处理费收取情况。", "other_matters") == [("processing_fee", None)]
    assert named("本报告汇总了全县49个行政机关的数据。", "front") == [("bodies_summed", 49)]


def test_a_table_pasted_as_text_names_nothing_and_the_sentence_behind_it_does() -> None:
    pasted = "全年共收到政府信息公开申请12件，" + "12 34 " * LONGEST
    assert named(f"{pasted}。本年新收申请8件。") == [("requests_received", 8)]


def digests(office: str, text: str) -> list[tuple[str, int]]:
    said = wordings(Statement(office, 2022, "f2021", sections={"problems": text}))
    return [(w.section, w.fingerprint) for w in said]


def test_a_text_with_another_name_year_and_figure_is_the_same_text() -> None:
    one = digests("甲局", "五、存在的主要问题及改进情况\n2022年，甲局公开信息12条，解读不够及时。")
    assert one == digests("乙局", "2023年，乙局公开信息340条，解读不够及时。")
    assert one != digests("乙局", "2023年，乙局公开信息340条，解读十分及时。")
    assert one[0][0] == "problems"
