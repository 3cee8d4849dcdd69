"""The prose of a report by section, whatever its headings are called and however they are
printed."""

from __future__ import annotations

import pytest

from pipelines.model import Spot
from pipelines.recognise.sections import sections
from pipelines.recognise.tokens import Token
from tests.unit.recognise.dumps import dump, said


def prose(*paragraphs: str, apart: bool = True) -> list[Token]:
    return [Token(text, "label", Spot(), n, False, apart) for n, text in enumerate(paragraphs)]


def test_six_sections_and_what_stands_before_them() -> None:
    found = sections(
        prose(
            "青禾县民政局2022年政府信息公开工作年度报告",
            "一、总体情况",
            "公开信息5条。",
            "（一）主动公开。按期公开。",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "收到申请3件。",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "内容不够丰富。",
            "六、其他需要报告的事项",
            "无。",
        )
    )
    assert [*found] == ["front", "overview", "proactive", "requests", "disputes", "problems", "other_matters"]
    assert found["overview"] == "一、总体情况\n公开信息5条。\n（一）主动公开。按期公开。"
    assert found["requests"] == "三、收到和处理政府信息公开申请情况\n收到申请3件。"
    assert found["front"] == "青禾县民政局2022年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("一、概述", "overview"),
        ("一 、 总 体 情 况", "overview"),
        ("一.基本情况", "overview"),
        ("三、依申请公开政府信息情况", "requests"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "disputes"),
        ("五、政府信息公开工作存在的主要问题及改进情况", "problems"),
        ("六、其它需要报告的事项", "other_matters"),
    ],
)
def test_headings_as_they_are_printed(heading: str, section: str) -> None:
    assert sections(prose(heading, "正文。")) == {section: f"{heading}\n正文。"}


@pytest.mark.parametrize(
    "text",
    [
        "（一）总体情况良好",  # a subheading
        "二、总体情况",  # the number of another section
        "一、组织领导",  # a number of the office's own
        "总体情况",
        "见第一、总体情况。",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    found = sections(prose("一、总体情况", "公开5条。", text, apart=False))
    assert [*found] == ["overview"]
    assert text in found["overview"]


def test_a_report_in_one_paragraph() -> None:
    found = sections(
        prose(
            "前言。一、总体情况公开5条。三、收到和处理政府信息公开申请情况收到3件。五、存在的主要问题内容少。"
        )
    )
    assert found == {
        "front": "前言。",
        "overview": "一、总体情况公开5条。",
        "requests": "三、收到和处理政府信息公开申请情况收到3件。",
        "problems": "五、存在的主要问题内容少。",
    }


@pytest.mark.parametrize(
    ("text", "paragraph", "codes"),
    [
        ("前言。一、总体情况良好", False, ["front", "overview"]),
        ("前言（略） 一、总体情况良好", False, ["front", "overview"]),
        ("前言一、总体情况良好", False, ["front"]),
        ("前言。续一、总体情况良好", False, ["front"]),
        ("一、总体情况良好二、主动公开及时", False, ["overview"]),
        ("一、总体情况良好。二、主动公开及时", False, ["overview", "proactive"]),
        ("前言一、总体情况良好", True, ["front", "overview"]),
        ("一、总体情况良好二、主动公开及时", True, ["overview", "proactive"]),
    ],
    ids=[
        "behind a sentence",
        "behind a bracket and a blank",
        "inside a sentence",
        "inside the second sentence",
        "behind another heading",
        "behind another heading and a stop",
        "inside a paragraph",
        "behind another heading in a paragraph",
    ],
)
def test_where_a_heading_may_stand(text: str, paragraph: bool, codes: list[str]) -> None:
    found = sections(prose(text, apart=paragraph))
    assert [*found] == codes
    assert "".join(found.values()).replace(" ", "") == text.replace(" ", "")


def test_a_heading_that_comes_again_goes_on_with_its_section() -> None:
    found = sections(prose("一、总体情况", "甲。", "五、存在的问题", "乙。", "一、总体情况", "丙。"))
    assert found["overview"] == "一、总体情况\n甲。\n一、总体情况\n丙。"


def test_sections_without_words_are_left_out() -> None:
    assert sections(prose("  ", "\u3000")) == {}
    assert sections([]) == {}


def test_tables_are_no_prose() -> None:
    found = said(dump()).sections
    assert "行政处罚" not in "".join(found.values())
    assert [*found] == ["front", "overview", "proactive", "requests", "disputes", "problems", "other_matters"]
