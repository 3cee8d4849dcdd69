"""A second, independent and slow reading of some pages of a file, put in place of what the first
reader made of them. Which formats have one is listed in `formats`."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from itertools import count

from pipelines.model import Block, Cell, Document
from pipelines.read.formats import format_named, opened
from pipelines.read.zip import unpacked


def has_second_reader(document: Document) -> bool:
    """Whether there is another reader for files of the document's format."""
    format = format_named(document.format)
    return format is not None and bool(format.second)


def read_again(data: bytes, first: Document, pages: Set[int]) -> tuple[Document, frozenset[int]]:
    """`first` with the blocks that the second reader finds on `pages` (from 1), and those of them
    that it could read.

    The cells of these pages owe nothing to the first reader; those of all other pages are the first
    reader's own. Never raises.
    """
    if not pages:
        return first, frozenset()
    try:
        format, data = unpacked(data)
        if format is None or not format.second:
            return first, frozenset()
        second: Document = opened(format.second)(data, pages)
    except Exception:  # whatever a bad file does to the second reader, the first reading stands
        return first, frozenset()
    if not second.blocks:
        return first, frozenset()
    unread = {issue.where.page for issue in second.issues}
    reread = frozenset(page for page in pages if page not in unread)
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
