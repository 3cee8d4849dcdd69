"""The line beside a table that says in what unit its amounts are."""

from __future__ import annotations

import pytest

from pipelines.model import Filing
from pipelines.read.text.reader import read_text
from pipelines.recognise import recognise
from pipelines.recognise.regions import Region
from pipelines.recognise.unit_line import unit_line
from pipelines.report import report_of
from tests.unit.recognise.dumps import dump, table
from tests.unit.recognise.made_tokens import token

AMOUNT = "t2.centralized_procurement.procurement_amount"
FIRST = "第二十条第（一）项"


def unit(text: str) -> str | None:
    facts = report_of(Filing("x", "0", 0), text.encode()).facts
    return next(fact.unit for fact in facts if fact.code == AMOUNT)


def test_official_headings_of_2019_name_no_unit() -> None:
    assert unit(dump("f2019")) is None


@pytest.mark.parametrize(
    ("said", "named"), [("单位：元", "元"), ("（单位：万元）", "万元"), ("金额单位：亿元", "亿元")]
)
def test_above_and_below(said: str, named: str) -> None:
    text = dump("f2019")
    below = table(text, "t2").rstrip()
    assert unit(text.replace(FIRST, f"{said}\n{FIRST}", 1)) == named
    assert unit(text.replace(below, f"{below}\n{said}", 1)) == named


@pytest.mark.parametrize(
    "said", ["单位：件", "单位：件、万元", "单位：某公司有限元分析中心", "采购单位：上元镇人民政府"]
)
def test_other_lines_say_nothing(said: str) -> None:
    assert unit(dump("f2019").replace(FIRST, f"{said}\n{FIRST}", 1)) is None


@pytest.mark.parametrize(("heading", "named"), [("采购总金额（元）", "元"), ("采购总金额（万元）", "万元")])
def test_in_the_heading_of_the_column(heading: str, named: str) -> None:
    assert unit(dump("f2019").replace("采购总金额", heading)) == named


def test_a_line_far_from_the_table_says_nothing() -> None:
    text = dump("f2019")
    far = "单位：元\n" + "".join(f"本年度做了第{n}项工作。\n" for n in range(5))
    assert unit(text.replace(FIRST, far + FIRST, 1)) is None
    assert recognise(read_text(text)).editions["t2"] == "f2019"


@pytest.mark.parametrize("below", [False, True], ids=["above", "below"])
@pytest.mark.parametrize(
    ("between", "seen"),
    [
        pytest.param([], True, id="right beside it"),
        pytest.param(["注", "表"], True, id="two texts between"),
        pytest.param(["注", "表", "一"], False, id="three"),
        pytest.param([""] * 29, True, id="as many blanks as may be"),
        pytest.param([""] * 30, False, id="one more"),
    ],
)
def test_how_near_the_line_is(between: list[str], seen: bool, below: bool) -> None:
    inside = [token("规章"), token("5")]
    line = [token("单位：元"), *map(token, between)]
    tokens = [*inside, *reversed(line)] if below else [*line, *inside]
    start = 0 if below else len(line)
    region = Region("t2", start, start + 2, 2, start)
    assert unit_line(tokens, region) == ("单位：元" if seen else "")


def test_the_nearest_line_above_counts_then_one_in_the_table_then_one_below() -> None:
    tokens = [token(t) for t in ("单位：元", "单位：万元", "规章", "单位：亿元", "5", "单位：百元")]
    assert unit_line(tokens, Region("t2", 2, 5, 2, 2)) == "单位：万元"
    assert unit_line(tokens[2:], Region("t2", 0, 3, 2, 0)) == "单位：亿元"
    assert unit_line([*tokens[2:3], *tokens[4:]], Region("t2", 0, 2, 2, 0)) == "单位：百元"
