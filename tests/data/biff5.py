"""A workbook as Excel 5 wrote it (BIFF 5), of which xlwt and openpyxl know nothing."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from tests.data.biff import record
from tests.data.compound import compound

START, END, SHEET, PAGE, FONT, STYLE, SIZE = 0x809, 0x0A, 0x85, 0x42, 0x31, 0xE0, 0x200
NUMBER, LABEL, RICH = 0x203, 0x204, 0xD6
NO_FONT = 4  # the number that none has
CHINESE = "cp936"
Cell = float | str | tuple[str, Sequence[tuple[int, int]]]
"""A number, a text, or a text with the bytes from which it is in fonts of their own."""


def font(colour: int = 8, raised: int = 0) -> bytes:
    """A font, its colour by its place in the palette."""
    return record(FONT, struct.pack("<5H", 200, 0, colour, 400, raised) + bytes(4) + b"\5Arial")


def style(font: int = 0, pattern: int = 0, front: int = 64, lines: int = 0) -> bytes:
    """A style: its font, the pattern and colour of its ground, the lines around it."""
    return record(STYLE, struct.pack("<4H2I", font, 0, 1, 0, front | 65 << 7 | pattern << 16, lines))


def book(
    fonts: Sequence[bytes], styles: Sequence[bytes], rows: Sequence[Sequence[tuple[Cell, int]]]
) -> bytes:
    """The file with one sheet; each of its cells has a style. Of the fonts, the fifth has the
    number 5."""
    head = record(START, struct.pack("<4H", 0x500, 5, 0, 0)) + record(PAGE, struct.pack("<H", 936))
    head += b"".join([*fonts, *styles])
    start = len(head) + len(_sheet(0)) + len(record(END, b""))
    cells = b"".join(
        _cell(row, column, *cell) for row, line in enumerate(rows) for column, cell in enumerate(line)
    )
    size = struct.pack("<5H", 0, len(rows), 0, max(map(len, rows)), 0)
    sheet = record(START, struct.pack("<4H", 0x500, 0x10, 0, 0)) + record(SIZE, size) + cells
    return compound({"Book": head + _sheet(start) + record(END, b"") + sheet + record(END, b"")})


def _sheet(start: int) -> bytes:
    return record(SHEET, struct.pack("<IBB", start, 0, 0) + b"\1a")


def _cell(row: int, column: int, cell: Cell, style: int) -> bytes:
    head = struct.pack("<3H", row, column, style)
    if isinstance(cell, float | int):
        return record(NUMBER, head + struct.pack("<d", cell))
    words, runs = cell if isinstance(cell, tuple) else (cell, ())
    text = words.encode(CHINESE)
    said = head + struct.pack("<H", len(text)) + text
    if not runs:
        return record(LABEL, said)
    return record(RICH, said + bytes([len(runs)]) + b"".join(bytes(run) for run in runs))
