"""Every way in which reports print a value, and what is no value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.catalogue import catalogue
from pipelines.numerals import CHARACTERS
from pipelines.values import MAX_DIGITS, Value, is_value, parse

NUMBERS = {
    "0": 0,
    "０": 0,
    "零": 0,
    "〇": 0,
    "8": 8,
    "　2 ": 2,
    "\u00a0\t5\n": 5,
    "１２，３４５": 12345,
    "1,234,567": 1234567,
    "1 234": 1234,
    "1\u00a0234": 1234,
    "1\u2009234": 1234,
    "1\u202f234\u202f567": 1234567,
    "1\u2007234": 1234,
    "1'234": 1234,
    "1’234’567": 1234567,
    "1 234.56": 1234.56,
    "123。45": 123.45,
    "3,000.50": 3000.5,
    "207204.99": 207204.99,
    "190.457379": 190.457379,
    "0.0": 0,
    "-2": -2,
    "－2": -2,
    "−2": -2,
    "- 2": -2,
    "+1036": 1036,
    "-1,234.5": -1234.5,
    "22（其中修订 16 件）": 22,
    "22(含(补)2)": 22,
    "5\x00": 5,
    "\u200f5\u200e": 5,
    "1\u200b2": 12,
    "\ufeff7": 7,
    "𝟙𝟚": 12,
    "9" * MAX_DIGITS: int("9" * MAX_DIGITS),
}
NIL = {
    "": "blank",
    " ": "blank",
    "　": "blank",
    "\u00a0\n\t": "blank",
    "\x00": "blank",
    "\u200b\ufeff": "blank",
    "/": "slash",
    "／": "slash",
    "\\": "slash",
    "∕": "slash",
    "//": "slash",
    "-": "dash",
    "—": "dash",
    "——": "dash",
    "－": "dash",
    "无": "dash",
    "⽆": "dash",
    "无数据": "dash",
    "不适用": "dash",
    "N/A": "dash",
    "无此项": "dash",
    "无相关数据": "dash",
}
ODD = {
    "减1237": (-1237, "text"),
    "减少 3": (-3, "text"),
    "增5": (5, "text"),
    "增加5": (5, "text"),
    "0%": (0, "percent"),
    "12％": (12, "percent"),
    "-10%": (-10, "percent"),
    "减1.5%": (-1.5, "percent"),
    "1.5‰": (1.5, "percent"),
    "五": (5, "text"),
    "六百九十七": (697, "text"),
    "二〇三": (203, "text"),
    "贰佰玖拾伍": (295, "text"),
    "減兩百": (-200, "text"),
    "0.2813万": (2813, "text"),
    "3万": (30000, "text"),
    "1.2亿": (120000000, "text"),
    "5千": (5000, "text"),
    "12万": (120000, "text"),
}
UNITS = {
    "1.795（万元）": (1.795, "万元"),
    "1.795(万元)": (1.795, "万元"),
    "1.795万元": (1.795, "万元"),
    "5.0（单位：万元）": (5, "万元"),
    "251000元": (251000, "元"),
    "251000 元": (251000, "元"),
    "3,000.50元": (3000.5, "元"),
    "0.2亿元": (0.2, "亿元"),
    "5件": (5, "件"),
    "5（项）": (5, "项"),
    "0.0000万元": (0, "万元"),
    "12（其中2元）": (12, None),
    "1 234.56万元": (1234.56, "万元"),
    "￥123.45": (123.45, None),
    "人民币 5 元": (5, "元"),
    "3万元": (3, "万元"),
}
UNITS_IN_WORDS = {
    "三百件": (300, "件"),
    "一件": (1, "件"),
    "叁佰元整": (300, "元"),
    "3万件": (30000, "件"),
    "3百万元": (3000000, "元"),
}
UNREADABLE = {
    "leading zeros are several numbers": ["007", "00", "００７", "00.5", "0" * 20],
    "a blank or a line break between figures": [
        "1 0",
        "12 37",
        "12\n37",
        "1\n234",
        "20 7204.99",
        "1.\n5",
        "1\u30002",
        "1\u3000234",
        "1 234\u2009567",
        "5 123 4",
        "1 234 5",
        "六百 九十七",
        "6 9 7",
    ],
    "thousands that are none": ["1,23", "1234,567", "1,2345", "12,34,567", "1,234'567", "1'23"],
    "more digits than a double holds": ["9" * (MAX_DIGITS + 1), "9" * 400],
    "figures that folding would make up": ["5²", "5①", "²", "①", "⑩", "½", "3½", "5₂", "⒈"],
    "a character lost between figures": ["1\x002", "1\x00\x002"],
    "written from right to left": ["\u202e12", "1\u202e2"],
    "two units": ["¥5件", "￥5%", "5元（万元）", "5（元）件", "5万元（单位：元）"],
    "several numbers": ["0/0", "5/6", "1-2", "5、6", "1.2.3", "22（2）（3）"],
    "no decimals": ["5.", ".5", "1..2", "1。。5"],
    "more than one reading of a numeral": [
        "一百二",
        "两千三",
        "3万2",
        "三万二",
        "十百",
        "七八十",
        "一",
        "一一",
    ],
    "scaled and not whole": ["0.28135万", "1.23456千"],
    "signs": ["--5", "+-5", "5-", "5+"],
    "words": [
        "详见附件",
        "约5",
        "5余",
        "共5件",
        "件",
        "元",
        "零件",
        "（5）",
        "5）",
        "5。",
        "无。",
    ],
    "programmers' numbers": ["1e5", "inf", "nan", "NaN", "0x10", "1_000", "True", "Ⅳ", "٥", "１e５"],
}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_plain_numbers(text: str, value: float) -> None:
    assert parse(text) == Value(value, "number")


@pytest.mark.parametrize(("text", "status"), NIL.items())
def test_three_ways_to_print_nil_stay_apart_and_have_no_value(text: str, status: str) -> None:
    assert parse(text) == Value(None, status)  # type: ignore[arg-type]
    assert parse(text).summand == 0


@pytest.mark.parametrize(("text", "read"), ODD.items())
def test_words_and_percent_signs_keep_their_value_and_are_told(text: str, read: tuple[float, str]) -> None:
    assert (parse(text).value, parse(text).status) == read


@pytest.mark.parametrize(("text", "read"), UNITS.items())
def test_units_in_the_cell(text: str, read: tuple[float, str | None]) -> None:
    assert (parse(text).value, parse(text).unit, parse(text).status) == (*read, "number")


@pytest.mark.parametrize(("text", "read"), UNITS_IN_WORDS.items())
def test_units_behind_numerals(text: str, read: tuple[float, str]) -> None:
    assert (parse(text).value, parse(text).unit, parse(text).status) == (*read, "text")


@pytest.mark.parametrize(
    ("text", "scaled"),
    [("3万", True), ("三万", True), ("0.2813万", True), ("3万元", False), ("三百", False), ("30000", False)],
)
def test_a_scale_without_a_unit_is_told(text: str, scaled: bool) -> None:
    assert parse(text).scaled is scaled


@pytest.mark.parametrize("text", [t for texts in UNREADABLE.values() for t in texts])
def test_what_is_not_surely_one_number_has_no_value(text: str) -> None:
    assert parse(text) == Value(None, "unreadable")
    assert parse(text).summand is None
    assert not is_value(text)


def test_a_double_holds_fifteen_digits() -> None:
    assert parse("999999999999999") == Value(999999999999999, "number")
    assert parse("1" + 15 * "0") == Value(None, "unreadable")


@pytest.mark.parametrize("text", ["\x1c", " \x1f ", "\x85\x1e"])
def test_blanks_that_only_damage_leaves_are_no_blank_cell(text: str) -> None:
    assert parse(text) == Value(None, "unreadable")


@pytest.mark.parametrize(
    ("text", "printed"),
    [("5", True), ("0", True), ("/", True), ("无", True), ("减3", True), ("", False), ("约5", False)],
)
def test_nil_is_a_printed_value_and_a_blank_is_none(text: str, printed: bool) -> None:
    assert is_value(text) is printed


def test_minus_zero_is_zero() -> None:
    assert str(parse("-0").value) == str(parse("减0").value) == "0.0"


def test_every_token_of_the_catalogue_is_known() -> None:
    tokens = catalogue().tokens
    assert {parse(t).value for t in tokens.zero} == {0}
    assert {parse(t).status for t in tokens.slash} == {"slash"}
    assert {parse(t).status for t in tokens.dash} == {"dash"}
    assert {parse(f"{word}7").value for word in tokens.increase} == {7}
    assert {parse(f"{word}7").value for word in tokens.decrease} == {-7}
    assert all(parse(f"7{printed}").unit == unit for printed, unit in tokens.units.items())


@given(st.integers(-(10**MAX_DIGITS) + 1, 10**MAX_DIGITS - 1))
def test_whole_numbers_come_back(number: int) -> None:
    assert parse(str(number)).value == number
    assert parse(f"{number:,}").value == number
    assert parse(f"（{number}）").value is None


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False))
def test_decimals_come_back(number: Decimal) -> None:
    assert parse(f"{number:f}").value == float(number)
    assert parse(f"{number:,f} 万元") == Value(float(number), "number", "万元")


_PRINTED = st.text(
    st.sampled_from("0123456789.,，。-—/／ \n\t\u00a0\u3000%()（）元万件增减无零约²①\x00\u202e\u200b")
)


@given(st.one_of(st.text(), _PRINTED))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = parse(text)
    assert (found.value is not None) == (found.status in ("number", "percent", "text"))
    if found.value is not None:
        figures = [c for c in text if c.isdecimal() or c in CHARACTERS]
        assert figures, "a value without a figure in print"


@given(_PRINTED)
def test_a_value_has_the_printed_figures_in_their_order(text: str) -> None:
    """The digits of the value are a stretch of the digits in print, never more than are there."""
    value = parse(text).value
    if value and parse(text).status != "text":
        whole = str(int(abs(value)))
        assert whole in "".join(c for c in text if c in "0123456789")


@pytest.mark.parametrize(
    "text", [" " * 100_000, "1" + " " * 100_000 + "x", "1 " * 50_000, "(" * 50_000, "5" + "(x)" * 30_000]
)
def test_long_texts_take_no_time(text: str) -> None:
    assert parse.__wrapped__(text).value is None


@pytest.mark.parametrize(
    "text", ["624（更正为590）", "1186（应为973）", "9999(订正：4529)", "12（误，实为21）"]
)
def test_a_figure_that_a_remark_corrects_is_open(text: str) -> None:
    assert parse(text).status == "unreadable"


def test_other_remarks_with_figures_leave_the_figure() -> None:
    assert parse("22（其中修订16件）").value == 22
