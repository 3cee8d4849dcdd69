"""Where the labels of a table are, and which rows and columns they name."""

from __future__ import annotations

import pytest

from pipelines.recognise.label_places import LabelPlaces
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import cells, form


def places(text: str, table: str = "t3", grid: bool = True) -> LabelPlaces:
    return LabelPlaces(form(table), cells(text, grid))


REQUESTS = """
申请人情况 | 自然人 | 商业企业
（一）予以公开 | 1 | 2
（二）部分公开 | 3 | 4
"""
DISPUTES = """
行政复议 | < | 未经复议直接起诉 | < | <
结果维持 | 总计 | 结果维持 | 结果纠正 | 总计
1 | 2 | 3 | 4 | 5
"""


def text_of(token: Token | None) -> str | None:
    return None if token is None else token.text


ABOVE = ["申请人情况", "自然人", "商业企业"]


@pytest.mark.parametrize(
    ("text", "table", "heads"),
    [
        pytest.param(REQUESTS, "t3", ABOVE, id="above values"),
        pytest.param(
            REQUESTS + "（三）不予公开 | 见附件",
            "t3",
            [*ABOVE, "（三）不予公开", "见附件"],
            id="a group is no row",
        ),
        pytest.param(REQUESTS + "2.重复申请 | 见附件", "t3", ABOVE, id="a row of words"),
        pytest.param("予以公开 | 部分公开\n1 | 2", "t3", ["予以公开", "部分公开"], id="two rows on one line"),
        pytest.param(
            DISPUTES,
            "t4",
            ["行政复议", "未经复议直接起诉", "结果维持", "总计", "结果维持", "结果纠正", "总计"],
            id="two lines of headings",
        ),
        pytest.param("复议后起诉 | ", "t4", ["复议后起诉"], id="the row of a table in one line is a heading"),
        pytest.param("自然人 | 000", "t3", [], id="figures without borders are values"),
        pytest.param(
            REQUESTS + "3.其他 | ", "t3", ABOVE, id="a blank row named as a column, alone in its line"
        ),
        pytest.param("总计\n" + REQUESTS.strip(), "t3", ["总计", *ABOVE], id="such a name above all values"),
        pytest.param(
            REQUESTS + "其他 | 总计", "t3", [*ABOVE, "其他", "总计"], id="two such names are headings again"
        ),
    ],
)
def test_the_headings(text: str, table: str, heads: list[str]) -> None:
    lines = places(text, table).heads
    assert [lines[line][column].text for line in sorted(lines) for column in sorted(lines[line])] == heads


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        pytest.param(REQUESTS, False, id="above"),
        pytest.param(" | 予以公开 | 部分公开\n自然人 | 1 | 2\n商业企业 | 3 | 4", True, id="at the left"),
        pytest.param(" | 自然人 | 商业企业\n自然人 | 1 | 2\n商业企业 | 3 | 4", False, id="as many above"),
        pytest.param(" | 自然人 | 商业企业\n科研机构 | 1 | 2", False, id="fewer at the left"),
        pytest.param(" | 自然人\n自然人 | 1\n商业企业 | 3", True, id="more at the left"),
        pytest.param("其他 | 1", False, id="a word that a row has, too"),
    ],
)
def test_whether_columns_are_printed_as_lines(text: str, turned: bool) -> None:
    assert places(text).is_turned() is turned


@pytest.mark.parametrize(
    ("place", "above"),
    [((2, 2), "自然人"), ((3, 3), "商业企业"), ((3, 1), "申请人情况"), ((1, 2), None), ((2, 4), None)],
)
def test_the_heading_above_a_place(place: tuple[int, int], above: str | None) -> None:
    assert text_of(places(REQUESTS).above(place)) == above


def test_of_headings_above_each_other_the_lowest_counts() -> None:
    assert text_of(places(DISPUTES, "t4").above((3, 3))) == "结果维持"
    assert text_of(places(DISPUTES, "t4").above((2, 3))) == "未经复议直接起诉"


@pytest.mark.parametrize(
    ("text", "place", "left"),
    [
        pytest.param(REQUESTS, (2, 3), "（一）予以公开", id="the row"),
        pytest.param(REQUESTS, (2, 1), None, id="nothing at the left of the first"),
        pytest.param("予以公开 | 附表 | 1", (1, 3), "予以公开", id="a label before a word that is none"),
        pytest.param("附表 | 说明 | 1", (1, 3), "说明", id="else the nearest word"),
        pytest.param("予以公开 | 部分公开 | 1", (1, 3), "部分公开", id="the nearest label"),
        pytest.param("予以公开 | 1\n^ | 2", (2, 2), "予以公开", id="one that reaches down"),
        pytest.param("予以公开 | 1\n^ | 2\n | 3", (3, 2), None, id="no further than that"),
        pytest.param("自然人 | 商业企业\n^ | 1", (2, 2), None, id="a heading is none"),
        pytest.param("1 | 予以公开", (1, 1), None, id="not what is at the right"),
        pytest.param("1\n予以公开", (1, 2), None, id="not what is further down"),
    ],
)
def test_the_label_at_the_left_of_a_place(text: str, place: tuple[int, int], left: str | None) -> None:
    assert text_of(LabelPlaces(form("t3"), cells(text)).left(place)) == left


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        pytest.param("自然人", "natural_person", id="its own"),
        pytest.param("合计", "total", id="a variant"),
        pytest.param("社会公益组纵", "public_interest_organization", id="nearly one"),
        pytest.param("公益", None, id="a piece of no other"),
        pytest.param("予以公开", None, id="the label of a row"),
        pytest.param("附表", None, id="a strange word"),
    ],
)
def test_the_column_that_a_heading_names(heading: str, column: str | None) -> None:
    (token,) = cells(heading)
    assert places(REQUESTS).column_of(token) == column


def test_a_heading_with_one_character_of_four_misread_names_its_column() -> None:
    (token,) = cells("结果维特")
    assert places(DISPUTES, "t4").column_of(token) == "upheld"


def test_the_row_that_a_label_names() -> None:
    labels = [token for token in cells(REQUESTS) if token.kind == "label" and token.spot.column == 1]
    assert [places(REQUESTS).row_of(token) for token in labels] == [None, "granted", "partially_granted"]


TWO_LEVELS = "行政复议 | 行政诉讼 | <\n^ | 未经复议直接起诉 | 复议后起诉\n1 | 2 | 3"


@pytest.mark.parametrize(
    ("text", "place", "group"),
    [
        pytest.param(DISPUTES, (3, 1), "reconsideration", id="right below"),
        pytest.param(DISPUTES, (3, 2), "reconsideration", id="below its second column"),
        pytest.param(DISPUTES, (3, 3), "litigation_direct", id="below the next"),
        pytest.param(DISPUTES, (3, 5), "litigation_direct", id="below its last column"),
        pytest.param("复议后起诉 | 1 | 2", (1, 3), "litigation_after_reconsideration", id="at the left"),
        pytest.param(
            "行政复议 | < | 行政诉讼 | <\n1 | 2 | 3 | 4", (2, 3), None, id="below a word that is no row"
        ),
        pytest.param(TWO_LEVELS, (3, 3), "litigation_after_reconsideration", id="below the lower of two"),
        pytest.param(TWO_LEVELS, (3, 2), "litigation_direct", id="below the first of the lower ones"),
        pytest.param(TWO_LEVELS, (3, 1), "reconsideration", id="beside the lower ones"),
        pytest.param(
            ". | 行政诉讼\n行政复议 | .\n1 | 2", (3, 2), None, id="a lower one ends where a higher one begins"
        ),
        pytest.param(
            "行政复议 | 未经复议直接起诉 | 复议后起诉\n. | 行政诉讼 | .\n1 | 2 | 3",
            (3, 3),
            "litigation_after_reconsideration",
            id="the nearest, not the lowest",
        ),
        pytest.param(
            "行政复议 | <\n附表 | 结果纠正\n1 | 2", (3, 1), "reconsideration", id="a strange word is none"
        ),
        pytest.param("行政复议 | <\n附表 | 1", (2, 2), "reconsideration", id="nor is one at the left"),
        pytest.param(TWO_LEVELS, (2, 2), None, id="below the upper of two"),
        pytest.param("行政复议 | <\n. | 复议后起诉\n1 | 2", (2, 2), "reconsideration", id="of a heading"),
        pytest.param("结果维持\n1", (2, 1), None, id="none"),
        pytest.param("1\n行政复议", (1, 1), None, id="further down"),
    ],
)
def test_the_row_over_a_value_of_a_table_in_one_line(
    text: str, place: tuple[int, int], group: str | None
) -> None:
    assert places(text, "t4").group_over(place) == group


@pytest.mark.parametrize(
    ("heading", "strange"),
    [
        pytest.param("自然人", False, id="a column"),
        pytest.param("申请人情况", False, id="another word of the table"),
        pytest.param("社会公益", False, id="a piece of a column"),
        pytest.param("公益", False, id="a short one"),
        pytest.param("社会公益组纵", False, id="nearly a column"),
        pytest.param("外国人", True, id="none of the form"),
    ],
)
def test_a_heading_that_the_form_has_not(heading: str, strange: bool) -> None:
    table = places(f" | {heading}\n重复申请 | 1")
    assert table.is_strange((2, 2)) is strange
    assert not table.is_strange((2, 9)), "nothing is above"


@pytest.mark.parametrize(
    ("word", "foreign"),
    [
        pytest.param("予以公开", False, id="a label"),
        pytest.param("公开", False, id="a piece of one"),
        pytest.param("属于", False, id="a short piece of a long one"),
        pytest.param("予以处理", False, id="half of one"),
        pytest.param("予以公开情况", False, id="more than one"),
        pytest.param("部份公开", False, id="nearly one"),
        pytest.param("自然人以外的各类组织机构", False, id="far more than a short one"),
        pytest.param("外宾", True, id="none"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_word_that_is_unlike_every_label(word: str, foreign: bool) -> None:
    assert places(REQUESTS).is_foreign(word) is foreign
