"""Rows whose cells say where they are in lengths, and only when the row ends -> a grid block.

That is how Word's binary files and RTF write tables. The columns of the grid are the edges that any
of its rows has; merged cells stand once, as in a web page. What a cell prints is for the readers of
those formats to know.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal, NamedTuple

from pipelines.model import Block
from pipelines.read.grid_builder import GridBuilder
from pipelines.read.word.looks import LOW_ROW

NEAR = 40  # twips (2 pt): edges as near as this are one; the narrowest column of a form has 300
MAX_EDGE = 2**16  # twips; Word's paper is no wider

TORN = "\ufffd"  # where it is not known which cell a text belongs to

Merge = Literal["", "first", "on"]
"""Not merged; the cell that is printed; a cell that the one before it goes on into."""


class Shape(NamedTuple):
    """Where the cells of a row are: edges in twips, one more than cells; how each is merged
    leftwards and upwards; its height in twips where that is exact, 0 where it is as its text needs."""

    edges: tuple[int, ...] = ()
    across: tuple[Merge, ...] = ()
    down: tuple[Merge, ...] = ()
    height: int = 0

    @property
    def is_flat(self) -> bool:
        """Whether nothing of the row is seen: it is too low, and no cell of it goes on below."""
        return 0 < self.height <= LOW_ROW and "first" not in self.down


class _Piece(NamedTuple):
    text: str
    end: Literal["", "cut", "cell", "float"] = ""


_Content = list[_Piece]


class Table:
    """A table while it is being read, in reading order: text, ends of cells, ends of rows."""

    def __init__(self) -> None:
        self._rows: list[tuple[list[_Content], Shape]] = []
        self._cells: list[_Content] = []
        self._content: _Content = []
        self._depth = 1
        self.torn = 0  # rows that have other cells than they say

    @property
    def cells(self) -> int:
        """Cells of the row so far that have ended."""
        return len(self._cells)

    def write(self, text: str, depth: int = 1) -> None:
        """Text of the cell that is open, or of a table within it (`depth` 2 and more)."""
        if depth > 1 and self._depth == 1:
            self._content.append(_Piece("", "cut"))
        self._depth = depth
        self._content.append(_Piece(text))

    def overlay(self) -> None:
        """Something floats that is anchored in the cell that is open."""
        self._content.append(_Piece("", "float"))

    def end_inner_cell(self) -> None:
        """A cell of a table within the cell ends."""
        self._content.append(_Piece("", "cell"))

    def end_cell(self) -> None:
        """A cell ends, and with it what was nested in it."""
        self._cells.append(self._content)
        self._content = []
        self._depth = 1

    def end_row(self, shape: Shape, printed: bool = True) -> None:
        """The row ends. Not `printed`: its mark is deleted or hidden, and so is the row, unless it
        still has text."""
        cells = self._cells
        if not _sound(cells, self._content, shape):
            # One cell of all, that no figure may be taken for its neighbour's.
            cells = [[piece for content in (*cells, self._content) for piece in (*content, _Piece(TORN))]]
            self.torn += 1
        elif shape.is_flat:
            cells = []
        if cells and (printed or any(map(_has_text, cells))):
            self._rows.append((cells, shape))
        self._cells, self._content, self._depth = [], [], 1

    def block(self, number: int) -> Block | None:
        """The grid, `number` of its document counted from 1; None if it has no cells. A row that
        never ended counts."""
        self.end_row(Shape())
        starts = _columns([shape for _, shape in self._rows])
        grid = GridBuilder(number)
        open_below: set[int] = set()
        for cells, shape in self._rows:
            _put_row(grid, cells, shape, starts, open_below)
        return grid.block()


def _columns(shapes: list[Shape]) -> list[int]:
    """The edges at which columns begin, those that lie close together counted as one."""
    starts: list[int] = []
    for edge in sorted({edge for shape in shapes for edge in shape.edges}):
        if not starts or edge - starts[-1] > NEAR:
            starts.append(edge)
    return starts


def _put_row(
    grid: GridBuilder, cells: list[_Content], shape: Shape, starts: list[int], open_below: set[int]
) -> None:
    """`open_below`: columns in which a vertical merge is open, brought up to date."""
    grid.open_row()
    column, covered, open_across = 0, 0, False
    for index, content in enumerate(cells):
        across: Merge = ""
        down: Merge = ""
        end = column + 1
        if index < len(shape.across):
            across, down = shape.across[index], shape.down[index]
            start = max(column, bisect_right(starts, shape.edges[index]) - 1)
            end = max(start + 1, bisect_right(starts, shape.edges[index + 1]) - 1)
            grid.skip(start - column)
            column = start
        if (across == "on" and open_across) or (down == "on" and column in open_below):
            if down == "on":
                grid.go_on(column + 1)
            grid.skip(max(end - max(column, covered), 0))
        else:
            covered = max(end, _merged_end(shape, index, starts)) if across else end
            _put_cell(grid, content, covered - column)
        open_across = bool(across)
        (open_below.add if down else open_below.discard)(column)
        column = end
    grid.close_row()


def _merged_end(shape: Shape, index: int, starts: list[int]) -> int:
    """The column behind a cell and those that it goes on into."""
    last = index + 1
    while last < len(shape.across) and shape.across[last] == "on":
        last += 1
    return bisect_right(starts, shape.edges[last]) - 1


def _sound(cells: list[_Content], rest: _Content, shape: Shape) -> bool:
    """Whether the cells of a row are as many as it says, and nothing is behind their last mark
    (`rest`).

    Empty cells at the end do no harm: LibreOffice writes such where tables are within tables.
    """
    stated = len(shape.across) or len(cells)
    return len(cells) >= stated and not any(map(_has_text, [*cells[stated:], rest]))


def _put_cell(grid: GridBuilder, content: _Content, columns: int) -> None:
    grid.open_cell(columns)
    for piece in content:
        grid.write(piece.text)
        if piece.end == "float":
            grid.overlay()
        elif piece.end:
            grid.cut(keep_empty=piece.end == "cell")
    grid.close_cell()


def _has_text(content: _Content) -> bool:
    return any(piece.text.strip() for piece in content)
