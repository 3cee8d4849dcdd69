"""Records of old workbooks (BIFF 8) that xlwt does not write: results of formulas, drawn objects; and
the workbook with them as a file."""

from __future__ import annotations

import struct
from typing import Any

from tests.data.compound import compound

FORMULA, DRAWING, OBJECT = 0x06, 0xEC, 0x5D
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


def condition(
    row: int, column: int, operator: int = 5, bound: int = 0, *, colour: int | None = None, struck: bool = False,
    format: bool = False, kind: int = 1,
) -> bytes:  # fmt: skip
    """The records of a conditional format of a cell: its font if the value compares so with the
    bound (5 is greater; kind 2 is a formula), or a number format ([MS-XLS] 2.4.56 and 2.4.42)."""
    place = struct.pack("<4H", row, row, column, column)
    font = bytes(64) + struct.pack("<iI", -1, 0x80 if struck else 0) + bytes(8)
    font += struct.pack("<II", 0xFFFFFFFF if colour is None else colour, 0) + struct.pack(
        "<I", 0x1A if struck else 0x9A
    )
    head = struct.pack("<2B2HIH", kind, operator, 3, 0, 0x02000000 if format else 0x04000000, 0)
    rule = head + font.ljust(118, b"\0") + struct.pack("<BH", 0x1E, bound)
    return record(0x1B0, struct.pack("<2H", 1, 1) + place + struct.pack("<H", 1) + place) + record(
        0x1B1, rule
    )


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
