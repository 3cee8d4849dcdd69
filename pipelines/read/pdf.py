"""Turns the bytes of a PDF into a Document, with pdfium and our own lattice: ruled tables as grids, the rest as prose.

Drawing and text are read from pdfium in `rulings` and `glyphs`, cells are found in `lattice`, lines in `printed`. Pages
that hold no text of their own (`page_kind`) are looked at by `scan`, where that is installed. Whether a table is one of
the form, and what of it goes on over the page, is left to the recogniser.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

from pipelines.catalogue import catalogue
from pipelines.model import Block, Cell, Document, Issue, Spot
from pipelines.read.frame import Box, Frame, shown
from pipelines.read.glyphs import BLANKS, UNKNOWN, Glyph, lost_writing, read_glyphs, reading_turn
from pipelines.read.lattice import Grid, find_grids
from pipelines.read.page_kind import Kind, page_kind, unexplained
from pipelines.read.printed import Field, cell_text, fields_of, is_tabular, lines_of, text_of
from pipelines.read.refusal import refuse
from pipelines.read.rulings import Drawn, read_drawn
from pipelines.read.scan_text import READER as RECOGNISER
from pipelines.read.scan_text import installed

READER = "pdfium"
MOST_PAGES = 500
"""A yearly report has 5 to 30."""
UNREAD: dict[Kind, tuple[str, str]] = {
    "image": ("read.page_unreadable", "a picture without text"),
    "recognised": ("read.recognised_text", "invisible text behind a picture"),
    "outlined": ("read.page_unreadable", "characters drawn as curves"),
}
"""What is said of a page at which nobody looked, or on which nothing could be seen."""
HINT = 'pip install "gongkai[scan]"'


def read_pdf(data: bytes) -> Document:
    """Every page of a PDF in reading order. Never raises for bad content; the reason stands in the issues.

    Boxes of spots are points from the upper left corner of the page as it is shown.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        return refuse("pdf", "read.encrypted" if locked else "read.damaged", str(error), READER)
    reading, unopened = _Reading(), 0
    try:
        count = len(document)
        if count > MOST_PAGES:
            return refuse("pdf", "read.too_large", f"{count} pages", READER)
        for number in range(1, count + 1):
            try:
                page = document[number - 1]  # its raw handle dies with this object
            except pypdfium2.PdfiumError as error:
                reading.doubt("read.page_unreadable", number, str(error))
                unopened += 1
                continue
            try:
                reading.add_page(page, number)
            finally:
                page.close()
    finally:
        document.close()
    if not reading.characters:
        hint = "" if installed() else HINT
        return refuse("pdf", "read.damaged" if unopened == count else "read.no_text", hint, READER)
    reader = f"{READER}+{RECOGNISER}" if reading.looked else READER
    return Document("pdf", tuple(reading.blocks), pages=count, reader=reader, issues=tuple(reading.issues))


@dataclass
class _Reading:
    """What has been read of a document so far."""

    blocks: list[Block] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    tables: int = 0
    characters: int = 0
    looked: bool = False

    def doubt(self, code: str, page: int, detail: str) -> None:
        self.issues.append(Issue("read", code, catalogue().issues[code].severity, f"page {page}", detail))

    def add_page(self, page: Any, number: int) -> None:
        """Append the blocks of an open page, tables and lines in the order of their height on it."""
        import pypdfium2.raw as pdfium

        raw = page.raw
        view = shown(raw)
        text_page = pdfium.FPDFText_LoadPage(raw)
        try:
            frame = view.turned(reading_turn(text_page, view))
            drawn = read_drawn(raw, frame)
            glyphs = read_glyphs(text_page, frame, drawn.formed)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        kind = page_kind(raw, glyphs, drawn)
        if kind not in ("digital", "blank") and self._look(page, number, kind):
            return
        self.characters += sum(g.text not in BLANKS for g in glyphs)
        self._judge(raw, number, kind, glyphs, drawn)
        before = len(self.blocks)
        grids = find_grids(drawn.horizontals, drawn.verticals)
        inside, outside = _placed(glyphs, grids)
        lines = [fields for line in lines_of(outside) if (fields := fields_of(line))]
        for position, grid in enumerate(grids):
            above, lines = _split(lines, grid.ys[0])
            self.blocks += _text_blocks(above, number, frame, view)
            self.tables += 1
            self.blocks.append(_grid_block(grid, inside[position], Spot(page=number, table=self.tables), frame, view))
        self.blocks += _text_blocks(lines, number, frame, view)
        if kind == "recognised":
            self.blocks[before:] = [_unsure(block) for block in self.blocks[before:]]

    def _look(self, page: Any, number: int, kind: Kind) -> bool:
        """Append what can be read on the picture of a page; whether that is anything."""
        if not installed():
            return False
        from pipelines.read.scan import page_picture, picture_blocks

        picture, scale = page_picture(page)
        blocks = picture_blocks(picture, number, self.tables, scale)
        if not blocks:
            return False
        self.blocks += blocks
        self.tables += sum(block.kind == "grid" for block in blocks)
        self.characters += sum(len(cell.text.strip()) for block in blocks for row in block.rows for cell in row)
        self.looked = True
        self.doubt("read.scanned", number, kind)
        return True

    def _judge(self, page: Any, number: int, kind: Kind, glyphs: list[Glyph], drawn: Drawn) -> None:
        """Say where the text of a page is missing or not to be trusted."""
        if kind in UNREAD:
            code, reason = UNREAD[kind]
            self.doubt(code, number, reason if installed() else f"{reason}; {HINT}")
        if drawn.excessive:
            self.doubt("read.page_unreadable", number, "too many rulings: tables are read as lines")
        if len(glyphs) < drawn.texts and (lost := lost_writing(page)):
            self.doubt("read.page_unreadable", number, f"{lost} pieces of turned or vertical writing without a font")
        if kind == "illegible":
            detail = f"{unexplained(glyphs)} of {len(glyphs)} characters without meaning"
            self.doubt("read.page_unreadable", number, detail if installed() else f"{detail}; {HINT}")
        elif unknown := sum(g.text == UNKNOWN for g in glyphs):
            self.doubt("read.undecodable", number, f"{unknown} characters")


def _placed(glyphs: list[Glyph], grids: list[Grid]) -> tuple[list[dict[int, list[Glyph]]], list[Glyph]]:
    """Glyphs by grid and cell, by the middle of their box; and those outside of all cells."""
    inside: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in grids]
    if not grids:
        return inside, glyphs
    outside = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        for grid, cells in zip(grids, inside):
            if (cell := grid.cell_at(x, y)) >= 0:
                cells[cell].append(glyph)
                break
        else:
            outside.append(glyph)
    return inside, outside


def _split(lines: list[list[Field]], y: float) -> tuple[list[list[Field]], list[list[Field]]]:
    """The lines whose middle is above y, and the rest."""
    above = [line for line in lines if (line[0].box[1] + line[0].box[3]) / 2 < y]
    return above, lines[len(above) :]


def _text_blocks(lines: list[list[Field]], page: int, frame: Frame, view: Frame) -> list[Block]:
    """A block of prose per line; or, where they look like a table without rulings, one block of rows of fields."""
    if is_tabular(lines):
        rows = tuple(
            tuple(
                Cell(piece.text, Spot(page=page, column=column, line=number, box=_box(frame, view, piece.box)))
                for column, piece in enumerate(line, 1)
            )
            for number, line in enumerate(lines, 1)
        )
        return [Block("lines", rows)]
    cells = (Cell(text_of(line), Spot(page=page, box=_around(line, frame, view))) for line in lines)
    return [Block("prose", ((cell,),)) for cell in cells]


def _grid_block(grid: Grid, glyphs: dict[int, list[Glyph]], spot: Spot, frame: Frame, view: Frame) -> Block:
    rows: dict[int, list[Cell]] = defaultdict(list)
    for i, cell in enumerate(grid.cells):
        text = cell_text(glyphs[i]) if i in glyphs else ""
        box = _box(frame, view, grid.box(cell))
        rows[cell.row].append(Cell(text, Spot(spot.page, spot.table, cell.row + 1, cell.column + 1, None, box)))
    return Block("grid", tuple(tuple(cells) for cells in rows.values()))


def _unsure(block: Block) -> Block:
    """The block with no confidence in its cells: whatever recognised them did not leave word how sure it was."""
    return Block(block.kind, tuple(tuple(replace(cell, confidence=0.0) for cell in row) for row in block.rows))


def _around(line: list[Field], frame: Frame, view: Frame) -> Box:
    boxes = [piece.box for piece in line]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return _box(frame, view, (boxes[0][0], top, boxes[-1][2], bottom))


def _box(frame: Frame, view: Frame, box: Box) -> Box:
    if frame is not view and frame != view:
        box = frame.box_in(view, box)
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
