"""Turns the rulings of a page into the borders of its tables: joined, grouped by table, closed
where they are cut.

Rulings come as plain (position, low, high) in points, y counted downwards: a horizontal ruling at y
= position from x = low to x = high, a vertical one at x = position from y = low to y = high. What
cells the borders enclose is left to the lattice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

Ruling = tuple[float, float, float]
Borders = tuple[list[Ruling], list[Ruling]]
"""Horizontal and vertical rulings of one table."""

SNAP = 3.0
"""Lines of one border may lie this far apart (double lines, borders drawn once per cell), ends may
miss by as much."""
FINE = 0.7
"""Pieces of one drawn line differ by no more than this; dashes and dots are joined within it before
anything else."""
SHORTEST = 4.0
"""What is shorter after joining is a stroke of a character or a corner, no border."""


def find_borders(horizontals: Iterable[Ruling], verticals: Iterable[Ruling]) -> list[Borders]:
    """The borders of every table of a page; positions within a table are snapped to each other."""
    across = [s for s in _join(horizontals, FINE) if s[2] - s[1] >= SHORTEST]
    down = [s for s in _join(verticals, FINE) if s[2] - s[1] >= SHORTEST]
    tables = _components(_join(across, SNAP), _join(down, SNAP))
    if len(tables) > 1:  # walls of two tables may be near to each other: each keeps its own
        drawn_across, drawn_down = (dict(_clusters(lines, SNAP)) for lines in (across, down))
        tables = [(_own(h, drawn_across), _own(v, drawn_down)) for h, v in tables]
    return [_close_open_ends(h, v) for h, v in tables]


def _own(joined: Iterable[Ruling], drawn: Mapping[float, Sequence[Ruling]]) -> list[Ruling]:
    """What the rulings of a table are joined of, snapped to each other alone. `drawn`: by position."""
    return _join((s for p, low, high in joined for s in drawn[p] if low <= s[1] and s[2] <= high), SNAP)


def _join(rulings: Iterable[Ruling], tolerance: float) -> list[Ruling]:
    """Snap positions that lie within the tolerance and join pieces that touch. Sorted by position,
    then start."""
    joined: list[Ruling] = []
    for position, cluster in _clusters(rulings, tolerance):
        spans = sorted((low, high) for _, low, high in cluster)
        low, high = spans[0]
        for next_low, next_high in spans[1:]:
            if next_low <= high + SNAP:
                high = max(high, next_high)
            else:
                joined.append((position, low, high))
                low, high = next_low, next_high
        joined.append((position, low, high))
    return joined


def _clusters(rulings: Iterable[Ruling], tolerance: float) -> Iterator[tuple[float, list[Ruling]]]:
    """The rulings that lie within the tolerance, and the position that they get."""
    rulings = sorted(rulings)
    start = 0
    for end in range(1, len(rulings) + 1):
        # A cluster may not grow without bound: close hatching would otherwise collapse into one line.
        if (
            end < len(rulings)
            and rulings[end][0] - rulings[end - 1][0] <= tolerance
            and rulings[end][0] - rulings[start][0] <= 2 * tolerance
        ):
            continue
        cluster = rulings[start:end]
        start = end
        # Weighted by length, so that a stray stroke beside a border does not move it.
        weight = sum(high - low for _, low, high in cluster)
        yield (
            (sum(p * (high - low) for p, low, high in cluster) / weight if weight else cluster[0][0]),
            cluster,
        )


def _components(horizontals: list[Ruling], verticals: list[Ruling]) -> list[Borders]:
    """Groups of rulings that cross or touch each other. Needs joined rulings: at one position they
    are disjoint."""
    at: dict[float, list[tuple[float, float, int]]] = defaultdict(list)
    for i, (y, low, high) in enumerate(horizontals):
        at[y].append((low, high, i))
    ys = sorted(at)
    parent = list(range(len(horizontals) + len(verticals)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, (x, top, bottom) in enumerate(verticals, len(horizontals)):
        for y in ys[bisect_left(ys, top - SNAP) : bisect_right(ys, bottom + SNAP)]:
            pieces = at[y]
            k = bisect_right(pieces, (x + SNAP, inf, 0)) - 1
            while k >= 0 and pieces[k][1] >= x - SNAP:
                parent[root(pieces[k][2])] = root(j)
                k -= 1
    groups: dict[int, Borders] = defaultdict(lambda: ([], []))
    for i, ruling in enumerate(horizontals):
        groups[root(i)][0].append(ruling)
    for j, ruling in enumerate(verticals, len(horizontals)):
        groups[root(j)][1].append(ruling)
    # Four lines make a frame around one box; with fewer than five there are no two cells.
    return [(h, v) for h, v in groups.values() if h and v and len(h) + len(v) >= 5]


def _close_open_ends(h: list[Ruling], v: list[Ruling]) -> Borders:
    """Draw the border that a page break, or a style without side borders, leaves out: where at
    least two lines end at the edge of a table and nothing is drawn across their ends."""
    more_h = _missing(h, v, min(s[1] for s in v)) + _missing(h, v, max(s[2] for s in v))
    more_v = _missing(v, h, min(s[1] for s in h)) + _missing(v, h, max(s[2] for s in h))
    return (_join(h + more_h, SNAP) if more_h else h), (_join(v + more_v, SNAP) if more_v else v)


def _missing(borders: list[Ruling], crossing: list[Ruling], edge: float) -> list[Ruling]:
    """The pieces of a border at `edge` that are not drawn although lines of `crossing` end
    there."""
    ends = [p for p, low, high in crossing if abs(low - edge) <= SNAP or abs(high - edge) <= SNAP]
    if len(ends) < 2:
        return []
    gaps, reached, last = [], min(ends), max(ends)
    for _, low, high in sorted((s for s in borders if abs(s[0] - edge) <= SNAP), key=lambda s: s[1]):
        if low > reached + SNAP:
            gaps.append((edge, reached, min(low, last)))
        reached = max(reached, high)
    if reached < last - SNAP:
        gaps.append((edge, reached, last))
    return gaps
