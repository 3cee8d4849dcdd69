"""The shapes of digits and of signs."""

from __future__ import annotations

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pipelines.read.pdf.digit_shapes import is_drawn_as, looks_like, shape_of
from pipelines.read.pdf.page_picture import GreyPage
from tests.data.pdf_sheet import HEIGHT, Sheet


@pytest.mark.parametrize("font", ["Helvetica", "Times-BoldItalic", "Courier-Bold", "Vera"])
def test_a_digit_looks_like_itself_and_seldom_like_another(font: str) -> None:
    if font == "Vera":
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    sheet = Sheet()
    sheet.font = font
    for n in range(10):
        sheet.text(20 + 30 * n, 50, str(n))
    page = pypdfium2.PdfDocument(sheet.bytes())[0]  # its raw handle dies with this object
    picture = GreyPage(page.raw)
    shapes = [shape_of(picture, (15.0 + 30 * n, 35.0, 40.0 + 30 * n, 60.0)) for n in range(10)]
    assert shape_of(picture, (0.0, 100.0, 30.0, HEIGHT)) is None
    assert all(shape and looks_like(shape, str(n)) for n, shape in enumerate(shapes))
    taken_for_others = sum(
        bool(shape and looks_like(shape, str(m)))
        for n, shape in enumerate(shapes)
        for m in range(10)
        if m != n
    )
    assert taken_for_others <= 5  # of 90


@pytest.mark.parametrize("font", ["Helvetica", "Times-Roman", "Times-BoldItalic", "Courier", "Vera"])
def test_a_sign_is_itself_and_no_digit_is_a_sign(font: str) -> None:
    if font == "Vera":
        pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    sheet = Sheet()
    sheet.font = font
    written = "/-.0123456789"
    for n, character in enumerate(written):
        sheet.text(20 + 30 * n, 50, character)
    page = pypdfium2.PdfDocument(sheet.bytes())[0]  # its raw handle dies with this object
    picture = GreyPage(page.raw)
    shapes = [shape_of(picture, (15.0 + 30 * n, 35.0, 40.0 + 30 * n, 60.0)) for n in range(len(written))]
    drawn = {
        (sign, character)
        for sign in "/-."
        for character, shape in zip(written, shapes)
        if shape is not None and is_drawn_as(shape, sign)
    }
    assert {("/", "/"), ("-", "-"), (".", ".")} <= drawn
    assert not any(character.isdigit() for _, character in drawn)
