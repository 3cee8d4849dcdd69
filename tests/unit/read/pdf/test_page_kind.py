"""What a page of a PDF is made of."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from pipelines.read.pdf.glyphs import read_glyphs
from pipelines.read.pdf.page_kind import page_kind
from pipelines.read.pdf.pdfium_calls import page_frame
from pipelines.read.pdf.rulings import read_drawn
from tests.data import pdf_walls, pdf_writing, scans
from tests.data.pdf_sheet import Sheet

SHEET = Image.new("L", (595, 842), 200)
SENTENCE = "a sentence that is longer than a stamp of reception"


def kind(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    frame = page_frame(page.raw)
    drawn = read_drawn(page.raw, frame)
    text_page = pdfium.FPDFText_LoadPage(page.raw)
    glyphs = read_glyphs(text_page, frame, drawn.formed)[0]
    pdfium.FPDFText_ClosePage(text_page)
    return page_kind(page.raw, "".join(g.text for g in glyphs if g.text.strip()), drawn)


def outlined(characters: int) -> bytes:
    """Round shapes in place of characters, eight curves each, and a page number in print."""
    sheet = Sheet()
    for n in range(characters):
        for radius in (4, 2):
            sheet.canvas.circle(20 + 10 * (n % 38), 280 - 14 * (n // 38), radius, stroke=0, fill=1)
    sheet.font = "Helvetica"
    sheet.text(200, 290, "- 5 -")
    return sheet.bytes()


def blank() -> bytes:
    sheet = Sheet()
    sheet.canvas.showPage()
    return sheet.bytes()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pdf_walls.stroked(), "digital"),
        (pdf_walls.hatching(2000), "digital"),
        (scans.pdf(SHEET), "image"),
        (scans.pdf(SHEET, visible="received 3/1"), "image"),
        (scans.pdf(SHEET, hidden=SENTENCE), "recognised"),
        (scans.pdf(SHEET, hidden="8"), "recognised"),
        (scans.pdf(SHEET, visible=SENTENCE), "digital"),
        (outlined(100), "outlined"),
        (outlined(4), "digital"),
        (pdf_writing.without_meaning(), "illegible"),
        (blank(), "blank"),
    ],
    ids=[
        "text",
        "rulings",
        "scan",
        "stamped",
        "hidden",
        "hidden few",
        "letterhead",
        "curves",
        "seal",
        "codes",
        "blank",
    ],
)
def test_pages_are_told_apart(data: bytes, expected: str) -> None:
    assert kind(data) == expected
