"""A web page -> paragraphs, grids and preformatted lines in reading order, as a browser would print them.

The tree is selectolax's (Lexbor), which repairs broken markup by the rules that browsers follow. Which of the tables
are layout is decided in `html_tree`; what the page says about itself is collected in `html_metadata`.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.model import Block, Document
from pipelines.read.grid import MAX_SPAN, GridBuilder, prose
from pipelines.read.html_metadata import metadata_of
from pipelines.read.html_tree import data_tables, walk
from pipelines.read.refusal import refuse
from pipelines.read.text import rows

MAX_TAGS = 1_000_000  # pages made by Word have tens of thousands

SKIPPED = {"head", "script", "style", "noscript", "template", "iframe", "object", "svg", "rt", "rp"}
_BLOCK_NAMES = (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form frameset h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol option p section select"
    " summary table tbody td textarea tfoot th thead tr ul"
)
BLOCKS = set(_BLOCK_NAMES.split())
# Footnote marks and struck figures must not melt into the number beside them.
APART = {"sup", "sub", "del", "s", "strike"}
UNPRINTED_INPUTS = {"hidden", "checkbox", "radio", "submit", "reset", "button", "image", "file"}

_SOURCE_BLANKS = re.compile(r"[ \t\n\r\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SPAN = re.compile(r"[0-9]{1,6}")


def read_html(text: str) -> Document:
    """The page as a document; a page without any text carries `read.empty`."""
    if text.count("<") > MAX_TAGS:
        return refuse("html", "read.too_large", f"more than {MAX_TAGS} tags", reader="selectolax")
    tree = LexborHTMLParser(text)
    if tree.root is None:
        return refuse("html", "read.empty", reader="selectolax")
    page = _Page(data_tables(tree.root))
    walk(tree.root, page)
    blocks = page.finish()
    if not blocks:
        return refuse("html", "read.empty", reader="selectolax")
    return Document("html", blocks, metadata_of(tree, blocks), reader="selectolax")


class _Page:
    """Collects the blocks of a page on a walk over its tree."""

    def __init__(self, data_tables: frozenset[int]) -> None:
        self._data_tables = data_tables
        self._blocks: list[Block] = []
        self._paragraph: list[str] = []
        self._grid: GridBuilder | None = None
        self._nested = 0  # tables that are open inside a cell of the grid
        self._grids = 0
        self._preformatted = 0

    def finish(self) -> tuple[Block, ...]:
        self._end_paragraph()
        return tuple(self._blocks)

    def enter(self, node: LexborNode, tag: str) -> bool:
        """Takes in the start of a node; whether what is inside it is to be visited."""
        if tag == "-text":
            text = node.text_content or ""
            self._write(text if self._preformatted else _SOURCE_BLANKS.sub(" ", text))
            return False
        if tag.startswith("-") or tag in SKIPPED or (self._grid and _hidden(node)):
            return False
        if tag == "br":
            self._break()
        elif tag == "input":
            self._write(_printed_input(node))
        elif tag in APART:
            self._write(" ")
        elif tag == "pre":
            self._start_preformatted()
        elif tag in BLOCKS:
            self._break()
            self._open(node, tag)
        return True

    def leave(self, node: LexborNode, tag: str) -> None:
        """Takes in the end of a node that was entered."""
        if tag in APART:
            self._write(" ")
        elif tag == "pre":
            self._end_preformatted()
        elif tag in BLOCKS:
            self._break()
            self._close(tag)

    def _write(self, text: str) -> None:
        if self._grid and self._grid.in_cell:
            self._grid.write(text)
        else:
            self._paragraph.append(text)

    def _break(self) -> None:
        if self._preformatted or (self._grid and self._grid.in_cell):
            self._write("\n")
        else:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        self._blocks += prose(self._paragraph)
        self._paragraph = []

    def _open(self, node: LexborNode, tag: str) -> None:
        grid = self._grid
        if tag == "table":
            if grid:
                grid.cut()
                self._nested += 1
            elif node.mem_id in self._data_tables:
                self._end_paragraph()
                self._grid = GridBuilder(self._grids + 1)
        elif grid and not self._nested:
            if tag == "tr":
                grid.open_row()
            elif tag in ("td", "th"):
                grid.open_cell(_span(node, "colspan"), _span(node, "rowspan"))
            elif tag in ("thead", "tbody", "tfoot"):
                grid.end_spans()

    def _close(self, tag: str) -> None:
        grid = self._grid
        if not grid:
            return
        if tag == "table" and self._nested:
            self._nested -= 1
            grid.cut()
        elif tag == "table":
            self._grid = None
            if block := grid.block():
                self._grids += 1
                self._blocks.append(block)
        elif tag in ("td", "th"):
            if self._nested:
                grid.cut(keep_empty=True)
            else:
                grid.close_cell()
        elif tag == "tr" and not self._nested:
            grid.close_row()

    def _start_preformatted(self) -> None:
        self._break()
        if not self._grid:
            self._end_paragraph()
        self._preformatted += 1

    def _end_preformatted(self) -> None:
        self._preformatted -= 1
        if self._grid:
            self._break()
        elif not self._preformatted:
            text = "".join(self._paragraph).strip("\n")
            self._paragraph = []
            if text.strip():
                self._blocks.append(Block("lines", rows(text.split("\n"))))


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _printed_input(node: LexborNode) -> str:
    attributes = node.attributes
    kind = (attributes.get("type") or "text").lower()
    return "" if kind in UNPRINTED_INPUTS else attributes.get("value") or ""


def _span(node: LexborNode, name: str) -> int:
    """How many rows or columns; rowspan 0 means down to the end of the table's part."""
    match = _SPAN.search(node.attributes.get(name) or "1")
    span = int(match[0]) if match else 1
    return min(span, MAX_SPAN) if span else (MAX_SPAN if name == "rowspan" else 1)
