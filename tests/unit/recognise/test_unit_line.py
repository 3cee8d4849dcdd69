"""The line beside a table that says in what unit its amounts are."""

from __future__ import annotations

import pytest

from pipelines.model import Filing
from pipelines.read.text.reader import read_text
from pipelines.recognise import recognise
from pipelines.report import report_of
from tests.unit.recognise.dumps import dump, table

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
