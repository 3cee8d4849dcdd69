"""The records of an old workbook (BIFF 5 and 8) -> what python-calamine does not say of its cells.

How many there are, which hold an error or a formula, how their numbers are printed and their texts
look (by `xls_looks`), which have a frame, which are hidden, which lie under something
(`xls_objects`), which have conditional formats (`xls_conditions`). Values and texts are left to calamine.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf
from struct import error as StructError
from struct import unpack_from

from pipelines.read.container import Unfit
from pipelines.read.sheets.conditions import PRINT, Conditions, Ink
from pipelines.read.sheets.number_formats import GENERAL
from pipelines.read.sheets.overflow import LEAST_HEIGHT, LEAST_WIDTH, Line
from pipelines.read.sheets.places import Cover, Place
from pipelines.read.sheets.sheet import MAX_CELLS, MAX_CHARACTERS
from pipelines.read.sheets.xls_conditions import ConditionRecords
from pipelines.read.sheets.xls_formulas import formula_text
from pipelines.read.sheets.xls_looks import Looks, MarkedRuns, Runs
from pipelines.read.sheets.xls_objects import Objects
from pipelines.read.sheets.xls_strings import Shared, runs_of, shared_strings

_BOF, _EOF, _SHEET, _ENCRYPTED, _STYLE, _FORMAT, _FORMAT_5 = 0x809, 0x0A, 0x85, 0x2F, 0xE0, 0x41E, 0x1E
_FONT, _WINDOW, _PALETTE = 0x31, 0x23E, 0x92
_ROW, _COLUMNS, _ERROR, _FORMULA, _MANY_NUMBERS, _MANY_BLANKS = 0x208, 0x7D, 0x205, 0x06, 0xBD, 0xBE
_STRINGS, _CONTINUED, _SHARED, _RICH = 0xFC, 0x3C, 0xFD, 0xD6
_ONE_CELL = {_ERROR, _FORMULA, 0x7E, 0x27E, 0x201, 0x203, 0x204, _RICH, _SHARED}
_CODEPAGE, _LATIN = 0x42, "latin-1"
_BIFF_8 = 0x600
_HIDDEN_ROW, _OWN_HEIGHT, _HIDDEN_COLUMN = 0x20, 0x40, 1
_SHOWS_ZEROS = 0x10
_CHARACTER = 256  # of the units of a width
LAST_COLUMN = 255
"""The last column of a sheet, counted from 0."""
MAX_AREA = 2_000_000  # of all sheets, blank cells included: calamine makes room for all of them


@dataclass
class Notes:
    """What is to be known of a sheet: `codes` are the number formats of cells that have one,
    `looks` the marks of their fonts, run by run, `inks` the colours of those that are not black on
    white, `texts` those that calamine gets wrong, `formulas` those that are plain arithmetic;
    `overlaid` is what lies over them, `widths` those of columns that state one, in characters;
    `heights` those of rows, in points; `lines` what one character takes of texts that are not made to
    fit, `scales` how much larger fonts are than the usual one;
    `zeros`: whether the sheet shows them."""

    hidden: bool = False
    errors: set[Place] = field(default_factory=set)
    codes: dict[Place, str] = field(default_factory=dict)
    looks: dict[Place, MarkedRuns] = field(default_factory=dict)
    inks: dict[Place, Ink] = field(default_factory=dict)
    texts: dict[Place, str] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    overlaid: Cover = field(default_factory=Cover)
    widths: dict[int, float] = field(default_factory=dict)
    conditions: Conditions = field(default_factory=Conditions)
    lines: dict[Place, Line] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    scales: dict[Place, float] = field(default_factory=dict)
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
        self._modern = unpack_from("<H", self._book, 4)[0] >= _BIFF_8
        self._looks = Looks(self._modern)
        self._encoding = _LATIN
        self._cells = self._area = self._characters = 0
        self._strings: list[Shared] = []

    def notes(self) -> list[Notes]:
        starts: list[tuple[int, bool]] = []
        strings: list[bytes] = []
        last = 0
        take = {
            _STYLE: self._looks.add_style,
            _FONT: self._looks.add_font,
            _PALETTE: self._looks.add_colours,
            _FORMAT: self._looks.add_format,
            _FORMAT_5: self._looks.add_format,
        }
        for kind, data in self._walk(0):
            if kind == _ENCRYPTED:
                raise Unfit("read.encrypted")
            if kind == _SHEET:
                start, state, type_ = unpack_from("<IBB", data)
                if type_ == 0:
                    starts.append((start, bool(state & 3)))
            elif kind == _CODEPAGE:
                self._encoding = _encoding(unpack_from("<H", data)[0])
            elif kind in take:
                take[kind](data)
            elif kind == _STRINGS or (kind == _CONTINUED and last == _STRINGS):
                strings.append(data)
            last = last if kind == _CONTINUED else kind
        self._strings = shared_strings(strings)
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
        objects, rules = Objects(), ConditionRecords(self._looks.colour)
        notes = Notes(hidden, overlaid=objects.cover, conditions=rules.conditions)
        for kind, data in self._walk(start):
            objects.take(kind, data)
            rules.take(kind, data)
            if kind == _WINDOW:
                notes.zeros = bool(unpack_from("<H", data)[0] & _SHOWS_ZEROS)
            if kind == _ROW:
                row, height, options = unpack_from("<H4xH4xH", data)
                points = _points(height) if options & _OWN_HEIGHT else inf
                if options & _HIDDEN_ROW or points < LEAST_HEIGHT:
                    notes.hidden_rows.add(row)
                elif points < inf:
                    notes.heights[row] = points
            elif kind == _COLUMNS:
                first, last, width, _, options = unpack_from("<5H", data)
                columns = range(first, min(last, LAST_COLUMN) + 1)
                notes.widths.update(dict.fromkeys(columns, width / _CHARACTER))
                if options & _HIDDEN_COLUMN or width < LEAST_WIDTH * _CHARACTER:
                    notes.hidden_columns.update(columns)
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
        runs: Runs = ()
        if kind == _SHARED:
            runs = self._shared(unpack_from("<I", data, 6)[0])
        elif kind == _RICH:
            runs = self._own_runs(data)
            if not self._modern:  # calamine takes such a text for one of two bytes a character
                size = unpack_from("<H", data, 6)[0]
                notes.texts[row, column] = data[8 : 8 + size].decode(self._encoding, "replace")
        elif kind == _FORMULA and self._modern and (formula := formula_text(data)):
            notes.formulas[row, column] = formula
        self._note(notes, row, column, style, runs)
        if (kind == _ERROR and data[7:8] == b"\1") or (
            kind == _FORMULA and data[12:14] == b"\xff\xff" and data[6:7] == b"\2"
        ):
            notes.errors.add((row, column))

    def _shared(self, number: int) -> Runs:
        """The runs of a string that other cells may show as well."""
        string = self._strings[number] if number < len(self._strings) else Shared(0)
        self._characters += string.length
        if self._characters > MAX_CHARACTERS:
            raise Unfit("read.too_large", f"more than {MAX_CHARACTERS} characters")
        return string.runs

    def _own_runs(self, data: bytes) -> Runs:
        """The runs behind the text of a cell that it shares with none."""
        size = unpack_from("<H", data, 6)[0]
        if self._modern:
            behind = 9 + size * (1 + (data[8] & 1))
            return runs_of(data[behind + 2 :][: 4 * unpack_from("<H", data, behind)[0]])
        pairs = data[9 + size :][: 2 * data[8 + size]]
        text = data[8 : 8 + size]
        return [(self._units(text[:start]), font) for start, font in zip(pairs[::2], pairs[1::2])]

    def _units(self, text: bytes) -> int:
        """The length of a text of an older file as newer ones count it."""
        return len(text.decode(self._encoding, "replace").encode("utf-16-le")) // 2

    def _note(self, notes: Notes, row: int, column: int, style: int, runs: Runs = ()) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise Unfit("read.too_large", f"more than {MAX_CELLS} cells")
        notes.last_row, notes.last_column = max(notes.last_row, row), max(notes.last_column, column)
        look = self._looks.style(style)
        if look.framed:
            notes.framed.add((row, column))
        if (code := self._looks.code(look)) != GENERAL:
            notes.codes[row, column] = code
        if line := self._looks.line(look):
            notes.lines[row, column] = line
        if (scale := self._looks.scale(look)) != 1:
            notes.scales[row, column] = scale
        if (ink := self._looks.ink(look, runs)) != PRINT:
            notes.inks[row, column] = ink
        if marked := self._looks.runs(look, runs):
            notes.looks[row, column] = marked


def _points(height: int) -> float:
    """Of a row, stated in twentieths; one that states none is as high as its text needs."""
    return inf if height & 0x8000 else height / 20


def _encoding(page: int) -> str:
    """The encoding of a code page; Latin for one that Python does not have."""
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return _LATIN
