"""Rows of a table whose labels are all printed in order, and where that gives up."""

from __future__ import annotations

import pytest

from pipelines.recognise.match_in_order import RowMatch, match_in_order
from tests.unit.recognise.made_tokens import form, lines, texts

DISCLOSURES = """
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 1 | 2 | 3
行政规范性文件 | 4 | 5 | 6
第二十条第（五）项
信息内容 | 本年处理决定数量
行政许可 | 7
第二十条第（六）项
行政处罚 | 8
行政强制 | 9
第二十条第（八）项
行政事业性收费 | 10
"""
READ = {
    "government_rules": ["1", "2", "3"],
    "normative_documents": ["4", "5", "6"],
    "administrative_licenses": ["7"],
    "administrative_penalties": ["8"],
    "administrative_coercion": ["9"],
    "administrative_fees": ["10"],
}


def matched(text: str) -> RowMatch | None:
    return match_in_order(form("t2"), lines(text))


def fields(match: RowMatch | None) -> dict[str, list[str]] | None:
    return None if match is None else {r.row.code: texts(r.fields) for r in match.rows}


def changed(*pairs: tuple[str, str]) -> str:
    text = DISCLOSURES
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_every_row_has_what_follows_its_label() -> None:
    match = matched(DISCLOSURES)
    assert fields(match) == READ
    assert match is not None
    assert match.stray == []
    assert all(row.anchored for row in match.rows)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(changed(("行政处罚 | 8\n", "")), id="a row is missing"),
        pytest.param(changed(("行政事业性收费 | 10\n", "")), id="the last row is missing"),
        pytest.param(
            changed(("行政处罚 | 8\n行政强制 | 9\n", "行政强制 | 9\n行政处罚 | 8\n")), id="two rows swapped"
        ),
        pytest.param(changed(("行政处罚", "其他对外管理服务事项")), id="a row of another edition"),
        pytest.param(
            changed(("行政处罚 | 8", "甲乙丙丁 | 8")), id="a label that is nothing like the one that is due"
        ),
        pytest.param(
            changed(("行政处罚 | 8", "行攻处罚 | 8"), ("| 2 | 3", "| 3")),
            id="misspelt, and a row lacks a number",
        ),
        pytest.param(
            changed(("规章 | 1 | 2 | 3", "规章 | | | \n小计 | 1 | 2 | 3")), id="another row below a blank one"
        ),
        pytest.param(
            changed(("规章 | 1 | 2 | 3", "规章\n小计 | 1 | 2 | 3")), id="another row below a lone label"
        ),
        pytest.param(
            changed(("规章 | 1 | 2", "规章 | 1 | 168。 | 2")), id="a word with a figure among values"
        ),
        pytest.param(changed(("规章 | 1 | 2", "规章 | 154。 | 1 | 2")), id="one right behind the label"),
    ],
)
def test_it_gives_up_where(text: str) -> None:
    assert matched(text) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(changed(("行政处罚 | 8", "行攻处罚 | 8")), id="a misspelt label that is due"),
        pytest.param(changed(("规章 | 1 | 2", "甲乙 丙丁\n规章 | 1 | 2")), id="words that are no label"),
        pytest.param(changed(("行政处罚 | 8", "信息内容\n行政处罚 | 8")), id="headings again"),
        pytest.param(changed(("第二十条第（六）项\n", "")), id="the title of a block is missing"),
        pytest.param(DISCLOSURES + "甲乙丙丁", id="words behind the last row"),
    ],
)
def test_it_passes_over(text: str) -> None:
    assert fields(matched(text)) == READ


def test_a_row_may_lack_a_number_where_no_label_is_torn() -> None:
    assert fields(matched(changed(("| 2 | 3", "| 3")))) == {**READ, "government_rules": ["1", "3"]}


def test_values_above_the_first_row_are_under_none_and_blanks_there_are_nothing() -> None:
    match = matched(changed(("第二十条第（一）项", "第二十条第（一）项 | 77 | \n000")))
    assert match is not None
    assert texts(match.stray) == ["77", "000"]
    assert fields(match) == READ


def test_a_label_printed_again_after_a_page_break_begins_no_row_anew() -> None:
    """Its row goes on with what follows."""
    match = matched(changed(("规章 | 1 | 2 | 3", "规章 | 1 | 2 | 3\n规章 | ")))
    assert fields(match) == {**READ, "government_rules": ["1", "2", "3", ""]}


def test_a_group_whose_label_is_lost_is_passed_over_and_a_local_row_counts_where_it_is_printed() -> None:
    from pipelines.catalogue import catalogue
    from pipelines.recognise.printed_rows import rows_in_order

    t3 = form("t3")
    rows = [code for code, row in rows_in_order(t3, frozenset()) if row]
    text = "\n".join(f"{catalogue().row('t3', code).zh} | {n}" for n, code in enumerate(rows))
    match = match_in_order(t3, lines(text))
    assert fields(match) == {code: [str(n)] for n, code in enumerate(rows)}
    with_groups = "\n".join(f"{catalogue().row('t3', code).zh} | {n}" for n, code in enumerate(t3.order))
    match = match_in_order(t3, lines(with_groups))
    assert fields(match) == {c: [str(n)] for n, c in enumerate(t3.order) if c not in t3.groups}
