"""Values in the unit that the cell, the heading of its column or a line beside the table names."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT, Reading
from pipelines.normalise.facts import facts, unit_in

AMOUNT = ("t2", "administrative_fees", "fee_amount")
COUNT = ("t2", "administrative_penalties", "decisions")
IN_WAN, BARE = "本年收费金额（单位：万元）", "本年收费金额"


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("本年收费金额（单位：万元）", "万元"),
        ("采购总金额（单位：万元，保留4位小数）", "万元"),
        ("采购总金额（元）", "元"),
        ("采购总金额（万元）", "万元"),
        ("采购总金额/亿元", "亿元"),
        ("单位：元", "元"),
        ("单位：人民币元", "元"),
        ("（金额单位：万元）", "万元"),
        ("单位：件、万元", None),
        ("采购总金额", None),
        ("", None),
        ("收费（元、万元）", None),
    ],
)
def test_the_unit_in_a_heading(heading: str, unit: str | None) -> None:
    assert unit_in(heading) == unit


@pytest.mark.parametrize(
    ("text", "heading", "beside", "said"),
    [
        pytest.param("5", IN_WAN, "", (5, "number", "万元"), id="of the heading"),
        pytest.param("5元", IN_WAN, "", (5, "number", "元"), id="of the cell before that of the heading"),
        pytest.param("5", BARE, "单位：元", (5, "number", "元"), id="of a line beside the table"),
        pytest.param("5", IN_WAN, "单位：万元", (5, "number", "万元"), id="the same twice"),
        pytest.param("5", IN_WAN, "单位：元", (None, "unreadable", None), id="of heading and line differ"),
        pytest.param("0", IN_WAN, "单位：元", (0, "number", None), id="nought is the same in both"),
        pytest.param("5", BARE, "", (5, "number", None), id="none"),
        pytest.param("¥5", BARE, "", (5, "number", "元"), id="a sign of money alone"),
        pytest.param("¥5", IN_WAN, "", (5, "number", "万元"), id="a sign of money in a column of 万元"),
        pytest.param("3万", IN_WAN, "", (None, "unreadable", None), id="万 in a column of 万元"),
        pytest.param("3万", BARE, "", (None, "unreadable", None), id="万 of what, nothing says"),
        pytest.param("3万", "收费（元）", "", (30000, "text", "元"), id="万 in a column of 元"),
        pytest.param("", IN_WAN, "", (None, "blank", "万元"), id="blank"),
    ],
)
def test_amounts(text: str, heading: str, beside: str, said: tuple[float | None, str, str | None]) -> None:
    (fact,), _ = facts((Reading(*AMOUNT, text, heading=heading, unit_line=beside),))
    assert (fact.value, fact.status, fact.unit) == said


def test_an_amount_without_a_unit_is_told() -> None:
    _, issues = facts((Reading(*AMOUNT, "5", heading=BARE),))
    assert [issue.code for issue in issues] == ["cell.unit_unknown"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("5", (5, "number", "件")),
        ("3万", (30000, "text", "件")),
        ("5元", (5, "number", "元")),
        ("￥5", (None, "unreadable", None)),
        ("约5", (None, "unreadable", "件")),
        (f"{NOT_TEXT}5", (None, "unreadable", "件")),
    ],
)
def test_counts(text: str, said: tuple[float | None, str, str | None]) -> None:
    (fact,), issues = facts((Reading(*COUNT, text),))
    assert (fact.value, fact.status, fact.unit) == said
    code = "cell.not_text" if NOT_TEXT in text else "cell.unreadable"
    assert [issue.code for issue in issues] == ([code] if said[1] == "unreadable" else [])
