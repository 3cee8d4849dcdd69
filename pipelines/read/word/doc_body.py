"""The characters of a Word 97-2003 file -> blocks in reading order. Knows which characters are
printed, and where paragraphs, cells and rows end.
"""

from __future__ import annotations

from pipelines.model import NOT_TEXT, Block
from pipelines.read.grid_builder import prose
from pipelines.read.marks import Mark, marked
from pipelines.read.word.doc_forms import shown
from pipelines.read.word.doc_looks import Looks
from pipelines.read.word.doc_properties import Character, Paragraph, Ranges, character, paragraph
from pipelines.read.word.doc_text import Piece, joined_pieces
from pipelines.read.word.docx_fields import Fields
from pipelines.read.word.edge_table import Table
from pipelines.values import is_value

CELL, PAGE_BREAK, PARAGRAPH = "\a", "\f", "\r"
"""The characters that end a cell, a page and a paragraph."""
MARKS = {CELL, PAGE_BREAK, PARAGRAPH}
"""All of them."""
FIELD_MARKS = {"\x13": "begin", "\x14": "separate", "\x15": "end"}
"""The characters of a field: before its instruction, its result and its end."""
PRINTED = {"\t": "\t", "\v": "\n", "\x0e": "\n", "\x1e": "-"}  # tab, line and column break, fixed hyphen
PICTURE, FLOATING = "\x01", "\x08"
"""The places of a picture in the line, and of one that floats."""
UNPRINTED = set("\x01\x02\x03\x04\x05\x08\x1f")  # notes and their rules, remarks, soft hyphens
SPECIAL = {chr(code) for code in range(32)}
"""Characters that are no text."""
UNKNOWN = "\ufffd"
"""What a decoder puts in the place of bytes that it cannot read."""


class Body:
    """Blocks while the text is being read."""

    def __init__(
        self, pieces: list[Piece], characters: Ranges, paragraphs: Ranges, looks: Looks, data: bytes
    ) -> None:
        """`data`: the stream of that name, where long lists of properties are."""
        self.blocks: list[Block] = []
        self._pieces, self._characters, self._paragraphs, self._data = pieces, characters, paragraphs, data
        self._looks = looks
        self._floats = False  # something that is anchored in the paragraph
        self._ends: dict[bytes, Paragraph] = {}
        self._grids = 0
        self._fields = Fields()
        self._text: list[str] = []
        self._table: Table | None = None

    def read(self, start: int, length: int) -> None:
        """One story: `length` characters from `start` on."""
        for piece in self._pieces:
            first, last = max(piece.start, start), min(piece.end, start + length)
            if first < last:
                self._read_piece(piece, first - piece.start, last - piece.start)
        self._end_paragraph()
        self._end_table()

    def _read_piece(self, piece: Piece, first: int, last: int) -> None:
        """The characters `first` to `last` of a piece."""
        begin, width = piece.offset, piece.width
        for a, b, listed in self._characters.runs(begin + first * width, begin + last * width):
            printed = character(listed + piece.changes)
            for c, d, line in self._paragraphs.runs(a, b):
                marks = self._looks.marks(listed + piece.changes, line + piece.changes)
                text = piece.text[(c - begin) // width : (d - begin) // width]
                self._read_run(text, printed, marks, c, piece)

    def _read_run(
        self, run: str, printed: Character, marks: frozenset[Mark], start: int, piece: Piece
    ) -> None:
        """Characters of one look in one paragraph, which are at `start` of the file."""
        gone = printed.deleted or "hidden" in marks
        at = 0
        for index, letter in enumerate(run):
            if letter not in SPECIAL:
                continue
            self._write(run[at:index], marks, printed, gone)
            at = index + 1
            if letter in MARKS:
                self._mark(letter, start + index * piece.width, piece.changes, gone)
            elif letter in FIELD_MARKS:
                if not printed.deleted and (drawn := self._fields.mark(FIELD_MARKS[letter])):
                    self._write(drawn, marks, Character(), gone)
            elif letter in (PICTURE, FLOATING) and printed.picture:
                self._floats |= letter == FLOATING and not gone
                self._write(NOT_TEXT if letter == PICTURE else "", marks, Character(), gone)
            elif letter == PICTURE and printed.form is not None and not self._fields.printed:
                self._fields.choose(shown(self._data, printed.form))
            elif letter not in UNPRINTED:
                self._write(PRINTED.get(letter, UNKNOWN), marks, Character(), gone)
        self._write(run[at:], marks, printed, gone)

    def _write(self, text: str, marks: frozenset[Mark], printed: Character, gone: bool) -> None:
        if text and not self._fields.printed:
            self._fields.instruct(text)
        elif text and not gone:
            self._text.append(marked(printed.symbol * len(text) if printed.symbol else text, marks))

    def _mark(self, mark: str, position: int, changes: bytes, gone: bool) -> None:
        """The end of a paragraph, cell or row is at `position` of the file; `gone`: it is
        deleted or hidden."""
        listed = self._paragraphs.at(position) + changes
        end = self._ends.get(listed) or self._ends.setdefault(listed, paragraph(listed, self._data))
        if mark == PAGE_BREAK and end.depth:
            self._text.append("\n")
            return
        if mark != CELL and not end.depth:
            self._end_paragraph()
            return
        self._fields.end_paragraph()
        table = self._table = self._table or Table()
        if mark == CELL and end.row_end:
            self._fill(table, 1, False)
            table.end_row(end.shape, printed=not gone)
        elif mark == CELL:
            self._fill(table, 1, self._looks.listed(listed))
            table.end_cell()
        elif not end.inner_row:
            self._fill(table, end.depth, self._looks.listed(listed))
            table.write("\n", end.depth)
            if end.inner_cell:
                table.end_inner_cell()
        self._text = []

    def _fill(self, table: Table, depth: int, listed: bool) -> None:
        """The text so far into the cell. A number that Word puts before a figure or nothing is not
        known."""
        pieces = joined_pieces(self._text)
        text = "".join(pieces)
        if listed and (not text.strip() or is_value(text)):
            table.write(NOT_TEXT, depth)
        for piece in pieces:
            table.write(piece, depth)
        if self._floats:
            table.overlay()
        self._floats = False

    def _end_paragraph(self) -> None:
        self._fields.end_paragraph()
        self._end_table()
        pieces = joined_pieces(self._text)
        if "".join(pieces).replace(NOT_TEXT, "").strip():
            self.blocks += prose(pieces)
        self._text, self._floats = [], False

    def _end_table(self) -> None:
        block = self._table.block(self._grids + 1) if self._table else None
        if block:
            self._grids += 1
            self.blocks.append(block)
        self._table = None
