"""The glyphs of a page by the cell of its grids that holds them. A figure that lies on a wall, or goes
on behind one, is nobody's for sure: it is in doubt, and so is the other cell where it is empty.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.lattice import Grid
from pipelines.read.layout.page_transform import Box

CellGlyphs = dict[int, list[Glyph]]
OVER = 0.1
"""Of the height or width of a digit: with as much of it behind a wall it lies on the wall."""
CLOSE = 0.3
"""In sizes of the font: digits of two cells are further from each other."""
_DIGITS = frozenset("0123456789")
_NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)

Place = tuple[int, int]
"""The numbers of a grid and of a cell in it."""


def by_cell(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> tuple[list[CellGlyphs], Sequence[Glyph]]:
    """Of each grid the glyphs by the index of their cell, and those that are in no grid."""
    inside: list[CellGlyphs] = [defaultdict(list) for _ in grids]
    if not grids:
        return inside, glyphs
    apart = [not any(map(grid.overlaps, grids[:n])) for n, grid in enumerate(grids)]
    outside: list[Glyph] = []
    same, (left, top, right, bottom) = outside, _NOWHERE  # where the glyph before is, and its cell
    shared: list[tuple[Place, Glyph]] = []
    for glyph in glyphs:
        if left <= glyph.left and glyph.right <= right and top <= glyph.top and glyph.bottom <= bottom:
            same.append(glyph)
            continue
        place = _place(grids, (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2)
        holder = inside[place[0]][place[1]] if place else outside
        if glyph.text in _DIGITS:
            others = _reached(grids, glyph) - {place}
            torn = same is not holder and same and _goes_on(same[-1], glyph)
            if others or torn:
                glyph = _doubted(glyph)
            if torn:
                same[-1] = _doubted(same[-1])
            shared += [(other, glyph) for other in others if other]
        holder.append(glyph)
        same, (left, top, right, bottom) = holder, _NOWHERE
        if place and apart[place[0]]:
            grid = grids[place[0]]
            left, top, right, bottom = grid.box(grid.cells[place[1]])
    for (grid_number, cell), glyph in shared:
        if cell not in inside[grid_number]:
            inside[grid_number][cell] = [glyph]
    return inside, outside


def _place(grids: Sequence[Grid], x: float, y: float) -> Place | None:
    for number, grid in enumerate(grids):
        if (cell := grid.cell_at(x, y)) >= 0:
            return number, cell
    return None


def _reached(grids: Sequence[Grid], glyph: Glyph) -> set[Place | None]:
    """The cells that hold a good piece of a digit, None for what is outside of all."""
    across, down = OVER * (glyph.right - glyph.left), OVER * (glyph.bottom - glyph.top)
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    return {
        _place(grids, glyph.left + across, y),
        _place(grids, glyph.right - across, y),
        _place(grids, x, glyph.top + down),
        _place(grids, x, glyph.bottom - down),
    }


def _doubted(glyph: Glyph) -> Glyph:
    return glyph if glyph.mark else glyph._replace(mark="doubtful")


def _goes_on(before: Glyph, glyph: Glyph) -> bool:
    """Whether a digit stands right behind another, as in one number."""
    return (
        before.text in _DIGITS
        and before.y == glyph.y
        and abs(glyph.left - before.right) < CLOSE * glyph.em
        and before.turn == glyph.turn == 0
    )
