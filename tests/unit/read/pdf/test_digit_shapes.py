"""Fonts whose digits look otherwise than they say, and the tables of characters that fonts have."""

from __future__ import annotations

import io
import zlib

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pipelines.model import NOT_TEXT
from pipelines.read.pdf.digit_shapes import has_retold_fonts, looks_like, shape_of
from pipelines.read.pdf.page_picture import GreyPage
from pipelines.read.pdf.reader import read_pdf
from tests.data.moved_font import moved_font
from tests.data.pdf_sheet import HEIGHT, Sheet

TOLD = b"<</Type/Font/Subtype/Type0/BaseFont/A+Sub/ToUnicode 9 0 R>>"
PACKED = b"<</Type/ObjStm/Filter/FlateDecode>>stream\n"
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


@pytest.mark.parametrize("table", [True, False])
@pytest.mark.parametrize(
    ("shift", "covered", "seen"),
    [
        (0, 0, ["12", "112"]),
        (0, 1, ["12", "112"]),  # a digit that a line crosses makes no font a liar
        (1, 0, ["open", "open"]),
        (-3, 0, ["open", "open"]),
    ],
)
def test_a_font_is_believed_if_it_draws_what_it_says(
    shift: int, covered: int, seen: list[str], table: bool
) -> None:
    """Whether it says so by a table of characters or not."""
    name = f"Moved{shift}"
    pdfmetrics.registerFont(TTFont(name, io.BytesIO(moved_font(shift=shift))))
    sheet = Sheet()
    sheet.font = name
    for n, words in enumerate(("12", "112")):
        sheet.text(30 + 50 * n, 35, words)
    for y in (20, 40):
        sheet.line(20, y, 120, y)
    for x in (20, 70, 120):
        sheet.line(x, 20, x, 40)
    if covered:
        sheet.line(28, 32, 50, 32)
    data = sheet.bytes()
    document = read_pdf(data if table else data.replace(b"/ToUnicode", b"/Obscured_"))
    (grid,) = [block for block in document.blocks if block.kind == "grid"]
    read = ["open" if NOT_TEXT in cell.text else cell.text for cell in grid.rows[0]]
    assert read[covered:] == seen[covered:]
