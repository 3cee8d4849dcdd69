"""Chinese numerals: every number comes back from each way to write it, and what is written
otherwise is no number."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.numerals import in_words, whole_number
from pipelines.values import parse

NUMERALS = {
    "零": 0,
    "五": 5,
    "壹": 1,
    "十": 10,
    "十五": 15,
    "一十五": 15,
    "一百零五": 105,
    "一百〇五": 105,
    "一百一十": 110,
    "一百十五": 115,
    "六百九十七": 697,
    "两百": 200,
    "一千零一十五": 1015,
    "一千零十五": 1015,
    "两千零五": 2005,
    "一万零五百": 10500,
    "二十万五千": 205000,
    "二十万零五千": 205000,
    "三千万": 30000000,
    "一亿零五万": 100050000,
    "二〇三": 203,
    "二○二三": 2023,
    "四零": 40,
    "贰佰玖拾伍": 295,
    "叁仟零陆": 3006,
    "参佰": 300,
}
NO_NUMERALS = {
    "the last place is left out": ["一百二", "两千三", "三万二", "一亿二千"],
    "one or the other": ["七八十", "三四百", "一二", "三五", "四五六"],
    "a dash, or one": ["一", "一一", "一一一"],
    "a nought too many or too few": [
        "一百零",
        "一百五零",
        "一万零五千",
        "一百零零五",
        "一千五十零",
        "一万五十",
    ],
    "a scale without its figure": ["百", "万", "百二十", "零百", "十百", "二百百"],
    "in the wrong order": ["十二百", "五百三千", "二百三百", "三十二十"],
    "words": ["", "两", "三个", "第三", "三、", "几百", "百余", "廿三", "半"],
    "a nought in front": ["零五", "〇〇三", "零零"],
}


@pytest.mark.parametrize(("text", "number"), NUMERALS.items())
def test_numerals(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", [t for texts in NO_NUMERALS.values() for t in texts])
def test_what_has_more_than_one_reading_or_none_is_no_numeral(text: str) -> None:
    assert whole_number(text) is None


FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
PLACES = str.maketrans("0123456789", "〇一二三四五六七八九")


def spelled(number: int) -> str:
    """The numeral by another way than the reader's: every figure with the name of its place, then
    the noughts drawn together. 205000 -> 二十万零五千."""
    names = ["", *"十百千万十百千亿"]
    figures = zip(reversed(str(number)), names, strict=False)
    text = "".join(reversed([figure.translate(PLACES) + name for figure, name in figures]))
    for written, drawn in (
        ("〇[十百千]", "〇"),
        ("〇+", "〇"),
        ("〇万", "万〇"),
        ("〇+", "〇"),
        ("亿万", "亿"),
    ):
        text = re.sub(written, drawn, text)
    return text.rstrip("〇").replace("〇", "零") or "零"


@given(st.integers(2, 10**8))
@example(10010)
@example(20050000)
@example(100050000)
@example(10**8)
def test_every_number_comes_back_as_it_is_said(number: int) -> None:
    assert parse(spelled(number)).value == number
    assert parse(in_words(number)).value == number


@given(st.integers(0, 10**8))
@example(1)
@example(11)
def test_every_number_comes_back_from_a_cheque(number: int) -> None:
    assert parse(spelled(number).translate(FORMAL)).value == number


@given(st.integers(0, 10**8))
@example(35)
@example(345)
@example(1111)
def test_every_number_comes_back_figure_by_figure(number: int) -> None:
    figures = str(number)
    counts_up = len(figures) > 1 and figures in "123456789"
    doubtful = counts_up or figures == "35" or set(figures) == {"1"}
    assert whole_number(figures.translate(PLACES)) == (None if doubtful else number)


@given(st.text("零一二三四五六七八九十百千万亿", min_size=2, max_size=9))
def test_what_is_read_is_written_so(text: str) -> None:
    """A damaged numeral is never another number: one that has a scale is read only if it is the
    numeral of its number, apart from noughts and an unspoken 一."""
    number = whole_number(text)
    if number is not None and set(text) & set("十百千万亿"):
        assert _core(text) == _core(in_words(number))


def _core(numeral: str) -> str:
    return numeral.replace("一十", "十").replace("零", "")
