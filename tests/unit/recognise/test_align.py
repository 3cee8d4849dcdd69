"""Rows of a table whose labels are torn, lost or misspelt, by the cheapest alignment."""

from __future__ import annotations

import pytest

from pipelines.catalogue import catalogue
from pipelines.recognise.align import align
from pipelines.recognise.match_in_order import RowMatch
from tests.unit.recognise.made_tokens import form, lines, texts
from tests.unit.recognise.test_match_in_order import DISCLOSURES, READ, changed


def aligned(text: str, edition: str = "f2021") -> RowMatch:
    return align(form("t2", edition), lines(text))[1]


def cost(text: str, edition: str = "f2021") -> float:
    return align(form("t2", edition), lines(text))[0]


def fields(match: RowMatch) -> dict[str, list[str]]:
    return {r.row.code: texts(r.fields) for r in match.rows}


def values(match: RowMatch) -> dict[str, list[str]]:
    return {r.row.code: [t.text for t in r.fields if t.kind in ("value", "run")] for r in match.rows}


def test_whole_labels_cost_nothing_but_what_the_form_has_and_the_print_lacks() -> None:
    match = aligned(DISCLOSURES)
    assert values(match) == READ
    assert match.stray == []
    assert all(row.anchored for row in match.rows)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param(changed(("行政处罚 | 8", "行攻处罚 | 8")), {}, id="a misspelt label"),
        pytest.param(changed(("行政处罚 | 8", "行政\n处罚 | 8")), {}, id="a torn label"),
        pytest.param(changed(("行政处罚 | 8", "| 8")), {}, id="a lost label"),
        pytest.param(changed(("行政处罚 | 8\n", "")), {"administrative_penalties": []}, id="a lost row"),
        pytest.param(changed(("| 1 | 2 | 3", "| 123")), {"government_rules": ["123"]}, id="one of three"),
        pytest.param(
            changed(("| 1 | 2 | 3", "| 000")), {"government_rules": ["000"]}, id="figures without borders"
        ),
    ],
)
def test_rows_begin_where(text: str, read: dict[str, list[str]]) -> None:
    assert values(aligned(text)) == {**READ, **read}


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        pytest.param(DISCLOSURES, set(), id="all labels"),
        pytest.param(
            changed(("行政处罚 | 8", "| 8")),
            {"administrative_licenses", "administrative_penalties"},
            id="neither a row without a label nor the one before it is sure of its numbers",
        ),
        pytest.param(
            changed(("行政事业性收费 | 10", "| 10")),
            {"administrative_coercion", "administrative_fees"},
            id="the last row",
        ),
    ],
)
def test_a_row_is_anchored_by_its_label_and_that_of_the_next(text: str, unsure: set[str]) -> None:
    assert {r.row.code for r in aligned(text).rows if not r.anchored} == unsure


def test_the_exact_label_of_a_row_counts_for_no_other() -> None:
    """行政许可 is like 行政处罚, which is lost: its number is not that row's."""
    match = aligned(changed(("行政许可 | 7\n", ""), ("行政处罚 | 8", "行政许可 | 8")))
    assert values(match)["administrative_licenses"] == ["8"]
    assert values(match)["administrative_penalties"] == []


def test_values_beside_the_exact_label_of_a_row_are_no_other_row_s() -> None:
    """The next row is gone, and would have a place for the second."""
    match = aligned(changed(("行政处罚 | 8\n行政强制 | 9", "行政处罚 | 8 | 9")))
    assert values(match)["administrative_penalties"] == ["8", "9"]
    assert values(match)["administrative_coercion"] == []


def test_a_name_of_row_and_column_alike_keeps_the_values_beside_it() -> None:
    """总计 heads a column, too. The row below it, 小计, is none of the form, and the row above it has
    a blank, so that its values could move up by one row and leave the total to 小计."""
    t3 = form("t3", "f2019")
    rows = [code for code in t3.order if code not in t3.groups]
    printed = {code: f"{catalogue().row('t3', code).zh} | 1 | 2 | 3 | 4 | 5 | 6 | 7" for code in rows}
    printed["other_handling"] = "其他处理 | 1 | 2 |  | 4 | 5 | 6 | 7"
    printed["total_handled"] = (
        "总计 | 81 | 82 | 83 | 84 | 85 | 86 | 87\n小计 | 91 | 92 | 93 | 94 | 95 | 96 | 97"
    )
    read = values(align(t3, lines("\n".join(printed.values())))[1])
    assert read["total_handled"][:7] == ["81", "82", "83", "84", "85", "86", "87"]


def test_values_above_the_first_row_are_stray() -> None:
    match = aligned("77 | 78\n" + DISCLOSURES.replace("第二十条第（一）项\n", ""))
    assert texts(match.stray) == ["77", "78"]
    assert values(match) == READ


def test_without_any_token_no_row_has_fields() -> None:
    match = align(form("t2"), [])[1]
    assert fields(match) == {code: [] for code in READ}
    assert not any(row.anchored for row in match.rows)


@pytest.mark.parametrize(
    ("cheaper", "dearer"),
    [
        pytest.param(DISCLOSURES, changed(("行政处罚", "行攻处罚")), id="a misspelt label costs"),
        pytest.param(
            changed(("行政处罚", "行攻处罚")), changed(("行政处罚", "甲乙丙丁")), id="a strange one more"
        ),
        pytest.param(
            changed(("| 8", "")), changed(("行政处罚 | 8\n", "")), id="a row lost more than its number"
        ),
        pytest.param(
            changed(("| 8", "")), changed(("| 8", "| 8 | 9")), id="a number too many more than one lost"
        ),
    ],
)
def test_what_costs_more(cheaper: str, dearer: str) -> None:
    assert cost(cheaper) < cost(dearer)


WHOLE = """
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 1 | 2 | 3
行政规范性文件 | 4 | 5 | 6
第二十条第（五）项
信息内容 | 本年处理决定数量
行政许可 | 7
第二十条第（六）项
信息内容 | 本年处理决定数量
行政处罚 | 8
行政强制 | 9
第二十条第（八）项
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | 10
"""


@pytest.mark.parametrize(
    ("old", "new", "price"),
    [
        pytest.param("", "", 0.0, id="all words of the form"),
        pytest.param("第二十条第（六）项\n", "", 0.6, id="a title is missing"),
        pytest.param("行政处罚 | 8", "行政处罚", 2.0, id="a number is missing"),
        pytest.param("行政处罚 | 8", "行政处罚 | 8 | 9", 2.5, id="a number too many"),
        pytest.param("| 1 | 2 | 3", "| 000", 0.0, id="a run for all cells of its row"),
        pytest.param("| 1 | 2 | 3", "| 00000", 0.0, id="a run for more than the widest row"),
        pytest.param("| 1 | 2 | 3", "| 00", 2.0, id="a run for two of three cells"),
        pytest.param("| 8", "| 8/", 0.0, id="a run of one figure"),
        pytest.param("行政处罚 | 8", "| 8", 0.6, id="the label of a row is missing"),
        pytest.param("行政处罚", "行攻处罚", 0.9 / 4, id="one of four characters misspelt"),
        pytest.param("| 10", "| 10\n行政许可", 8.0, id="the label of a row once more"),
        pytest.param("| 10", "| 10\n" + "说" * 29, 0.8, id="words that are nearly prose"),
        pytest.param("| 10", "| 10\n" + "说" * 30, 0.15, id="prose, though it is short"),
        pytest.param("行政处罚 | 8", "说明" * 20 + "\n行政处罚 | 8", 0.15, id="a line of prose"),
        pytest.param("行政处罚 | 8", "说明说明\n行政处罚 | 8", 0.33, id="four characters that are no label"),
    ],
)
def test_what_an_alignment_costs(old: str, new: str, price: float) -> None:
    assert cost(WHOLE.replace(old, new, 1)) == pytest.approx(price)


def test_headings_begin_no_row() -> None:
    """Neither the first one, whose label is lost, nor the last one, which is gone."""
    gone = aligned(WHOLE.replace("行政事业性收费 | 10\n", "")).rows[-1]
    assert gone.fields == []
    (first, *_) = aligned(WHOLE.replace("规章 | 1", "| 1")).rows
    assert texts([t for t in first.fields if t.kind == "value"]) == ["1", "2", "3"]
    assert not first.anchored
    assert "信息内容" not in texts(first.fields)


def test_groups_of_a_grid_have_no_values() -> None:
    """Of 三、 to （三） the first label is torn and the last misspelt."""
    tokens = lines(
        "三、本年度办\n理结果 | （一）予以公开 | 1 | 2 | 3 | 4 | 5 | 6 | 21\n（三）不予公升 | 1.属于国家秘密 | 7"
    )
    match = align(form("t3"), tokens)[1]
    read = {code: numbers for code, numbers in values(match).items() if numbers}
    assert read == {"granted": ["1", "2", "3", "4", "5", "6", "21"], "refused_state_secret": ["7"]}


def test_another_edition_may_not_pass_over_the_label_of_its_row() -> None:
    """A row of 2019 in print: the form of 2021 pays for it more than any number costs."""
    text = changed(("行政处罚 | 8", "其他对外管理服务事项 | 8"))
    assert cost(text) - cost(DISCLOSURES) > 7


def test_where_pieces_of_labels_fit_two_rows_alike_the_last_is_left_without_values() -> None:
    """So the first has one too many, and neither is sure."""
    text = changed(("行政处罚 | 8", "行政 | 8"), ("行政强制 | 9", "行政 | 9\n行政"))
    said = values(aligned(text, "f2019"))
    assert (said["administrative_penalties"], said["administrative_coercion"]) == (["8", "9"], [])
