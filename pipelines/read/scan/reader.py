"""Turns pictures of pages into blocks, as `pdf.reader` does with pages of text: ruled tables as
grids, the rest as prose.

Needs the extra `scan`. The sheet is made even and upright in `sheet`, the lattice finds its
cells, `lines` cuts out the lines, `text` recognises them. Every cell says how sure its
text is; what that is good for is left to those who know the sums of the form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import Any

from pipelines.model import Block, Cell, Spot
from pipelines.read.layout.glyph import UNKNOWN
from pipelines.read.layout.lattice import Grid, find_grids
from pipelines.read.layout.page_transform import Box
from pipelines.read.layout.text_lines import GAP, TABULAR_LINES
from pipelines.read.scan.ink import grey
from pipelines.read.scan.lines import Piece, cell_lines, gutter, prose_lines, runs_level
from pipelines.read.scan.sheet import DPI, PIXEL, Image, Sheet, read_sheet
from pipelines.read.scan.text import legibility, recognise

A4_WIDTH, A4_HEIGHT = 8.27, 11.69
"""Inches. A picture says nothing reliable about its size: it is taken for a page of this paper,
upright or sideways."""
USUAL = 250, 900
"""Points of the shorter side: pages from postcard to A3 are as large as they say; others have
pixels for points."""
MOST_PIXELS = 16_000_000
"""Of a sheet: four pages of A4 in one picture."""
NARROWEST, LONGEST = 40, 50
"""Pixels of the shorter side, and times as long the longer one: what is smaller or longer is no
page."""
MOST_PIECES = 3_000
"""Of print on a sheet; the fullest page has a tenth. What has more is a photograph or a pattern."""
SAMPLE = 5
LONG = 3
"""Times as wide as high: a line, no character."""
UPRIGHT = 0.9
"""The legibility of lines that are as they should is above; on their heads they stay below 0.8."""


@dataclass(frozen=True)
class _Layout:
    """A sheet with its tables and pieces of print, and by how many quarters it was turned
    counterclockwise."""

    sheet: Sheet
    turn: int
    grids: list[Grid]
    cells: list[list[list[list[Piece]]]]  # by grid and cell: lines of pieces
    prose: list[list[Piece]]

    @property
    def pieces(self) -> list[Piece]:
        lines = [line for grid in self.cells for cell in grid for line in cell] + self.prose
        return [piece for line in lines for piece in line]


def grey_page(page: Any) -> tuple[Image, float]:
    """An open pypdfium2 page as a grey picture, and how many points of the page a point of the
    sheet is."""
    import numpy as np

    width, height = page.get_size()
    scale = DPI / 72 if USUAL[0] <= min(width, height) <= USUAL[1] else DPI / _resolution(width, height)
    scale = min(scale, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture = np.asarray(page.render(scale=scale).to_pil().convert("RGB"))
    return grey(picture), 1 / (scale * PIXEL)


def sheet_scale(width: int, height: int) -> float:
    """How many pixels of a sheet are one of a picture of this size."""
    return min(DPI / _resolution(width, height), sqrt(MOST_PIXELS / (width * height)))


def sized(picture: Image) -> Image:
    """A picture of a page at the resolution of a sheet."""
    import cv2

    height, width = picture.shape
    scale = sheet_scale(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)


def picture_blocks(picture: Image, number: int, tables: int, scale: float = 1.0) -> list[Block]:
    """The blocks of page `number`, after so many `tables` on the pages before; none if nothing on
    it can be read. Two pages that lie side by side are read one after the other.

    Boxes of spots are points of the sheet times `scale`, on the page as it is shown.
    """
    blocks: list[Block] = []
    middle = gutter(picture)
    for left, right in ((0, middle), (middle, picture.shape[1])) if middle else ((0, picture.shape[1]),):
        before = tables + sum(block.kind == "grid" for block in blocks)
        blocks += _leaf_blocks(picture[:, left:right].copy(), number, before, scale, left * PIXEL)
    return blocks


def _leaf_blocks(picture: Image, number: int, tables: int, scale: float, beside: float) -> list[Block]:
    """Those of one page, which begins so many points `beside` the left edge of its sheet."""
    shorter, longer = sorted(picture.shape)
    layout = _upright(picture) if shorter >= NARROWEST and longer <= LONGEST * shorter else None
    if layout is None:
        return []
    place = _places(layout, picture, scale, beside)
    lines, blocks = layout.prose, []
    for grid, cells in zip(layout.grids, layout.cells):
        above = [line for line in lines if (line[0].box[1] + line[0].box[3]) / 2 < grid.ys[0]]
        blocks += _text_blocks(above, number, place)
        lines = lines[len(above) :]
        tables += 1
        blocks.append(_grid_block(grid, cells, number, tables, place))
    return blocks + _text_blocks(lines, number, place)


def _resolution(width: float, height: float) -> float:
    return width / (A4_WIDTH if height >= width else A4_HEIGHT)


def _upright(picture: Image) -> _Layout | None:
    """The layout of the picture turned so that its lines can be read."""
    import numpy as np

    best, most = None, 0.0
    sheet = read_sheet(picture)
    for turn in (0, 2) if runs_level(sheet.image) else (1, 3):
        layout = _laid_out(read_sheet(np.ascontiguousarray(np.rot90(picture, turn))) if turn else sheet, turn)
        if len(layout.pieces) > MOST_PIECES:
            return None
        if (legible := _legibility(layout)) > most:
            best, most = layout, legible
        if most > UPRIGHT:
            break
    return best


def _laid_out(sheet: Sheet, turn: int) -> _Layout:
    grids = find_grids(sheet.horizontals, sheet.verticals)
    cells = [[cell_lines(sheet.image, grid.box(cell)) for cell in grid.cells] for grid in grids]
    around = [(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]) for grid in grids]
    return _Layout(sheet, turn, grids, cells, prose_lines(sheet.image, around))


def _legibility(layout: _Layout) -> float:
    """That of a few lines of any length; single figures look the same on their heads."""
    pieces = sorted(layout.pieces, key=lambda piece: piece.aspect)
    long = [piece for piece in pieces if piece.aspect > LONG] or pieces
    sample = long[:: max(1, len(long) // SAMPLE)][:SAMPLE]
    return median(legibility(piece.image) for piece in sample) if sample else 0.0


def _places(layout: _Layout, picture: Image, scale: float, beside: float) -> Callable[[Box], Box]:
    """What brings a box of the sheet back onto the page."""
    height, width = (side * PIXEL for side in picture.shape)

    def back(x: float, y: float) -> tuple[float, float]:
        return ((x, y), (width - y, x), (width - x, height - y), (y, height - x))[layout.turn]

    def place(box: Box) -> Box:
        left, top, right, bottom = layout.sheet.as_scanned(box)
        (x0, y0), (x1, y1) = back(left, top), back(right, bottom)
        sides = beside + min(x0, x1), min(y0, y1), beside + max(x0, x1), max(y0, y1)
        return tuple(round(side * scale, 1) for side in sides)  # type: ignore[return-value]

    return place


def _grid_block(
    grid: Grid, cells: Sequence[list[list[Piece]]], page: int, table: int, place: Callable[[Box], Box]
) -> Block:
    rows: dict[int, list[Cell]] = {}
    for cell, lines in zip(grid.cells, cells):
        spot = Spot(page, table, cell.row + 1, cell.column + 1, None, place(grid.box(cell)))
        texts = [_line_text(line) for line in lines]
        text = "\n".join(text for text, _ in texts if text)
        rows.setdefault(cell.row, []).append(Cell(text, spot, min((sure for _, sure in texts), default=1.0)))
    return Block("grid", tuple(tuple(row) for row in rows.values()))


def _line_text(pieces: Sequence[Piece]) -> tuple[str, float]:
    """The text of a line and its least confidence. Print that cannot be read is not blank."""
    text, least = "", 1.0
    for piece in pieces:
        recognised = recognise(piece.image)
        printed = recognised.text.strip() or UNKNOWN
        text += GAP + printed if text else printed
        least = min(least, recognised.confidence)
    return text, least


def _text_blocks(lines: Sequence[Sequence[Piece]], page: int, place: Callable[[Box], Box]) -> list[Block]:
    """A block of prose per line; or, where they look like a table without rulings, one block of
    rows of fields."""
    if sum(len(line) > 1 for line in lines) >= TABULAR_LINES:
        rows = []
        for number, line in enumerate(lines, 1):
            fields = [(_line_text([piece]), place(piece.box)) for piece in line]
            rows.append(
                tuple(
                    Cell(text, Spot(page=page, column=column, line=number, box=box), sure)
                    for column, ((text, sure), box) in enumerate(fields, 1)
                )
            )
        return [Block("lines", tuple(rows))]
    blocks = []
    for line in lines:
        text, sure = _line_text(line)
        box = line[0].box[0], min(p.box[1] for p in line), line[-1].box[2], max(p.box[3] for p in line)
        blocks.append(Block("prose", ((Cell(text, Spot(page=page, box=place(box)), sure),),)))
    return blocks
