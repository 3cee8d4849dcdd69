"""Turns the bytes of a PDF into a Document, with pdfium and our own lattice: ruled tables as grids, the rest as prose.

Drawing and text are read from pdfium in `rulings` and `glyphs`, cells are found in `lattice`, lines in `printed`.
Whether a table is one of the form, and what of it goes on over the page, is left to the recogniser.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pipelines.catalogue import catalogue
from pipelines.model import Block, Cell, Document, Issue, Spot
from pipelines.read.frame import Box, Frame, shown
from pipelines.read.glyphs import BLANKS, UNKNOWN, Glyph, hidden_text, lost_writing, read_glyphs, reading_turn
from pipelines.read.lattice import Grid, find_grids
from pipelines.read.printed import Field, cell_text, fields_of, is_tabular, lines_of, text_of
from pipelines.read.refusal import refuse
from pipelines.read.rulings import Drawn, read_drawn

READER = "pdfium"
MOST_PAGES = 500
"""A yearly report has 5 to 30."""
PICTURE = 0.6
"""A page covered so far by images is a scan."""
ILLEGIBLE = 0.1
"""Of a page with a larger share of unexplained characters not even the prose can be used."""


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
                reading.add_page(page.raw, number)
            finally:
                page.close()
    finally:
        document.close()
    if not reading.characters:
        return refuse("pdf", "read.damaged" if unopened == count else "read.no_text", reader=READER)
    return Document("pdf", tuple(reading.blocks), pages=count, reader=READER, issues=tuple(reading.issues))


@dataclass
class _Reading:
    """What has been read of a document so far."""

    blocks: list[Block] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    tables: int = 0
    characters: int = 0

    def doubt(self, code: str, page: int, detail: str) -> None:
        self.issues.append(Issue("read", code, catalogue().issues[code].severity, f"page {page}", detail))

    def add_page(self, page: Any, number: int) -> None:
        """Append the blocks of a raw pdfium page, tables and lines in the order of their height on it."""
        import pypdfium2.raw as pdfium

        view = shown(page)
        text_page = pdfium.FPDFText_LoadPage(page)
        try:
            frame = view.turned(reading_turn(text_page, view))
            drawn = read_drawn(page, frame)
            glyphs = read_glyphs(text_page, frame, drawn.formed)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        self.characters += sum(g.text not in BLANKS for g in glyphs)
        self._judge(page, number, glyphs, drawn)
        grids = find_grids(drawn.horizontals, drawn.verticals)
        inside, outside = _placed(glyphs, grids)
        lines = [fields for line in lines_of(outside) if (fields := fields_of(line))]
        for position, grid in enumerate(grids):
            above, lines = _split(lines, grid.ys[0])
            self.blocks += _text_blocks(above, number, frame, view)
            self.tables += 1
            self.blocks.append(_grid_block(grid, inside[position], Spot(page=number, table=self.tables), frame, view))
        self.blocks += _text_blocks(lines, number, frame, view)

    def _judge(self, page: Any, number: int, glyphs: list[Glyph], drawn: Drawn) -> None:
        """Say where the text of a page is missing or not to be trusted."""
        unknown = sum(g.text == UNKNOWN for g in glyphs)
        if drawn.pictures > PICTURE and not glyphs:
            self.doubt("read.page_unreadable", number, "a picture without text")
        elif drawn.pictures > PICTURE and hidden_text(page):
            self.doubt("read.recognised_text", number, "invisible text behind a picture")
        if drawn.excessive:
            self.doubt("read.page_unreadable", number, "too many rulings: tables are read as lines")
        if len(glyphs) < drawn.texts and (lost := lost_writing(page)):
            self.doubt("read.page_unreadable", number, f"{lost} pieces of turned or vertical writing without a font")
        if unknown > ILLEGIBLE * len(glyphs):
            self.doubt("read.page_unreadable", number, f"{unknown} of {len(glyphs)} characters without meaning")
        elif unknown:
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


def _around(line: list[Field], frame: Frame, view: Frame) -> Box:
    boxes = [piece.box for piece in line]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return _box(frame, view, (boxes[0][0], top, boxes[-1][2], bottom))


def _box(frame: Frame, view: Frame, box: Box) -> Box:
    if frame is not view and frame != view:
        box = frame.box_in(view, box)
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)
