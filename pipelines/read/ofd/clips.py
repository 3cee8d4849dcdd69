"""What of a text of an OFD page is shown by its clips and by its own box.

A clip is made of areas, of which any shows what is in it; several clips show what is in all of them.
What is beyond the box of an object is cut off by the standard (GB/T 33190), though not by every
program: there it is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise
from math import inf
from typing import Any, NamedTuple

from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Box, Matrix, Point, apply, product
from pipelines.read.ofd.numbers import matrix_of, numbers
from pipelines.read.ofd.paths import subpaths

_HIDDEN, _SHOWN = 0.1, 0.85
"""Of a character's box: shown no further than this it is not seen, shown this far it is."""
_FALSE = "false"
LINE_ENDS = "\r\n\t"
"""Around the characters of a piece of text; no characters themselves."""
_MOST_AREAS = 40
"""Of a text; what more of them show is not known."""


class _Area(NamedTuple):
    """The box of an area on the page, and whether it is all of that box."""

    box: Box
    full: bool


def shown(glyphs: Sequence[Glyph], element: Any, inner: Matrix, outer: Matrix) -> Sequence[Glyph]:
    """The characters of a text as its clips leave them. `inner` brings what is drawn into the box
    of the object, `outer` that onto the page."""
    clips = []
    for group in element.iterfind("{*}Clips"):
        matrix = outer if group.get("TransFlag") == _FALSE else product(inner, outer)
        clips += [[*islice(_areas(clip, matrix), _MOST_AREAS + 1)] for clip in group.iterfind("{*}Clip")]
    if sum(map(len, clips)) > _MOST_AREAS:
        clips = [[]]
    for areas in clips:
        glyphs = [seen for glyph in glyphs if (seen := _clipped(glyph, areas))]
    return glyphs


def within(glyphs: Sequence[Glyph], element: Any, box: Box) -> Sequence[Glyph]:
    """The characters of a text; in doubt where they are wholly outside its box, on a side on which
    the box has a size. How wide a program prints a character is not known: after the first of a
    piece of text, those are looked at of which it is said how far they are from each other."""
    left, top, right, bottom = box
    pieces = [(e, (e.text or "").strip(LINE_ENDS)) for e in element.iterfind("{*}TextCode")]
    known = [n == 0 or _stepped(piece) for piece, text in pieces for n in range(len(text))]
    if len(known) != len(glyphs):  # some have no place at all
        known = [True] * len(glyphs)

    def outside(glyph: Glyph) -> bool:
        beside = left < right and not (left < glyph.right and glyph.left < right)
        return beside or (top < bottom and not (top < glyph.bottom and glyph.top < bottom))

    return [g._replace(mark="doubtful") if placed and outside(g) else g for g, placed in zip(glyphs, known)]


def _stepped(piece: Any) -> bool:
    return bool(piece.get("DeltaX") or piece.get("DeltaY"))


def _areas(clip: Any, matrix: Matrix) -> Iterator[_Area]:
    for area in clip.iterfind("{*}Area"):
        moved = product(matrix_of(area), matrix)
        for path in area.iterfind("{*}Path"):
            box = numbers(path.get("Boundary", ""), 4) or [0.0, 0.0]
            placed = product(product(matrix_of(path), (1, 0, 0, 1, box[0], box[1])), moved)
            data = "".join(e.text or "" for e in path.iterfind("{*}AbbreviatedData"))
            pieces = [*islice(subpaths(data), _MOST_AREAS)]
            for points in pieces:
                corners = [_rounded(apply(placed, *p)) for p in points if p]
                xs, ys = sorted(p[0] for p in corners), sorted(p[1] for p in corners)
                if None in points:  # a curve reaches further than its ends
                    yield _Area((-inf, -inf, inf, inf), False)
                else:  # several pieces may be holes in each other
                    full = len(pieces) == 1 and _rectangular(corners)
                    yield _Area((xs[0], ys[0], xs[-1], ys[-1]), full)


def _rounded(point: Point) -> Point:
    return round(point[0], 6), round(point[1], 6)


def _rectangular(points: Sequence[Point]) -> bool:
    """Whether a line goes once around the four corners of an upright rectangle."""
    corners = [point for point, _ in groupby(points)]
    corners = corners[:-1] if corners[0] == corners[-1] else corners
    if len(corners) != 4:
        return False
    turns = [(a[0] == b[0], a[1] == b[1]) for a, b in pairwise([*corners, corners[0]])]
    upright, level = (True, False), (False, True)
    return turns in ([upright, level] * 2, [level, upright] * 2)


def _clipped(glyph: Glyph, areas: Sequence[_Area]) -> Glyph | None:
    share, full = max(((_share(glyph, area.box), area.full) for area in areas), default=(0.5, False))
    if share < _HIDDEN:
        return None
    return glyph if full and share > _SHOWN else glyph._replace(mark="doubtful")


def _share(glyph: Glyph, box: Box) -> float:
    """Of the character's box what is in another one."""
    width = min(box[2], glyph.right) - max(box[0], glyph.left)
    height = min(box[3], glyph.bottom) - max(box[1], glyph.top)
    area = (glyph.right - glyph.left) * (glyph.bottom - glyph.top)
    return max(width, 0.0) * max(height, 0.0) / area if area else 1.0
