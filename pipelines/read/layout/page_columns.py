"""Parts a page that is set in two columns, or shows two pages side by side: what is above,
left, right, below.

A gap down the middle is not enough: tables without rulings have one, too. Each side must hold what
fills it, lines of prose or a ruled table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipelines.read.layout.borders import SNAP, Ruling
from pipelines.read.layout.glyph import BLANKS, Glyph
from pipelines.read.layout.page_transform import Box
from pipelines.read.layout.text_lines import lines_of

GAP = 12.0
"""Points between two columns, at least."""
OFF_CENTRE = 0.05
"""Of the width of what is printed: so far from the middle the gap may lie."""
LOWEST = 80.0
"""Points: a stretch of a page that is less high is a pair of signatures, not two columns."""
EDGE = 0.01
"""Points: what lies no further inside than this ends a stretch and is no part of its columns."""
FULL, FULL_LINES = 0.75, 3
"""The share of a column's width that a line of prose fills, and how many such lines tell a
column."""


class Part(NamedTuple):
    """A piece of a page that is read for itself."""

    glyphs: Sequence[Glyph]
    horizontals: Sequence[Ruling]
    verticals: Sequence[Ruling]
    inks: Sequence[Box] = ()


def page_parts(whole: Part) -> list[Part]:
    """The parts of a page in reading order; mostly the page itself is the only one."""
    solid = [g for g in whole.glyphs if g.text not in BLANKS]
    if not solid:
        return [whole]
    _, _, lefts, tops, rights, bottoms, *_ = zip(*solid)
    left = min(lefts)
    width = max(rights) - left
    top, bottom = min(tops), max(bottoms)
    centre, reach = left + width / 2, width * OFF_CENTRE + GAP
    near, far = centre - reach, centre + reach
    belt = [(g.left, g.right, g.top, g.bottom) for g in solid if g.left < far and near < g.right]
    belt += [(h[1], h[2], *_with_walls(whole, h)) for h in whole.horizontals if h[1] < far and near < h[2]]
    for shift in (0, -OFF_CENTRE, OFF_CENTRE):
        middle = centre + width * shift
        stretches = [s for s in _free(whole, belt, middle, top, bottom) if _is_set_in_two(whole, middle, *s)]
        if stretches:
            return list(_parted(whole, middle, stretches))
    return [whole]


def _free(
    whole: Part, belt: Sequence[Box], middle: float, top: float, bottom: float
) -> Iterator[tuple[float, float]]:
    """The stretches from `top` to `bottom` of the page in which nothing is in the middle;
    `belt` is what is printed or ruled about there, each as (left, right, top, bottom)."""
    near, far = middle - GAP / 2, middle + GAP / 2
    across = [(high, low) for start, end, high, low in belt if start < far and near < end]
    across += [(low, high) for x, low, high in whole.verticals if near < x < far]
    reached = top
    for start, end in sorted([*across, (bottom, bottom)]):
        if start - reached > LOWEST:
            yield reached, start
        reached = end if end > reached else reached


def _with_walls(whole: Part, ruling: Ruling) -> tuple[float, float]:
    """How far up and down the walls reach that touch a horizontal ruling: an open row is part of
    its table."""
    y, start, end = ruling
    walls = [
        v for v in whole.verticals if start - SNAP <= v[0] <= end + SNAP and v[1] - SNAP <= y <= v[2] + SNAP
    ]
    return min((low for _, low, _ in walls), default=y), max((high for *_, high in walls), default=y)


def _within(whole: Part, left: float, right: float, top: float, bottom: float) -> Part:
    def inside(x: float, y: float) -> bool:
        return left <= x < right and top <= y <= bottom

    return Part(
        [g for g in whole.glyphs if inside((g.left + g.right) / 2, (g.top + g.bottom) / 2)],
        [h for h in whole.horizontals if inside((h[1] + h[2]) / 2, h[0])],
        [v for v in whole.verticals if inside(v[0], (v[1] + v[2]) / 2)],
        [b for b in whole.inks if inside((b[0] + b[2]) / 2, (b[1] + b[3]) / 2)],
    )


def _is_set_in_two(whole: Part, middle: float, top: float, bottom: float) -> bool:
    return all(
        _is_column(_within(whole, *side, top, bottom))
        for side in ((float("-inf"), middle), (middle, float("inf")))
    )


def _is_column(part: Part) -> bool:
    """Whether lines of prose, or the rulings of a table, fill the width of what is printed in this
    part."""
    solid = [g for g in part.glyphs if g.text not in BLANKS]
    if not solid:
        return False
    width = max(g.right for g in solid) - min(g.left for g in solid)
    if part.verticals and part.horizontals:
        start, end = min(low for _, low, _ in part.horizontals), max(high for *_, high in part.horizontals)
        if end - start > FULL * width:
            return True
    words = [[g for g in line if not g.text.isascii()] for line in lines_of(solid)]
    return sum(sum(g.right - g.left for g in line) > FULL * width for line in words) >= FULL_LINES


def _parted(whole: Part, middle: float, stretches: list[tuple[float, float]]) -> Iterator[Part]:
    infinite = float("inf")
    reached = -infinite
    for top, bottom in stretches:
        # What lies on the edge is what ends the columns: the border of a table over both.
        yield _within(whole, -infinite, infinite, reached, top)
        yield _within(whole, -infinite, middle, top + EDGE, bottom - EDGE)
        yield _within(whole, middle, infinite, top + EDGE, bottom - EDGE)
        reached = bottom
    yield _within(whole, -infinite, infinite, reached, infinite)
