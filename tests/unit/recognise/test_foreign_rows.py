"""Rows that no form has, on a page without rulings."""

from __future__ import annotations

import pytest

from pipelines.model import Spot
from pipelines.recognise.foreign_rows import without_foreign_rows
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import form, lines, texts

BOX = (0.0, 0.0, 9.0, 9.0)
ROWS = """
2.重复申请 | 0 | 6 | 0 | 0 | 0 | 0 | 6
{row}
3.要求提供公开出版物 | 0 | 0 | 0 | 0 | 0 | 0 | 0
"""


def on_page(text: str) -> list[Token]:
    return [t._replace(spot=Spot(page=1, box=BOX)) for t in lines(text)]


@pytest.mark.parametrize(
    ("row", "taken_out"),
    [
        ("其中：当面申请 | 4 | 1 | 0 | 0 | 0 | 8 | 13", True),
        ("附：来信 | 4 | 1 | 0 | 0", True),
        ("附：来信 | 4 | 1 | 0", False),  # not for most of the columns
        ("4 | 1 | 0 | 0 | 0 | 8 | 13", False),  # its label is on other lines
        ("（六）其他 | 费用、行政机关不再处理其政府信息 | 4 | 1 | 0 | 0 | 0 | 8 | 13", False),
        ("政机关不再处理其政府信息公开申请 | 4 | 1 | 0 | 0 | 0 | 8 | 13", False),  # a piece of a label
        ("3.要求提供公开出扳物 | 4 | 1 | 0 | 0 | 0 | 8 | 13", False),  # misspelt
    ],
)
def test_a_row_of_values_behind_a_word_unlike_all_labels(row: str, taken_out: bool) -> None:
    tokens = on_page(ROWS.format(row=row))
    kept, beside = without_foreign_rows(form("t3"), tokens)
    assert texts(beside) == (row.split(" | ")[1:] if taken_out else [])
    assert len(kept) == len(tokens) - (len(beside) + 1 if taken_out else 0)


def test_elsewhere_and_in_one_line_all_is_kept() -> None:
    text = ROWS.format(row="其中：当面申请 | 4 | 1 | 0 | 0 | 0 | 8 | 13")
    assert without_foreign_rows(form("t3"), lines(text)) == (lines(text), [])
    assert without_foreign_rows(form("t4"), on_page(text)) == (on_page(text), [])


@pytest.mark.parametrize(
    ("word", "taken_out"),
    [("其中当面申请", True), ("小计", False), ("办理", False), ("重复申请", False), ("取信息", False)],
)
def test_a_word_unlike_all_labels(word: str, taken_out: bool) -> None:
    tokens = on_page(ROWS.format(row=f"{word} | 4 | 1 | 0 | 0 | 0 | 8 | 13"))
    assert bool(without_foreign_rows(form("t3"), tokens)[1]) is taken_out


@pytest.mark.parametrize(
    ("above", "below", "taken_out"),
    [
        pytest.param(
            "2.重复申请", "4.无正当理由大量反复申请", False, id="the row that may be meant is missing"
        ),
        pytest.param("2.重复申请", "3.要求提供公开出版物", True, id="none is"),
        pytest.param("2.重复申请", "要求提供公开", True, id="a piece names its row"),
        pytest.param("（七）总计", "", False, id="the last is missing"),
        pytest.param("四、结转下年度继续办理", "", True, id="behind the last"),
    ],
)
def test_a_row_that_may_be_one_of_the_form_stays(above: str, below: str, taken_out: bool) -> None:
    text = f"{above} | 0 | 6 | 0 | 0 | 0 | 0 | 6\n附：来信 | 4 | 1 | 0 | 0 | 0 | 8 | 13\n{below}"
    assert bool(without_foreign_rows(form("t3"), on_page(text))[1]) is taken_out


def test_the_first_row_stands_below_the_headings_one_of_which_is_called_as_a_row() -> None:
    text = "自然人 | 总计\n一、新收件 | 4 | 1 | 0 | 0 | 0 | 8 | 13\n二、上年结转政府信息公开申请数量 | 0"
    assert without_foreign_rows(form("t3"), on_page(text))[1] == []


def test_a_row_more_in_table_2() -> None:
    text = "规章 | 1 | 2 | 3\n附：来信 | 4 | 1 | 0\n行政规范性文件 | 1 | 2 | 3"
    assert texts(without_foreign_rows(form("t2"), on_page(text))[1]) == ["4", "1", "0"]
