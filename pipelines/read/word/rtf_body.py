"""The tokens of an RTF file -> blocks. Knows which groups are printed, and where paragraphs, cells
and rows end."""

from __future__ import annotations

from pipelines.model import NOT_TEXT, Block
from pipelines.read.grid_builder import prose
from pipelines.read.marks import Mark
from pipelines.read.word.doc_text import TooLarge, joined_pieces
from pipelines.read.word.edge_table import Table
from pipelines.read.word.rtf_looks import Looks, look_after
from pipelines.read.word.rtf_objects import Things
from pipelines.read.word.rtf_rows import Row
from pipelines.read.word.rtf_text import DOUBLE_BYTE, PRINTED, SYMBOLS, UNKNOWN, State, Text
from pipelines.read.word.rtf_tokens import Token, Tokens
from pipelines.read.word.rtf_words import HEEDED
from pipelines.values import is_value

MAX_TOKENS = 2_000_000  # a report has 50,000
MAX_DEPTH = 1000  # groups inside each other; Word writes some ten

_NAMES = (
    "info header headerl headerr headerf footer footerl footerr footerf footnote shprslt nonshppict"
    " pntxta pntxtb nonesttables objdata xe tc tcn rxe txe ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn"
)
_SKIPPED = frozenset(_NAMES.split())
_ENTERED = {"shpinst", "do", "shppict", "fldinst", "formfield", "ud"}
"""Of the groups that older programs skip: drawings, as they may hold text boxes, and fields."""
_BOXES = {"shptxt", "dptxbxtext"}
_REVISED = {"deleted", "mvf"}
_ENDS = {"par", "sect", "page", "column"}


class Body:
    """Blocks while the tokens are being read."""

    def __init__(self, tokens: Tokens) -> None:
        self.blocks: list[Block] = []
        self.text = Text(self._marks)
        self.torn = 0  # rows that have other cells than they say
        self._tokens = tokens
        self._state = State()
        self._groups: list[State] = []
        self._starred = False  # the group begins with a mark: programs that do not know its word skip it
        self._grids = 0
        self._table: Table | None = None
        self._row = Row()
        self._looks = Looks()
        self._things = Things(tokens, self.text)
        self._number_printed = False  # before the paragraph, as text

    def _marks(self, state: State) -> frozenset[Mark]:
        ground = None if state.depth > 1 else self._looks.ground(0)
        if self._in_table and state.depth < 2:
            ground = self._looks.ground(self._row.ground(self._table.cells if self._table else 0))
        return self._looks.marks(state, ground)

    @property
    def _in_table(self) -> bool:
        return self._state.in_table or self._state.depth > 0 or self._row.open

    def read(self) -> bool:
        """Everything up to the end of the outermost group; whether it does end."""
        for count, token in enumerate(self._tokens):
            if count > MAX_TOKENS:
                raise TooLarge(f"more than {MAX_TOKENS} tokens")
            starred, self._starred = self._starred, False
            if token.kind == "text":
                self.text.put(token.data)
            elif token.kind == "word":
                self._word(token, starred)
            elif token.kind == "symbol":
                self._symbol(token.name)
            else:
                self.text.flush(self._state)
                self.text.end_fallback()
                if token.kind == "open":
                    self._groups.append(self._state.copied())
                    if len(self._groups) > MAX_DEPTH:
                        raise TooLarge(f"more than {MAX_DEPTH} groups inside each other")
                elif not self._end_group():
                    return True
        return False

    def _end_group(self) -> bool:
        """Whether the file goes on."""
        if self._things.end_group(self._state, len(self._groups)) and self._in_table:
            self._table = self._table or Table()
            self._table.overlay()
        before = self._groups.pop() if self._groups else self._state
        self.text.part(self._state, before)
        if self._state.in_box and not before.in_box:
            self._end_paragraph()
        self._state = before
        if self._groups:
            return True
        self._end_paragraph()
        self._end_table()
        return False

    def _symbol(self, name: str) -> None:
        if name == "*":
            self._starred = True
        elif name in "\\{}":
            self.text.put(name.encode("ascii"))
        elif name in "\r\n":
            self._end_paragraph()
        elif name in SYMBOLS:
            self.text.print(SYMBOLS[name], self._state)
        else:
            self.text.print(UNKNOWN, self._state)
            self.text.damaged += 1

    def _word(self, token: Token, starred: bool) -> None:
        name, number = token.name, token.number
        state = self._state
        if name in PRINTED:
            self.text.print(PRINTED[name], state)
            return
        if name == "u":
            self.text.put_character(number or 0, state)
            return
        self.text.flush(state)
        self.text.end_fallback()
        if look := look_after(state.look, name, number):
            state.look = look
        elif name in _SKIPPED or (starred and name not in _ENTERED):
            self._tokens.skip_group()
        elif name in _REVISED:
            state.deleted = number != 0
        elif name in _ENDS:
            self._end_paragraph()
        elif name in _BOXES:
            self._end_paragraph()
            state.in_box = True
        elif name not in HEEDED or self._row.word(name, number or 0):
            return
        elif not self._characters(name, number or 0):
            self._line(name, number)

    def _characters(self, name: str, number: int) -> bool:
        """Words about code pages, fonts and characters; whether this is one."""
        state = self._state
        if name == "f":
            state.font = number
            if state.in_fonts:
                self.text.font(number)
        elif name == "fcharset":
            self.text.charset(number)
        elif name == "fonttbl":
            state.in_fonts = True
        elif name == "deff":
            state.font = number
        elif name == "ansicpg":
            self.text.page = number
            if number in DOUBLE_BYTE:
                self._tokens.expect_double_bytes()
        elif name == "uc":
            state.fallback = max(number, 0)
        elif name == "plain":
            state.plain()
        else:
            return self._styled(name, number)
        return True

    def _styled(self, name: str, number: int) -> bool:
        """Words about styles and colours; whether this is one."""
        if name == "cs":
            self._state.character_style = number
        elif name == "colortbl":
            self._looks.read_colours(self._tokens)
        elif name == "stylesheet":
            self._looks.read_styles(self._tokens)
        else:
            return False
        return True

    def _line(self, name: str, number: int | None) -> None:
        """Words about paragraphs and the ends of cells and rows, else about what is no text."""
        state = self._state
        if name == "pard":
            state.plain_paragraph()
        elif name == "intbl":
            state.in_table = number != 0
        elif name == "itap":
            state.depth = number or 0
        elif name == "s":
            state.paragraph_style = number or 0
        elif name == "cbpat":
            state.fill = number or 0
        elif name == "shading":
            state.fill = -1 if number else state.fill
        elif name == "ls":
            state.listed = number != 0
        elif name in ("listtext", "pntext"):
            self._number_printed = state.numbering = True
        elif name in ("cell", "nestcell", "row"):
            self._end_cell(name)
        else:
            self._things.word(name, state, self._groups)

    def _end_cell(self, name: str) -> None:
        """A cell, a cell of a table within the cell, or a row ends."""
        state = self._state
        table = self._table = self._table or Table()
        inner = name == "nestcell"
        self._write(table, max(state.depth, 2) if inner else 1, listed=name != "row")
        if inner:
            table.end_inner_cell()
        elif name == "cell":
            table.end_cell()
        else:
            table.end_row(self._row.shape, printed=not (state.deleted or "hidden" in self._marks(state)))
            self._row.open = False

    def _write(self, table: Table, depth: int, listed: bool = True) -> None:
        """The text so far into the cell. A number that Word puts before a figure or nothing is not
        known."""
        pieces = joined_pieces(self.text.take(self._state))
        numbered = self._state.listed or self._looks.numbered(self._state.paragraph_style)
        if listed and numbered and not self._number_printed:
            text = "".join(pieces)
            if not text.strip() or is_value(text):
                table.write(NOT_TEXT, depth)
        self._number_printed = False
        for piece in pieces:
            table.write(piece, depth)

    def _end_paragraph(self) -> None:
        if self._in_table:
            self._table = self._table or Table()
            depth = max(self._state.depth, 1)
            self._write(self._table, depth)
            self._table.write("\n", depth)
            return
        pieces = joined_pieces(self.text.take(self._state))
        self._number_printed = False
        if self._table or "".join(pieces).strip():
            self._end_table()
            if "".join(pieces).replace(NOT_TEXT, "").strip():
                self.blocks += prose(pieces)

    def _end_table(self) -> None:
        if not self._table:
            return
        if block := self._table.block(self._grids + 1):
            self._grids += 1
            self.blocks.append(block)
        self.torn += self._table.torn
        self._table = None
