"""The records of an old workbook (BIFF 5 and 8) -> what python-calamine does not say of its cells.

How many there are, which hold an error, how their numbers are printed and their texts look, which
have a frame, which are hidden. Values and texts are left to calamine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import error as StructError
from struct import unpack_from

from pipelines.read.colours import BLACK, WHITE, Colour, legibility
from pipelines.read.container import Unfit
from pipelines.read.marks import Mark
from pipelines.read.sheets.colours import palette
from pipelines.read.sheets.number_formats import GENERAL, code_of
from pipelines.read.sheets.sheet import MAX_CELLS, MAX_CHARACTERS, Place
from pipelines.read.sheets.xls_strings import lengths

_BOF, _EOF, _SHEET, _ENCRYPTED, _STYLE, _FORMAT, _FORMAT_5 = 0x809, 0x0A, 0x85, 0x2F, 0xE0, 0x41E, 0x1E
_FONT, _WINDOW = 0x31, 0x23E
_ROW, _COLUMNS, _ERROR, _FORMULA, _MANY_NUMBERS, _MANY_BLANKS = 0x208, 0x7D, 0x205, 0x06, 0xBD, 0xBE
_STRINGS, _CONTINUED, _SHARED = 0xFC, 0x3C, 0xFD
_ONE_CELL = {_ERROR, _FORMULA, 0x7E, 0x27E, 0x201, 0x203, 0x204, 0xD6, 0xFD}
_BIFF_8 = 0x600
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 1
_SHOWS_ZEROS, _STRUCK, _SKIPPED_FONT, _STYLE_SIZE, _AUTOMATIC = 0x10, 0x08, 4, 20, 64
LAST_COLUMN = 255
"""The last column of a sheet, counted from 0."""
MAX_AREA = 2_000_000  # of all sheets, blank cells included: calamine makes room for all of them


@dataclass(frozen=True)
class _Style:
    """`format` is the number of the number format."""

    format: int
    framed: bool
    marks: frozenset[Mark]


@dataclass
class Notes:
    """What is to be known of a sheet: `codes` are the number formats of cells that have one,
    `looks` the marks of their fonts; `zeros`: whether the sheet shows them."""

    hidden: bool = False
    errors: set[Place] = field(default_factory=set)
    codes: dict[Place, str] = field(default_factory=dict)
    looks: dict[Place, frozenset[Mark]] = field(default_factory=dict)
    zeros: bool = True
    framed: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    last_row: int = 0
    last_column: int = 0


def read_notes(book: bytes) -> list[Notes]:
    """The notes of all worksheets in their order, from the stream `Workbook` or `Book`. Raises
    Unfit."""
    try:
        return _Records(book).notes()
    except StructError as error:
        raise Unfit("read.damaged", f"a record is cut short: {error}") from error


class _Records:
    def __init__(self, book: bytes) -> None:
        self._book = book
        self._codes: dict[int, str] = {}
        self._fonts: list[tuple[frozenset[Mark], Colour]] = []
        self._styles: list[_Style] = []
        self._cells = self._area = self._characters = 0
        self._lengths: list[int] = []  # of the strings that cells share

    def notes(self) -> list[Notes]:
        starts: list[tuple[int, bool]] = []
        strings: list[bytes] = []
        last = 0
        modern = unpack_from("<H", self._book, 4)[0] >= _BIFF_8
        for kind, data in self._walk(0):
            if kind == _ENCRYPTED:
                raise Unfit("read.encrypted")
            if kind == _SHEET:
                start, state, type_ = unpack_from("<IBB", data)
                if type_ == 0:
                    starts.append((start, bool(state & 3)))
            elif kind == _STYLE:
                self._styles.append(self._style(data, modern))
            elif kind == _FONT:
                self._fonts.append(_font(data))
            elif kind in (_FORMAT, _FORMAT_5):
                self._codes[unpack_from("<H", data)[0]] = _format_code(data, modern)
            elif kind == _STRINGS or (kind == _CONTINUED and last == _STRINGS):
                strings.append(data)
            last = last if kind == _CONTINUED else kind
        self._lengths = lengths(strings)
        return [self._sheet(start, hidden) for start, hidden in starts]

    def _walk(self, start: int) -> Iterator[tuple[int, bytes]]:
        """Records from `start` to the end of that part of the stream; parts inside it (charts) are
        passed over."""
        at, depth = start, 0
        while at + 4 <= len(self._book):
            kind, size = unpack_from("<HH", self._book, at)
            depth += (kind == _BOF) - (kind == _EOF)
            if depth == 1:
                yield kind, self._book[at + 4 : at + 4 + size]
            if depth <= 0:
                return
            at += 4 + size
        raise Unfit("read.damaged", "the workbook is cut short")

    def _sheet(self, start: int, hidden: bool) -> Notes:
        notes = Notes(hidden)
        for kind, data in self._walk(start):
            if kind == _WINDOW:
                notes.zeros = bool(unpack_from("<H", data)[0] & _SHOWS_ZEROS)
            if kind == _ROW:
                row, options = unpack_from("<H10xH", data)
                if options & _HIDDEN_ROW:
                    notes.hidden_rows.add(row)
            elif kind == _COLUMNS:
                first, last, _, _, options = unpack_from("<5H", data)
                if options & _HIDDEN_COLUMN:
                    notes.hidden_columns.update(range(first, min(last, LAST_COLUMN) + 1))
            elif kind in _ONE_CELL:
                self._one_cell(notes, kind, data)
            elif kind in (_MANY_NUMBERS, _MANY_BLANKS):
                row, first = unpack_from("<2H", data)
                width = 6 if kind == _MANY_NUMBERS else 2
                for n in range((len(data) - 6) // width):
                    self._note(notes, row, first + n, unpack_from("<H", data, 4 + n * width)[0])
        self._area += (notes.last_row + 1) * (notes.last_column + 1)
        if self._area > MAX_AREA:
            raise Unfit("read.too_large", f"{notes.last_row + 1} rows, {notes.last_column + 1} columns")
        return notes

    def _one_cell(self, notes: Notes, kind: int, data: bytes) -> None:
        row, column, style = unpack_from("<3H", data)
        self._note(notes, row, column, style)
        if kind == _SHARED:
            self._count_text(unpack_from("<I", data, 6)[0])
        if (kind == _ERROR and data[7:8] == b"\1") or (
            kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6:7] == b"\2"
        ):
            notes.errors.add((row, column))

    def _count_text(self, string: int) -> None:
        """A cell shows a string that others may show as well."""
        self._characters += self._lengths[string] if string < len(self._lengths) else 0
        if self._characters > MAX_CHARACTERS:
            raise Unfit("read.too_large", f"more than {MAX_CHARACTERS} characters")

    def _note(self, notes: Notes, row: int, column: int, style: int) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise Unfit("read.too_large", f"more than {MAX_CELLS} cells")
        notes.last_row, notes.last_column = max(notes.last_row, row), max(notes.last_column, column)
        if style < len(self._styles):
            look = self._styles[style]
            if look.framed:
                notes.framed.add((row, column))
            if (code := code_of(look.format, self._codes)) != GENERAL:
                notes.codes[row, column] = code
            if look.marks:
                notes.looks[row, column] = look.marks

    def _style(self, data: bytes, modern: bool) -> _Style:
        font, number = unpack_from("<2H", data)
        place = font - (font > _SKIPPED_FONT)  # no file has a font of that number
        marks, colour = self._fonts[place] if place < len(self._fonts) else (frozenset(), BLACK)
        if not modern or len(data) < _STYLE_SIZE:
            return _Style(number, False, marks)
        borders, _, fills, colours = unpack_from("<2HIH", data, 10)
        solid = fills >> 26 == 1
        ground = palette(colours & 0x7F) if solid and colours & 0x7F < _AUTOMATIC else WHITE
        contrast = legibility(colour, ground)
        return _Style(number, bool(borders), marks | ({contrast} if contrast else set()))


def _font(data: bytes) -> tuple[frozenset[Mark], Colour]:
    """The marks of a font and its colour."""
    _, options, colour, _, raised = unpack_from("<5H", data)
    marks: set[Mark] = {"struck"} if options & _STRUCK else set()
    if raised in (1, 2):
        marks.add("raised" if raised == 1 else "lowered")
    return frozenset(marks), palette(colour) if colour < _AUTOMATIC else BLACK


def _format_code(data: bytes, modern: bool) -> str:
    if not modern:
        return data[3:].decode("latin-1")
    wide = data[4:5] == b"\1"
    return data[5:].decode("utf-16-le" if wide else "latin-1", "replace")
