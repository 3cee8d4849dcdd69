"""Places and areas of a sheet, and which of many areas lie over a place.

A workbook may state as many areas as it likes, one inside the other: what is asked of them costs
the same for each place, however many there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from operator import xor

Place = tuple[int, int]
"""Row and column, from 0."""
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""

ANYWHERE: Area = (0, 0, 0xFFFFF, 0x3FFF)
"""All places of the largest sheet."""
MOST_AREAS = 1_000
"""Areas that are told apart; what is beyond them is one area around all the rest."""


class Cover:
    """Areas of a sheet, numbered in the order in which they are added."""

    def __init__(self) -> None:
        self._areas: list[Area] = []
        self._rest: Area | None = None
        self._lines: tuple[_Line, _Line] | None = None

    def __bool__(self) -> bool:
        return bool(self._areas)

    @property
    def full(self) -> bool:
        """Whether what is added is no longer told apart."""
        return len(self._areas) >= MOST_AREAS

    def add(self, area: Area) -> None:
        """Its corners may be stated in any order."""
        (top, bottom), (left, right) = sorted((area[0], area[2])), sorted((area[1], area[3]))
        self._lines = None
        if not self.full:
            self._areas.append((top, left, bottom, right))
        elif self._rest is None:
            self._rest = top, left, bottom, right
        else:
            a, b, c, d = self._rest
            self._rest = min(a, top), min(b, left), max(c, bottom), max(d, right)

    def over(self, place: Place) -> int:
        """Which areas lie over a place: bit n for number n, bit MOST_AREAS for the rest."""
        rows, columns = self._index()
        return rows.at(place[0]) & columns.at(place[1])

    def touches(self, row: int) -> bool:
        """Whether any of them lies over a place of this row."""
        return bool(self._index()[0].at(row))

    def _index(self) -> tuple[_Line, _Line]:
        if self._lines is None:
            areas = self._areas if self._rest is None else [*self._areas, self._rest]
            self._lines = _Line((a[0], a[2]) for a in areas), _Line((a[1], a[3]) for a in areas)
        return self._lines


class _Line:
    """Spans along a line of numbers. Between two places where a span begins or has ended, the same
    ones lie over each."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        turns = {0: 0}
        for number, (first, last) in enumerate(spans):
            for place in (first, last + 1):
                turns[place] = turns.get(place, 0) ^ 1 << number
        self._starts = sorted(turns)
        self._over: list[int] = [*accumulate((turns[place] for place in self._starts), xor)]

    def at(self, place: int) -> int:
        return self._over[bisect_right(self._starts, place) - 1]


def stretched(first: Place, last: Place, down: float, across: float) -> Area:
    """The area under an object: from the cell of its upper left corner to that of its lower right
    one, in which the corner is so far down and across. A cell whose edge it meets is not under it."""
    bottom, right = last[0] - (down <= 0), last[1] - (across <= 0)
    return (*first, max(first[0], bottom), max(first[1], right))
