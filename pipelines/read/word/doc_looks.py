"""The style sheet of a Word 97-2003 file and the properties of its characters -> what the eye sees.

A text looks as its own properties say, else its character style, else its paragraph's style, each
with what it is based on. Switches of the two styles cancel each other out, and an own switch may be
the opposite of its style's ([MS-DOC] 2.2.6 and 2.6.1; the numbers below are those of its tables).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from struct import unpack_from
from typing import Any, NamedTuple

from pipelines.read.colours import WHITE
from pipelines.read.marks import Mark
from pipelines.read.word.doc_properties import Ranges, each
from pipelines.read.word.doc_text import part
from pipelines.read.word.looks import MOST_BASES, PLAIN, Look, marks_of_look

_STRUCK, _HIDDEN, _STYLE = (0x0837, 0x2A53), 0x083C, 0x4A30
_COLOUR_OLD, _COLOUR, _RAISED, _RISE, _SIZE, _WIDTH = 0x2A42, 0x6870, 0x2A48, 0x4845, 0x4A43, 0x4852
_PEN, _SHADE_OLD, _SHADE, _PLAIN = 0x2A0C, 0x4866, 0xCA71, 0x2A33
_LINE_STYLE, _LISTED, _FONT, _SPACING = 0x4600, 0x460B, 0x4A4F, 0x6412
_GROUNDS, _GROUNDS_OLD = (0xD612, 0xD616, 0xD60C, 0xD670, 0xD671, 0xD672, 0xC64D), (0xD609, 0x442D)
_ALIGNED = {1: "superscript", 2: "subscript"}
_OLD_COLOURS = (
    "000000 0000ff 00ffff 00ff00 ff00ff ff0000 ffff00 ffffff 000080 008080 008000 800080 800000 808000"
    " 808080 c0c0c0"
)
_COLOURS = _OLD_COLOURS.split()  # of the old versions, from 1; 0 is automatic
_LINE, _CHARACTER, _TABLE = 1, 2, 3  # kinds of styles
_NAME_AT = 39  # bytes of an entry of the list of fonts before its name
_UNKNOWN = "?"  # a ground that is mixed of two colours


class _Style(NamedTuple):
    base: int
    characters: bytes
    line: bytes


class Looks:
    """The looks of the styles of a file by their numbers. `paragraphs` are all of the file: where
    any of them, or a style, colours its ground, no ground is known. `fonts` is the list of their
    names."""

    def __init__(self, sheet: bytes, paragraphs: Ranges, fonts: bytes = b"") -> None:
        self._styles = _styles(sheet)
        self._fonts = _names(fonts)
        lines = {*paragraphs.all(), *(style.line for style in self._styles.values())}
        self._ground = None if any(map(_coloured, lines)) else WHITE
        self._marks: dict[tuple[bytes, int, int | None], frozenset[Mark]] = {}
        self._listed: dict[bytes, bool] = {}
        self._heights: dict[bytes, int | None] = {}

    def marks(self, properties: bytes, line: bytes) -> frozenset[Mark]:
        """What the eye sees of characters with these properties in a paragraph with those."""
        key = properties, style_of(line), self._height(line)
        if key not in self._marks:
            below = self._style(key[1])
            for code, operand in each(properties):
                if code == _STYLE:
                    own = self._style(unpack_from("<H", operand)[0])
                    strike = bool(own.strike) != bool(self._style(key[1]).strike)
                    vanish = bool(own.vanish) != bool(self._style(key[1]).vanish)
                    below = Look(strike=strike, vanish=vanish).over(own.over(self._style(key[1])))
            look = _over(properties, below)
            named = replace(look, font=self._fonts.get(look.font or ""), line=key[2])
            self._marks[key] = marks_of_look(named, self._ground)
        return self._marks[key]

    def listed(self, line: bytes) -> bool:
        """Whether a paragraph with these properties gets a number or a bullet."""
        if line not in self._listed:
            self._listed[line] = self._is_listed(line)
        return self._listed[line]

    def _is_listed(self, line: bytes) -> bool:
        for properties in (line, *(style.line for style in self._bases(style_of(line)))):
            stated = [unpack_from("<H", operand)[0] for code, operand in each(properties) if code == _LISTED]
            if stated:
                return bool(stated[-1])
        return False

    def _height(self, line: bytes) -> int | None:
        """Of the lines of a paragraph with these properties in twips, where it is exact."""
        if line not in self._heights:
            lists = (line, *(style.line for style in self._bases(style_of(line))))
            stated = ([unpack_from("<h", o)[0] for c, o in each(p) if c == _SPACING] for p in lists)
            last = next((heights[-1] for heights in stated if heights), 0)
            self._heights[line] = -last if last < 0 else None
        return self._heights[line]

    def _bases(self, number: int) -> list[_Style]:
        """A style and what it is based on."""
        bases: list[_Style] = []
        while number in self._styles and len(bases) < MOST_BASES:
            bases.append(self._styles[number])
            number = bases[-1].base
        return bases

    def _style(self, number: int) -> Look:
        look = PLAIN
        for style in reversed(self._bases(number)):
            look = _over(style.characters, look)
        return look


@lru_cache(maxsize=4096)
def style_of(line: bytes) -> int:
    """The number of the style of a paragraph with these properties; 0 is the usual one."""
    numbers = [unpack_from("<H", operand)[0] for code, operand in each(line) if code == _LINE_STYLE]
    return int(numbers[-1]) if numbers else 0


def _styles(sheet: bytes) -> dict[int, _Style]:
    """The styles of a sheet; raises `struct.error` where it ends too soon."""
    styles: dict[int, _Style] = {}
    if not sheet:
        return styles
    size, count, fixed = unpack_from("<3H", sheet)
    at = 2 + size
    for number in range(count):
        length = unpack_from("<H", sheet, at)[0]
        entry = part(sheet, at + 2, length)
        at += 2 + length
        if not entry:
            continue
        kind, lists = unpack_from("<2H", entry, 2)
        place = fixed + 4 + 2 * unpack_from("<H", entry, fixed)[0]  # behind the name
        listed: list[bytes] = []
        for _ in range(lists & 15):
            place += place % 2
            if place + 2 > len(entry):
                break
            size = unpack_from("<H", entry, place)[0]
            listed.append(entry[place + 2 : place + 2 + size])
            place += 2 + size
        listed += [b""] * 3
        characters = {_LINE: listed[1], _CHARACTER: listed[0]}.get(kind & 15, b"")
        line = {_LINE: listed[0][2:], _TABLE: listed[0]}.get(kind & 15, b"")
        styles[number] = _Style(kind >> 4, characters, line)
    return styles


def _names(listed: bytes) -> dict[str, str]:
    """The names of fonts by their numbers, as far as the list goes."""
    names: dict[str, str] = {}
    at = 4  # behind the number of entries and of bytes added to each
    while at < len(listed) and (size := listed[at]):
        entry = listed[at + 1 : at + 1 + size]
        names[str(len(names))] = entry[_NAME_AT:].decode("utf-16-le", "replace").partition("\0")[0]
        at += 1 + size
    return names


def _over(properties: bytes, below: Look) -> Look:
    """The look that properties give to what looks otherwise as `below`."""
    stated: dict[str, Any] = {}
    struck: dict[int, bool] = {}
    for code, operand in each(properties):
        if code in _STRUCK:
            struck[code] = _switched(operand[0], below.strike)
            stated["strike"] = any(struck.values())
        elif code == _HIDDEN:
            stated["vanish"] = _switched(operand[0], below.vanish)
        elif code == _PLAIN:
            stated.clear()
        else:
            stated |= _stated(code, operand)
    return replace(below, **stated) if stated else below


def _switched(value: int, style: bool | None) -> bool:
    """0 or 1; with 128 added, as the style or the opposite of it."""
    return bool(value & 1) != bool(value & 0x80 and style)


def _stated(code: int, operand: bytes) -> dict[str, Any]:
    if code == _RAISED:
        return {"align": _ALIGNED.get(operand[0], "")}
    if code == _RISE:
        return {"rise": unpack_from("<h", operand)[0]}
    if code == _FONT:
        return {"font": str(unpack_from("<H", operand)[0])}
    if code in (_SIZE, _WIDTH):
        return {"size" if code == _SIZE else "width": unpack_from("<H", operand)[0]}
    if code == _COLOUR_OLD:
        return {"colour": _old_colour(operand[0])}
    if code == _COLOUR:
        return {"colour": _colour(operand)}
    if code == _PEN:
        return {"shade": _old_colour(operand[0])}
    if code == _SHADE_OLD:
        return {"shade": _old_ground(unpack_from("<H", operand)[0])}
    if code == _SHADE and len(operand) > 10:
        return {"shade": _ground(operand[1:])}
    return {}


def _coloured(line: bytes) -> bool:
    """Whether the properties of a paragraph or a row colour a ground."""
    for code, operand in each(line):
        if code in _GROUNDS and any(
            _ground(operand[at : at + 10]) not in ("", "ffffff") for at in range(1, len(operand) - 9, 10)
        ):
            return True
        start = 0 if code == _GROUNDS_OLD[1] else 1
        if code in _GROUNDS_OLD and any(
            _old_ground(unpack_from("<H", operand, at)[0]) not in ("", "ffffff")
            for at in range(start, len(operand) - 1, 2)
        ):
            return True
    return False


def _colour(stored: bytes) -> str:
    return "" if stored[3] == 255 else stored[:3].hex()


def _old_colour(number: int) -> str:
    return _COLOURS[number - 1] if 0 < number <= len(_COLOURS) else ""


def _ground(stored: bytes) -> str:
    pattern = unpack_from("<H", stored, 8)[0]
    return _patterned(pattern, _colour(stored[:4]), _colour(stored[4:8]))


def _old_ground(stored: int) -> str:
    if stored == 0xFFFF:
        return ""
    return _patterned(stored >> 10, _old_colour(stored & 31), _old_colour(stored >> 5 & 31))


def _patterned(pattern: int, front: str, back: str) -> str:
    """The ground of a pattern: 0 is clear, 1 is solid, all others mix two colours."""
    if pattern in (0, 0xFFFF):
        return back
    return (front or "000000") if pattern == 1 else _UNKNOWN
