"""The fonts, colours and styles of an old workbook (BIFF 5 and 8) -> how its numbers are printed, what
has a frame, and what the eye sees of a text in a font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from struct import unpack_from

from pipelines.read.colours import BLACK, WHITE, Colour, legibility
from pipelines.read.marks import Mark
from pipelines.read.sheets.colours import palette
from pipelines.read.sheets.conditions import Ink
from pipelines.read.sheets.number_formats import GENERAL, code_of
from pipelines.read.sheets.overflow import USUAL_SIZE, Line, Side
from pipelines.read.typefaces import draws_pictures

Runs = Sequence[tuple[int, int]]
"""From which character on a text is in which font."""
MarkedRuns = tuple[tuple[int, frozenset[Mark]], ...]
"""From which character on a text has which marks."""

_STRUCK, _SKIPPED_FONT, _STYLE_SIZE, _OLD_STYLE_SIZE, _AUTOMATIC = 0x08, 4, 20, 16, 64
_MIXED = -1
_TINY = 60
"""Twentieths of a point; nobody reads what is smaller."""
_ALIGNMENT, _REPEATED = 6, 4
_WRAPPED, _FITTING, _SHRUNK = 0x08, 8, 0x10
_SIDES: dict[int, Side] = {0: "left", 1: "left", 2: "center", 3: "right"}
_FONT_NAME = 14
"""Where a font has its name."""
_FIRST_COLOUR = 8
"""The place of the first colour that a workbook may state."""
_RAISED: dict[int, Mark] = {1: "raised", 2: "lowered"}
_CLEAR, _SOLID = 0, 1
_OLD_BOTTOM, _OLD_SIDES = 7 << 22, 0x1FF
"""Bits of the lines of a frame in a style of BIFF 5."""


@dataclass(frozen=True)
class _Font:
    marks: frozenset[Mark]
    colour: int
    height: int = 0


@dataclass(frozen=True)
class Style:
    """`format` and `font` are numbers of others; `ground` is the place of its colour, None where it
    has none, `_MIXED` where it is of several or not known. A text that is `repeated` is shown as
    often as it fits; `side`: where one begins, None for one that is made to fit."""

    format: int
    framed: bool
    font: int
    ground: int | None
    repeated: bool = False
    side: Side | None = "left"


PLAIN = Style(0, False, 0, None)
"""The style of a cell whose own is not there."""


class Looks:
    """What the first part of a workbook says of fonts, colours and styles."""

    def __init__(self, modern: bool) -> None:
        self._modern = modern
        self._fonts: list[_Font] = []
        self._styles: list[Style] = []
        self._codes: dict[int, str] = {}
        self._colours: dict[int, Colour] = {}
        self._seen: dict[tuple[int, int | None], frozenset[Mark]] = {}

    def add_font(self, data: bytes) -> None:
        """A font, which gets the next number."""
        height, options, colour, _, raised = unpack_from("<5H", data)
        marks: set[Mark] = {"struck"} if options & _STRUCK else set()
        if raised in _RAISED:
            marks.add(_RAISED[raised])
        if 0 < height < _TINY or draws_pictures(self._typeface(data)):
            marks.add("doubtful")
        self._fonts.append(_Font(frozenset(marks), colour, height))

    def _typeface(self, data: bytes) -> str:
        """The name of a font: its length, in a newer file whether it is wide, and its characters."""
        start = _FONT_NAME + 1 + self._modern
        wide = self._modern and data[start - 1 : start] == b"\1"
        size = data[_FONT_NAME] * (1 + wide) if len(data) > _FONT_NAME else 0
        return data[start : start + size].decode("utf-16-le" if wide else "latin-1", "replace")

    def add_colours(self, data: bytes) -> None:
        """The colours of the workbook's own, which take the places of the usual ones."""
        for number in range(min(unpack_from("<H", data)[0], (len(data) - 2) // 4)):
            red, green, blue = unpack_from("<3B", data, 2 + 4 * number)
            self._colours[_FIRST_COLOUR + number] = red, green, blue

    def add_format(self, data: bytes) -> None:
        """A number format that the workbook writes down."""
        number = unpack_from("<H", data)[0]
        if not self._modern:
            self._codes[number] = data[3:].decode("latin-1")
        else:
            wide = data[4:5] == b"\1"
            self._codes[number] = data[5:].decode("utf-16-le" if wide else "latin-1", "replace")

    def add_style(self, data: bytes) -> None:
        """A style, which gets the next number."""
        font, number = unpack_from("<2H", data)
        if len(data) < (_STYLE_SIZE if self._modern else _OLD_STYLE_SIZE):
            self._styles.append(Style(number, False, font, _MIXED))
            return
        if self._modern:
            borders, _, fills, colours = unpack_from("<2HIH", data, 10)
            pattern, front = fills >> 26, colours & 0x7F
        else:
            area, lines = unpack_from("<2I", data, 8)
            borders, pattern, front = area & _OLD_BOTTOM | lines & _OLD_SIDES, area >> 16 & 0x3F, area & 0x7F
        solid = front if front < _AUTOMATIC else None
        ground = None if pattern == _CLEAR else solid if pattern == _SOLID else _MIXED
        repeated = data[_ALIGNMENT] & 7 == _REPEATED
        side = _SIDES.get(data[_ALIGNMENT] & 7)
        if data[_ALIGNMENT] & _WRAPPED or (self._modern and data[_FITTING] & _SHRUNK):
            side = "lines" if data[_ALIGNMENT] & _WRAPPED else None
        self._styles.append(Style(number, bool(borders), font, ground, repeated, side))

    def style(self, number: int) -> Style:
        """The style of a cell that gives this number."""
        return self._styles[number] if number < len(self._styles) else PLAIN

    def code(self, style: Style) -> str:
        """The code of its number format."""
        return code_of(style.format, self._codes) or GENERAL

    def runs(self, style: Style, runs: Runs) -> MarkedRuns:
        """The marks of a text of this style whose runs have fonts of their own; none at all where
        none of it has a mark."""
        starts = [(0, style.font), *runs]
        always = frozenset[Mark]({"doubtful"} if style.repeated else ())
        marked = tuple((start, self._marks(font, style.ground) | always) for start, font in starts)
        return marked if any(marks for _, marks in marked) else ()

    def _marks(self, number: int, ground: int | None) -> frozenset[Mark]:
        if (number, ground) not in self._seen:
            font = self._font(number)
            contrast = legibility(self.colour(font.colour), self._paper(ground))
            self._seen[number, ground] = font.marks | ({contrast} if contrast else set())
        return self._seen[number, ground]

    def ink(self, style: Style, runs: Runs) -> Ink:
        """The colours of a text of this style whose runs have fonts of their own."""
        fonts = {style.font, *(font for _, font in runs)}
        colours = frozenset(self.colour(self._font(number).colour) for number in fonts)
        return Ink(colours, self._paper(style.ground))

    def scale(self, style: Style) -> float:
        """How much larger the font of a style is than the one in which widths are counted."""
        usual = self._font(0).height
        return self._font(style.font).height / usual if usual else 1.0

    def line(self, style: Style) -> Line | None:
        """A text of one character in this style; None where it is made to fit."""
        points = self._font(style.font).height / 20 or USUAL_SIZE
        return Line(style.side, self.scale(style), points) if style.side else None

    def _font(self, number: int) -> _Font:
        place = number - (number > _SKIPPED_FONT)  # no file has a font of that number
        return self._fonts[place] if place < len(self._fonts) else _Font(frozenset(), _AUTOMATIC)

    def _paper(self, ground: int | None) -> Colour | None:
        return WHITE if ground is None else None if ground == _MIXED else self.colour(ground)

    def colour(self, place: int) -> Colour:
        """The colour of a place in the palette; black for the automatic one."""
        return (self._colours.get(place) or palette(place)) if place < _AUTOMATIC else BLACK
