"""Conditional formats of a sheet of an old workbook (BIFF 8) -> the cells whose figures they may take
from sight, strike out or show as something else ([MS-XLS] 2.4.56 and 2.4.42).

Conditions that compare with a constant are followed; of all others it is not known whether they
hold. A cell for which one may hold is in doubt: what it looks like then is not worked out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from struct import error as StructError
from struct import unpack_from

from pipelines.read.colours import WHITE, Colour, legibility

Place = tuple[int, int]

AREAS, RULE = 0x1B0, 0x1B1
"""The records that are looked at: where the formats hold, and each of them."""
MAX_RULES = 200
"""Conditional formats of a sheet that are kept."""
_MAX_AREAS = 500
_FONT, _NUMBER = 0x04000000, 0x02000000
_FONT_AT, _OPTIONS_AT, _COLOUR_AT, _CHANGED_AT = 12, 68, 80, 88
_STRUCK, _NO_COLOUR = 0x80, 0xFFFFFFFF
_CELL_VALUE, _WHOLE, _DECIMAL = 1, 0x1E, 0x1F
_OPERATORS: dict[int, Callable[[float, float, float], bool]] = {
    1: lambda value, low, high: low <= value <= high,
    2: lambda value, low, high: not low <= value <= high,
    3: lambda value, low, _: value == low,
    4: lambda value, low, _: value != low,
    5: lambda value, low, _: value > low,
    6: lambda value, low, _: value < low,
    7: lambda value, low, _: value >= low,
    8: lambda value, low, _: value <= low,
}


@dataclass(frozen=True)
class _Rule:
    """`areas`: first and last row, first and last column. `bounds` are what the value is compared
    with, None where that is no constant."""

    areas: tuple[tuple[int, int, int, int], ...]
    operator: int
    bounds: tuple[float, float] | None

    def may_hold(self, place: Place, value: float | None) -> bool:
        """Whether it is not known to fail for a cell."""
        row, column = place
        if not any(a <= row <= b and c <= column <= d for a, b, c, d in self.areas):
            return False
        compare = _OPERATORS.get(self.operator)
        if value is None or self.bounds is None or compare is None:
            return True
        return compare(value, min(self.bounds), max(self.bounds))


@dataclass
class Conditions:
    """The conditional formats of one sheet that matter, in the order of its records."""

    _rules: list[_Rule] = field(default_factory=list)
    _areas: tuple[tuple[int, int, int, int], ...] = ()

    def take(self, kind: int, data: bytes, colour: Callable[[int], Colour]) -> None:
        """A record of the sheet; `colour` by its place in the palette. One that is cut short says
        nothing."""
        try:
            if kind == AREAS:
                count = min(unpack_from("<H", data, 12)[0], _MAX_AREAS)
                self._areas = tuple(unpack_from("<4H", data, 14 + 8 * n) for n in range(count))
            elif kind == RULE and len(self._rules) < MAX_RULES and _matters(data, colour):
                self._rules.append(_rule(data, self._areas))
        except StructError:
            return

    def doubts(self, place: Place, value: float | None) -> bool:
        """Whether one of them may hold for a cell with this value, None if that is no number."""
        return any(rule.may_hold(place, value) for rule in self._rules)


def _matters(data: bytes, colour: Callable[[int], Colour]) -> bool:
    flags = unpack_from("<I", data, 6)[0]
    if flags & _NUMBER:
        return True
    if not flags & _FONT:
        return False
    options, changed = (unpack_from("<I", data, _FONT_AT + at)[0] for at in (_OPTIONS_AT, _CHANGED_AT))
    if options & _STRUCK and not changed & _STRUCK:
        return True
    number = unpack_from("<I", data, _FONT_AT + _COLOUR_AT)[0]
    return number != _NO_COLOUR and bool(legibility(colour(number), WHITE))


def _rule(data: bytes, areas: tuple[tuple[int, int, int, int], ...]) -> _Rule:
    kind, operator, first, second = unpack_from("<2B2H", data)
    behind = len(data) - first - second
    low = _constant(data[behind : behind + first])
    high = _constant(data[behind + first :]) if second else low
    if kind != _CELL_VALUE or low is None or high is None:
        return _Rule(areas, operator, None)
    return _Rule(areas, operator, (low, high))


def _constant(tokens: bytes) -> float | None:
    if len(tokens) == 3 and tokens[0] == _WHOLE:
        return float(unpack_from("<H", tokens, 1)[0])
    return float(unpack_from("<d", tokens, 1)[0]) if len(tokens) == 9 and tokens[0] == _DECIMAL else None
