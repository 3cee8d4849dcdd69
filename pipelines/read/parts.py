"""Several files that are parts of one report, such as photos of its pages -> one document, the parts in
their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipelines.model import Block, Document, Issue, Spot
from pipelines.read.door import read_bytes


def read_parts(parts: Sequence[bytes]) -> Document:
    """The blocks of all parts; pages, tables and lines are counted on from part to part. What one part
    lacks is an issue, the others are read all the same. Never raises."""
    documents = [read_bytes(part) for part in parts]
    blocks: list[Block] = []
    issues: list[Issue] = []
    pages = tables = lines = 0
    for document in documents:
        blocks += (_shifted(block, pages, tables, lines) for block in document.blocks)
        issues += (
            replace(issue, where=replace(issue.where, page=issue.where.page + pages))
            if issue.where.page is not None
            else issue
            for issue in document.issues
        )
        spots = [cell.spot for block in document.blocks for row in block.rows for cell in row]
        pages += document.pages or 1
        tables += max(_known(spot.table for spot in spots), default=0)
        lines += max(_known(spot.line for spot in spots), default=0)
    formats = {document.format for document in documents}
    return Document(
        formats.pop() if len(formats) == 1 else "parts",
        tuple(blocks),
        {name: value for one in reversed(documents) for name, value in one.metadata.items()},
        pages,
        "+".join(dict.fromkeys(one.reader for one in documents if one.reader)),
        tuple(issues),
        all(document.whole for document in documents),
    )


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
