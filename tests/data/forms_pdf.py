"""Writes a filled form as a PDF with ruled tables that run over page breaks, as a word processor
prints them.

Drawn by hand rather than with a table class: those never cut a merged cell, and that cut is what
readers stumble on. The font is one of the standard Chinese CID fonts, which is named but not
embedded.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.data.filled import Filled, Grid
from tests.data.forms_grid import parts, places, row_of, widths

FONT = "STSong-Light"
LEFT, RIGHT, TOP, BOTTOM = 70.0, 525.0, 770.0, 70.0
LEADING = 11.0
WIDTHS = {
    "t2": (155.0, 100, 100, 100),
    "t3": (18.0, 46, 139, 36, 36, 36, 36, 36, 36, 36),
    "t4": (30.33,) * 15,
    "st": (315.0, 60, 80),
}


class Box(NamedTuple):
    """A cell of a table by its position: first column, columns covered, first row, rows covered;
    its lines, and the code of a value."""

    column: int
    across: int
    row: int
    down: int
    lines: list[str]
    code: str = ""


@dataclass(frozen=True)
class Look:
    """How tables are set: `ruled` or without any line, where in their cells labels and values
    stand, the widths of the columns. How pages are: `turned` counterclockwise by so many quarters,
    and turned back `by_page`, so that they are shown upright; or two of them `abreast` on a sheet,
    as its two columns."""

    ruled: bool = True
    labels: Literal[-1, 0, 1] = 0
    values: Literal[-1, 0, 1] = 0
    widths: Mapping[str, tuple[float, ...]] = field(default_factory=lambda: WIDTHS)
    turned: int = 0
    by_page: bool = False
    abreast: bool = False


PLAIN = Look()
Inside = Callable[[Canvas, float, float, float], None]
"""Writes what is in a cell, given the page, the middle of the cell, its baseline and the size."""


def pdf(
    filled: Filled,
    *,
    breaks: Collection[str] = (),
    backgrounds: bool = False,
    open_cuts: bool = False,
    look: Look = PLAIN,
    inside: Mapping[str, Inside] | None = None,
) -> bytes:
    """The document as bytes.

    A new page begins after each row of `breaks` (`t3.not_held`) and wherever the page is full;
    merged cells are cut there and their text runs on. `backgrounds` paints white boxes behind the
    lines of prose; `open_cuts` leaves out the ruling at the cut on both pages; `inside` writes the
    contents of the cells of these codes.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    # Uncompressed: the same bytes with every zlib.
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=0)
    canvas.setTitle(filled.heading)
    page = _Page(canvas, backgrounds, look, inside or {})
    for part in parts(filled):
        if part.kind == "table":
            _table(page, part.grid, part.table, breaks, open_cuts, look)
        elif part.kind == "break":
            page.finish()
        else:
            page.paragraph(part.text, 16 if part.kind == "title" else 11)
    page.finish(last=True)
    canvas.save()
    return out.getvalue()


def wrap(text: str, width: float, size: float) -> list[str]:
    """`text` in lines no wider than `width` points; a line holds at least one character."""
    lines = [""]
    for character in text:
        if character == "\n":
            lines.append("")
            continue
        if lines[-1] and pdfmetrics.stringWidth(lines[-1] + character, FONT, size) > width:
            lines.append("")
        lines[-1] += character
    return lines


class _Page:
    """The page being written: a canvas and how far down it is filled."""

    def __init__(self, canvas: Canvas, backgrounds: bool, look: Look, inside: Mapping[str, Inside]) -> None:
        self.canvas, self.backgrounds, self.look, self.inside = canvas, backgrounds, look, inside
        self.number = 0
        self.begin()

    def begin(self) -> None:
        self.y = TOP
        self.number += 1
        width, height = A4
        if self.look.abreast and self.number % 2 == 0:
            self.canvas.translate(width, 0)
        elif self.look.abreast:
            self.canvas.setPageSize((2 * width, height))
        elif quarters := self.look.turned:
            size = (width, height) if quarters % 2 == 0 else (height, width)
            self.canvas.setPageSize(
                A4 if self.look.by_page else size
            )  # reportlab wants the size that is shown
            self.canvas.translate(*((0, 0), (size[0], 0), size, (0, size[1]))[quarters])
            self.canvas.rotate(90 * quarters)
            if self.look.by_page:
                self.canvas.setPageRotation(90 * quarters)

    def room(self, height: float) -> bool:
        return self.y - height >= BOTTOM

    def finish(self, last: bool = False) -> None:
        self.canvas.setFont(FONT, 9)
        self.canvas.drawCentredString((LEFT + RIGHT) / 2, 40, f"- {self.number} -")
        if last or not self.look.abreast or self.number % 2 == 0:
            self.canvas.showPage()
        if not last:
            self.begin()

    def paragraph(self, text: str, size: float) -> None:
        for line in wrap(text, RIGHT - LEFT, size):
            if not self.room(size * 1.6):
                self.finish()
            self.y -= size * 1.6
            if self.backgrounds:
                self.canvas.setFillColorRGB(1, 1, 1)
                self.canvas.rect(LEFT, self.y - 3, RIGHT - LEFT, size * 1.6, stroke=0, fill=1)
                self.canvas.setFillColorRGB(0, 0, 0)
            self.canvas.setFont(FONT, size)
            self.canvas.drawString(LEFT, self.y, line)


def _table(page: _Page, grid: Grid, table: str, breaks: Collection[str], open_cuts: bool, look: Look) -> None:
    edges = [LEFT]
    for width in widths(grid, look.widths[table]):
        edges.append(edges[-1] + width)
    size = 9 if table == "t2" else 8
    boxes = _boxes(grid, edges, size)
    heights = [
        7 + LEADING * max(len(box.lines) for box in boxes if box.row == n and box.down == 1)
        for n in range(len(grid))
    ]
    start = 0
    page.y -= 8
    while start < len(grid):
        end, height = start, 0.0
        while end < len(grid) and page.room(height + heights[end]):
            height += heights[end]
            end += 1
            if f"{table}.{row_of(grid[end - 1])}" in breaks:
                break
        while end < len(grid) and any(box.code and box.row < end < box.row + box.down for box in boxes):
            end -= 1  # on the next page no one could see what is in the rest of such a cell
        if end > start:
            tops = [page.y - sum(heights[start:n]) for n in range(start, end + 1)]
            roof, floor = not (open_cuts and start), not (open_cuts and end < len(grid))
            for box in boxes:
                _draw(page, box, edges, tops, start, size, roof, floor, look)
            page.y = tops[-1]
        if end < len(grid):
            page.finish()
        start = end
    if lost := ["".join(box.lines) for box in boxes if box.lines]:
        raise ValueError(f"no room in {table} for {lost}")
    page.y -= 8


def _boxes(grid: Grid, edges: list[float], size: float) -> list[Box]:
    boxes = []
    for number, line in enumerate(places(grid)):
        column = 0
        for slot, begun in line:
            if not begun:
                text = wrap(slot.text, edges[column + slot.across] - edges[column] - 6, size)
                boxes.append(Box(column, slot.across, number, slot.down, text, slot.code))
            column += slot.across
    return boxes


def _draw(
    page: _Page,
    box: Box,
    edges: list[float],
    tops: list[float],
    start: int,
    size: float,
    roof: bool,
    floor: bool,
    look: Look,
) -> None:
    """The part of `box` that falls into the rows on this page, whose rulings are at `tops`, first
    row `start`.

    Lines that are printed are taken off the box: the page after the cut goes on with the rest.
    `roof` and `floor`: whether the piece of the table on this page has a ruling at its very top and
    bottom.
    """
    canvas = page.canvas
    first, last = max(box.row - start, 0), min(box.row + box.down - start, len(tops) - 1)
    if first >= last:
        return
    left, right, top, bottom = edges[box.column], edges[box.column + box.across], tops[first], tops[last]
    if look.ruled:
        canvas.setLineWidth(0.5)
        canvas.line(left, top, left, bottom)
        canvas.line(right, top, right, bottom)
        if first > 0 or roof:
            canvas.line(left, top, right, top)
        if last < len(tops) - 1 or floor:
            canvas.line(left, bottom, right, bottom)
    fitting = int((top - bottom - 5) // LEADING)
    printed, box.lines[:] = box.lines[:fitting], box.lines[fitting:]
    if box.code in page.inside and printed:
        canvas.saveState()
        page.inside[box.code](canvas, (left + right) / 2, (top + bottom) / 2 + LEADING / 2 - size, size)
        canvas.restoreState()
        return
    canvas.setFont(FONT, size)
    y = (top + bottom) / 2 + LEADING * len(printed) / 2 - size
    side = look.values if box.code else look.labels
    for line in printed:
        room = max(0, (right - left - pdfmetrics.stringWidth(line, FONT, size)) / 2 - 3)
        # pdfium drops a lone character that has no outline, and this font is not embedded: a blank
        # saves it.
        x = (left + right) / 2 + side * room
        canvas.drawCentredString(x, y, line + " " if len(line) == 1 and not line.isascii() else line)
        y -= LEADING
