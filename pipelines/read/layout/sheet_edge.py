"""What of a page is outside of the sheet that is shown: nobody sees it, and a cell that is cut off
there may hold more than is seen."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from pipelines.model import NOT_TEXT
from pipelines.read.layout.borders import SNAP
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.lattice import Grid
from pipelines.read.layout.page_transform import Box
from pipelines.read.marks import Seen

Sheet = tuple[float, float]
CUT = 1 / 6
"""Of the width or height of a character: with more of it off the sheet it may be another."""
CLOSE = 0.5
"""In sizes of the font: digits of one number are no further from each other."""
EDGE = 1.0
"""Points: a wall no further from the edge of the sheet is where that cuts a cell. Programs do not write
what of its figure nobody would see."""
BEYOND = 0.25
"""In sizes of the font: the ink of the next digit begins before, so that some of it would be seen with as
much left at the edge."""
_LEFT, _TOP = attrgetter("left"), attrgetter("top")
_RIGHT, _BOTTOM = attrgetter("right"), attrgetter("bottom")
_DIGITS = frozenset("0123456789")


def on_sheet(glyphs: Sequence[Glyph], sheet: Sheet | None) -> Sequence[Glyph]:
    """The glyphs that are on the sheet; digits that its edge cuts, or that what is cut off may go on
    from, are in doubt."""
    if sheet is None or not glyphs:
        return glyphs
    width, height = sheet
    if (
        min(map(_LEFT, glyphs)) >= 0
        and min(map(_TOP, glyphs)) >= 0
        and max(map(_RIGHT, glyphs)) <= width
        and max(map(_BOTTOM, glyphs)) <= height
    ):
        return glyphs
    kept = []
    lost = [g for g in glyphs if not _shows(g, sheet)]
    for glyph in glyphs:
        if not _shows(glyph, sheet):
            continue
        if glyph.text in _DIGITS and not glyph.mark and (_is_cut(glyph, sheet) or _goes_on(glyph, lost)):
            glyph = glyph._replace(mark="doubtful")
        kept.append(glyph)
    return kept


def is_cut(grid: Grid, sheet: Sheet | None) -> bool:
    """Whether a table goes on to the edge of the sheet, or beyond."""
    around = grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]
    return sheet is not None and _reaches(around, sheet) > -EDGE


def cut_seen(seen: Seen, cell: Box, sheet: Sheet | None, glyphs: Sequence[Glyph] = ()) -> Seen:
    """What is seen of a cell: a figure, or nothing, in one that the edge of the sheet cuts is open; where
    the cell ends there, a figure that may go on beyond it."""
    if sheet is None or (_reaches(cell, sheet) <= SNAP and not _ends_there(cell, sheet, glyphs)):
        return seen
    if NOT_TEXT in seen.text or (seen.text and not any(map(str.isdigit, seen.text))):
        return seen
    return Seen(NOT_TEXT + seen.text, seen.left_out)


def _ends_there(cell: Box, sheet: Sheet, glyphs: Sequence[Glyph]) -> bool:
    """Whether a digit is so near to a side of the sheet, at which its cell ends, that another one may be
    cut off."""
    left = cell[0] < EDGE and any(g.left < BEYOND * g.em for g in glyphs if g.text in _DIGITS)
    right = cell[2] > sheet[0] - EDGE
    return left or (right and any(sheet[0] - g.right < BEYOND * g.em for g in glyphs if g.text in _DIGITS))


def _reaches(box: Box, sheet: Sheet) -> float:
    """How far a box reaches beyond the sheet."""
    return max(-box[0], -box[1], box[2] - sheet[0], box[3] - sheet[1])


def _shows(glyph: Glyph, sheet: Sheet) -> bool:
    """Whether anything of a glyph is on the sheet."""
    return glyph.right > 0 and glyph.left < sheet[0] and glyph.bottom > 0 and glyph.top < sheet[1]


def _is_cut(glyph: Glyph, sheet: Sheet) -> bool:
    across, down = CUT * (glyph.right - glyph.left), CUT * (glyph.bottom - glyph.top)
    inner = glyph.left + across, glyph.top + down, glyph.right - across, glyph.bottom - down
    return _reaches(inner, sheet) > 0


def _goes_on(glyph: Glyph, lost: Sequence[Glyph]) -> bool:
    near = CLOSE * glyph.em
    return any(
        other.text in _DIGITS
        and abs(other.y - glyph.y) < near
        and max(glyph.left - other.right, other.left - glyph.right) < near
        for other in lost
    )
