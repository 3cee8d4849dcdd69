"""Turns the bytes of a PDF into a Document, with pdfium and our own lattice: ruled tables as grids,
the rest as prose.

Drawing and text are read from pdfium in `rulings` and `glyphs`, and laid out by `page_blocks`.
Pages that hold no text of their own (`page_kind`) are looked at by `scan.reader`, where that is
installed. Which table is one of the form, and what goes on over the page, is left to the
recogniser.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pipelines.catalogue import catalogue
from pipelines.model import NOT_TEXT, Block, Document, Issue, Place
from pipelines.read.layout.drawn import MOST_RULINGS, Drawn
from pipelines.read.layout.glyph import BLANKS, UNKNOWN, Glyph
from pipelines.read.layout.page_blocks import page_blocks
from pipelines.read.layout.page_transform import Box
from pipelines.read.pdf.annotations import add_annotations
from pipelines.read.pdf.believed import disbelieved
from pipelines.read.pdf.expansion import excess
from pipelines.read.pdf.glyphs import lost_writing, read_glyphs, reading_turn, replaced
from pipelines.read.pdf.header import from_header
from pipelines.read.pdf.page_kind import Kind, page_kind, unexplained
from pipelines.read.pdf.painted import as_painted
from pipelines.read.pdf.pdfium_calls import page_frame
from pipelines.read.pdf.rulings import read_drawn
from pipelines.read.pdf.suspects import has_layers, painters, suspects, turned_over
from pipelines.read.refusal import refuse
from pipelines.read.scan.text import HINT, installed
from pipelines.read.scan.text import READER as RECOGNISER

READER = "pdfium"
MOST_PAGES = 250
"""A yearly report has 5 to 30."""
MOST_CHARACTERS = 500_000
"""A report has 20,000; what is on one page beyond that is not read."""
MOST_READ_TWICE = 40_000
"""Characters, or drawings, of a page that the second reader is given: it takes 0.1 ms for each."""
MOST_LOOKED_AT = 20_000
"""Characters of a file that may not be seen and are held against the ink: a report has some
thousand figures in all."""
_SIGNS = re.compile("[\u2701-\u27bf]")
"""Characters of a font of signs, whose codes are those of digits to the second reader."""
UNREAD: dict[Kind, tuple[str, str]] = {
    "image": ("read.page_unreadable", "a picture without text"),
    "recognised": ("read.recognised_text", "invisible text behind a picture"),
    "outlined": ("read.page_unreadable", "characters drawn as curves"),
}
"""What is said of a page at which nobody looked, or on which nothing could be seen."""


def read_pdf(data: bytes) -> Document:
    """Every page of a PDF in reading order. Never raises for bad content; the reason is in the
    issues.

    Boxes of spots are points from the upper left corner of the page as it is shown.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    if grows := excess(data):
        return refuse("pdf", "read.too_large", grows, READER)
    try:
        document = pypdfium2.PdfDocument(from_header(data))
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        return refuse("pdf", "read.encrypted" if locked else "read.damaged", str(error), READER)
    reading, unopened = _Reading(has_layers(data)), 0
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
            if reading.written > MOST_CHARACTERS:
                return refuse("pdf", "read.too_large", f"more than {MOST_CHARACTERS} characters", READER)
    finally:
        document.close()
    if not reading.characters:
        if excessive := tuple(i for i in reading.issues if i.code == "read.too_many_rulings"):
            return Document("pdf", pages=count, reader=READER, issues=excessive)
        hint = "" if installed() else HINT
        return refuse("pdf", "read.damaged" if unopened == count else "read.no_text", hint, READER)
    reader = f"{READER}+{RECOGNISER}" if reading.looked else READER
    return Document("pdf", tuple(reading.blocks), pages=count, reader=reader, issues=tuple(reading.issues))


@dataclass
class _Reading:
    """What has been read of a document so far. `layers`: parts of its pages may be switched off."""

    layers: bool
    blocks: list[Block] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    tables: int = 0
    characters: int = 0
    written: int = 0  # characters, visible or not
    doubted: int = 0  # characters that may not be seen
    looked: bool = False

    def doubt(self, code: str, page: int, detail: str) -> None:
        self.issues.append(Issue("read", code, catalogue().issues[code].severity, Place(page), detail))

    def add_page(self, page: Any, number: int) -> None:
        """Append the blocks of an open page, tables and lines in the order of their height on
        it."""
        import pypdfium2.raw as pdfium

        raw = page.raw
        view = page_frame(raw)
        text_page = pdfium.FPDFText_LoadPage(raw)
        if self._is_beyond(raw, text_page, number):
            pdfium.FPDFText_ClosePage(text_page)
            return
        try:
            frame = view.turned(reading_turn(text_page, view))
            drawn = read_drawn(raw, frame)
            glyphs, figures = read_glyphs(text_page, frame, drawn.formed)
            written = len(glyphs)
            add_annotations(raw, frame, glyphs, drawn)
            annotated = len(glyphs)
            by_glyph = painters(text_page, figures)
            doubted = suspects(by_glyph, glyphs, drawn, self.layers)
            place = partial(frame.box_in, view) if frame != view else _as_it_is
            for i in (
                *disbelieved(raw, by_glyph, glyphs, place),
                *replaced(glyphs, figures),
                *turned_over(by_glyph, drawn, frame.matrix),
            ):
                glyphs[i] = glyphs[i]._replace(mark="doubtful")
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        printed = "".join([glyph.text for glyph in glyphs if glyph.text not in BLANKS])
        kind = page_kind(raw, printed, drawn)
        if kind not in ("digital", "blank") and self._look(page, number, kind):
            return
        self.characters += len(printed)
        self._judge(raw, number, kind, printed, glyphs, drawn)
        placing = None if frame == view else partial(frame.box_in, view)
        if doubted and kind == "digital":
            glyphs = self._as_painted(raw, glyphs, doubted, placing)
        blocks = page_blocks(glyphs, drawn, number, self.tables, placing)
        shown_otherwise = written != annotated or annotated != len(glyphs) or _SIGNS.search(printed)
        if shown_otherwise or any(map(_is_marked, blocks)):
            self.doubt("read.not_read_twice", number, "shows other figures than its text has")
        self.tables += sum(block.kind == "grid" for block in blocks)
        self.blocks += [_unsure(block) for block in blocks] if kind == "recognised" else blocks

    def _as_painted(
        self, page: Any, glyphs: list[Glyph], doubted: dict[int, int], placing: Callable[[Box], Box] | None
    ) -> list[Glyph]:
        """The glyphs as the ink of the page has them; of what is doubted beyond all measure nothing
        is looked at, and all left open."""
        self.doubted += len(doubted)
        if self.doubted > MOST_LOOKED_AT:
            return [g._replace(mark="doubtful") if i in doubted else g for i, g in enumerate(glyphs)]
        return as_painted(page, glyphs, doubted, placing)

    def _is_beyond(self, page: Any, text_page: Any, number: int) -> bool:
        """Whether there is more text than in any report; a page of much is not given to the second
        reader."""
        import pypdfium2.raw as pdfium

        characters = max(pdfium.FPDFText_CountChars(text_page), 0)
        self.written += characters
        if max(characters, pdfium.FPDFPage_CountObjects(page)) > MOST_READ_TWICE:
            self.doubt("read.not_read_twice", number, f"more than {MOST_READ_TWICE} characters or drawings")
        return self.written > MOST_CHARACTERS

    def _look(self, page: Any, number: int, kind: Kind) -> bool:
        """Append what can be read on the picture of a page; whether that is anything."""
        if not installed():
            return False
        from pipelines.read.scan.reader import grey_page, picture_blocks

        picture, scale = grey_page(page)
        blocks = picture_blocks(picture, number, self.tables, scale)
        if not blocks:
            return False
        self.blocks += blocks
        self.tables += sum(block.kind == "grid" for block in blocks)
        self.characters += sum(
            len(cell.text.strip()) for block in blocks for row in block.rows for cell in row
        )
        self.looked = True
        self.doubt("read.scanned", number, kind)
        return True

    def _judge(
        self, page: Any, number: int, kind: Kind, printed: str, glyphs: list[Glyph], drawn: Drawn
    ) -> None:
        """Say where the text of a page is missing or not to be trusted. `printed`: it without
        blanks."""
        if kind in UNREAD:
            code, reason = UNREAD[kind]
            self.doubt(code, number, reason if installed() else f"{reason}; {HINT}")
        if drawn.excessive:
            self.doubt("read.too_many_rulings", number, f"more than {MOST_RULINGS}")
        if len(glyphs) < drawn.texts and (lost := lost_writing(page)):
            self.doubt(
                "read.page_unreadable", number, f"{lost} pieces of turned or vertical writing without a font"
            )
        if kind == "illegible":
            detail = f"{unexplained(printed)} of {len(glyphs)} characters without meaning"
            self.doubt("read.page_unreadable", number, detail if installed() else f"{detail}; {HINT}")
        elif unknown := printed.count(UNKNOWN):
            self.doubt("read.undecodable", number, f"{unknown} characters")


def _is_marked(block: Block) -> bool:
    """Whether a cell shows something that is no text, or that is no part of its text."""
    return any(NOT_TEXT in cell.text or cell.left_out for row in block.rows for cell in row)


def _as_it_is(box: Box) -> Box:
    return box


def _unsure(block: Block) -> Block:
    """The block with no confidence in its cells: whatever recognised them did not leave word how
    sure it was."""
    return Block(
        block.kind, tuple(tuple(cell._replace(confidence=0.0) for cell in row) for row in block.rows)
    )
