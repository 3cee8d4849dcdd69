"""Conditional formats of a sheet of an old workbook (BIFF 8) -> rules.

Followed are those that Excel 97 knew ([MS-XLS] 2.4.56 and 2.4.42): what they compare with, the font
and the ground. What later versions add beside them (2.4.57, 2.4.43 and 2.4.44) is not, nor is what
is cut short: their cells are in doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from struct import error as StructError
from struct import iter_unpack, unpack_from

from pipelines.read.colours import WHITE, Colour
from pipelines.read.sheets.conditions import UNKNOWN, Conditions, Rule
from pipelines.read.sheets.places import Area

_AREAS, _RULE, _NEW_AREAS, _NEW_RULE, _OLD_AREAS_AGAIN = 0x1B0, 0x1B1, 0x879, 0x87A, 0x87B
_NEW_HEAD = 12
"""Bytes that only records of later versions begin with."""
_NUMBER, _FONT, _ALIGNMENT, _BORDER, _PATTERN = (1 << bit for bit in range(25, 30))
_HEAD, _FONT_SIZE, _OTHER_SIZE = 12, 118, 8
_OPTIONS_AT, _COLOUR_AT, _CHANGED_AT = 68, 80, 88
_STRUCK, _NO_COLOUR = 0x80, 0xFFFFFFFF
_SAME_PATTERN, _SAME_FRONT, _SAME_BACK = (1 << bit for bit in range(16, 19))
_CLEAR, _SOLID, _WINDOW = 0, 1, 65
_CELL_VALUE, _WHOLE, _DECIMAL, _MINUS = 1, 0x1E, 0x1F, b"\x13"
_OPERATORS = (
    *("", "between", "notBetween", "equal", "notEqual"),
    *("greaterThan", "lessThan", "greaterThanOrEqual", "lessThanOrEqual"),
)


class ConditionRecords:
    """The records of one sheet, in their order -> its conditional formats."""

    def __init__(self, colour: Callable[[int], Colour]) -> None:
        """`colour` by its place in the palette."""
        self.conditions = Conditions()
        self._colour = colour
        self._areas: tuple[Area, ...] | None = None
        self._around: dict[int, Area] = {}  # by the number of a group of rules

    def take(self, kind: int, data: bytes) -> None:
        """A record of the sheet."""
        if kind in (_AREAS, _NEW_AREAS):
            self._take_areas(data[_NEW_HEAD * (kind == _NEW_AREAS) :])
        elif kind == _OLD_AREAS_AGAIN:
            number = int.from_bytes(data[_NEW_HEAD + 4 : _NEW_HEAD + 6], "little")
            self._areas = (self._around[number],) if number in self._around else None
        elif kind in (_RULE, _NEW_RULE):
            rule = _rule(data, self._colour) if kind == _RULE else UNKNOWN
            if self._areas is None:
                self.conditions.add_anywhere(rule)
            else:
                self.conditions.add(self._areas, rule)

    def _take_areas(self, data: bytes) -> None:
        """The areas of a group of rules; None where they are not all there."""
        self._areas = None
        if len(data) >= 14:
            number, *around, count = unpack_from("<6H", data, 2)
            self._around[number >> 1] = _area(*around)
            written = data[14 : 14 + 8 * count]
            if len(written) == 8 * count:
                self._areas = tuple(_area(*corners) for corners in iter_unpack("<4H", written))


def _area(top: int, bottom: int, left: int, right: int) -> Area:
    return top, left, bottom, right


def _rule(data: bytes, colour: Callable[[int], Colour]) -> Rule:
    """A rule; one that may do anything where its record is cut short."""
    try:
        kind, operator, first, second, flags = unpack_from("<2B2HI", data)
        behind = len(data) - first - second
        low = _constant(data[behind : behind + first])
        high = _constant(data[behind + first :]) if second else low
        struck, text, ground, unknown = _changes(data[:behind], flags, colour)
    except StructError:
        return UNKNOWN
    known = kind == _CELL_VALUE and operator < len(_OPERATORS) and low is not None and high is not None
    bounds = (low or 0.0, high or 0.0) if known else ()
    return Rule(_OPERATORS[operator] if known else "", bounds, text, ground, struck=struck, unknown=unknown)


def _changes(
    data: bytes, flags: int, colour: Callable[[int], Colour]
) -> tuple[bool, Colour | None, Colour | None, bool]:
    """Whether it strikes out; the colours of text and ground, None for what stays; whether it does
    more than that. The blocks of a format lie behind each other, each if its flag is set."""
    if flags & _NUMBER:
        return False, None, None, True
    at, struck, text = _HEAD, False, None
    if flags & _FONT:
        options, number, kept = (
            unpack_from("<I", data, at + n)[0] for n in (_OPTIONS_AT, _COLOUR_AT, _CHANGED_AT)
        )
        struck = bool(options & _STRUCK and not kept & _STRUCK)
        text = None if number == _NO_COLOUR else colour(number)
        at += _FONT_SIZE
    at += _OTHER_SIZE * (bool(flags & _ALIGNMENT) + bool(flags & _BORDER))
    if not flags & _PATTERN:
        return struck, text, None, False
    pattern, colours = unpack_from("<2H", data, at)
    kind, back = pattern >> 10, colours >> 7 & 0x7F
    if flags & _SAME_PATTERN or kind == _SOLID:  # the ground of a format is its second colour
        kept = bool(flags & _SAME_BACK)
        mixed = kept and not flags & _SAME_FRONT
        return struck, text, None if kept else WHITE if back == _WINDOW else colour(back), mixed
    return struck, text, WHITE if kind == _CLEAR else None, kind != _CLEAR


def _constant(tokens: bytes) -> float | None:
    """The number that the tokens of a formula are, None for any other formula."""
    if tokens[3:] and tokens.endswith(_MINUS) and len(tokens) in (4, 10):
        number = _constant(tokens[:-1])
        return None if number is None else -number
    if len(tokens) == 3 and tokens[0] == _WHOLE:
        return float(unpack_from("<H", tokens, 1)[0])
    return float(unpack_from("<d", tokens, 1)[0]) if len(tokens) == 9 and tokens[0] == _DECIMAL else None
