"""What a person reads in a cell without doubt is read in every format, and what he does not is
open; the cells beside it are not touched."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from pipelines.model import DOUBTFUL, NIL, Fact, Filing
from pipelines.report import report_of
from pipelines.values import parse
from tests.data.forms import Filled
from tests.data.matrix import FORMATS
from tests.data.torn import figures

ALONE = "t2.administrative_penalties.decisions"
AMOUNT = "t2.administrative_fees.fee_amount"
AMONG_THREE = "t2.normative_documents.in_force"
CELLS_KNOWN = ["HTML", "DOCX", "PDF", "OFD", "RTF", "XLSX"]
FIELDS = ["text, tabs", "text, commas", "text, a line per cell", "text, pipes"]
FORM = Filled("平潭县人民政府", 2023, "f2021", figures(random.Random(5), "f2021", large=True))

READ: dict[str, tuple[str, float | None]] = {
    "a Chinese numeral": ("六百九十七", 697),
    "by places": ("二〇三", 203),
    "as on a cheque": ("贰佰玖拾伍", 295),
    "in ten thousands": ("0.2813万", 2813),
    "in hundred millions": ("1.2亿", 120000000),
    "an apostrophe between thousands": ("1’234", 1234),
    "a thin blank between thousands": ("1\u2009234", 1234),
    "a narrow blank between thousands": ("1\u202f234", 1234),
    "the width of a figure between thousands": ("1\u2007234", 1234),
    "a blank between thousands": ("1 234", 1234),
    "figures set apart": ("6 9 7", 697),
    "no such thing": ("无此项", None),
}
READ_AMOUNT: dict[str, tuple[str, float]] = {
    "an ideographic full stop": ("123。45", 123.45),
    "a sign of money": ("￥123.45", 123.45),
    "blanks between thousands of an amount": ("1 234.56", 1234.56),
}
OPEN = {
    "corrected in brackets": "9999（更正为4529）",
    "the last place is left out": "一百二",
    "a numeral behind a scale": "3万2",
    "scales without figures": "十百",
    "a dash or one": "一",
    "two numbers or one": "12 37",
    "a wide blank": "1\u3000234",
}


def facts(figures: dict[str, str], format: str) -> dict[str, Fact]:
    data = FORMATS[format](replace(FORM, figures={**FORM.figures, **figures}))
    return {fact.code: fact for fact in report_of(Filing("x", "0", len(data)), data).facts}


def assert_others_read(found: dict[str, Fact], *but: str) -> None:
    for code, text in FORM.figures.items():
        if code not in but:
            assert found[code].value == parse(text).value, code


@pytest.mark.parametrize("format", [*CELLS_KNOWN, *FIELDS])
@pytest.mark.parametrize("cell", [ALONE, AMONG_THREE])
def test_what_is_read_at_a_glance(cell: str, format: str) -> None:
    for how, (text, value) in READ.items():
        found = facts({cell: text}, format)
        assert found[cell].value == value, how
        assert found[cell].status not in DOUBTFUL, how
        assert (found[cell].status in NIL) == (value is None), how
        assert_others_read(found, cell)


@pytest.mark.parametrize("format", [*CELLS_KNOWN, *FIELDS])
def test_amounts(format: str) -> None:
    for how, (text, value) in READ_AMOUNT.items():
        found = facts({AMOUNT: text}, format)
        assert (found[AMOUNT].value, found[AMOUNT].unit) == (value, "万元"), how
        assert_others_read(found, AMOUNT)


@pytest.mark.parametrize("format", [*CELLS_KNOWN, *FIELDS, "text, blanks", "text, nothing between cells"])
def test_what_has_two_readings_is_open(format: str) -> None:
    for how, text in OPEN.items():
        found = facts({ALONE: text}, format)
        assert found[ALONE].status in DOUBTFUL, how
        assert found[ALONE].value is None, how


@pytest.mark.parametrize("text", ["3万", "三万"])
def test_an_amount_in_ten_thousands_under_that_unit_is_open(text: str) -> None:
    assert facts({AMOUNT: text}, "HTML")[AMOUNT].status == "unreadable"


@pytest.mark.parametrize("points", [1, 3, 6, 9])
def test_digits_that_a_page_sets_apart_are_one_figure(monkeypatch: pytest.MonkeyPatch, points: float) -> None:
    """Between the digits of a figure the page leaves a gap, at last as wide as one between
    words."""
    from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

    def spaced(draw: Callable[..., None]) -> Callable[..., None]:
        def drawn(canvas: Canvas, x: float, y: float, text: str) -> None:
            draw(canvas, x, y, text, charSpace=points if text == "697" else 0)

        return drawn

    for name in ("drawString", "drawCentredString", "drawRightString"):
        monkeypatch.setattr(Canvas, name, spaced(getattr(Canvas, name)))
    found = facts({ALONE: "697", AMONG_THREE: "697"}, "PDF")
    assert (found[ALONE].value, found[AMONG_THREE].value) == (697, 697)
    assert_others_read(found, ALONE, AMONG_THREE)
