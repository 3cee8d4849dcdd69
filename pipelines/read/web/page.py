"""The tree of a page -> its paragraphs, grids and preformatted lines in reading order, as they are
seen at a screen.

What is hidden in a table that is seen is not printed, and neither is a hidden piece of a paragraph.
What is hidden as a whole (paragraphs, tables, what is around them) may be a tab of the page that a
click shows, and is read.
"""

from __future__ import annotations

from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.model import Block
from pipelines.read.grid_builder import prose
from pipelines.read.text.reader import rows
from pipelines.read.web.blocks import BLOCKS
from pipelines.read.web.element import one_line, printed_input, spans
from pipelines.read.web.look import Look
from pipelines.read.web.scripts import Scripts
from pipelines.read.web.sheets import AtHand, nowhere
from pipelines.read.web.styled_text import walk_closely
from pipelines.read.web.styles import Styles
from pipelines.read.web.tables import Tables
from pipelines.read.web.tree import Heed, data_tables, walk
from pipelines.read.web.visible_pieces import judged_prose, piece

_ALWAYS_CLOSELY = frozenset(("s", "strike", "del", "sup", "sub", "small", "bdo"))
SKIPPED = {
    *("head", "script", "style", "noscript", "noframes", "template", "iframe", "object", "svg", "rt", "rp")
}
"""Elements whose text is no text of the page."""


class Page(Tables):
    """Collects the blocks of a page on a walk over its tree."""

    def __init__(self, tree: LexborHTMLParser, at_hand: AtHand = nowhere) -> None:
        """`at_hand`: style sheets that were saved with the page. Raises TooCostly."""
        super().__init__()
        self._tree = tree
        self._data_tables = data_tables(tree)
        self._spans = spans(tree)
        self._styles = Styles(tree, self._data_tables, at_hand)
        self._scripts = Scripts(tree)
        self._styles.touch_cells(self._scripts.named(tree))
        self.touched = self._styles.touched
        self._blocks: list[Block] = []
        self._paragraph: list[str] = []  # the text since the last break outside of cells
        self.sink = self._paragraph  # where text goes: there, or to the cell that is open
        self.look: Look | None = None  # of the text that comes next, where it is not plain
        self._mixed = False  # pieces of the paragraph have looks
        self._around = Look()  # of the others
        self.pictured = False  # the cell that is open has a picture behind it
        self._preformatted = 0

    def blocks(self) -> tuple[Block, ...]:
        """All blocks of the page. Raises TooCostly."""
        if self._tree.root is not None:
            walk(self._tree.root, self)
        self._end_paragraph()
        return tuple(self._blocks)

    def meets(self, node: LexborNode) -> bool:
        """Hidden rows are ghosts; a paragraph that looks otherwise than plain text is seen
        closely."""
        if self._grid:
            return node.tag not in ("td", "th") and self._styles.folds(node)
        return self._see_paragraph(node)

    def _see_paragraph(self, node: LexborNode) -> bool:
        if self.look or self._grid or node.tag == "table" or node.css_first("table, pre"):
            return False
        if node.tag in BLOCKS and self._styles.folds(node):  # as a whole: perhaps a tab
            return False
        mine = self._styles.look(node)
        if node.parent is not None:
            self._around = self._styles.look(node.parent)
        enter, leave = (
            self.heeds.get(node.tag or "", (None, None)) if node.tag not in _ALWAYS_CLOSELY else (None, None)
        )
        if enter and enter(self, node):
            return True
        walk_closely(node, self, self._styles, None, mine)
        self.look = None
        if leave:
            leave(self)
        return True

    def _text(self, node: LexborNode) -> None:
        if self._preformatted:
            self._put(node.text_content or "")
        elif node.is_empty_text_node:
            if self.sink:
                self.sink.append(" ")
        elif self.look:
            self._put(one_line(node.text_content or ""))
        else:
            self.sink.append(one_line(node.text_content or ""))

    def _put(self, text: str) -> None:
        if self.look:
            self._mixed = True
            text = piece(text, self.look)
        self.sink.append(text)

    def end_line(self, _: LexborNode | None = None) -> None:
        """A line break, or the end of a paragraph."""
        if not self.sink:
            return
        if self._preformatted or self.sink is not self._paragraph:
            self.sink.append("\n")
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        pieces = self._paragraph
        if self._mixed:
            pieces = judged_prose(pieces, self._around, external=self._styles.external)
        self._blocks += prose(pieces)
        self._paragraph.clear()
        self._mixed = False

    def _input(self, node: LexborNode) -> None:
        self._put(printed_input(node))

    def _skip(self, _: LexborNode) -> bool:
        return True

    def _open_preformatted(self, _: LexborNode) -> None:
        self.end_line()
        if not self._grid:
            self._end_paragraph()
        self._preformatted += 1

    def _close_preformatted(self) -> None:
        self._preformatted -= 1
        if self._grid:
            self.end_line()
        elif not self._preformatted:
            text = "".join(self._paragraph).strip("\n")
            self._paragraph.clear()
            if text.strip():
                self._blocks.append(Block("lines", rows(text.split("\n"))))

    heeds: ClassVar[dict[str, Heed]] = {
        "-text": (_text, None),
        **dict.fromkeys(BLOCKS, (end_line, end_line)),
        **dict.fromkeys(SKIPPED, (_skip, None)),
        **dict.fromkeys(_ALWAYS_CLOSELY, (_see_paragraph, None)),
        **dict.fromkeys(("thead", "tbody", "tfoot"), (Tables._open_part, end_line)),
        **dict.fromkeys(("td", "th"), (Tables._open_cell, Tables._close_cell)),
        "table": (Tables._open_table, Tables._close_table),
        "tr": (Tables._open_row, Tables._close_row),
        "br": (end_line, None),
        "input": (_input, None),
        "pre": (_open_preformatted, _close_preformatted),
    }
