"""Rows and columns that a sheet hides, in its tables. What is merged over one of them and others
begins in it at times: the text is in the place that is hidden, and seen all the same."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Container
from dataclasses import replace

from tests.data.filled import Grid
from tests.data.forms import Filled
from tests.data.forms_grid import Part, Slot
from tests.data.seen.laid import Matrix, column_in, joined, spread, value_columns

HIDDEN_ROW, HIDDEN_COLUMN = "hidden.row.of the sheet", "hidden.column.of the sheet"
HIDDEN = (HIDDEN_ROW, HIDDEN_COLUMN)
"""The codes and the texts of slots in a row or a column that the sheet hides."""


def with_hidden(filled: Filled, sheets: bool, chance: random.Random, alone: Container[str]) -> Filled:
    """The report with one of them in each table: a row, or a column where the table has a sheet of
    its own. The cells of the codes `alone` are not merged."""
    parts = filled.pieces or ()
    times = Counter(part.table for part in parts)
    pieces = []
    for part in parts:
        if part.table:
            grid = _hidden(part, sheets and times[part.table] == 1, chance, alone)
            part = part._replace(grid=grid)
        pieces.append(part)
    return replace(filled, pieces=tuple(pieces))


def _hidden(part: Part, columns: bool, chance: random.Random, alone: Container[str]) -> Grid:
    matrix = spread(part.grid)
    if columns and chance.random() < 0.5:
        at = chance.choice(value_columns(matrix))
        matrix = column_in(matrix, at, lambda _: Slot(HIDDEN_COLUMN, code=HIDDEN_COLUMN))
        return joined(_grown(matrix, at, chance, alone))
    at = chance.randrange(1, len(matrix) + 1)
    turned = column_in(_turned(matrix), at, lambda _: Slot(HIDDEN_ROW, code=HIDDEN_ROW))
    return joined(_turned(_grown(turned, at, chance, alone)))


def _turned(matrix: Matrix) -> Matrix:
    return [[*column] for column in zip(*matrix, strict=True)]


def _grown(matrix: Matrix, at: int, chance: random.Random, alone: Container[str]) -> Matrix:
    """Some of what is behind the hidden column begins in it; at least one place of it stays."""
    behind = {
        id(line[at + 1]): line[at + 1] for line in matrix if at + 1 < len(line) and line[at].code in HIDDEN
    }
    free = [name for name, slot in behind.items() if slot.code not in alone]
    taken = {*chance.sample(free, chance.randint(0, min(len(free), max(len(behind) - 1, 0))))}
    return [
        [*line[:at], line[at + 1], *line[at + 1 :]]
        if at + 1 < len(line) and line[at].code in HIDDEN and id(line[at + 1]) in taken
        else line
        for line in matrix
    ]
