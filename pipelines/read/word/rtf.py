"""An RTF file -> paragraphs and grids in reading order, as Word would print it.

Read from its own tokens, because what converts RTF to text loses the tables. The syntax is known by
`rtf_tokens`, the characters by `rtf_text`; this file knows which groups are printed, and where
paragraphs, cells and rows end.
"""

from __future__ import annotations

from copy import copy

from pipelines.model import Block, Document, Issue
from pipelines.read.grid_builder import prose
from pipelines.read.refusal import refuse
from pipelines.read.word.doc_text import joined
from pipelines.read.word.edge_table import MAX_EDGE, Merge, Shape, Table
from pipelines.read.word.rtf_text import DOUBLE_BYTE, UNKNOWN, State, Text
from pipelines.read.word.rtf_tokens import Token, Tokens

MAX_TOKENS = 2_000_000  # a report has 50,000
MAX_DEPTH = 1000  # groups inside each other; Word writes some ten

_SKIPPED_NAMES = (
    "colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf"
    " footnote fldinst"
    " sp shprslt nonshppict nonesttables objdata xe tc tcn rxe txe ftnsep ftnsepc ftncn aftnsep"
    " aftnsepc aftncn"
)
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
_ENTERED = {"shpinst", "do"}  # of the groups that older programs skip: drawings, as they may hold text boxes
_BOXES = {"shptxt", "dptxbxtext"}
_PRINTED = {
    "tab": " ", "emspace": " ", "enspace": " ", "qmspace": " ", "line": "\n", "lbr": "\n",
    "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
}  # fmt: skip
_SYMBOLS = {
    "~": "\u00a0",
    "_": "-",
    "-": "",
    ":": "",
    "|": "",
}  # soft hyphens and marks of an index print nothing
_SWITCHES = {
    "v": "hidden", "deleted": "deleted", "mvf": "deleted", "strike": "struck", "striked": "struck",
    "super": "raised", "sub": "raised",
}  # fmt: skip
_ENDS = {"par", "sect", "page", "column"}
_ACROSS: dict[str, Merge] = {"clmgf": "first", "clmrg": "on"}
_DOWN: dict[str, Merge] = {"clvmgf": "first", "clvmrg": "on"}


class _TooLarge(Exception):
    pass


def read_rtf(data: bytes) -> Document:
    """The main text of the file and its text boxes; headers, footers and notes are left out."""
    body = _Body(Tokens(data))
    try:
        whole = body.read()
    except _TooLarge as error:
        return refuse("rtf", "read.too_large", str(error), "rtf")
    if not whole:
        return refuse("rtf", "read.damaged", "the file ends before the text does", "rtf")
    if not body.blocks:
        return refuse("rtf", "read.empty", reader="rtf")
    damaged = body.text.damaged
    if damaged and body.torn:  # it is not a careless program that wrote the rows so
        return refuse(
            "rtf", "read.damaged", f"{damaged} bytes that are no characters, {body.torn} torn rows", "rtf"
        )
    issues = (Issue("read", "read.undecodable", "warning", detail=str(damaged)),) if damaged else ()
    return Document("rtf", tuple(body.blocks), reader="rtf", issues=issues)


class _Body:
    def __init__(self, tokens: Tokens) -> None:
        self.blocks: list[Block] = []
        self.text = Text()
        self.torn = 0  # rows that have other cells than they say
        self._tokens = tokens
        self._state = State()
        self._groups: list[State] = []
        self._starred = False  # the group begins with a mark: programs that do not know its word skip it
        self._grids = 0
        self._table: Table | None = None
        self._row_open = False
        self._left = 0
        self._edges: list[int] = []
        self._across: list[Merge] = []
        self._down: list[Merge] = []
        self._merges: tuple[Merge, Merge] = ("", "")  # of the cell whose edge comes next

    def read(self) -> bool:
        """Everything up to the end of the outermost group; whether it does end."""
        for count, token in enumerate(self._tokens):
            if count > MAX_TOKENS:
                raise _TooLarge(f"more than {MAX_TOKENS} tokens")
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
                    self._groups.append(copy(self._state))
                    if len(self._groups) > MAX_DEPTH:
                        raise _TooLarge(f"more than {MAX_DEPTH} groups inside each other")
                elif not self._end_group():
                    return True
        return False

    def _end_group(self) -> bool:
        """Whether the file goes on."""
        before = self._groups.pop() if self._groups else self._state
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
        elif name in _SYMBOLS:
            self.text.print(_SYMBOLS[name], self._state)
        else:
            self.text.print(UNKNOWN, self._state)
            self.text.damaged += 1

    def _word(self, token: Token, starred: bool) -> None:
        name, number = token.name, token.number
        state = self._state
        if name in _PRINTED:
            self.text.print(_PRINTED[name], state)
            return
        if name == "u":
            self.text.put_character(number or 0, state)
            return
        self.text.flush(state)
        self.text.end_fallback()
        if name in _SKIPPED or (starred and name not in _ENTERED):
            self._tokens.skip_group()
        elif name in _SWITCHES:
            setattr(state, _SWITCHES[name], number != 0)
        elif name in _ENDS:
            self._end_paragraph()
        elif name in _BOXES:
            self._end_paragraph()
            state.in_box = True
        elif not (self._characters(name, number or 0) or self._edge(name, number or 0)):
            self._structure(name, number)

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
        elif name == "nosupersub":
            state.raised = False
        else:
            return False
        return True

    def _edge(self, name: str, number: int) -> bool:
        """Words about where the cells of a row stand; whether this is one."""
        across, down = self._merges
        if name == "trowd":
            self._left, self._edges, self._across, self._down, self._merges = 0, [], [], [], ("", "")
            self._row_open = True
        elif name == "trleft":
            self._left = number
        elif name in _ACROSS:
            self._merges = (_ACROSS[name], down)
        elif name in _DOWN:
            self._merges = (across, _DOWN[name])
        elif name == "cellx":
            self._edges.append(min(max(number, -MAX_EDGE), MAX_EDGE))
            self._across.append(across)
            self._down.append(down)
            self._merges = ("", "")
        else:
            return False
        return True

    def _structure(self, name: str, number: int | None) -> None:
        state = self._state
        if name == "pard":
            state.in_table, state.depth = False, 0
        elif name == "intbl":
            state.in_table = number != 0
        elif name == "itap":
            state.depth = number or 0
        elif name in ("cell", "nestcell", "row"):
            table = self._table = self._table or Table()
            inner = name == "nestcell"
            table.write(joined(self.text.take(state)), max(state.depth, 2) if inner else 1)
            if inner:
                table.end_inner_cell()
            elif name == "cell":
                table.end_cell()
            else:
                shape = Shape((self._left, *self._edges), tuple(self._across), tuple(self._down))
                table.end_row(shape, printed=not (state.hidden or state.deleted))
                self._row_open = False

    def _end_paragraph(self) -> None:
        text = joined(self.text.take(self._state))
        if self._state.in_table or self._state.depth or self._row_open:
            self._table = self._table or Table()
            self._table.write(text + "\n", max(self._state.depth, 1))
        elif text.strip() or self._table:
            self._end_table()
            self.blocks += prose([text])

    def _end_table(self) -> None:
        if not self._table:
            return
        if block := self._table.block(self._grids + 1):
            self._grids += 1
            self.blocks.append(block)
        self.torn += self._table.torn
        self._table = None
