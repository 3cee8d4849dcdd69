"""Small PDFs as in `pdf_painted`, with figures that are turned over, on a wall, crossed from afar, or in a
font that is not there."""

from __future__ import annotations

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from tests.data.pdf_painted import DIGIT, Draw, X, Y
from tests.data.pdf_sheet import HEIGHT, YS, Sheet


def through_a_wall(s: Sheet) -> None:
    """The lower wall of the row is in pieces, one for each cell."""
    s.text(X, YS[3] + 1, "12")


def crossed_over_a_wide_cell(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.line(X - 20, Y + 6, X + 150, Y - 60)


def covered_by_a_broad_white_stroke(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.canvas.setStrokeGray(1)
    s.canvas.setLineWidth(12)
    s.line(X - 1, Y - 4, X + 20, Y - 4)
    s.canvas.setStrokeGray(0)
    s.canvas.setLineWidth(1)


def transformed(a: float, d: float, x: float, y: float) -> Draw:
    """The figure by a text matrix that turns it over."""

    def draw(s: Sheet) -> None:
        text = s.canvas.beginText()
        text.setFont("Helvetica", 10)
        text.setTextTransform(a, 0, 0, d, x, HEIGHT - y)
        text.textOut("12")
        s.canvas.drawText(text)

    return draw


mirrored = transformed(-1, 1, X + 2 * DIGIT, Y)
flipped = transformed(1, -1, X, Y - 7)
on_its_head = transformed(-1, -1, X + 2 * DIGIT, Y - 7)


def wide_digits_of_a_font_that_is_not_there(s: Sheet) -> None:
    """pdfium paints others in their place, and has no boxes for them."""
    text = s.canvas.beginText(X, HEIGHT - Y)
    text.setFont(_wide(), 10)
    text.textOut("12")
    s.canvas.drawText(text)


def _wide() -> str:
    name = "HeiseiMin-W3"
    pdfmetrics.registerFont(UnicodeCIDFont(name))
    return name
