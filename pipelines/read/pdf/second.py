"""A second, independent and slow reading of some pages of a PDF, put in place of what the first
reader made of them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from itertools import count

from pipelines.model import Block, Cell, Document
from pipelines.read.formats import PDF_HEADER, binary_format


def read_again(data: bytes, first: Document, pages: Set[int]) -> tuple[Document, frozenset[int]]:
    """`first` with the blocks that pdfplumber finds on `pages` (from 1), and those of them that it
    could read.

    The cells of these pages owe nothing to the first reader; those of all other pages are the first
    reader's own. Never raises.
    """
    if not pages:
        return first, frozenset()
    try:
        from pipelines.read.pdf.plumber import read_pdf

        if binary_format(data) == "zip":
            from pipelines.read.zip import inside

            data = inside(data)
        second = read_pdf(data[data.index(PDF_HEADER) :], pages)
    except Exception:  # whatever a bad file does to the second reader, the first reading stands
        return first, frozenset()
    if not second.blocks:
        return first, frozenset()
    unread = {issue.where for issue in second.issues}
    reread = frozenset(page for page in pages if f"page {page}" not in unread)
    kept = [block for block in first.blocks if _page(block) not in reread]
    blocks = sorted((*kept, *second.blocks), key=_page)  # a stable sort: the order on a page stays
    numbers = count(1)
    numbered = (_numbered(block, next(numbers)) if block.kind == "grid" else block for block in blocks)
    return replace(first, blocks=tuple(numbered), reader=f"{first.reader}+{second.reader}"), reread


def _page(block: Block) -> int:
    return block.rows[0][0].spot.page or 0


def _numbered(block: Block, table: int) -> Block:
    def numbered(cell: Cell) -> Cell:
        return replace(cell, spot=replace(cell.spot, table=table))

    return replace(block, rows=tuple(tuple(map(numbered, row)) for row in block.rows))
