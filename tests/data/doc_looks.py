"""Properties of characters and paragraphs of a Word 97 file, its style sheet, and the data of its
form fields, as the file holds them."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.data.word_file import LINE_STYLE

STRUCK, STRUCK_TWICE, RAISED, LOWERED = b"\x37\x08\x01", b"\x53\x2a\x01", b"\x48\x2a\x01", b"\x48\x2a\x02"
BOLD, UNDERLINED = b"\x35\x08\x01", b"\x3e\x2a\x01"
WHITE_OLD, BLUE_OLD = b"\x42\x2a\x08", b"\x42\x2a\x09"
AUTOMATIC = b"\x70\x68\x00\x00\x00\xff"
PEN_BLACK = b"\x0c\x2a\x01"
DATA, LISTED = b"\x06\x08\x01", b"\x0b\x46\x01\x00"
NONE = 0xFFF
"""The number of no style."""
LINES, LETTERS = 1, 2
"""Kinds of styles: of paragraphs, of characters."""


def colour(red: int, green: int, blue: int) -> bytes:
    """The colour of characters."""
    return struct.pack("<H4B", 0x6870, red, green, blue, 0)


def shade(red: int, green: int, blue: int) -> bytes:
    """The ground of characters."""
    return struct.pack("<HB4s4BH", 0xCA71, 10, b"\0\0\0\xff", red, green, blue, 0, 0)


WHITE = colour(255, 255, 255)


def rise(half_points: int) -> bytes:
    return struct.pack("<Hh", 0x4845, half_points)


def size(half_points: int) -> bytes:
    return struct.pack("<HH", 0x4A43, half_points)


def styled(number: int) -> bytes:
    """Characters of the style."""
    return struct.pack("<HH", 0x4A30, number)


def line(number: int) -> bytes:
    """A paragraph of the style."""
    return LINE_STYLE + struct.pack("<H", number)


def style(kind: int, base: int, *lists: bytes, name: str = "N") -> bytes:
    """A style, of paragraphs with two lists (of the paragraph, behind its own number, and of
    characters), of characters with one."""
    own = 0xFFE if name != "Normal" else 0  # of no built-in style, but for the usual one
    head = struct.pack("<5H", own, base << 4 | kind, len(lists), 0, 0)
    body = head + struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
    for listed in lists:
        body += bytes(len(body) % 2) + struct.pack("<H", len(listed)) + listed
    return struct.pack("<H", len(body)) + body


def style_sheet(styles: Sequence[bytes]) -> bytes:
    """The sheet of these styles, which are known by their place in it."""
    head = struct.pack("<9H", len(styles), 10, 1, 91, 15, 0, 0, 0, 0)
    return struct.pack("<H", len(head)) + head + b"".join(styles)


def form_field(kind: int, chosen: int, *entries: str, default: int = 0) -> bytes:
    """The stream Data with one field of a form: kind 0 is a text, 1 a box to tick, 2 a list."""
    body = struct.pack("<I3H", 0xFFFFFFFF, kind | chosen << 2, 0, 0) + struct.pack("<H2s2x", 1, b"N\0")
    body += struct.pack("<H", default) + bytes(20) + struct.pack("<3H", 0xFFFF, len(entries), 0)
    body += b"".join(struct.pack("<H", len(entry)) + entry.encode("utf-16-le") for entry in entries)
    return struct.pack("<IH62x", 68 + len(body), 68) + body
