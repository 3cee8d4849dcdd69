"""Turns the bytes of a PDF into a Document, with pdfplumber alone: the second, slow reading that
referees the first.

It shares no code with the reader on pdfium: characters, lines and cells all come from pdfplumber.
What it must be told is what looks like a ruling and is none, and where a page break leaves a table
open.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Collection
from itertools import pairwise
from typing import Any

from pipelines.model import Block, Cell, Document, Issue, Place, Spot
from pipelines.read.pdf.header import from_header
from pipelines.read.refusal import refuse

READER = "pdfplumber"
THIN = 2.5
"""In points: a filled box up to this thickness is a line, a thicker one the background of a line of
text."""
SNAP = 3.0
WIDE_GAP, LETTER_GAP = 1.5, 0.75
"""In heights of the characters: between columns, and between what one blank may part."""
GAP = "  "
MARGIN = 12.0
BROAD = 700.0
"""In points: what a page leaves free at its side, at least; a sheet with room for two pages is
broader than this."""
TABULAR_LINES = 3
"""Rulings from which on a page is taken for one with a table."""

Chars = list[dict[str, Any]]
Line = list[dict[str, Any]]
Edge = dict[str, Any]


def read_pdf(data: bytes, pages: Collection[int] | None = None) -> Document:
    """The pages asked for (from 1; all if None) in reading order. Never raises for bad content."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        document = pdfplumber.open(io.BytesIO(from_header(data)))
        count = len(document.pages)
    except Exception as error:  # pdfminer meets a damaged file with errors of many kinds
        cause = error.args[0] if error.args else error
        code = "read.encrypted" if isinstance(cause, PDFPasswordIncorrect) else "read.damaged"
        return refuse("pdf", code, f"{type(cause).__name__}: {cause}", READER)
    blocks: list[Block] = []
    issues: list[Issue] = []
    tables = 0
    with document:
        for number, page in enumerate(document.pages, 1):
            if pages is not None and number not in pages:
                continue
            try:
                added = _page_blocks(page.dedupe_chars(), number, tables)
            except Exception as error:
                detail = f"{type(error).__name__}: {error}"
                issues.append(Issue("read", "read.page_unreadable", "warning", Place(number), detail))
                continue
            tables += sum(block.kind == "grid" for block in added)
            blocks += added
            page.close()
    if not any(cell.text for block in blocks for row in block.rows for cell in row):
        return refuse("pdf", "read.no_text", "; ".join(f"{i.where}: {i.detail}" for i in issues), READER)
    return Document("pdf", tuple(blocks), pages=count, reader=READER, issues=tuple(issues))


def _page_blocks(page: Any, number: int, tables: int) -> list[Block]:
    """Tables and the lines between them, in the order of their height on the page."""
    chars = page.chars
    if 2 * sum(char["matrix"][0] <= 0 for char in chars) > len(chars):
        raise ValueError("the text runs sideways or upside down, which pdfplumber would read backwards")
    if _shows_two_pages(page):
        raise ValueError("two pages are on one sheet, which pdfplumber would read across")
    ruled = page.filter(_is_no_background)
    in_page = [table for table in ruled.find_tables(_settings(ruled)) if len(table.cells) > 1]
    cells = [cell for table in in_page for cell in table.cells]
    lines = _lines([char for char in chars if not any(_stands_in(char, cell) for cell in cells)])
    blocks: list[Block] = []
    for position, table in enumerate(sorted(in_page, key=lambda t: (t.bbox[1], t.bbox[0])), tables + 1):
        above = [line for line in lines if (line[0]["top"] + line[0]["bottom"]) / 2 < table.bbox[1]]
        lines = lines[len(above) :]
        blocks += _text_blocks(above, number)
        blocks.append(_grid_block(table, chars, Spot(page=number, table=position)))
    return blocks + _text_blocks(lines, number)


def _shows_two_pages(page: Any) -> bool:
    """Whether a broad sheet is parted by a gap down its middle that nothing crosses."""
    near, far = page.width / 2 - MARGIN, page.width / 2 + MARGIN
    things = (*page.chars, *page.lines, *(r for r in page.rects if _is_no_background(r)))
    return bool(page.width > max(page.height, BROAD)) and not any(
        t["x0"] < far and near < t["x1"] for t in things
    )


def _is_no_background(thing: dict[str, Any]) -> bool:
    if thing["object_type"] != "rect":
        return True
    return bool(thing["stroke"]) or min(thing["width"], thing["height"]) <= THIN


def _stands_in(char: dict[str, Any], cell: tuple[float, float, float, float]) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(cell[0] <= x < cell[2] and cell[1] <= y < cell[3])


def _settings(page: Any) -> dict[str, Any]:
    """Settings for the tables of a page, with a line wherever its rulings end at nothing."""
    from pdfplumber.table import TableFinder

    settings: dict[str, Any] = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
    edges = TableFinder(page, settings).edges
    vertical = [e for e in edges if e["orientation"] == "v"]
    horizontal = [e for e in edges if e["orientation"] == "h"]
    across = _closing(vertical, horizontal, "top") + _closing(vertical, horizontal, "bottom")
    down = _closing(horizontal, vertical, "x0") + _closing(horizontal, vertical, "x1")
    return settings | {"explicit_horizontal_lines": across, "explicit_vertical_lines": down}


def _closing(ending: list[Edge], across: list[Edge], side: str) -> list[Edge]:
    """A line between any two neighbouring parallel edges that end (on `side`) level with each
    other, if edges across join them elsewhere, as in a table, but not at their ends."""
    upright = side in ("top", "bottom")
    start, end, level = ("x0", "x1", "top") if upright else ("top", "bottom", "x0")
    first, last = ("top", "bottom") if upright else ("x0", "x1")
    groups: list[list[Edge]] = []
    for edge in sorted(ending, key=lambda e: e[side]):
        if groups and edge[side] - groups[-1][-1][side] <= SNAP:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    lines = []
    for group in groups:
        group.sort(key=lambda e: e[start])
        for edge, other in pairwise(group):
            near, far, at = edge[start], other[start], edge[side]
            joining = [e[level] for e in across if e[start] <= near + SNAP and e[end] >= far - SNAP]
            within = max(edge[first], other[first]) - SNAP, min(edge[last], other[last]) + SNAP
            if any(within[0] <= p <= within[1] for p in joining) and not any(
                abs(p - at) <= SNAP for p in joining
            ):
                lines.append(_line(near, far, at, upright))
    return lines


def _line(start: float, end: float, at: float, across: bool) -> Edge:
    x0, x1, top, bottom = (start, end, at, at) if across else (at, at, start, end)
    box = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    return {**box, "object_type": "line", "orientation": "h" if across else "v"}


def _grid_block(table: Any, chars: Chars, spot: Spot) -> Block:
    """Origin cells only: what a merged cell covers besides is None in pdfplumber's rows. It covers
    the columns and rows that begin in its box."""
    rows = []
    lefts = sorted({box[0] for row in table.rows for box in row.cells if box is not None})
    tops = sorted({row.bbox[1] for row in table.rows})
    for number, row in enumerate(table.rows, 1):
        cells = []
        near = [char for char in chars if _stands_in(char, row.bbox)]
        for column, box in enumerate(row.cells, 1):
            if box is not None:
                lines = _lines([char for char in near if _stands_in(char, box)])
                text = "\n".join(GAP.join(f["text"] for f in line) for line in lines)
                at = Spot(spot.page, spot.table, number, column, None, _rounded(box))
                across, down = _begun(lefts, box[0], box[2]), _begun(tops, box[1], box[3])
                cells.append(Cell(text, at, None, "", across, down))
        if cells:
            rows.append(tuple(cells))
    return Block("grid", tuple(rows))


def _begun(starts: list[float], first: float, last: float) -> int:
    """How many of the sorted `starts` are between two borders, the first at least."""
    return max(1, bisect_left(starts, last - SNAP) - bisect_left(starts, first - SNAP))


def _lines(chars: Chars) -> list[Line]:
    """The printed lines, each as fields: pdfplumber's words, joined where no wide gap parts
    them."""
    from pdfplumber.utils.text import extract_words

    lines: list[Line] = []
    rising = (
        sum(char["matrix"][1] for char in chars if not char["upright"]) > 0
    )  # turned writing that is read upwards
    words = extract_words(chars, char_dir_rotated="btt" if rising else "ttb")
    for word in sorted(words, key=lambda w: (w["bottom"], w["x0"])):
        if lines and word["bottom"] - lines[-1][-1]["bottom"] <= SNAP:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_joined(sorted(line, key=lambda w: w["x0"])) for line in lines]


def _joined(words: Line) -> Line:
    fields: Line = []
    for word in words:
        gap = (word["x0"] - fields[-1]["x1"]) / (word["height"] or 1.0) if fields else WIDE_GAP
        if gap < WIDE_GAP:
            last = fields[-1]
            last["text"] += (GAP if gap > LETTER_GAP else " ") + word["text"]
            last["x1"] = word["x1"]
            last["top"], last["bottom"] = min(last["top"], word["top"]), max(last["bottom"], word["bottom"])
        else:
            fields.append(word)
    return fields


def _text_blocks(lines: list[Line], page: int) -> list[Block]:
    """A block of prose per line; or, where they look like a table without rulings, one block of
    rows of fields."""
    boxes = [[(f["x0"], f["top"], f["x1"], f["bottom"]) for f in line] for line in lines]
    if sum(len(line) > 1 for line in lines) >= TABULAR_LINES:
        rows = []
        for number, (line, around) in enumerate(zip(lines, boxes), 1):
            spots = [
                Spot(page=page, column=column, line=number, box=_rounded(box))
                for column, box in enumerate(around, 1)
            ]
            rows.append(tuple(Cell(f["text"], spot) for f, spot in zip(line, spots)))
        return [Block("lines", tuple(rows))]
    blocks = []
    for line, around in zip(lines, boxes):
        box = around[0][0], min(b[1] for b in around), around[-1][2], max(b[3] for b in around)
        text = GAP.join(f["text"] for f in line)
        blocks.append(Block("prose", ((Cell(text, Spot(page=page, box=_rounded(box))),),)))
    return blocks


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (round(float(side), 1) for side in box)
    return left, top, right, bottom
