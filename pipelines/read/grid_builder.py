"""Cells as they are met -> a grid block with true positions, and text -> paragraphs. For web pages
and Word files.

Merged cells appear once, at their origin. A table nested in a cell gives its cells in place, within
the outer row, with the spot of the outer cell: reading order is what later stages rely on, and it
stays whole so.
"""

from __future__ import annotations

from pipelines.model import NOT_TEXT, Block, Cell, Spot
from pipelines.read.marks import seen

REACH = 2  # rows above and below within which what floats may lie
MAX_SPAN = 100  # no form is wider; spans of 99999 are met
MAX_REACH = 300
"""Columns up to which cells reach down into rows below; more come only from spans without sense."""


def tidy(text: str) -> str:
    """A text with no blanks at the ends of its lines, and no empty lines; fixed blanks become plain
    ones."""
    text = text.strip(" \n")
    if "\n" in text:
        text = "\n".join(filter(None, [line.strip(" ") for line in text.split("\n")]))
    return text.replace("\u00a0", " ")


def prose(pieces: list[str]) -> list[Block]:
    """Each printed line that is not blank as a paragraph of its own, so that headings are at the
    start of one."""
    return [Block("prose", ((Cell(line),),)) for line in tidy(seen(pieces).text).split("\n") if line.strip()]


class GridBuilder:
    """A table while it is being read. Calls come in reading order: rows, in them cells, in them
    text."""

    def __init__(self, table: int) -> None:
        """`table` counts the grids of the document from 1."""
        self.table = table
        self.in_cell = False
        self._rows: list[tuple[Cell, ...]] = []
        self._row: list[Cell] = []
        self._number = 0
        self._column = 0
        self._until: dict[int, int] = {}  # column -> last row that a cell from above reaches down to
        self.pieces: list[str] = []  # of the text of the cell that is open
        self._spot = Spot()
        self._whole = True
        self._extent = 1, 1
        self._origins: dict[int, tuple[int, int]] = {}  # column -> the last cell that began in it
        self._reach: dict[tuple[int, int], int] = {}  # origin of a cell -> rows that go on from it
        self._overlaid: set[int] = set()  # rows in whose cells something that floats is anchored

    def block(self) -> Block | None:
        """The grid, or None if it has no cells."""
        rows = self._rows
        if self._overlaid or self._reach:
            rows = [tuple(map(self._under, row)) for row in rows]
        return Block("grid", tuple(rows)) if rows else None

    def end_spans(self) -> None:
        """Head, body and foot of a table: no cell reaches from one into the next."""
        self._until.clear()

    def open_row(self) -> None:
        """Begin the next row."""
        self._number += 1
        self._column = 0
        self._row = []

    def close_row(self) -> None:
        """A row without cells counts, but is not kept."""
        if self._row:
            self._rows.append(tuple(self._row))

    def skip(self, columns: int) -> None:
        """Columns of this row that hold no cell of their own."""
        self._column += columns

    def add_cell(self, text: str, columns: int = 1, rows: int = 1) -> None:
        """A cell without line breaks that is `columns` wide and `rows` high, in the next free
        column."""
        self._place(columns, rows)
        text = text.strip(" ").replace("\u00a0", " ")
        self._row.append(Cell(text, self._spot, None, "", columns, rows))

    def open_cell(self, columns: int = 1, rows: int = 1) -> None:
        """A cell like that, whose text is still to come."""
        self._place(columns, rows)
        self._extent = columns, rows
        self.pieces.clear()
        self._whole = self.in_cell = True

    @property
    def column(self) -> int:
        """Where the cell that is open, or was last added, begins."""
        return self._spot.column or 0

    def give_up_cell(self) -> None:
        """The cell that is open is none: its column is not on the page."""
        self.pieces.clear()
        self.in_cell = False

    def _place(self, columns: int, rows: int) -> None:
        self._column += 1
        while self._until.get(self._column, 0) >= self._number:
            self._column += 1
        self._spot = Spot(None, self.table, self._number, self._column)
        self._origins[self._column] = (self._number, self._column)
        if rows > 1 and self._column <= MAX_REACH:
            for column in range(self._column, self._column + columns):
                self._until[column] = self._number + rows - 1
        self._column += columns - 1

    def write(self, text: str) -> None:
        """Add text to the open cell."""
        self.pieces.append(text)

    def overlay(self) -> None:
        """Something floats that is anchored in the open cell: it may cover the cell's own text, or
        be what is seen in a blank cell near by."""
        self.pieces.insert(0, NOT_TEXT)
        self._overlaid.update(range(self._number - REACH, self._number + REACH + 1))

    def go_on(self, column: int) -> None:
        """In the open row the cell from above goes on in this column (from 1)."""
        origin = self._origins.get(column)
        if origin:
            self._reach[origin] = self._number - origin[0] + 1

    def _under(self, cell: Cell) -> Cell:
        if down := self._reach.get((cell.spot.row or 0, cell.spot.column or 0)):
            cell = cell._replace(down=down)
        near = cell.spot.row in self._overlaid and not cell.text.strip()
        return cell._replace(text=NOT_TEXT) if near else cell

    def cut(self, *, keep_empty: bool = False) -> None:
        """A nested table begins or ends here, or (`keep_empty`) one of its cells ends: the text so
        far is a cell."""
        self._whole = False
        self._put(keep_empty)

    def close_cell(self) -> None:
        """The cell that is open ends."""
        self._put(self._whole)
        self.in_cell = False

    def _put(self, keep_empty: bool) -> None:
        printed = seen(self.pieces)
        text = tidy(printed.text)
        self.pieces.clear()
        if keep_empty or text.strip():
            self._row.append(Cell(text, self._spot, None, printed.left_out, *self._extent))
