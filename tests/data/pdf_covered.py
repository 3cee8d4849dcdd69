"""Figures of PDFs that something is painted over or under, to be put on a page of `pdf_painted`."""

from __future__ import annotations

from tests.data.pdf_painted import X, Y
from tests.data.pdf_sheet import HEIGHT, Sheet, picture


def covered_by_a_picture(s: Sheet) -> None:
    s.text(X + 30, Y, "9")
    s.canvas.drawImage(picture(), X + 28, HEIGHT - Y - 3, 12, 13)


def covered_and_written_again(s: Sheet) -> None:
    s.text(X, Y, "369")
    s.fill(X - 1, Y - 9, X + 40, Y + 2, grey=1)
    s.text(X, Y, "365")


def covered_and_another_written(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.fill(X - 1, Y - 9, X + 40, Y + 2, grey=1)
    s.text(X, Y, "45")


def black_under_white(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.canvas.setFillGray(1)
    s.text(X, Y, "12")


def white_under_black(s: Sheet) -> None:
    s.canvas.setFillGray(1)
    s.text(X, Y, "12")
    s.canvas.setFillGray(0)
    s.text(X, Y, "12")


def black_under_a_white_pen(s: Sheet) -> None:
    s.text(X, Y, "12")
    s.canvas.setStrokeGray(1)
    s.canvas.setLineWidth(4)
    text = s.canvas.beginText(X, HEIGHT - Y)
    text.setFont("Helvetica", 10)
    text.setTextRenderMode(1)
    text.textOut("12")
    s.canvas.drawText(text)


def minus_under_white(s: Sheet) -> None:
    s.text(X, Y, "-12")
    s.canvas.setFillGray(1)
    s.text(X, Y, "-")


def on_a_black_picture(s: Sheet) -> None:
    s.canvas.drawImage(picture(0), X - 2, HEIGHT - Y - 3, 30, 13)
    s.text(X, Y, "12")


def on_a_black_curve(s: Sheet) -> None:
    s.canvas.roundRect(X - 4, HEIGHT - Y - 3, 30, 13, 3, stroke=0, fill=1)
    s.text(X, Y, "12")


def slash_drawn(s: Sheet) -> None:
    s.line(X, Y + 1, X + 5, Y - 8)
