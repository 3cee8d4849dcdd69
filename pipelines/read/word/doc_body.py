"""The characters of a Word 97-2003 file -> blocks in reading order. Knows which characters are
printed, and where paragraphs, cells and rows end.
"""

from __future__ import annotations

from pipelines.model import Block
from pipelines.read.grid_builder import prose
from pipelines.read.word.doc_properties import Paragraph, Ranges, character, paragraph
from pipelines.read.word.doc_text import Piece, joined
from pipelines.read.word.docx_fields import Fields
from pipelines.read.word.edge_table import Table

CELL, PAGE_BREAK, PARAGRAPH = "\a", "\f", "\r"
MARKS = {CELL, PAGE_BREAK, PARAGRAPH}
FIELD_MARKS = {"\x13": "begin", "\x14": "separate", "\x15": "end"}
PRINTED = {"\t": " ", "\v": "\n", "\x0e": "\n", "\x1e": "-"}  # tab, line and column break, fixed hyphen
UNPRINTED = set("\x01\x02\x03\x04\x05\x08\x1f")  # pictures, notes and their rules, remarks, soft hyphens
SPECIAL = {chr(code) for code in range(32)}
UNKNOWN = "\ufffd"


class Body:
    """Blocks while the text is being read."""

    def __init__(self, pieces: list[Piece], characters: Ranges, paragraphs: Ranges, data: bytes) -> None:
        """`data`: the stream of that name, where long lists of properties stand."""
        self.blocks: list[Block] = []
        self._pieces, self._characters, self._paragraphs, self._data = pieces, characters, paragraphs, data
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
            gone = printed.deleted or printed.hidden
            run = piece.text[(a - begin) // width : (b - begin) // width]
            if printed.apart and not gone:
                self._text.append("  ")
            at = 0
            for index, letter in enumerate(run):
                if letter not in SPECIAL:
                    continue
                if not gone:
                    self._write(run[at:index], printed.symbol)
                at = index + 1
                if letter in MARKS:
                    self._mark(letter, a + index * width, piece.changes, gone)
                elif letter in FIELD_MARKS:
                    if not printed.deleted:
                        self._fields.mark(FIELD_MARKS[letter])
                elif letter not in UNPRINTED and not gone:
                    self._write(PRINTED.get(letter, UNKNOWN))
            if not gone:
                self._write(run[at:], printed.symbol)
                if printed.apart:
                    self._text.append("  ")

    def _write(self, text: str, symbol: str = "") -> None:
        if self._fields.printed:
            self._text.append(symbol * len(text) if symbol else text)

    def _mark(self, mark: str, position: int, changes: bytes, gone: bool) -> None:
        """The end of a paragraph, cell or row stands at `position` of the file; `gone`: it is
        deleted or hidden."""
        listed = self._paragraphs.at(position) + changes
        end = self._ends.get(listed) or self._ends.setdefault(listed, paragraph(listed, self._data))
        if mark == PAGE_BREAK and end.depth:
            self._write("\n")
            return
        if mark != CELL and not end.depth:
            self._end_paragraph()
            return
        self._fields.end_paragraph()
        table = self._table = self._table or Table()
        text, self._text = joined(self._text), []
        if mark == CELL and end.row_end:
            table.write(text)
            table.end_row(end.shape, printed=not gone)
        elif mark == CELL:
            table.write(text)
            table.end_cell()
        elif not end.inner_row:
            table.write(text + "\n", end.depth)
            if end.inner_cell:
                table.end_inner_cell()

    def _end_paragraph(self) -> None:
        self._fields.end_paragraph()
        self._end_table()
        self.blocks += prose([joined(self._text)])
        self._text = []

    def _end_table(self) -> None:
        block = self._table.block(self._grids + 1) if self._table else None
        if block:
            self._grids += 1
            self.blocks.append(block)
        self._table = None
