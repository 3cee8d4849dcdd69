"""Several files that are parts of one report, such as photos of its pages -> one document, the parts in
their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.model import Block, Document, Issue, Spot
from pipelines.read.door import read_bytes
from pipelines.read.refusal import refuse

_MISSING = refuse("unknown", "read.missing")


def read_parts(parts: Sequence[bytes | None], names: Sequence[str] = ()) -> Document:
    """The blocks of all parts; pages, tables and lines are counted on from part to part. A part that
    is not there (None), or in which nothing can be read, is an issue that names it, and the others are
    read all the same. Never raises."""
    return joined([_MISSING if part is None else read_bytes(part) for part in parts], names)


def joined(documents: Sequence[Document], names: Sequence[str] = ()) -> Document:
    """The same of parts that have been read."""
    blocks: list[Block] = []
    issues: list[Issue] = []
    part_pages: list[int] = []
    pages = tables = lines = 0
    for number, document in enumerate(documents, 1):
        if not document.blocks:
            named = f"{number} {names[number - 1]}" if names else str(number)
            issues.append(Issue("read", "read.part_unread", "error", detail=named))
        blocks += (_shifted(block, pages, tables, lines) for block in document.blocks)
        issues += (
            replace(issue, where=replace(issue.where, page=issue.where.page + pages))
            if issue.where.page is not None
            else issue
            for issue in document.issues
        )
        spots = [cell.spot for block in document.blocks for row in block.rows for cell in row]
        part_pages.append(0 if document is _MISSING else document.pages or 1)
        pages += part_pages[-1]
        tables += max(_known(spot.table for spot in spots), default=0)
        lines += max(_known(spot.line for spot in spots), default=0)
    formats = {document.format for document in documents if document is not _MISSING}
    return Document(
        formats.pop() if len(formats) == 1 else "parts",
        tuple(blocks),
        {name: value for one in reversed(documents) for name, value in one.metadata.items()},
        pages,
        "+".join(dict.fromkeys(one.reader for one in documents if one.reader)),
        tuple(issues),
        all(document.whole for document in documents),
        tuple(part_pages),
    )


def part_of(page: int, part_pages: Sequence[int]) -> tuple[int, int]:
    """A page of the joined document as (part from 1, page of that part from 1). Raises ValueError for
    a page beyond the last."""
    number = page
    for part, pages in enumerate(part_pages, 1):
        if number <= pages:
            return part, number
        number -= pages
    raise ValueError(f"page {page} of {sum(part_pages)}")


def _known(numbers: Iterable[int | None]) -> list[int]:
    return [number for number in numbers if number is not None]


def _shifted(block: Block, pages: int, tables: int, lines: int) -> Block:
    def on(spot: Spot) -> Spot:
        return spot._replace(
            page=None if spot.page is None else spot.page + pages,
            table=None if spot.table is None else spot.table + tables,
            line=None if spot.line is None else spot.line + lines,
        )

    rows = tuple(tuple(cell._replace(spot=on(cell.spot)) for cell in row) for row in block.rows)
    return replace(block, rows=rows)
