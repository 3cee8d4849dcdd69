"""Texts of a sheet that are wider than their cells. A number is then shown as ####; a text on one line
goes on over the cells beside it as long as these are blank, and is cut off where one is not; one in
several lines is cut off where its row has a height of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import ceil, inf
from typing import Literal, NamedTuple

from pipelines.read.sheets.places import Area, Cover, Place

NARROW = 1
"""Characters by which a figure may be wider than its column, as digits are narrow."""
LEAST_HEIGHT, LEAST_WIDTH = 3.0, 0.5
"""Points of a row and characters of a column in which nothing can be read."""
Side = Literal["left", "right", "center", "lines"]
"""Where in its cell a text begins; `lines`: it goes on in the next line."""
USUAL_SIZE = 11.0
"""Points of the type of a sheet that states none."""
MOST_JOINED = 100
"""Rows or columns of one cell; no form has more."""
_BESIDE: dict[Side, tuple[int, ...]] = {"left": (1,), "right": (-1,), "center": (-1, 1)}


class Line(NamedTuple):
    """A text: where it begins, its width in characters if it is on one line, the size of its type."""

    side: Side
    width: float
    points: float = USUAL_SIZE


class Room(NamedTuple):
    """What a sheet says of its cells: the widths of columns and heights of rows that state one,
    those that are hidden, which cells are merged."""

    widths: Mapping[int, float]
    heights: Mapping[int, float]
    hidden_columns: Collection[int]
    hidden_rows: Collection[int]
    merged: Iterable[Area]


def cut_off(lines: Mapping[Place, Line], room: Room, filled: Collection[Place]) -> Iterator[Place]:
    """The places of lines that are cut off; `filled` are all that hold something. Text in merged
    cells goes on nowhere, one in several lines ends with its cell."""
    joined, ends = Cover(), {}
    for area in room.merged:
        joined.add(area)
        ends[area[:2]] = area[2:]
    for (row, column), line in lines.items():
        if line.width <= room.widths.get(column, inf) + NARROW:
            continue
        bottom, last = ends.get((row, column), (row, column))
        across = _sum(room.widths, column, last, room.hidden_columns)
        if line.width <= across + NARROW:
            continue
        if line.side == "lines":
            needed = ceil((line.width - NARROW) / max(across, LEAST_WIDTH))
            cut = needed * line.points > _sum(room.heights, row, bottom, room.hidden_rows)
        else:
            beside = [(row, (last if step > 0 else column) + step) for step in _BESIDE[line.side]]
            cut = last > column or any(place in filled or joined.over(place) for place in beside)
        if cut:
            yield row, column


def _sum(stated: Mapping[int, float], first: int, last: int, hidden: Collection[int]) -> float:
    """Of rows or columns; without end where one states nothing, or where there are too many."""
    if last - first >= MOST_JOINED:
        return inf
    return sum(stated.get(n, inf) for n in range(first, last + 1) if n not in hidden)
