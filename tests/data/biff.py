"""Records of old workbooks (BIFF 8) that xlwt does not write: results of formulas, drawn objects; and
the workbook with them as a file."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

from tests.data.compound import compound

FORMULA, DRAWING, OBJECT, AREAS, RULE = 0x06, 0xEC, 0x5D, 0x1B0, 0x1B1
CHART, PICTURE, LIST, NOTE = 0x05, 0x08, 0x14, 0x19
"""Kinds of drawn objects: a list is the arrow of a drop-down, a note is shown when the mouse is on
its cell."""
NO_RESULT = struct.pack("<Q", 0xFFFF000000000003)
"""Of a formula: an empty text, as xlwt writes it."""


def record(kind: int, data: bytes) -> bytes:
    """One record."""
    return struct.pack("<HH", kind, len(data)) + data


def _atom(kind: int, data: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(data)) + data


def drawing(kind: int, row: int, column: int, number: int = 1) -> tuple[bytes, bytes]:
    """An object over a cell: the drawing that says where it is, and what it is ([MS-XLS] 2.4.171,
    [MS-ODRAW] 2.2)."""
    place = struct.pack("<9H", 2, column, 0, row, 0, column, 1023, row, 255)
    shape = _atom(0xF00A, struct.pack("<2I", 1024 + number, 0xA00), 75 << 4 | 2)
    inner = shape + _atom(0xF010, place) + _atom(0xF011, b"")
    common = struct.pack("<5H12x", 0x15, 18, kind, number, 0x6011)
    return _atom(0xF004, inner, 15), common + bytes(4)


def drawn(kind: int, row: int, column: int) -> bytes:
    """The records of such an object."""
    where, what = drawing(kind, row, column)
    return record(DRAWING, where) + record(OBJECT, what)


def rule(
    operator: int = 5, bound: int = 0, *, colour: int | None = None, struck: bool = False, format: bool = False,
    ground: tuple[int, int, int] | None = None, kind: int = 1, tokens: bytes | None = None,
) -> bytes:  # fmt: skip
    """A conditional format: the font if the value compares so with the bound (5 is greater; kind 2
    is a formula), a number format, or a ground: its pattern and two colours ([MS-XLS] 2.4.42)."""
    flags = 0x02000000 if format else 0x04000000 if ground is None else 0x20000000
    font = bytes(64) + struct.pack("<iI", -1, 0x80 if struck else 0) + bytes(8)
    font += struct.pack("<II", 0xFFFFFFFF if colour is None else colour, 0)
    font += struct.pack("<I", 0x1A if struck else 0x9A)
    looks = font.ljust(118, b"\0") if ground is None else b""
    if ground is not None:
        looks = struct.pack("<2H", ground[0] << 10, ground[1] | ground[2] << 7)
    formula = struct.pack("<BH", 0x1E, bound) if tokens is None else tokens
    return struct.pack("<2B2HIH", kind, operator, len(formula), 0, flags, 0) + looks + formula


def rules_for(areas: Sequence[tuple[int, int, int, int]], *rules: bytes, number: int = 0) -> bytes:
    """The records of conditional formats that hold in areas (first row, first column, last row,
    last column), as one group ([MS-XLS] 2.4.56)."""
    tops, lefts, bottoms, rights = zip(*areas)
    around = struct.pack("<4H", min(tops), max(bottoms), min(lefts), max(rights))
    head = struct.pack("<2H", len(rules), number << 1) + around + struct.pack("<H", len(areas))
    spans = b"".join(struct.pack("<4H", top, bottom, left, right) for top, left, bottom, right in areas)
    return record(AREAS, head + spans) + b"".join(record(RULE, one) for one in rules)


def condition(row: int, column: int, operator: int = 5, bound: int = 0, **said: Any) -> bytes:
    """The records of a conditional format of one cell; otherwise as `rule`."""
    return rules_for([(row, column, row, column)], rule(operator, bound, **said))


def draw(sheet: Any, records: bytes) -> None:
    """Put records of drawn objects or conditional formats into a sheet of xlwt, in the place where it
    writes its own."""
    sheet._Worksheet__bmp_rec += records


def file_of(book: Any, results: dict[tuple[int, int], float] | None = None) -> bytes:
    """The file of a workbook of xlwt; its formulas keep these results, by row and column."""
    stream = bytearray(book.get_biff_data())
    at = 0
    while results and at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        place = struct.unpack_from("<HH", stream, at + 4) if kind == FORMULA else (0, 0)
        if kind == FORMULA and place in results:
            struct.pack_into("<d", stream, at + 10, results[place])
        at += 4 + size
    return compound({"Workbook": bytes(stream)})
