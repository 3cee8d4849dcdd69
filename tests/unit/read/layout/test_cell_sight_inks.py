"""What is drawn inside the cells of a table and is none of its walls."""

from __future__ import annotations

import pytest

from pipelines.read.layout.borders import Ruling
from pipelines.read.layout.cell_sight import inner_inks
from pipelines.read.layout.lattice import Grid, GridCell
from pipelines.read.layout.page_transform import Box

GRID = Grid(
    [0.0, 50.0, 100.0],
    [0.0, 30.0, 60.0],
    [GridCell(row, column, 1, 1) for row in range(2) for column in range(2)],
    [[0, 1], [2, 3]],
)
"""Two rows of two cells, 50 points wide and 30 high."""


@pytest.mark.parametrize(
    ("box", "cell"),
    [
        pytest.param((10, 10, 20, 20), 0, id="inside the first"),
        pytest.param((60, 10, 70, 20), 1, id="inside the second"),
        pytest.param((5, 40, 15, 50), 2, id="inside the third"),
        pytest.param((52, 32, 62, 42), 3, id="inside the last"),
        pytest.param((3, 10, 4, 11), 0, id="a dot beside the left wall"),
        pytest.param((-1, -1, 51, 31), 0, id="as large as the cell, and a point more"),
        pytest.param((-1.1, 5, 49, 25), None, id="over its left side"),
        pytest.param((1, -1.1, 49, 25), None, id="over its upper side"),
        pytest.param((1, 5, 51.1, 25), None, id="over its right side"),
        pytest.param((1, 5, 49, 31.1), None, id="over its lower side"),
        pytest.param((40, 10, 62, 20), None, id="over both"),
        pytest.param((110, 10, 120, 20), None, id="beside the table"),
        pytest.param((0, 10, 1, 11), None, id="a dot of the left wall"),
        pytest.param((50, 10, 51, 11), None, id="a dot of the left wall of the second"),
        pytest.param((60, 30, 61, 31), None, id="a dot of the upper wall of the last"),
        pytest.param((99, 40, 100, 41), None, id="a dot of the right wall of the last"),
        pytest.param((60, 59, 61, 60), None, id="a dot of the lower wall of the last"),
        pytest.param((49, 10, 50, 11), None, id="a dot of the wall between"),
        pytest.param((20, 0, 21, 1), None, id="a dot of the upper wall"),
        pytest.param((20, 29, 21, 30), None, id="a dot of the lower wall"),
    ],
)
def test_what_is_drawn_inside_a_cell(box: Box, cell: int | None) -> None:
    assert inner_inks(GRID, [box], [], []) == ({} if cell is None else {cell: [box]})


@pytest.mark.parametrize(
    ("horizontals", "verticals", "inside"),
    [
        pytest.param([(15.0, 10.0, 40.0)], [], {0: [(10.0, 15.0, 40.0, 15.0)]}, id="a line in the cell"),
        pytest.param([(45.0, 60.0, 90.0)], [], {3: [(60.0, 45.0, 90.0, 45.0)]}, id="a line in the last"),
        pytest.param([(15.0, 0.0, 40.0)], [], {0: [(0.0, 15.0, 40.0, 15.0)]}, id="from the wall on"),
        pytest.param([(15.0, -0.5, 40.0)], [], {}, id="from a little further left"),
        pytest.param([(15.0, 60.0, 100.5)], [], {}, id="to a little further right"),
        pytest.param([(28.0, 10.0, 40.0)], [], {}, id="near its wall"),
        pytest.param([(30.0, 10.0, 40.0)], [], {}, id="on its wall"),
        pytest.param([(29.0, 10.0, 40.0)], [], {}, id="beside its wall"),
        pytest.param([(15.0, -5.0, 40.0)], [], {}, id="from further left"),
        pytest.param([(15.0, 60.0, 105.0)], [], {}, id="to further right"),
        pytest.param([(15.0, 10.0, 90.0)], [], {}, id="through two cells"),
        pytest.param([(-5.0, 10.0, 40.0)], [], {}, id="above the table"),
        pytest.param([], [(25.0, 10.0, 20.0)], {0: [(25.0, 10.0, 25.0, 20.0)]}, id="a short upright stroke"),
        pytest.param([], [(25.0, 10.0, 24.0)], {}, id="as long as a wall"),
        pytest.param([], [(75.0, 40.0, 50.0)], {3: [(75.0, 40.0, 75.0, 50.0)]}, id="a stroke in the last"),
        pytest.param([], [(48.0, 10.0, 20.0)], {}, id="near the wall"),
        pytest.param([], [(25.0, -0.5, 6.0)], {}, id="from a little above the table"),
        pytest.param([], [(25.0, 54.0, 60.5)], {}, id="to a little below it"),
        pytest.param([], [(50.0, 10.0, 20.0)], {}, id="a piece of the wall"),
        pytest.param([], [(25.0, -4.0, 6.0)], {}, id="from above the table"),
        pytest.param([], [(25.0, 54.0, 64.0)], {}, id="to below the table"),
        pytest.param([], [(-5.0, 10.0, 20.0)], {}, id="at the left of the table"),
        pytest.param([], [(105.0, 10.0, 20.0)], {}, id="at the right of the table"),
    ],
)
def test_rulings_that_are_no_walls(
    horizontals: list[Ruling], verticals: list[Ruling], inside: dict[int, list[Box]]
) -> None:
    assert inner_inks(GRID, [], horizontals, verticals) == inside
