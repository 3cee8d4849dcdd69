"""What a cell shows of what is stored in it, as Excel in Chinese prints it."""

from __future__ import annotations

import pytest

from pipelines.read.sheets.number_formats import BUILT_IN, code_of
from pipelines.read.sheets.shown import date_text, shown_number, shown_text

NUMBERS = [
    (12.5, "General", "12.5"),
    (12, "G/通用格式", "12"),
    (12, "standard", "12"),
    (918.6, "0", "919"),
    (2.5, "0", "3"),
    (-2.5, "0", "-3"),
    (-0.4, "0", "0"),
    (7, "000", "007"),
    (1234, "???0", "1234"),
    (12, "0.0#", "12.0"),
    (12.55, "0.0#", "12.55"),
    (0.5, "#.#", ".5"),
    (0, "#", ""),
    (1234567.5, "#,##0.00", "1,234,567.50"),
    (1e9, "#,##0", "1,000,000,000"),
    (291190, "0.00,", "291.19"),
    (1e6, '0.0,,"百万"', "1.0百万"),
    (1653000, "0!.0000", "165.3000"),
    (3226300, '0!.0000"万元"', "322.6300万元"),
    (110600, '#,##0"元"', "110,600元"),
    (12, "[$¥-804]#,##0.00", "¥12.00"),
    (3, '"共"0"件"', "共3件"),
    (12, r"0\d", "12d"),
    (12, '0"%"', "12%"),
    (0.125, "0%", "13%"),
    (0.125, "0.0%;[Red]-0.0%", "12.5%"),
    (5, ";;;", ""),
    (0, "0;-0;", ""),
    (0, '0;-0;"-"', "-"),
    (0, '[=0]"/";0', "/"),
    (5, '[=0]"/";0', "5"),
    (150, "[>100]0;0.0", "150"),
    (50, "[>100]0;0.0", "50.0"),
    (-12, "[红色]0;[Red]-0", "-12"),
    (-12, "0;(0)", "(12)"),
    (5, "0_ ", "5"),
    (5, "* 0", "5"),
    (0, BUILT_IN[41], "-"),
    (-1234, BUILT_IN[43], "-1,234.00"),
    (45322, "yyyy-mm-dd", "2024-01-31"),
    (45322, 'yyyy"年"m"月"d"日"', "2024-01-31"),
    (45322.5, "[h]:mm", "2024-01-31 12:00:00"),
]


@pytest.mark.parametrize(("value", "code", "text"), NUMBERS, ids=[f"{v} {c}" for v, c, _ in NUMBERS])
def test_a_number_is_what_its_format_prints(value: float, code: str, text: str) -> None:
    assert shown_number(value, code) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (322638.888888889, "322638.8889"),
        (7.0000000000007, "7"),
        (-0.1234567895, "-0.12345679"),
        (12345678.5, "12345678.5"),
        (12345678901234, "12345678901234"),
    ],
)
def test_without_a_format_excel_shows_eleven_characters(value: float, text: str) -> None:
    assert shown_number(value, "General") == text


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.5, "# ?/?"),
        (12345, "0.00E+00"),
        (3, "[DBNum1]General"),
        (3, "[白色]0"),
        (3, "0;0;0;@;0"),
        (5, "[>9]0;[<1]0"),
        (float("nan"), "0"),
        (float("inf"), "0"),
    ],
)
def test_what_cannot_be_rendered_surely_is_not_guessed(value: float, code: str) -> None:
    assert shown_number(value, code) is None


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("5", '@"件"', "5件"),
        ("5", ";;;", ""),
        ("5", "0;0;0;@", "5"),
        ("无", "0", "无"),
        ("无", "General", "无"),
        ("5", "[DBNum1]0", "5"),
    ],
)
def test_a_text_is_what_its_format_prints(text: str, code: str, shown: str) -> None:
    assert shown_text(text, code) == shown


@pytest.mark.parametrize(
    ("number", "written", "code"),
    [
        (0, {}, "General"),
        (9, {}, "0%"),
        (9, {9: "0"}, "0"),
        (31, {}, "yyyy-m-d"),
        (164, {164: "0.0"}, "0.0"),
        (59, {}, "General"),
    ],
)
def test_a_format_is_known_by_its_number_unless_it_is_written_down(
    number: int, written: dict[int, str], code: str
) -> None:
    assert code_of(number, written) == code


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
