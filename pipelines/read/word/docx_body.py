"""The XML of a Word document -> blocks. Knows which paragraphs and tables are printed, and in what
order; what a paragraph prints is for `docx_runs`."""

from __future__ import annotations

from pipelines.model import NOT_TEXT, Block
from pipelines.read.grid_builder import GridBuilder, prose
from pipelines.read.word.docx_places import PAGE, Place, TablePlaces
from pipelines.read.word.docx_runs import Bound, Paragraphs, Printed
from pipelines.read.word.docx_styles import Styles
from pipelines.read.word.docx_xml import (
    Element,
    attribute,
    child_of,
    has,
    inside,
    local_name,
    merge_of,
    number_of,
    paragraphs_and_tables,
    switched_on,
)
from pipelines.read.word.looks import LOW_ROW
from pipelines.values import is_value


def read_body(
    root: Element, styles: Styles | None = None, bound: Bound = lambda control: None
) -> tuple[Block, ...]:
    """The paragraphs and tables of a `w:document` in reading order. `bound` gives the data that a
    control shows."""
    body = _Body(Paragraphs(styles or Styles(), bound), styles or Styles())
    for child in root:
        if local_name(child) == "body":
            body.read(child)
    return tuple(body.blocks)


class _Body:
    def __init__(self, paragraphs: Paragraphs, styles: Styles) -> None:
        self.blocks: list[Block] = []
        self._grids = 0
        self._paragraphs = paragraphs
        self._styles = styles

    def read(self, parent: Element) -> None:
        """Paragraphs and tables below `parent`, into the blocks."""
        for element in paragraphs_and_tables(parent):
            if local_name(element) == "p":
                printed = self._paragraphs.read(element, PAGE)
                self.blocks += prose(printed.pieces)
                for box in printed.boxes:
                    self.read(box)
            elif local_name(element) == "tbl":
                grid = GridBuilder(self._grids + 1)
                self._fill(grid, element)
                if block := grid.block():
                    self._grids += 1
                    self.blocks.append(block)

    def _fill(self, grid: GridBuilder, table: Element) -> None:
        rows = list(inside(table, "tr"))
        places = TablePlaces(table, len(rows), self._styles, PAGE)
        merged: set[int] = set()  # columns in which a vertical merge is open
        for at, row in enumerate(rows):
            properties = child_of(row, "trPr")
            if has(properties, "del") or switched_on(properties, "hidden") or _is_flat(row, properties):
                continue
            grid.open_row()
            column = number_of(properties, "gridBefore", 0)
            grid.skip(column)
            cells = list(inside(row, "tc"))
            for order, cell in enumerate(cells):
                properties = child_of(cell, "tcPr")
                if has(properties, "cellDel"):
                    continue
                span = number_of(properties, "gridSpan", 1)
                vertical, horizontal = merge_of(properties, "vMerge"), merge_of(properties, "hMerge")
                if horizontal == "continue" or (vertical == "continue" and column in merged):
                    if vertical == "continue":
                        grid.go_on(column + 1)
                    grid.skip(span)
                else:
                    grid.open_cell(span)
                    self._fill_cell(grid, cell, places.cell(at, order, len(cells), properties))
                    grid.close_cell()
                (merged.add if vertical else merged.discard)(column)
                column += span
            grid.close_row()

    def _fill_cell(self, grid: GridBuilder, parent: Element, place: Place) -> None:
        for element in paragraphs_and_tables(parent):
            name = local_name(element)
            if name == "p":
                self._write(grid, element, place)
            elif name == "altChunk":
                grid.write(NOT_TEXT)
            else:
                grid.cut()
                rows = list(inside(element, "tr"))
                places = TablePlaces(element, len(rows), self._styles, place)
                for at, row in enumerate(rows):
                    cells = list(inside(row, "tc"))
                    for order, cell in enumerate(cells):
                        inner = places.cell(at, order, len(cells), child_of(cell, "tcPr"))
                        self._fill_cell(grid, cell, inner)
                        grid.cut(keep_empty=True)

    def _write(self, grid: GridBuilder, paragraph: Element, place: Place) -> None:
        """A paragraph of a cell. A number that Word puts before a figure or nothing cannot be
        read."""
        printed: Printed = self._paragraphs.read(paragraph, place)
        text = "".join(printed.pieces)
        if self._paragraphs.numbered(paragraph) and (not text.strip() or is_value(text)):
            grid.write(NOT_TEXT)
        if printed.floats:
            grid.overlay()
        for piece in printed.pieces:
            grid.write(piece)
        grid.write("\n")
        for box in printed.boxes:
            self._fill_cell(grid, box, place)


def _is_flat(row: Element, properties: Element | None) -> bool:
    """Whether nothing of a row is seen: it is too low, and no cell of it goes on below."""
    height = None if properties is None else child_of(properties, "trHeight")
    if height is None or attribute(height, "hRule") != "exact":
        return False
    twips = attribute(height)
    is_low = twips.isascii() and twips.isdigit() and 0 < int(twips[:6]) <= LOW_ROW
    cells = inside(row, "tc") if is_low else ()
    return is_low and all(merge_of(child_of(cell, "tcPr"), "vMerge") != "restart" for cell in cells)
