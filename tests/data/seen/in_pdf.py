"""Cells of PDFs whose file holds other figures than the page shows."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.data.forms import Filled
from tests.data.forms_pdf import Look, pdf
from tests.data.seen.trick import Put

FONT = "Helvetica"


class Pen:
    """Where the text of a cell is on its page: `x` its left, `y` its baseline. `f` is the figure
    that is seen, `e` a digit that is no part of it."""

    def __init__(self, canvas: Canvas, middle: float, y: float, size: float, f: str, e: str) -> None:
        self.canvas, self.y, self.size, self.f, self.e = canvas, y, size, f, e
        self.digit = 0.556 * size
        self.x = middle - self.width(f + e) / 2

    def width(self, text: str) -> float:
        return self.digit * len(text)

    def write(self, text: str, x: float, y: float | None = None, size: float | None = None) -> None:
        self.canvas.setFont(FONT, size or self.size)
        self.canvas.drawString(x, self.y if y is None else y, text)

    def figure(self) -> None:
        """The figure in its place."""
        self.write(self.f, self.x)

    @property
    def behind(self) -> float:
        """Where the digit behind the figure begins."""
        return self.x + self.width(self.f)

    def box(self, x: float, width: float, grey: float | None = None) -> None:
        """A filled box over so much of the line."""
        if grey is not None:
            self.canvas.setFillGray(grey)
        self.canvas.rect(x, self.y - 1.5, width, self.size + 0.5, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def line(self, x: float, y: float, width: float) -> None:
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x, y, x + width, y)


Draw = Callable[[Pen], None]


@dataclass(frozen=True)
class _Way:
    kind: str
    draw: Draw
    seen: Callable[[str, str], str | None]


def _f(f: str, _: str) -> str:
    return f


def _none(*_: str) -> None:
    return None


def _blank(*_: str) -> str:
    return ""


def plain(p: Pen) -> None:
    p.figure()


def in_grey(p: Pen) -> None:
    p.canvas.setFillGray(0.45)
    p.figure()


def in_red(p: Pen) -> None:
    p.canvas.setFillColorRGB(0.8, 0, 0)
    p.figure()


def white_on_dark(p: Pen) -> None:
    p.box(p.x - 2, p.width(p.f) + 4, 0.1)
    p.canvas.setFillGray(1)
    p.figure()


def set_apart(p: Pen) -> None:
    for n, digit in enumerate(p.f):
        p.write(digit, p.x + n * p.digit * 1.06)


def underlined(p: Pen) -> None:
    p.figure()
    p.line(p.x, p.y - 1.6, p.width(p.f))


def framed(p: Pen) -> None:
    p.figure()
    p.canvas.rect(p.x - 2, p.y - 2, p.width(p.f) + 4, p.size + 2, stroke=1, fill=0)


def ground_first(p: Pen) -> None:
    p.box(p.x - 2, p.width(p.f) + 4, 0.9)
    p.figure()


def clipped_in_full(p: Pen) -> None:
    path = p.canvas.beginPath()
    path.rect(p.x - 3, p.y - 4, p.width(p.f) + 6, p.size + 8)
    p.canvas.clipPath(path, stroke=0, fill=0)
    p.figure()


def twice_the_same(p: Pen) -> None:
    p.figure()
    p.write(p.f, p.x + 0.2)


def white_behind(p: Pen) -> None:
    p.figure()
    p.canvas.setFillGray(1)
    p.write(p.e, p.behind)


def white_before(p: Pen) -> None:
    p.canvas.setFillGray(1)
    p.write(p.e, p.x - p.digit)
    p.canvas.setFillGray(0)
    p.figure()


def like_its_ground(p: Pen) -> None:
    p.box(p.behind, p.digit, 0.3)
    p.canvas.setFillGray(0.3)
    p.write(p.e, p.behind)
    p.canvas.setFillGray(0)
    p.figure()


def invisible(p: Pen) -> None:
    p.figure()
    text = p.canvas.beginText(p.behind, p.y)
    text.setFont(FONT, p.size)
    text.setTextRenderMode(3)
    text.textOut(p.e)
    p.canvas.drawText(text)


def transparent(p: Pen) -> None:
    p.figure()
    p.canvas.setFillAlpha(0)
    p.write(p.e, p.behind)
    p.canvas.setFillAlpha(1)


def covered(p: Pen) -> None:
    p.figure()
    p.write(p.e, p.behind)
    p.box(p.behind, p.digit + 1, 1)


def covered_by_a_picture(p: Pen) -> None:
    p.figure()
    p.write(p.e, p.behind)
    p.canvas.drawImage(_picture(255), p.behind, p.y - 2, p.digit + 1, p.size + 2)


def covered_and_written_again(p: Pen) -> None:
    p.write(p.e * len(p.f), p.x)
    p.box(p.x - 1, p.width(p.f) + 2, 1)
    p.figure()


def clipped(p: Pen) -> None:
    path = p.canvas.beginPath()
    path.rect(p.x - 2, p.y - 4, p.width(p.f) + 2, p.size + 8)
    p.canvas.clipPath(path, stroke=0, fill=0)
    p.write(p.f + p.e, p.x)


def off_the_page(p: Pen) -> None:
    p.figure()
    p.write(p.e, -200)


def tiny(p: Pen) -> None:
    p.figure()
    p.write(p.e, p.behind, size=0.8)


def blank_white(p: Pen) -> None:
    p.canvas.setFillGray(1)
    p.write(p.f, p.x)


def blank_invisible(p: Pen) -> None:
    text = p.canvas.beginText(p.x, p.y)
    text.setFont(FONT, p.size)
    text.setTextRenderMode(3)
    text.textOut(p.f)
    p.canvas.drawText(text)


def blank_covered(p: Pen) -> None:
    p.figure()
    p.box(p.x - 1, p.width(p.f) + 2, 1)


def struck_before(p: Pen) -> None:
    p.write(p.e, p.x - p.digit - 2)
    p.line(p.x - p.digit - 2.5, p.y + 0.33 * p.size, p.digit + 1)
    p.figure()


def struck_alone(p: Pen) -> None:
    p.figure()
    p.line(p.x - 1, p.y + 0.33 * p.size, p.width(p.f) + 2)


def struck_aslant(p: Pen) -> None:
    p.figure()
    p.canvas.line(p.x - 1, p.y - 1, p.behind + 1, p.y + 0.8 * p.size)


def struck_by_a_box(p: Pen) -> None:
    p.figure()
    p.canvas.rect(p.x - 1, p.y + 0.3 * p.size, p.width(p.f) + 2, 0.7, stroke=0, fill=1)


def raised(p: Pen) -> None:
    p.figure()
    p.write(p.e, p.behind, p.y + 0.4 * p.size, 0.6 * p.size)


def lowered(p: Pen) -> None:
    p.figure()
    p.write(p.e, p.behind, p.y - 0.2 * p.size, 0.6 * p.size)


def risen(p: Pen) -> None:
    text = p.canvas.beginText(p.x, p.y)
    text.setFont(FONT, p.size)
    text.textOut(p.f)
    text.setFont(FONT, 0.6 * p.size)
    text.setRise(0.4 * p.size)
    text.textOut(p.e)
    p.canvas.drawText(text)


def one_over_another(p: Pen) -> None:
    p.figure()
    p.write("".join(str((int(digit) + 5) % 10) for digit in p.f[:2]), p.x + 0.4)


def dot_drawn(p: Pen) -> None:
    half = len(p.f) // 2
    p.write(p.f[:half], p.x)
    at = p.x + p.width(p.f[:half])
    p.canvas.rect(at + 0.5, p.y, 1, 1, stroke=0, fill=1)
    p.write(p.f[half:], at + 2.2)


def minus_drawn(p: Pen) -> None:
    p.line(p.x + p.digit - 3.6, p.y + 0.33 * p.size, 3)
    p.write(p.f, p.x + p.digit)


def drawn_digits(p: Pen) -> None:
    for n in range(3):
        p.canvas.rect(p.x + 5 * n, p.y, 1, 6, stroke=0, fill=1)
        p.canvas.rect(p.x + 5 * n + 1.5, p.y + 2.5, 2, 1, stroke=0, fill=1)


def a_picture(p: Pen) -> None:
    p.canvas.drawImage(_picture(60), p.x, p.y, 18, 7)


def a_form_field(p: Pen) -> None:
    p.canvas.acroForm.textfield(
        name=f"n{p.x:.0f}{p.y:.0f}",
        value=p.f,
        x=p.x,
        y=p.y - 2,
        width=30,
        height=10,
        borderWidth=0,
        fontSize=8,
    )


def an_annotation(p: Pen) -> None:
    box = (p.x, p.y - 2, p.x + 30, p.y + 9)
    p.canvas.freeTextAnnotation(p.f, f"/Helv {p.size} Tf 0 g", Rect=box)


def watermark(p: Pen) -> None:
    p.canvas.setFillGray(0.88)
    p.write("2024", p.x - 6, p.y - 3, 3 * p.size)
    p.canvas.setFillGray(0)
    p.figure()


def replaced(p: Pen) -> None:
    p.canvas._code.append(f"/Span <</ActualText <FEFF{(p.f + p.e).encode('utf-16-be').hex()}>>> BDC")
    p.figure()
    p.canvas._code.append("EMC")


def _picture(grey: int) -> ImageReader:
    from PIL import Image

    return ImageReader(Image.new("L", (6, 6), grey))


WAYS: tuple[_Way, ...] = (
    *(_Way("shown", draw, _f) for draw in (
        plain, in_grey, in_red, white_on_dark, set_apart, underlined, framed, ground_first, clipped_in_full, twice_the_same,
        off_the_page,
    )),
    *(_Way("hidden", draw, _f) for draw in (
        white_behind, white_before, like_its_ground, invisible, transparent, covered, covered_by_a_picture,
        covered_and_written_again, clipped, tiny,
    )),
    *(_Way("blank", draw, _blank) for draw in (blank_white, blank_invisible, blank_covered)),
    _Way("struck", struck_before, _f),
    *(_Way("struck", draw, _none) for draw in (struck_alone, struck_aslant, struck_by_a_box)),
    *(_Way("raised", draw, _f) for draw in (raised, lowered, risen)),
    _Way("twice", one_over_another, _none),
    _Way("shape", dot_drawn, lambda f, _: f"{f[: len(f) // 2]}.{f[len(f) // 2 :]}"),
    _Way("shape", minus_drawn, lambda f, _: f"-{f}"),
    *(_Way("object", draw, _none) for draw in (drawn_digits, a_picture)),
    *(_Way("object", draw, _f) for draw in (a_form_field, an_annotation)),
    _Way("shown", watermark, _f),
    _Way("generated", replaced, _f),
)  # fmt: skip


def any_trick(chance: random.Random, _: str) -> Put:
    """One by chance, of each kind alike."""
    kind = chance.choice(sorted({way.kind for way in WAYS}))
    way = chance.choice([way for way in WAYS if way.kind == kind])
    figure, other = str(chance.randint(100, 999)), str(chance.randint(1, 9))

    def inside(canvas: Canvas, middle: float, y: float, size: float) -> None:
        way.draw(Pen(canvas, middle, y, size, figure, other))

    return Put(way.kind, way.draw.__name__, inside, way.seen(figure, other))


def write(filled: Filled, put: Mapping[str, Put], _: Mapping[str, str], chance: random.Random) -> bytes:
    """The pages with these cells."""
    look: dict[str, Any] = {"values": chance.choice((-1, 0, 1)), "labels": chance.choice((-1, 0))}
    inside = {code: trick.content for code, trick in put.items()}
    return _fitting(filled, look=Look(**look), inside=inside, backgrounds=chance.random() < 0.2)


def write_bare(filled: Filled, put: Mapping[str, Put], _: Mapping[str, str], chance: random.Random) -> bytes:
    """The same without rulings."""
    inside = {code: trick.content for code, trick in put.items()}
    return _fitting(filled, look=Look(ruled=False, values=0, labels=chance.choice((-1, 0))), inside=inside)


def _fitting(filled: Filled, **options: Any) -> bytes:
    """The pages; where rows are gone that a label of several was as high as, with one letter of
    such."""
    try:
        return pdf(filled, **options)
    except ValueError:
        parts = tuple(
            part._replace(
                grid=[
                    [replace(s, text=s.text[:1]) if s.down > 1 and not s.code else s for s in row]
                    for row in part.grid
                ]
            )
            for part in filled.pieces or ()
        )
        return pdf(replace(filled, pieces=parts), **options)
