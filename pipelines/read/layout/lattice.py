"""Turns rulings into the cells of ruled tables; knows neither PDF nor text, so any source of lines
will do.

Which rulings belong to one table is decided in `borders`; what is in the cells is left to the
caller, who asks `Grid.cell_at` where a character falls. All measures in points, y counted
downwards.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipelines.read.layout.borders import SNAP, Ruling, find_borders

LARGEST = 100_000
"""A component with more boxes than this is a hatching or a map, no table; its text stays
outside."""


class GridCell(NamedTuple):
    """Origin (from 0) and extent of a cell, in boxes of its grid."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Grid:
    """A ruled table. `xs` and `ys` are its column and row borders; `owner[row][column]` is an index
    into `cells` (in reading order), or -1 where a box is open to the outside and so belongs to no
    cell."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owner: list[list[int]]

    def cell_at(self, x: float, y: float) -> int:
        """The index of the cell that holds this point, -1 if none."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return -1
        return self.owner[bisect_right(self.ys, y) - 1][bisect_right(self.xs, x) - 1]

    def overlaps(self, other: Grid) -> bool:
        """Whether the two reach into each other."""
        across = self.xs[0] < other.xs[-1] and other.xs[0] < self.xs[-1]
        return across and self.ys[0] < other.ys[-1] and other.ys[0] < self.ys[-1]

    def rounded(self) -> Grid:
        """The same with its borders in tenths of a point."""
        return replace(self, xs=[round(x, 1) for x in self.xs], ys=[round(y, 1) for y in self.ys])

    def box(self, cell: GridCell) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) in points."""
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.columns],
            self.ys[cell.row + cell.rows],
        )


def find_grids(horizontals: Iterable[Ruling], verticals: Iterable[Ruling]) -> list[Grid]:
    """The tables of a page, top to bottom. Where one is in a cell of another, the one with
    fewer cells is layout or ornament and is left out."""
    grids = []
    for h, v in find_borders(horizontals, verticals):
        grid = _grid(h, v)
        if grid and len(grid.cells) > 1:
            grids.append(grid)
    grids.sort(key=lambda g: len(g.cells), reverse=True)
    kept: list[Grid] = []
    for grid in grids:
        if not any(_holds(grid, other) or _holds(other, grid) for other in kept):
            kept.append(grid)
    return sorted(kept, key=lambda g: (g.ys[0], g.xs[0]))


def _grid(h: list[Ruling], v: list[Ruling]) -> Grid | None:
    xs, ys = sorted({s[0] for s in v}), sorted({s[0] for s in h})
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns > LARGEST:
        return None
    left = [[False] * (columns + 1) for _ in range(rows)]  # is there a wall on the left of box (row, column)
    above = [[False] * columns for _ in range(rows + 1)]
    for x, top, bottom in v:
        column = bisect_left(xs, x)
        for row in range(bisect_left(ys, top - SNAP), bisect_right(ys, bottom + SNAP) - 1):
            left[row][column] = True
    for y, start, end in h:
        row = bisect_left(ys, y)
        for column in range(bisect_left(xs, start - SNAP), bisect_right(xs, end + SNAP) - 1):
            above[row][column] = True
    cells: list[GridCell] = []
    seen = [[False] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if seen[row][column]:
                continue
            if above[row][column] and above[row + 1][column] and left[row][column] and left[row][column + 1]:
                cells.append(GridCell(row, column, 1, 1))
            else:
                boxes = _region(row, column, left, above, seen)
                cells += _cells_of(boxes, left) if boxes else []
    cells.sort()
    owner = [[-1] * columns for _ in range(rows)]
    for i, cell in enumerate(cells):
        for row in range(cell.row, cell.row + cell.rows):
            owner[row][cell.column : cell.column + cell.columns] = [i] * cell.columns
    return Grid(xs, ys, cells, owner)


def _region(
    row: int, column: int, left: list[list[bool]], above: list[list[bool]], seen: list[list[bool]]
) -> list[tuple[int, int]]:
    """All boxes reached from this one without crossing a wall; none if that leads out of the
    table."""
    boxes, queue, inside = [], [(row, column)], True
    seen[row][column] = True
    while queue:
        r, c = queue.pop()
        boxes.append((r, c))
        for wall, to_r, to_c in (
            (above[r][c], r - 1, c),
            (above[r + 1][c], r + 1, c),
            (left[r][c], r, c - 1),
            (left[r][c + 1], r, c + 1),
        ):
            if wall:
                continue
            if not (0 <= to_r < len(seen) and 0 <= to_c < len(seen[0])):
                inside = False
            elif not seen[to_r][to_c]:
                seen[to_r][to_c] = True
                queue.append((to_r, to_c))
    return boxes if inside else []


def _cells_of(boxes: list[tuple[int, int]], left: list[list[bool]]) -> list[GridCell]:
    """One merged cell if the boxes form a rectangle. Otherwise part of a wall is missing, and
    numbers of several rows would run together: each row of boxes, split at the walls that it has,
    becomes a cell of its own."""
    if len(boxes) == 1:
        return [GridCell(*boxes[0], 1, 1)]
    top, bottom = min(r for r, _ in boxes), max(r for r, _ in boxes)
    start, end = min(c for _, c in boxes), max(c for _, c in boxes)
    rows, columns = bottom - top + 1, end - start + 1
    if len(boxes) == rows * columns:
        return [GridCell(top, start, rows, columns)]
    strips: list[GridCell] = []
    for row, column in sorted(boxes):
        last = strips[-1] if strips else None
        if last and last.row == row and last.column + last.columns == column and not left[row][column]:
            strips[-1] = last._replace(columns=last.columns + 1)
        else:
            strips.append(GridCell(row, column, 1, 1))
    return strips


def _holds(outer: Grid, inner: Grid) -> bool:
    """Whether a cell of `outer` surrounds the whole of `inner`."""
    corners = (inner.xs[0], inner.ys[0]), (inner.xs[-1], inner.ys[-1])
    first, last = (outer.cell_at(x, y) for x, y in corners)
    return first == last >= 0
