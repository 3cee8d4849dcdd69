"""Texts of a sheet that are wider than their cells. A number is then shown as ####; a text on one line
goes on over the cells beside it as long as these are blank, and is cut off where one is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import inf
from typing import Literal, NamedTuple

from pipelines.read.sheets.places import Area, Cover, Place

NARROW = 1
"""Characters by which a figure may be wider than its column, as digits are narrow."""
LEAST_HEIGHT, LEAST_WIDTH = 3.0, 0.5
"""Points of a row and characters of a column in which nothing can be read."""
Side = Literal["left", "right", "center"]
"""Where in its cell a text begins."""
MOST_COLUMNS = 100
"""Of one cell; no form is wider."""
_BESIDE: dict[Side, tuple[int, ...]] = {"left": (1,), "right": (-1,), "center": (-1, 1)}


class Line(NamedTuple):
    """A text on one line: where it begins, and its width in characters."""

    side: Side
    width: float


def cut_off(
    lines: Mapping[Place, Line],
    widths: Mapping[int, float],
    merged: Iterable[Area],
    filled: Collection[Place],
    hidden: Collection[int],
) -> Iterator[Place]:
    """The places of lines that are cut off. `widths` of columns that state one, `hidden` columns,
    `filled` places. Text in merged cells goes on nowhere."""
    joined, ends = Cover(), {}
    for area in merged:
        joined.add(area)
        ends[area[0], area[1]] = area[3]
    for (row, column), line in lines.items():
        last = ends.get((row, column), column)
        narrow = column in widths and line.width > widths[column] + NARROW
        if not narrow or last - column >= MOST_COLUMNS:
            continue
        room = sum(widths.get(n, inf) for n in range(column, last + 1) if n not in hidden)
        beside = [(row, (last if step > 0 else column) + step) for step in _BESIDE[line.side]]
        if line.width > room + NARROW and (
            last > column or any(place in filled or joined.over(place) for place in beside)
        ):
            yield row, column
