"""The glyphs and rulings of a page -> blocks in the order of their height: ruled tables as grids,
the rest as prose.

Knows no file format; what is drawn and written comes from those who do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from pipelines.model import Block, Cell, Spot
from pipelines.read.layout.cell_glyphs import CellGlyphs, by_cell
from pipelines.read.layout.cell_sight import SHORT, cell_seen, inner_inks
from pipelines.read.layout.drawn import Drawn
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.lattice import Grid, find_grids
from pipelines.read.layout.line_sight import lines_seen
from pipelines.read.layout.page_columns import Part, page_parts
from pipelines.read.layout.page_transform import Box
from pipelines.read.layout.sheet_edge import cut_seen, is_cut, on_sheet
from pipelines.read.layout.strikes import struck_out
from pipelines.read.layout.text_lines import (
    Field,
    fields_of,
    gutters,
    is_tabular,
    lines_of,
    text_of,
)
from pipelines.read.marks import Seen

BESIDE = 3
NEAR = 2.5
"""So many lines above and below, and in sizes of the font so far: the lines of one heading, those
between them of headings with fewer."""

Lines = Sequence[Sequence[Field]]
Placing = Callable[[Box], Box]


def page_blocks(
    glyphs: Sequence[Glyph], drawn: Drawn, page: int, tables: int, placing: Placing | None = None
) -> list[Block]:
    """The blocks of `page`; its tables are counted on from `tables`, those of the pages before.

    `placing` brings a box from the frame that glyphs and rulings are read in into that of the page
    as it is shown; without it the two are the same.
    """
    blocks: list[Block] = []
    glyphs, horizontals = struck_out(on_sheet(glyphs, drawn.sheet), drawn.horizontals, drawn.obliques)
    for part in page_parts(Part(glyphs, horizontals, drawn.verticals, drawn.inks)):
        added = _part_blocks(part, page, tables, placing, drawn)
        tables += sum(block.kind == "grid" for block in added)
        blocks += added
    return blocks


def _shown(box: Box, placing: Placing | None) -> Box:
    """A box where the page shows it, in tenths of a point."""
    left, top, right, bottom = placing(box) if placing else box
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)


def _part_blocks(part: Part, page: int, tables: int, placing: Placing | None, drawn: Drawn) -> list[Block]:
    grids = find_grids(part.horizontals, part.verticals)
    inside, outside = by_cell(part.glyphs, grids)
    lines = _lines(outside, _outside_of(grids, part))
    blocks: list[Block] = []
    for number, (grid, cells) in enumerate(zip(grids, inside), tables + 1):
        above = [line for line in lines if (line[0].box[1] + line[0].box[3]) / 2 < grid.ys[0]]
        lines = lines[len(above) :]
        blocks += _text_blocks(above, page, placing)
        blocks.append(_grid_block(grid, cells, part, page, number, placing, drawn))
    return [*blocks, *_text_blocks(lines, page, placing)]


def _outside_of(grids: Sequence[Grid], part: Part) -> list[Box]:
    """What is drawn outside of all tables, and short strokes there."""
    strokes = [(low, y, high, y) for y, low, high in part.horizontals if high - low < SHORT]
    strokes += [(x, low, x, high) for x, low, high in part.verticals if high - low < SHORT]
    around = [(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]) for grid in grids]
    return [
        box
        for box in (*part.inks, *strokes)
        if not any(a[0] <= box[0] and box[2] <= a[2] and a[1] <= box[1] and box[3] <= a[3] for a in around)
    ]


def _lines(glyphs: Sequence[Glyph], inks: Sequence[Box]) -> Lines:
    """The fields of each printed line; in a table without rulings also those that are near to
    each other, as they are seen."""
    printed = lines_of(glyphs)
    lines = [fields_of(line) for line in printed]
    if is_tabular(lines):
        for i, line in enumerate(printed):
            beside = (*printed[max(i - BESIDE, 0) : i], *printed[i + 1 : i + 1 + BESIDE])
            near = (other for other in beside if abs(other[0].y - line[0].y) < NEAR * line[0].em)
            if cuts := gutters(line, near):
                lines[i] = fields_of(line, cuts)
    if any(len(line) > 1 for line in lines):  # a page break may leave a row or two of a table
        lines = lines_seen(printed, lines, inks)
    return [fields for fields in lines if fields]


def _grid_block(
    grid: Grid,
    glyphs: CellGlyphs,
    part: Part,
    page: int,
    table: int,
    placing: Placing | None,
    drawn: Drawn,
) -> Block:
    slants = [(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for x0, y0, x1, y1 in drawn.obliques]
    inks = inner_inks(grid, (*part.inks, *slants), part.horizontals, part.verticals)
    shown = grid if placing else grid.rounded()
    cut = is_cut(grid, drawn.sheet)
    rows: dict[int, list[Cell]] = defaultdict(list)
    for i, cell in enumerate(grid.cells):
        box = _shown(grid.box(cell), placing) if placing else shown.box(cell)
        text, left_out = (
            cell_seen(glyphs.get(i, ()), inks.get(i, ())) if i in glyphs or i in inks else ("", "")
        )
        if cut:
            text, left_out = cut_seen(Seen(text, left_out), grid.box(cell), drawn.sheet, glyphs.get(i, ()))
        row, column, down, across = cell
        spot = Spot(page, table, row + 1, column + 1, None, box)
        rows[row].append(Cell(text, spot, None, left_out, across, down))
    return Block("grid", tuple(tuple(cells) for cells in rows.values()))


def _text_blocks(lines: Lines, page: int, placing: Placing | None) -> list[Block]:
    """A block of prose per line; or, where they look like a table without rulings, one block of
    rows of fields."""
    if is_tabular(lines):
        rows = (
            tuple(
                Cell(piece.text, Spot(page=page, column=column, line=number, box=_shown(piece.box, placing)))
                for column, piece in enumerate(line, 1)
            )
            for number, line in enumerate(lines, 1)
        )
        return [Block("lines", tuple(rows))]
    return [
        Block("prose", ((Cell(text_of(line), Spot(page=page, box=_shown(_around(line), placing))),),))
        for line in lines
    ]


def _around(line: Sequence[Field]) -> Box:
    boxes = [piece.box for piece in line]
    return boxes[0][0], min(b[1] for b in boxes), boxes[-1][2], max(b[3] for b in boxes)
