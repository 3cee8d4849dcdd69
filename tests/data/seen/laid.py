"""A report as it is laid out, and what a person sees in each spot of the form."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from tests.data.filled import Grid
from tests.data.forms import Filled
from tests.data.forms_grid import Part, Slot, places

Matrix = list[list[Slot]]
"""A table spread out: the same slot in each place that it covers."""
NOT_OF_THE_FORM = "other.figure.of the office"
"""The code of a slot that holds a figure which no cell of the form is."""


@dataclass
class Laid:
    """`seen` maps each cell of the form to what a person reads in it, `None` where no one can tell;
    `before` is what it was at first. `kinds` says by which change a cell was touched, the last one
    counts; `names` are those of all changes."""

    filled: Filled
    parts: list[Part]
    seen: dict[str, str | None]
    before: dict[str, str]
    kinds: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    @property
    def written(self) -> Filled:
        """What a writer of a format is given."""
        return replace(self.filled, pieces=tuple(self.parts))

    def matrix(self, table: str) -> Matrix:
        """The table spread out."""
        return spread(self.part(table).grid)

    def part(self, table: str) -> Part:
        """The first piece of the table."""
        return next(part for part in self.parts if part.table == table)

    def put(self, table: str, matrix: Matrix) -> None:
        """The table as it is laid out from now on."""
        at = self.parts.index(self.part(table))
        self.parts[at] = self.parts[at]._replace(grid=joined(matrix))

    def touch(self, kind: str, codes: Iterator[str] | list[str]) -> None:
        """Say by which change these cells were touched."""
        self.kinds |= dict.fromkeys(codes, kind)

    def codes(self, table: str) -> list[str]:
        """The cells of a table of the form."""
        return [code for code in self.seen if code.startswith(f"{table}.")]

    def print(self, code: str, text: str, seen: str | None) -> None:
        """Print something else in the cell, of which a person sees `seen`."""
        for at, part in enumerate(self.parts):
            if any(slot.code == code for row in part.grid for slot in row):
                grid = [[replace(s, text=text) if s.code == code else s for s in row] for row in part.grid]
                self.parts[at] = part._replace(grid=grid)
        self.seen[code] = seen


Arrange = Callable[[Laid, random.Random], bool]
"""Changes a report; False if there is no room for the change in this one, which is then as it
was."""


@dataclass(frozen=True)
class Arrangement:
    """A way in which offices lay out their report otherwise than the form. `tables`: whose cells it
    touches, or none if all it changes is around them. `formats` that can show it; all, if empty."""

    kind: str
    name: str
    arrange: Arrange
    tables: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


def spread(grid: Grid) -> Matrix:
    """Each slot in every place that it covers."""
    alone = [[replace(slot) for slot in row] for row in grid]
    return [[slot for slot, _ in line for _ in range(slot.across)] for line in places(alone)]


def joined(matrix: Matrix) -> Grid:
    """The opposite: what is the same slot side by side is merged again, if it is a rectangle."""
    height, width = len(matrix), len(matrix[0])
    taken: set[tuple[int, int]] = set()
    grid: Grid = []
    for row, line in enumerate(matrix):
        out = []
        for column, slot in enumerate(line):
            if (row, column) in taken:
                continue
            across = down = 1
            while column + across < width and line[column + across] is slot:
                across += 1
            while row + down < height and all(
                below is slot for below in matrix[row + down][column : column + across]
            ):
                down += 1
            taken |= {(r, c) for r in range(row, row + down) for c in range(column, column + across)}
            out.append(replace(slot, across=across, down=down))
        grid.append(out)
    return grid


def value_columns(matrix: Matrix) -> list[int]:
    """The columns in which the figures of the form are."""
    return [at for at in range(len(matrix[0])) if any(line[at].code for line in matrix)]


def first_row(matrix: Matrix) -> int:
    """The first row that holds a figure of the form."""
    return next(at for at, line in enumerate(matrix) if any(slot.code for slot in line))


def column_in(matrix: Matrix, at: int, texts: Callable[[int], Slot]) -> Matrix:
    """The table with a column more before the column `at`. What is merged over its place grows, at
    the end what is merged over the whole row; `texts` gives what is in each other row."""
    out = []
    for row, line in enumerate(matrix):
        before, behind = line[at - 1] if at else None, line[at] if at < len(line) else None
        grows = before is behind or (behind is None and all(slot is before for slot in line))
        out.append([*line[:at], before if grows and before is not None else texts(row), *line[at:]])
    return out
