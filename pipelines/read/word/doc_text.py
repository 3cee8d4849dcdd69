"""The streams of a Word 97-2003 file -> its characters, piece by piece, and where they are in the
file.

The header (FIB) says where everything is; the text is in pieces, which are of one or two bytes
per character and in any order in the file. Properties are found by the position in the file, so
each piece keeps its own. The layout of the format is published by Microsoft as [MS-DOC]; the
numbers below are those of its tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from struct import unpack_from

from pipelines.read.marks import Marked, marked, marks_of

MAX_CHARACTERS = 4_000_000  # a report has 20,000
MAX_PIECES = 100_000  # a file that was saved in haste a hundred times has some thousands

_FLAGS, _BASE = 10, 32  # in the header: where flags are, and where its lists begin
_TABLE_1, _ENCRYPTED = 0x0200, 0x0100  # flags of the header
_MAIN, _AFTER_MAIN, _BOXES = 3, range(4, 9), 9  # lengths of the stories, in their list
_STYLES, _CHARACTERS, _PARAGRAPHS, _FONTS, _PIECES = 1, 12, 13, 15, 33  # places in the list of (offset, size)
_ONE_BYTE = 0x40000000
# What a piece may change about all its characters in two bytes: number of the change -> its code as
# a property.
_SHORT_CHANGES = {0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x5C: 0x083C}


class Damaged(ValueError):
    """A structure points outside the file, or contradicts itself."""


class TooLarge(ValueError):
    """More than any report has; reading it would take too much time or memory."""


def part(data: bytes, start: int, size: int) -> bytes:
    """`size` bytes from `start`, all of them or `Damaged`."""
    if start < 0 or size < 0 or start + size > len(data):
        raise Damaged(f"{size} bytes at {start} of {len(data)}")
    return data[start : start + size]


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says. Lengths and starts of stories in characters; (offset, size) in the
    table stream."""

    table: str
    main: int
    boxes_start: int
    boxes: int
    styles: tuple[int, int]
    fonts: tuple[int, int]
    characters: tuple[int, int]
    paragraphs: tuple[int, int]
    pieces: tuple[int, int]


def encrypted(word: bytes) -> bool:
    """Whether all but the very start of the header can only be read with a password."""
    return bool(_flags(word) & _ENCRYPTED)


def _flags(word: bytes) -> int:
    return int(unpack_from("<H", word, _FLAGS)[0])


def header(word: bytes) -> Header:
    """The header at the start of the stream WordDocument; raises `Damaged` or `struct.error`."""
    shorts = unpack_from("<H", word, _BASE)[0]
    at = _BASE + 2 + 2 * shorts
    longs = unpack_from("<H", word, at)[0]
    lengths = unpack_from(f"<{longs}i", word, at + 2)
    at += 2 + 4 * longs
    count = unpack_from("<H", word, at)[0]
    pairs = unpack_from(f"<{2 * count}I", word, at + 2)
    if longs <= _BOXES or count <= _PIECES or min(lengths[_MAIN : _BOXES + 1]) < 0:
        raise Damaged("the header")

    def pair(place: int) -> tuple[int, int]:
        return pairs[2 * place], pairs[2 * place + 1]

    return Header(
        table="1Table" if _flags(word) & _TABLE_1 else "0Table",
        main=lengths[_MAIN],
        boxes_start=lengths[_MAIN] + sum(lengths[place] for place in _AFTER_MAIN),
        boxes=lengths[_BOXES],
        styles=pair(_STYLES),
        fonts=pair(_FONTS),
        characters=pair(_CHARACTERS),
        paragraphs=pair(_PARAGRAPHS),
        pieces=pair(_PIECES),
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the text, which are from `offset` on in the file, `width`
    bytes each.

    `text` has a character for each of them, halves of surrogate pairs included. `changes` are
    properties that hold for all of them, on top of those at their position in the file.
    """

    start: int
    end: int
    offset: int
    width: int
    text: str
    changes: bytes


def pieces(word: bytes, table: bytes, place: tuple[int, int]) -> list[Piece]:
    """The pieces in the order of the text; raises `Damaged`, `TooLarge` or `struct.error`."""
    listed = part(table, *place)
    changes: list[bytes] = []
    at = 0
    while listed[at : at + 1] == b"\x01":
        size = unpack_from("<H", listed, at + 1)[0]
        changes.append(part(listed, at + 3, size))
        at += 3 + size
    if listed[at : at + 1] != b"\x02":
        raise Damaged("the list of pieces")
    size = unpack_from("<I", listed, at + 1)[0]
    body = part(listed, at + 5, size)
    count = (size - 4) // 12
    if count < 1:
        raise Damaged("no pieces of text")
    starts = unpack_from(f"<{count + 1}I", body)
    if count > MAX_PIECES or starts[-1] > MAX_CHARACTERS:
        raise TooLarge(f"{count} pieces, {starts[-1]} characters")
    if starts[0] or any(later < sooner for sooner, later in pairwise(starts)):
        raise Damaged("the pieces are out of order")
    in_order = []
    for index in range(count):
        offset, change = unpack_from("<IH", body, 4 * (count + 1) + 8 * index + 2)
        width = 1 if offset & _ONE_BYTE else 2
        offset = (offset & ~_ONE_BYTE) // (2 if width == 1 else 1)
        first, end = starts[index], starts[index + 1]
        text = _decoded(part(word, offset, width * (end - first)), width)
        in_order.append(Piece(first, end, offset, width, text, _changes(change, changes)))
    return in_order


def _decoded(data: bytes, width: int) -> str:
    if width == 1:
        return data.decode("cp1252", "surrogateescape")
    text = data.decode("utf-16-le", "surrogatepass")
    if 2 * len(text) == len(data):
        return text
    return "".join(map(chr, unpack_from(f"<{len(data) // 2}H", data)))  # positions count the halves of a pair


def _changes(change: int, listed: list[bytes]) -> bytes:
    if change & 1:
        if change >> 1 >= len(listed):
            raise Damaged("a change that is not listed")
        return listed[change >> 1]
    code = _SHORT_CHANGES.get(change >> 1 & 0x7F)
    return code.to_bytes(2, "little") + bytes([change >> 8]) if code else b""


def joined(written: list[str]) -> str:
    """What was written as one text, halves of surrogate pairs brought together; a lone half becomes
    U+FFFD."""
    return "".join(written).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def joined_pieces(written: list[str]) -> list[str]:
    """The same in pieces: neighbours of the same marks become one."""
    if Marked not in map(type, written):
        return [joined(written)]
    return [marked(joined(list(alike)), marks) for marks, alike in groupby(written, key=marks_of)]
