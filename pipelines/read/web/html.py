"""A web page -> paragraphs, grids and preformatted lines in reading order, as a browser would print
them.

The tree is selectolax's (Lexbor), which repairs broken markup by the rules that browsers follow.
How it is walked and which of its tables are layout stands in `html_tree`, what single elements say
in `html_element`, what the page says about itself in `html_metadata`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.model import Block, Document
from pipelines.read.encoding import UNKNOWN
from pipelines.read.grid_builder import GridBuilder, prose
from pipelines.read.refusal import refuse
from pipelines.read.text.reader import rows
from pipelines.read.web.element import hidden, is_plain, one_line, only_text, printed_input, spans
from pipelines.read.web.metadata import metadata_of
from pipelines.read.web.tree import Heed, data_tables, walk

_UNENDED = re.compile(r"<[a-zA-Z/][^<>\"']*(?=<)")
"""A tag without its end, as damage leaves it. What follows up to the next one would be taken for
its attributes."""
MAX_TAGS = 1_000_000  # pages made by Word have tens of thousands
MAX_UNCLOSED = 20_000  # blocks of one kind; the parser looks through all that are open at each new one

SKIPPED = {"head", "script", "style", "noscript", "template", "iframe", "object", "svg", "rt", "rp"}
_BLOCK_NAMES = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form frameset h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p section select"
    " summary table tbody td textarea tfoot th thead tr ul"
)
BLOCKS = set(_BLOCK_NAMES.split())
MAY_STAY_OPEN = {"dd", "dt", "li", "option", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
"""Blocks that end where the next one begins."""
# Footnote marks and struck figures must not melt into the number beside them.
APART = {"sup", "sub", "del", "s", "strike"}

_TAG = re.compile(r"<(/?[a-z1-6]+)")


def read_html(text: str) -> Document:
    """The page as a document; a page without any text carries `read.empty`."""
    if len(text) > MAX_TAGS and text.count("<") > MAX_TAGS:
        return refuse("html", "read.too_large", f"more than {MAX_TAGS} tags", reader="selectolax")
    if text.count("<") > MAX_UNCLOSED and _unclosed(text) > MAX_UNCLOSED:
        return refuse(
            "html", "read.too_large", f"more than {MAX_UNCLOSED} elements inside each other", "selectolax"
        )
    # the parser would drop a lost character, and a tag without an end would swallow the figure behind it
    tree = LexborHTMLParser(_UNENDED.sub(rf"\g<0>>{UNKNOWN}", text.replace("\0", UNKNOWN)))
    if tree.root is None:
        return refuse("html", "read.empty", reader="selectolax")
    page = _Page(tree)
    walk(tree.root, page)
    blocks = page.finish()
    if not blocks:
        return refuse("html", "read.empty", reader="selectolax")
    return Document("html", blocks, metadata_of(tree, blocks), reader="selectolax")


def _unclosed(text: str) -> int:
    """How many blocks of one kind begin and never end, at most."""
    tags = Counter(_TAG.findall(text.lower()))
    return max(tags[name] - tags[f"/{name}"] for name in BLOCKS - MAY_STAY_OPEN)


class _Page:
    """Collects the blocks of a page on a walk over its tree."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._data_tables = data_tables(tree)
        self._spans = spans(tree)
        self.hidden = hidden(tree)
        self._blocks: list[Block] = []
        self._paragraph: list[str] = []  # the text since the last break outside of cells
        self._sink = self._paragraph  # where text goes: there, or to the cell that is open
        self._grid: GridBuilder | None = None
        self._plain = False  # the grid has nothing special in it
        self._nested = 0  # tables that are open inside a cell of the grid
        self._grids = 0
        self._preformatted = 0

    def finish(self) -> tuple[Block, ...]:
        self._end_paragraph()
        return tuple(self._blocks)

    def leaves_out(self) -> bool:
        """Hidden rows and cells are ghosts; whatever else is hidden may be a tab of the page that a
        click shows."""
        return self._grid is not None

    def _text(self, node: LexborNode) -> None:
        if self._preformatted:
            self._sink.append(node.text_content or "")
        elif not node.is_empty_text_node:
            self._sink.append(one_line(node.text_content or ""))
        elif self._sink:
            self._sink.append(" ")

    def _break(self, _: LexborNode | None = None) -> None:
        if not self._sink:
            return
        if self._preformatted or self._sink is not self._paragraph:
            self._sink.append("\n")
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        self._blocks += prose(self._paragraph)
        self._paragraph.clear()

    def _blank(self, _: LexborNode | None = None) -> None:
        self._sink.append("  ")  # one alone may part the thousands of a figure

    def _input(self, node: LexborNode) -> None:
        self._sink.append(printed_input(node))

    def _skip(self, _: LexborNode) -> bool:
        return True

    def _open_table(self, node: LexborNode) -> None:
        self._break()
        if self._grid:
            self._grid.cut()
            self._nested += 1
        elif node.mem_id in self._data_tables:
            self._end_paragraph()
            self._grid = GridBuilder(self._grids + 1)
            self._plain = not self._preformatted and is_plain(node, self.hidden)

    def _close_table(self) -> None:
        self._break()
        if self._grid and self._nested:
            self._nested -= 1
            self._grid.cut()
        elif self._grid:
            if block := self._grid.block():
                self._grids += 1
                self._blocks.append(block)
            self._grid = None
            self._sink = self._paragraph

    def _open_part(self, _: LexborNode) -> None:
        self._break()
        if self._grid and not self._nested:
            self._grid.end_spans()

    def _open_row(self, _: LexborNode) -> None:
        self._break()
        if self._grid and not self._nested:
            self._grid.open_row()

    def _close_row(self) -> None:
        self._break()
        if self._grid and not self._nested:
            self._grid.close_row()

    def _open_cell(self, node: LexborNode) -> bool:
        self._break()
        grid = self._grid
        if not grid or self._nested:
            return False
        across, down = self._spans.get(node.mem_id, (1, 1))
        if self._plain and (text := only_text(node)) is not None:
            grid.add_cell(text, across, down)
            return True
        grid.open_cell(across, down)
        self._sink = grid.pieces
        return False

    def _close_cell(self) -> None:
        self._break()
        if self._grid and self._nested:
            self._grid.cut(keep_empty=True)
        elif self._grid:
            self._grid.close_cell()
            self._sink = self._paragraph

    def _open_preformatted(self, _: LexborNode) -> None:
        self._break()
        if not self._grid:
            self._end_paragraph()
        self._preformatted += 1

    def _close_preformatted(self) -> None:
        self._preformatted -= 1
        if self._grid:
            self._break()
        elif not self._preformatted:
            text = "".join(self._paragraph).strip("\n")
            self._paragraph.clear()
            if text.strip():
                self._blocks.append(Block("lines", rows(text.split("\n"))))

    heeds: ClassVar[dict[str, Heed]] = {
        "-text": (_text, None),
        **dict.fromkeys(SKIPPED, (_skip, None)),
        **dict.fromkeys(BLOCKS, (_break, _break)),
        **dict.fromkeys(APART, (_blank, _blank)),
        **dict.fromkeys(("thead", "tbody", "tfoot"), (_open_part, _break)),
        **dict.fromkeys(("td", "th"), (_open_cell, _close_cell)),
        "table": (_open_table, _close_table),
        "tr": (_open_row, _close_row),
        "br": (_break, None),
        "input": (_input, None),
        "pre": (_open_preformatted, _close_preformatted),
    }
