"""The number format of a cell -> what kind of number it prints; stored dates as text."""

from __future__ import annotations

import pytest

from pipelines.read.sheets.number_formats import date_text, kind_of

BUILT_IN = {
    **dict.fromkeys((0, 1, 2, 3, 4, 11, 12, 13, 23, 26, 37, 44, 48, 49, 59), "number"),
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((14, 17, 22, 27, 31, 36, 45, 47, 50, 57, 58), "date"),
}
CODES = {
    "General": "number",
    "G/通用格式": "number",
    "0": "number",
    "#,##0.00": "number",
    "0.00E+00": "number",
    "0%": "percent",
    "0.0%;[Red]-0.0%": "percent",
    "yyyy-mm-dd": "date",
    'yyyy"年"m"月"d"日"': "date",
    "h:mm": "date",
    "[h]:mm": "date",
    '0"件"': "number",
    '0"days"': "number",
    r"0\d": "number",
    '0"%"': "number",
    r"0\%": "number",
    "[Red]0": "number",
    "[>100]0;0.0": "number",
    "[$-804]yyyy": "date",
    "_(* #,##0_)": "number",
    "* 0": "number",
    "_m0": "number",
    "*y0": "number",
    "standard": "number",
    "@": "number",
}


@pytest.mark.parametrize(("number", "kind"), BUILT_IN.items())
def test_built_in_formats_are_known_by_their_number(number: int, kind: str) -> None:
    assert kind_of(number) == kind


@pytest.mark.parametrize(("code", "kind"), CODES.items(), ids=CODES)
def test_other_formats_are_known_by_what_is_not_literal_in_them(code: str, kind: str) -> None:
    assert kind_of(164, code) == kind


def test_a_code_counts_for_more_than_the_number() -> None:
    assert kind_of(9, "0") == "number"


@pytest.mark.parametrize(
    ("days", "since_1904", "text"),
    [
        (45322, False, "2024-01-31"),
        (45322.5, False, "2024-01-31 12:00:00"),
        (45322 + 1 / 86400, False, "2024-01-31 00:00:01"),
        (43860, True, "2024-01-31"),
        (0, False, "1899-12-30"),
        (0, True, "1904-01-01"),
        (2_958_465, False, "9999-12-31"),
        (2_958_466, False, "2958466"),
        (-1, False, "-1"),
        (1e12, False, "1000000000000.0"),
        (float("nan"), False, "nan"),
        (float("inf"), False, "inf"),
    ],
)
def test_a_stored_date_is_printed_and_what_is_none_stays_a_number(
    days: float, since_1904: bool, text: str
) -> None:
    assert date_text(days, since_1904=since_1904) == text
