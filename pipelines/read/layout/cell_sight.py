"""The glyphs of a ruled cell and what is drawn in it -> what a person sees there.

Most cells hold glyphs of one size and nothing else; they are read as they are. In the others small
digits above or below the line are marked as such, a line through digits strikes them, and a drawing
in a blank cell, or beside the digits of a figure, is seen but does not tell what it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from pipelines.model import NOT_TEXT
from pipelines.read.layout.borders import SNAP, Ruling
from pipelines.read.layout.drawn import THIN
from pipelines.read.layout.glyph import BLANKS, Glyph
from pipelines.read.layout.lattice import Grid
from pipelines.read.layout.page_transform import Box
from pipelines.read.layout.text_lines import GAP, LETTER_GAP, cell_text, fields_of, lines_of, text_of
from pipelines.read.marks import Seen, marked, seen

SMALLER = 0.85
"""Of the size of the type beside it: a mark of a note is no larger."""
TINY = 0.4
"""Of the size of the type beside it: no mark of a note is smaller."""
SMALL = 0.65
"""Of the size of the type beside it: nobody sets the digits of one figure in such sizes."""
SHIFTED = 0.08
"""In sizes of the type beside it: the baseline of a raised or lowered mark is as far from its
line."""
EVEN = 0.75
"""In sizes of the type: lines of a text are further from each other."""
NEAR = 1.0
"""In sizes of the type: a mark is no further from the character that it belongs to."""
ABOVE = 0.25
"""In sizes of the type: a stroke no higher above a figure may be a part of it, as the bar of a 7 is."""
SHORT = 14.0
"""Points: a wall between two cells is longer; what is shorter may be a stroke of a drawn figure."""
_FIGURE = frozenset("0123456789.-−/—无")


def inner_inks(
    grid: Grid, inks: Iterable[Box], horizontals: Sequence[Ruling], verticals: Sequence[Ruling]
) -> dict[int, list[Box]]:
    """By cell of the grid what is drawn inside it and touches none of its walls."""
    left, right, top, bottom = grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1]
    strokes = [
        (low, y, high, y)
        for y, low, high in horizontals
        if top < y < bottom and low >= left and high <= right and _apart(y, grid.ys)
    ]
    strokes += [
        (x, low, x, high)
        for x, low, high in verticals
        if high - low < SHORT and left < x < right and low >= top and high <= bottom and _apart(x, grid.xs)
    ]
    by_cell: dict[int, list[Box]] = defaultdict(list)
    for box in (*inks, *strokes):
        cell = grid.cell_at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        if cell >= 0 and _lies_in(box, grid.box(grid.cells[cell])):
            by_cell[cell].append(box)
    return by_cell


def _lies_in(box: Box, cell: Box) -> bool:
    """Whether a box is inside a cell, and not a dot of one of its walls."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    inside = (
        box[0] >= cell[0] - 1 and box[1] >= cell[1] - 1 and box[2] <= cell[2] + 1 and box[3] <= cell[3] + 1
    )
    return inside and min(x - cell[0], cell[2] - x, y - cell[1], cell[3] - y) > SNAP / 2


def _apart(position: float, walls: Sequence[float]) -> bool:
    return all(abs(position - wall) > SNAP for wall in walls)


def cell_seen(glyphs: Sequence[Glyph], inks: Sequence[Box] = ()) -> Seen:
    """What counts of a cell, and what is seen beside it. `inks` are drawn inside it."""
    solid = [g for g in glyphs if g.text not in BLANKS] if inks else glyphs
    if inks and not solid:
        return Seen(NOT_TEXT)
    if not inks and _plain(glyphs):
        return Seen(cell_text(glyphs))
    if any(g.turn for g in glyphs):  # writing along the cell is no figure with a mark
        open_ = any(g.mark == "doubtful" and g.text in _FIGURE for g in glyphs)
        return Seen((NOT_TEXT if open_ else "") + cell_text(glyphs))
    marked_glyphs = _shifted(glyphs)
    figures = [g for g in marked_glyphs if g.text in _FIGURE]
    if inks and figures:
        marked_glyphs = [_struck(g, inks) for g in marked_glyphs]
        if any(_beside(box, figures) for box in inks):
            marked_glyphs = [g._replace(mark="doubtful") if g.text in _FIGURE else g for g in marked_glyphs]
    return seen(list(_pieces(marked_glyphs)))


def _plain(glyphs: Sequence[Glyph]) -> bool:
    if len(glyphs) < 2:  # most cells of a report print a single figure
        return not glyphs or not glyphs[0].mark
    em = glyphs[0].em
    for glyph in glyphs:
        if glyph.em != em or glyph.mark:
            return False
    levels = {glyph.y for glyph in glyphs if glyph.text in _FIGURE}
    return len(levels) < 2 or not any(SHIFTED * em < b - a < EVEN * em for a, b in pairwise(sorted(levels)))


def _shifted(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs, small ones beside larger ones marked as raised or lowered and put on their
    line."""
    solid = [g for g in glyphs if g.text not in BLANKS]
    return [_level(_on_line(g, [h for h in solid if SMALLER * h.em > g.em]), solid) for g in glyphs]


def _level(glyph: Glyph, others: Sequence[Glyph]) -> Glyph:
    """The glyph, in doubt if it is a figure beside one of its size on another level."""
    if glyph.mark or glyph.text not in _FIGURE:
        return glyph
    for other in others:
        beside = max(glyph.left - other.right, other.left - glyph.right) < NEAR * other.em
        apart = SHIFTED * other.em < abs(glyph.y - other.y) < EVEN * other.em
        if (
            beside
            and apart
            and other.text in _FIGURE
            and SMALLER * other.em <= glyph.em <= other.em / SMALLER
        ):
            return glyph._replace(mark="doubtful")
    return glyph


def _on_line(glyph: Glyph, larger: Sequence[Glyph]) -> Glyph:
    for other in larger:
        if glyph.em < TINY * other.em:  # far larger type in the same cell: who knows what that is
            return glyph._replace(mark="doubtful")
        up = (other.y - glyph.y) / other.em
        gap = max(glyph.left - other.right, other.left - glyph.right)
        if SHIFTED < abs(up) < 1.0 and gap < NEAR * other.em:
            return glyph._replace(y=other.y, em=other.em, mark="raised" if up > 0 else "lowered")
        digits = glyph.text.isdigit() and other.text.isdigit()
        if digits and abs(up) <= SHIFTED and gap < NEAR * other.em and glyph.em < SMALL * other.em:
            return glyph._replace(mark="doubtful")
    return glyph


def _struck(glyph: Glyph, inks: Iterable[Box]) -> Glyph:
    """The glyph, marked as struck if a line runs through it."""
    height, width = glyph.bottom - glyph.top, glyph.right - glyph.left
    for left, top, right, bottom in inks:
        level = (top + bottom) / 2
        crosses = left <= glyph.left + width / 4 and right >= glyph.right - width / 4
        if bottom - top <= THIN and crosses and glyph.top + height / 6 < level < glyph.bottom - height / 6:
            return glyph._replace(mark="struck")
    return glyph


def _beside(ink: Box, figures: Sequence[Glyph]) -> bool:
    """Whether what is drawn may belong to the figure: it is on its line, and neither a line through
    digits, nor under them, nor the ground of all of them."""
    left, top, right, bottom = ink
    near = [g for g in figures if g.left - g.em < right and left < g.right + g.em]
    above = ABOVE if bottom - top <= THIN else 0.1
    on_line = [g for g in near if top < g.bottom + 0.1 * g.em and bottom > g.top - above * g.em]
    if not on_line:
        return False
    if bottom - top <= THIN and all((top + bottom) / 2 > g.bottom - 0.05 * g.em for g in on_line):
        return right - left < 0.4 * on_line[0].em  # a dot at the foot of the line; longer is an underline
    ground = all(left <= g.left and g.right <= right and top <= g.top and g.bottom <= bottom for g in figures)
    return not ground and not any(_struck(g, [ink]).mark for g in on_line)


def _pieces(glyphs: Sequence[Glyph]) -> Iterable[str]:
    """The printed lines as pieces with their marks."""
    for number, line in enumerate(lines_of(glyphs)):
        if number:
            yield "\n"
        runs = [list(run) for _, run in groupby(line, key=lambda g: g.mark)]
        for before, run in pairwise([[], *runs]):
            wide = before and run[0].left - before[-1].right > LETTER_GAP * run[0].em
            text = text_of(fields_of(run))
            if wide:
                yield GAP
            yield marked(text, {run[0].mark} if run[0].mark else ())
