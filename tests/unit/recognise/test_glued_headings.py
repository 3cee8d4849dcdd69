"""A column that the form does not have, in a dump: no figure of it fills a cell of the form, nor is
it glued to one."""

from __future__ import annotations

import pytest

from pipelines.model import DOUBTFUL, Fact, Filing
from pipelines.report import report_of
from tests.data.forms import Filled, render
from tests.unit.recognise.dumps import OFFICE

LINES = """{office}2022年政府信息公开工作年度报告

二、主动公开政府信息情况

第二十条第（一）项
信息内容本年制发件数本年废止件数现行有效件数{more}
规章100{last}
行政规范性文件221{last}
第二十条第（五）项
信息内容本年处理决定数量{more}
行政许可3215{last}
第二十条第（六）项
信息内容本年处理决定数量{more}
行政处罚703{last}
行政强制31{last}
第二十条第（八）项
信息内容本年收费金额（单位：万元）{more}
行政事业性收费675.19{last}

三、收到和处理政府信息公开申请情况
"""
ONE = "t2.administrative_licenses.decisions"


def read(text: str) -> dict[str, Fact]:
    return {f.code: f for f in report_of(Filing("x", "0", 1), text.encode()).facts if f.table == "t2"}


def test_lines_without_a_further_column_are_read() -> None:
    found = read(LINES.format(office=OFFICE, more="", last=""))
    assert (found[ONE].value, found["t2.administrative_penalties.decisions"].value) == (3215, 703)


@pytest.mark.parametrize("more", ["上年数", "备注", "去年同期", "上年处理数"])
def test_a_heading_more_opens_what_it_may_touch(more: str) -> None:
    found = read(LINES.format(office=OFFICE, more=more, last="5"))
    assert {fact.status for fact in found.values()} <= DOUBTFUL


def test_a_heading_more_of_one_block_opens_that_block() -> None:
    text = LINES.format(office=OFFICE, more="", last="")
    found = read(
        text.replace("行政许可3215", "行政许可32151").replace(
            "决定数量\n行政许可", "决定数量上年数\n行政许可"
        )
    )
    assert found[ONE].status in DOUBTFUL
    assert found["t2.administrative_penalties.decisions"].value == 703


def test_a_row_with_a_figure_too_many_shows_a_further_column() -> None:
    """`000200` is four numbers where the form has three: the last figure of every row is in
    doubt."""
    text = LINES.format(office=OFFICE, more="", last="2").replace("规章1002", "规章000200")
    assert {fact.status for fact in read(text).values()} <= DOUBTFUL


@pytest.mark.parametrize("words", ["类别", "单位：件", "（指2022年数）"])
def test_what_is_no_further_heading(words: str) -> None:
    text = LINES.format(office=OFFICE, more="", last="")
    changed = (
        text.replace("信息内容", words)
        if words == "类别"
        else text.replace("决定数量\n", f"决定数量{words}\n")
    )
    assert read(changed)[ONE].value == 3215


BLANK_THEN_LAST_YEAR = """第二十条第（一）项
信息内容
本年制发件数
本年废止件数
现行有效件数
规章
0
0
0
行政规范性文件
1
0
7
第二十条第（五）项
信息内容
本年处理决定数量
{more}
行政许可
{this}
35
"""


def test_last_years_figure_never_fills_a_blank() -> None:
    found = read(BLANK_THEN_LAST_YEAR.format(more="上年数", this=""))
    assert found[ONE].status in DOUBTFUL


@pytest.mark.parametrize("layout", ["lines", "blanks"])
@pytest.mark.parametrize("edition", ["f2019", "f2021"])
def test_a_table_that_is_turned_is_never_blank(edition: str, layout: str) -> None:
    """Each column of the form on a line, its rows beside each other."""
    filled = Filled(OFFICE, 2022, edition, default="7")
    text = render(filled, layout).decode()  # type: ignore[arg-type]
    turned = _turned(filled, "\n\t" if layout == "lines" else "    ")
    start, end = text.index("第二十条第（一）项"), text.index("三、收到")
    found = read(text[:start] + turned + text[end:])
    assert {fact.status for fact in found.values()} <= DOUBTFUL


def _turned(filled: Filled, gap: str) -> str:
    from pipelines.catalogue import catalogue

    data, out = catalogue(), ""
    blocks: dict[str, list[str]] = {}
    form = data.editions[filled.edition].tables["t2"]
    for row in form.rows:
        blocks.setdefault(row.title, []).append(row.code)
    for title, rows in blocks.items():
        columns = next(r.columns for r in form.rows if r.code == rows[0])
        lines = [[title], ["信息内容", *(data.row("t2", row).zh for row in rows)]]
        lines += [[data.column("t2", column).zh, *("7" for _ in rows)] for column in columns]
        out += "".join(gap.join(line) + "\n\n" for line in lines)
    return out
