"""Fonts whose digits look otherwise than they say, and the tables of characters that fonts have."""

from __future__ import annotations

import zlib

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pipelines.read.pdf.digit_shapes import has_retold_fonts, has_unexplained_fonts, looks_like, shape_of
from pipelines.read.pdf.page_picture import GreyPage
from tests.data.pdf_sheet import HEIGHT, Sheet

PLAIN = b"<</Type/Font/Subtype/TrueType/BaseFont/A+Sub>>"
TOLD = b"<</Type/Font/Subtype/Type0/BaseFont/A+Sub/ToUnicode 9 0 R>>"
PACKED = b"<</Type/ObjStm/Filter/FlateDecode>>stream\n"


@pytest.mark.parametrize(
    ("data", "unexplained"),
    [
        pytest.param(b"%PDF-1.4", False, id="no fonts"),
        pytest.param(TOLD, False, id="with a table"),
        pytest.param(TOLD + PLAIN, True, id="one of two without"),
        pytest.param(TOLD + b"/Subtype/CIDFontType2 /Subtype/Type1C", False, id="parts of fonts"),
        pytest.param(PACKED + zlib.compress(TOLD), False, id="packed, with a table"),
        pytest.param(PACKED + zlib.compress(PLAIN), True, id="packed, without"),
        pytest.param(PACKED + b"no zlib", True, id="packed, damaged"),
    ],
)
def test_fonts_without_a_table_of_characters_are_known(data: bytes, unexplained: bool) -> None:
    assert has_unexplained_fonts(data) is unexplained


RETOLD = b"1 0 obj<</Subtype/Type1/BaseFont /Helvetica/ToUnicode 9 0 R>>endobj "
HELVETICA = b"1 0 obj<</Subtype/Type1/BaseFont/Helvetica>>endobj "


@pytest.mark.parametrize(
    ("data", "retold"),
    [
        pytest.param(RETOLD, True, id="with a table"),
        pytest.param(HELVETICA + TOLD, False, id="beside a font with one"),
        pytest.param(RETOLD.replace(b"/To", b"/FontDescriptor 8 0 R/To"), False, id="described"),
        pytest.param(RETOLD.replace(b"Helvetica", b"A+Sub"), False, id="of the file"),
        pytest.param(PACKED + zlib.compress(RETOLD), True, id="packed"),
        pytest.param(
            PACKED + zlib.compress(HELVETICA[7:-7] + TOLD), False, id="packed, beside a font with a table"
        ),
    ],
)
def test_tables_of_fonts_that_need_none_are_known(data: bytes, retold: bool) -> None:
    assert has_retold_fonts(data) is retold


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
