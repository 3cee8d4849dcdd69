"""Lines through the figures of a page: what they strike out, and what they cross so that no one can
tell what holds.

A wall of a table never goes through the middle of a figure: a line that does is none, even where it
touches the walls beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from pipelines.read.layout.borders import FINE, SNAP, Ruling
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Box

LONGEST = 80.0
"""Points: a line through a figure of one cell is no longer; one that goes on for longer, if only in
pieces, is a wall on which the figure lies."""
_DIGITS = frozenset("0123456789")


def struck_out(
    glyphs: Sequence[Glyph], horizontals: list[Ruling], obliques: Sequence[Box]
) -> tuple[Sequence[Glyph], list[Ruling]]:
    """The glyphs with their marks, and the rulings without those that strike out."""
    levels = sorted({y for y, low, high in horizontals if high - low < LONGEST})
    if not levels and not obliques:
        return glyphs, horizontals
    marked: dict[int, Glyph] = {}
    strikes: set[Ruling] = set()
    for i, glyph in enumerate(glyphs):
        if glyph.text not in _DIGITS:
            continue
        sixth = (glyph.bottom - glyph.top) / 6
        at = bisect_left(levels, glyph.top + sixth)
        if (
            at < len(levels)
            and levels[at] < glyph.bottom - sixth
            and (lines := _through(glyph, sixth, horizontals))
        ):
            marked[i] = glyph._replace(mark="struck")
            strikes.update(lines)
        elif obliques and any(_crosses(line, glyph) for line in obliques):
            marked[i] = glyph._replace(mark="doubtful")
    if not marked:
        return glyphs, horizontals
    kept = [ruling for ruling in horizontals if ruling not in strikes]
    return [marked.get(i, glyph) for i, glyph in enumerate(glyphs)], kept


def _through(glyph: Glyph, sixth: float, horizontals: Sequence[Ruling]) -> list[Ruling]:
    quarter = (glyph.right - glyph.left) / 4
    lines = [
        (y, low, high)
        for y, low, high in horizontals
        if glyph.top + sixth < y < glyph.bottom - sixth
        and low <= glyph.left + quarter
        and high >= glyph.right - quarter
        and high - low < LONGEST
    ]
    return [line for line in lines if _length(line, horizontals) < LONGEST]


def _length(line: Ruling, horizontals: Sequence[Ruling]) -> float:
    """Of the line that goes on at this level in pieces that touch."""
    y, start, end = line
    pieces = sorted((low, high) for at, low, high in horizontals if abs(at - y) <= FINE)
    for low, high in pieces:  # to the right, from piece to piece
        if low <= end + SNAP and high > start - SNAP:
            end = max(end, high)
    for low, high in sorted(pieces, key=itemgetter(1), reverse=True):
        if high >= start - SNAP and low < end + SNAP:
            start = min(start, low)
    return end - start


def _crosses(line: Box, glyph: Glyph) -> bool:
    """Whether an oblique line goes through a glyph."""
    x0, y0, x1, y1 = line
    x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
    if not min(x0, x1) <= x <= max(x0, x1) or x0 == x1:
        return min(y0, y1) <= y <= max(y0, y1) and glyph.left < (x0 + x1) / 2 < glyph.right
    level = y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return glyph.top < level < glyph.bottom
