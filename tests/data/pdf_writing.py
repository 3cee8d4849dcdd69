"""Small PDFs with one trap each in how their text is written, or in the file that holds it."""

from __future__ import annotations

from pathlib import Path

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tests.data.pdf_sheet import FONT, HEIGHT, SIZE, TABLE, WIDTH, XS, YS, Rows, Sheet, picture, rulings

LATIN: Rows = (
    ("Item", "Total", None, "Note"),
    (None, "made", "ended", ""),
    ("Rules", "12", "0", "/"),
    ("Others", "9487", "", None),
)


def turned(quarters: int, by_page: bool, font: str = "Helvetica") -> bytes:
    """A table turned counterclockwise on the sheet; `by_page`: and the page turned back, so that it
    is shown upright.

    In Latin letters: pdfium leaves out turned writing, and single characters, in a font that
    neither the file nor the machine has.
    """
    sheet = Sheet()
    sheet.font = font
    size = (WIDTH, HEIGHT) if quarters % 2 == 0 else (HEIGHT, WIDTH)
    sheet.canvas.setPageSize((WIDTH, HEIGHT) if by_page else size)  # reportlab wants the size that is shown
    sheet.canvas.translate(*((0, 0), (size[0], 0), size, (0, size[1]))[quarters])
    sheet.canvas.rotate(90 * quarters)
    if by_page:
        sheet.canvas.setPageRotation(90 * quarters)
    for line in rulings():
        sheet.line(*line)
    sheet.write(LATIN)
    return sheet.bytes()


def vertical_label(stacked: str = "NOTE") -> bytes:
    """Characters set below each other in a narrow merged cell, and beside it a label turned to be
    read upwards."""
    sheet = Sheet()
    sheet.font = "Helvetica" if stacked.isascii() else FONT
    for x in (40, 62, 84, 160):
        sheet.line(x, 60, x, 160)
    for y in (60, 160):
        sheet.line(40, y, 160, y)
    sheet.line(84, 110, 160, 110)
    for n, character in enumerate(stacked):
        sheet.text(46, 80 + 20 * n, character)
    sheet.text(110, 90, "50")
    sheet.text(110, 140, "9")
    sheet.font = "Helvetica"
    sheet.canvas.translate(77, HEIGHT - 130)
    sheet.canvas.rotate(90)
    sheet.text(0, HEIGHT, "B12")
    return sheet.bytes()


def in_forms() -> bytes:
    """The table inside a form inside a form, moved and scaled; two of its texts are in only by
    their replacement."""
    sheet = Sheet()
    canvas = sheet.canvas
    canvas.beginForm("inner")
    for line in rulings():
        sheet.line(*line)
    sheet.write([[None if text == "9487" else text for text in row] for row in TABLE])
    for x, text in ((XS[1] + 6, "94"), (XS[1] + 16, "87")):
        canvas._code.append(f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex()}>>> BDC")
        sheet.text(x, YS[3] + 16, "xx")
        canvas._code.append("EMC")
    canvas.endForm()
    canvas.beginForm("outer")
    canvas.translate(-300, -200)
    canvas.doForm("inner")
    canvas.endForm()
    canvas.scale(0.8, 0.8)
    canvas.translate(330, 230)
    canvas.doForm("outer")
    return sheet.bytes()


def printed_twice() -> bytes:
    """Bold made by printing every text a second time, a fifth of a point further on."""
    sheet = Sheet()
    for line in rulings():
        sheet.line(*line)
    for shift in (0, 0.2):
        sheet.canvas.translate(shift, 0)
        sheet.write()
    return sheet.bytes()


def scan(hidden_text: bool) -> bytes:
    """A page covered by a picture, with or without the invisible text of a recogniser."""
    sheet = Sheet()
    sheet.canvas.drawImage(picture(), 0, 0, WIDTH, HEIGHT)
    if hidden_text:
        text = sheet.canvas.beginText(60, 100)
        text.setFont(sheet.font, SIZE)
        text.setTextRenderMode(3)
        text.textLine("规章 12 0 8")
        sheet.canvas.drawText(text)
    return sheet.bytes()


def encrypted() -> bytes:
    sheet = Sheet(encrypt="geheim")
    sheet.write()
    return sheet.bytes()


def without_width(embedded: bool) -> bytes:
    """The table, and a piece of text that takes no room, in a font that the file has or has not."""
    sheet = Sheet()
    for line in rulings():
        sheet.line(*line)
    sheet.write(TABLE)
    if embedded:
        path = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
        pdfmetrics.registerFont(TTFont("Vera", str(path)))
    text = sheet.canvas.beginText(60, 40)
    text.setFont("Vera" if embedded else "Helvetica", 10)
    text.setHorizScale(0)
    text.textOut("12")
    sheet.canvas.drawText(text)
    return sheet.bytes()


def hyphenated() -> bytes:
    """A cell whose first line ends in a dash after a letter, and one that holds nothing but a
    dash."""
    sheet = Sheet()
    for x in (40, 150, 230):
        sheet.line(x, 60, x, 110)
    for y in (60, 110):
        sheet.line(40, y, 230, y)
    sheet.font = "Helvetica"
    sheet.text(46, 76, "no-")
    sheet.text(46, 90, "5x")
    sheet.text(156, 76, "-")
    return sheet.bytes()


def without_meaning() -> bytes:
    """Digits in an embedded font that does not tell which characters its codes stand for."""
    path = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    pdfmetrics.registerFont(TTFont("Vera", str(path), asciiReadable=False))
    sheet = Sheet(pageCompression=0)
    sheet.font = "Vera"
    for line in rulings():
        sheet.line(*line)
    sheet.write([[text if text and text.isdigit() else None for text in row] for row in TABLE])
    return sheet.bytes().replace(b"/ToUnicode", b"/Obscured_")


def cropped() -> bytes:
    """A page of which the outer 20 points are not shown."""
    sheet = Sheet()
    sheet.canvas.setCropBox((20, 20, WIDTH - 20, HEIGHT - 20))
    for line in rulings():
        sheet.line(*line)
    sheet.write()
    return sheet.bytes()
