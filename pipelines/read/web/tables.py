"""The tables of a page, as a walk over it meets them -> grids. Cells of plain text are read at
once, others are seen closely (`closely`)."""

from __future__ import annotations

from collections.abc import Set
from typing import ClassVar

from selectolax.lexbor import LexborNode

from pipelines.model import NOT_TEXT, Block
from pipelines.read.grid_builder import GridBuilder
from pipelines.read.marks import marks_of
from pipelines.read.web.columns import collapsed_columns, fixed_widths
from pipelines.read.web.element import (
    APART,
    may_be_one_figure,
    one_line,
    special,
    turns_order,
)
from pipelines.read.web.look import Look, replace
from pipelines.read.web.scripts import Scripts
from pipelines.read.web.styled_text import cut_to_room, walk_closely
from pipelines.read.web.styles import Styles
from pipelines.read.web.tree import Heed
from pipelines.read.web.visible_pieces import judged


class Tables:
    """The part of a page's visitor that is for tables."""

    heeds: ClassVar[dict[str, Heed]]
    touched: Set[int]
    sink: list[str]
    look: Look | None
    pictured: bool
    _data_tables: frozenset[int]
    _spans: dict[int, tuple[int, int]]
    _styles: Styles
    _scripts: Scripts
    _blocks: list[Block]
    _paragraph: list[str]
    _preformatted: int

    def __init__(self) -> None:
        """No table is open."""
        self._grid: GridBuilder | None = None
        self._collapsed: frozenset[int] = frozenset()  # columns of the grid
        self._table: LexborNode | None = None
        self._fixed: dict[int, float] | None = None  # widths of columns of the grid, once asked for
        self._nested = 0  # tables that are open inside a cell of the grid
        self._grids = 0

    def end_line(self, _: LexborNode | None = None) -> None:
        """A line break."""
        raise NotImplementedError

    def _end_paragraph(self) -> None:
        raise NotImplementedError

    def _open_table(self, node: LexborNode) -> None:
        self.end_line()
        if self._grid:
            self._cut()
            self._nested += 1
        elif node.mem_id in self._data_tables:
            self._end_paragraph()
            self._grid = GridBuilder(self._grids + 1)
            self._collapsed = frozenset()
            self._table, self._fixed = node, None
            self._styles.touch_cells(special(node))
            if self.touched and self._styles.enters(node):
                self._collapsed = collapsed_columns(node, self._styles)

    def _cut(self, *, keep_empty: bool = False) -> None:
        if self._grid:
            self._judge(self._grid)
            self._grid.cut(keep_empty=keep_empty)

    def _judge(self, grid: GridBuilder) -> None:
        grid.pieces[:] = judged(grid.pieces, external=self._styles.external)

    def _close_table(self) -> None:
        self.end_line()
        if self._grid and self._nested:
            self._nested -= 1
            self._cut()
        elif self._grid:
            if block := self._grid.block():
                self._grids += 1
                self._blocks.append(block)
            self._grid = None
            self.sink = self._paragraph

    def _open_part(self, _: LexborNode) -> None:
        self.end_line()
        if self._grid and not self._nested:
            self._grid.end_spans()

    def _open_row(self, _: LexborNode) -> None:
        self.end_line()
        if self._grid and not self._nested:
            self._grid.open_row()

    def _close_row(self) -> None:
        self.end_line()
        if self._grid and not self._nested:
            self._grid.close_row()

    def _open_cell(self, node: LexborNode) -> bool:
        self.end_line()
        grid = self._grid
        if not grid or self._nested:
            return False
        key, styles = node.mem_id, self._styles
        across, down = self._spans.get(key, (1, 1))
        if (
            self._preformatted
            or self._collapsed
            or key in styles.cells
            or (styles.shown_rows and styles.is_in_row(node))
        ):
            self._see_closely(grid, node, across, down)
            return True
        text = node.text(skip_empty=True, separator=APART)
        if text.isprintable():  # one piece, without line breaks and marks that turn its order
            if not text.strip() and self._scripts.fill(node):
                text = NOT_TEXT
            grid.add_cell(text if "  " not in text else one_line(text), across, down)
            return True
        parts = text.split(APART)
        if turns_order(text) or (len(parts) > 1 and may_be_one_figure(parts) and styles.may_part(node)):
            self._see_closely(grid, node, across, down)
            return True
        if len(parts) == 1:
            text = one_line(text)
            grid.add_cell(text if text.strip() or not self._scripts.fill(node) else NOT_TEXT, across, down)
            return True
        grid.open_cell(across, down)
        self.sink = grid.pieces
        return False

    def _see_closely(self, grid: GridBuilder, node: LexborNode, across: int, down: int) -> None:
        mine = self._styles.look(node)
        if mine.removed:
            return
        grid.open_cell(across, down)
        if self._collapsed and self._collapsed.issuperset(range(grid.column, grid.column + across)):
            grid.give_up_cell()
            return
        self.sink = grid.pieces
        self.pictured = mine.picture
        if self._scripts.write_into(node):
            self.sink.append(NOT_TEXT)
        walk_closely(node, self, self._styles, self._scripts, mine)
        self.look = None
        self.end_line()
        if self._table and mine.values and mine.values.get("overflow", "visible") != "visible":
            if self._fixed is None:
                self._fixed = fixed_widths(self._table, self._styles)
            _cut(grid.pieces, mine, [self._fixed.get(n) for n in range(grid.column, grid.column + across)])
        self._judge(grid)
        blank = not any(each.strip() for each in grid.pieces if "hidden" not in marks_of(each))
        if blank and (self.pictured or self._scripts.fill(node)):
            grid.pieces.append(NOT_TEXT)
        grid.close_cell()
        self.sink = self._paragraph

    def _close_cell(self) -> None:
        self.end_line()
        if self._grid and self._nested:
            self._cut(keep_empty=True)
        elif self._grid:
            self._grid.close_cell()
            self.sink = self._paragraph


def _cut(pieces: list[str], mine: Look, widths: list[float | None]) -> None:
    """A figure in a cell that shows no more than its columns are wide; words go on in the next line."""
    known = [width for width in widths if width is not None]
    if len(known) == len(widths) and not any(map(str.isalpha, "".join(pieces))):
        cut_to_room(pieces, 0, replace(mine, room=sum(known)))
