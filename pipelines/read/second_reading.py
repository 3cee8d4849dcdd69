"""A second, independent and slow reading of some pages of a file, put in place of what the first
reader made of them. Which formats have one is listed in `formats`."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Set
from dataclasses import replace
from itertools import count

from pipelines.catalogue import catalogue
from pipelines.model import Block, Cell, Document, Issue, Place
from pipelines.read.formats import format_named, opened
from pipelines.read.zip import unpacked

UNREAD = "read.not_read_twice"
"""The issue of a file that the second reader could not read."""
_log = logging.getLogger(__name__)


def has_second_reader(document: Document) -> bool:
    """Whether there is another reader for files of the document's format."""
    format = format_named(document.format)
    return format is not None and bool(format.second)


def read_again(data: bytes, first: Document, pages: Set[int]) -> tuple[Document, frozenset[int]]:
    """`first` with the blocks that the second reader finds on `pages` (from 1), and those of them
    that it could read. Each other one has an issue that says why.

    The cells of these pages owe nothing to the first reader; those of all other pages are the first
    reader's own. Never raises.
    """
    if not pages:
        return first, frozenset()
    try:
        second = _read_with_second(data, pages)
    except Exception as error:  # whatever a bad file does to the second reader, the first reading stands
        _log.warning("the second reader failed", exc_info=True)
        return _unread(first, dict.fromkeys(pages, f"{type(error).__name__}: {error}")), frozenset()
    why = {issue.where.page: issue.detail for issue in second.issues}
    if not second.blocks:
        return _unread(first, {page: why.get(page) or why.get(None, "") for page in pages}), frozenset()
    reread = frozenset(page for page in pages if page not in why)
    kept = [block for block in first.blocks if _page(block) not in reread]
    blocks = sorted((*kept, *second.blocks), key=_page)  # a stable sort: the order on a page stays
    numbers = count(1)
    numbered = (_numbered(block, next(numbers)) if block.kind == "grid" else block for block in blocks)
    both = replace(first, blocks=tuple(numbered), reader=f"{first.reader}+{second.reader}")
    return _unread(both, {page: why[page] for page in pages - reread}), reread


def _read_with_second(data: bytes, pages: Set[int]) -> Document:
    format, inner = unpacked(data)
    if format is None or not format.second:
        raise ValueError("no second reader for this format")
    document: Document = opened(format.second)(inner, pages)
    return document


def _unread(document: Document, why: Mapping[int, str]) -> Document:
    """The document with an issue for each page that was not read a second time, and the reason."""
    severity = catalogue().issues[UNREAD].severity
    issues = (Issue("read", UNREAD, severity, Place(page), why[page]) for page in sorted(why))
    return replace(document, issues=(*document.issues, *issues))


def _page(block: Block) -> int:
    return block.rows[0][0].spot.page or 0


def _numbered(block: Block, table: int) -> Block:
    def numbered(cell: Cell) -> Cell:
        return cell._replace(spot=cell.spot._replace(table=table))

    return replace(block, rows=tuple(tuple(map(numbered, row)) for row in block.rows))
