"""Small PDFs whose file holds other figures than its page shows; each writes into the cell of 规章
制发, or adds to it, by a function that is given the sheet and the cell's place for text."""

from __future__ import annotations

from collections.abc import Callable

from tests.data.pdf_sheet import HEIGHT, TABLE, XS, YS, Sheet, picture, rulings

X, Y = XS[1] + 6, YS[2] + 16
"""Where the figure of the cell begins, on its baseline."""
DIGIT = 5.56
"""The width of a digit in points."""
Draw = Callable[[Sheet], None]


def page(draw: Draw) -> bytes:
    """The table with nothing in the cell but what `draw` paints there, after all the rest."""
    sheet = Sheet()
    for line in rulings():
        sheet.line(*line)
    sheet.write([[None if text == "12" else text for text in row] for row in TABLE])
    sheet.font = "Helvetica"
    draw(sheet)
    return sheet.bytes()


def white(s: Sheet) -> None:
    s.canvas.setFillGray(1)
    s.text(X, Y, "9")
    s.canvas.setFillGray(0)
    s.text(X + DIGIT, Y, "12")


def white_alone(s: Sheet) -> None:
    s.canvas.setFillGray(1)
    s.text(X, Y, "12")


def same_as_its_ground(s: Sheet) -> None:
    s.fill(XS[1] + 1, YS[2] + 1, XS[2] - 1, YS[3] - 1, grey=0.3)
    s.canvas.setFillGray(0.3)
    s.text(X, Y, "9")
    s.canvas.setFillGray(1)
    s.text(X + DIGIT, Y, "12")


def white_on_black(s: Sheet) -> None:
    s.fill(XS[1] + 1, YS[2] + 1, XS[2] - 1, YS[3] - 1)
    s.canvas.setFillGray(1)
    s.text(X, Y, "12")


def invisible(s: Sheet) -> None:
    text = s.canvas.beginText(X, HEIGHT - Y)
    text.setFont("Helvetica", 10)
    text.setTextRenderMode(3)
    text.textOut("9")
    text.setTextRenderMode(0)
    text.textOut("12")
    s.canvas.drawText(text)


def transparent(s: Sheet) -> None:
    s.canvas.setFillAlpha(0)
    s.text(X, Y, "9")
    s.canvas.setFillAlpha(1)
    s.text(X + DIGIT, Y, "12")


def clipped(s: Sheet) -> None:
    s.canvas.saveState()
    path = s.canvas.beginPath()
    path.rect(X + DIGIT, HEIGHT - Y - 3, 60, 14)
    s.canvas.clipPath(path, stroke=0, fill=0)
    s.text(X, Y, "912")
    s.canvas.restoreState()


def clip_that_cuts_nothing(s: Sheet) -> None:
    s.canvas.saveState()
    path = s.canvas.beginPath()
    path.rect(X - 3, HEIGHT - Y - 5, 60, 16)
    s.canvas.clipPath(path, stroke=0, fill=0)
    s.text(X, Y, "12")
    s.canvas.restoreState()


def covered(s: Sheet) -> None:
    s.text(X, Y, "9")
    s.fill(X - 1, Y - 9, X + DIGIT, Y + 2, grey=1)
    s.text(X + DIGIT, Y, "12")


def raised(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.canvas.setFont("Helvetica", 6)
    s.canvas.drawString(X + 2 * DIGIT, HEIGHT - Y + 3.5, "3")


def lowered(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.canvas.setFont("Helvetica", 6)
    s.canvas.drawString(X + 2 * DIGIT, HEIGHT - Y - 2, "3")


def raised_in_full_size(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.text(X + 2 * DIGIT, Y - 3, "3")


def tiny(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.canvas.setFont("Helvetica", 1)
    s.canvas.drawString(X + 2 * DIGIT, HEIGHT - Y, "3")


def covered_by_an_annotation(s: Sheet) -> None:
    s.text(X, Y, "12")
    box = (X - 2, HEIGHT - Y - 3, X + 20, HEIGHT - Y + 10)
    s.canvas.freeTextAnnotation("45", "/Helv 10 Tf 0 g", Rect=box)


def struck(s: Sheet) -> None:
    s.text(X, Y, "9")
    s.line(X - 0.5, Y - 3.5, X + DIGIT, Y - 3.5)
    s.text(X + DIGIT + 1, Y, "12")


def struck_alone(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.line(X - 0.5, Y - 3.5, X + 2 * DIGIT, Y - 3.5)


def underlined(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.line(X, Y + 1.5, X + 2 * DIGIT, Y + 1.5)


def one_over_another(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.text(X + 1, Y, "45")


def dot_drawn(s: Sheet) -> None:
    s.text(X, Y, "1")
    s.fill(X + DIGIT + 0.5, Y - 1.2, X + DIGIT + 1.7, Y)
    s.text(X + DIGIT + 2.5, Y, "2")


def minus_drawn(s: Sheet) -> None:
    s.line(X - 4, Y - 3, X - 0.5, Y - 3)
    s.text(X, Y, "12")


def digits_drawn(s: Sheet) -> None:
    s.fill(X, Y - 7, X + 1, Y)
    s.fill(X + 4, Y - 7, X + 8, Y - 6)
    s.fill(X + 4, Y - 4, X + 8, Y - 3)


def digits_drawn_as_curves(s: Sheet) -> None:
    s.canvas.ellipse(X, HEIGHT - Y, X + 5, HEIGHT - Y + 7)


def figure_as_a_picture(s: Sheet) -> None:
    s.canvas.drawImage(picture(), X, HEIGHT - Y, 20, 10)


def large_watermark(s: Sheet) -> None:
    s.canvas.setFillGray(0.85)
    s.canvas.setFont("Helvetica", 60)
    s.canvas.drawString(X, HEIGHT - Y - 15, "2024")
    s.canvas.setFillGray(0)
    s.text(X, Y, "12")


def small_watermark(s: Sheet) -> None:
    s.canvas.setFillGray(0.85)
    s.text(X + 8, Y + 2, "2024")
    s.canvas.setFillGray(0)
    s.text(X, Y, "12")


def hardly_grey(s: Sheet) -> None:
    """So pale that of its digits the 1 alone, of thick strokes, is dark enough."""
    s.canvas.setFillGray(0.74)
    s.canvas.setFont("Times-Roman", 6)
    s.canvas.drawString(X, HEIGHT - Y, "410")


def small_on_the_line(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.canvas.setFont("Helvetica", 5)
    s.canvas.drawString(X + 2 * DIGIT, HEIGHT - Y, "3")


def grey(s: Sheet) -> None:
    s.canvas.setFillGray(0.5)
    s.text(X, Y, "12")


def field(s: Sheet) -> None:
    s.canvas.acroForm.textfield(
        name="n", value="12", x=X, y=HEIGHT - Y - 4, width=40, height=14, borderWidth=0
    )


def struck_aslant(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.line(X - 1, Y + 1, X + 2 * DIGIT + 1, Y - 8)


def struck_from_wall_to_wall(s: Sheet) -> None:
    s.text(X, Y, "9")
    s.line(XS[1] + 0.5, Y - 3.5, X + DIGIT, Y - 3.5)
    s.text(X + DIGIT + 1, Y, "12")


def replaced_by_more(s: Sheet) -> None:
    s.canvas._code.append(f"/Span <</ActualText <FEFF{'129'.encode('utf-16-be').hex()}>>> BDC")
    s.text(X, Y, "12")
    s.canvas._code.append("EMC")


def replaced_by_as_many(s: Sheet) -> None:
    s.canvas._code.append(f"/Span <</ActualText <FEFF{'12'.encode('utf-16-be').hex()}>>> BDC")
    s.text(X, Y, "12")
    s.canvas._code.append("EMC")
