"""Rulings -> cells, without any PDF: walls given as (position, low, high)."""

import pytest

from pipelines.read.layout.borders import Ruling
from pipelines.read.layout.lattice import Grid, GridCell, find_grids

X = (10.0, 60.0, 110.0, 160.0)
Y = (20.0, 40.0, 60.0, 80.0)


def raster() -> tuple[list[Ruling], list[Ruling]]:
    """Three rows of three boxes, every wall drawn in one stroke."""
    return [(y, X[0], X[-1]) for y in Y], [(x, Y[0], Y[-1]) for x in X]


def only(grids: list[Grid]) -> Grid:
    assert len(grids) == 1
    return grids[0]


def test_a_raster_is_a_cell_per_box_in_reading_order() -> None:
    grid = only(find_grids(*raster()))
    assert grid.cells == [GridCell(r, c, 1, 1) for r in range(3) for c in range(3)]
    assert grid.box(grid.cells[4]) == (60.0, 40.0, 110.0, 60.0)
    assert grid.cell_at(70, 50) == 4
    assert grid.cell_at(5, 50) == grid.cell_at(70, 90) == -1


def test_boxes_without_a_wall_between_them_are_one_cell() -> None:
    h, v = raster()
    h[1] = (Y[1], X[1], X[-1])  # the first column has no wall below its first row
    v[2] = (X[2], Y[1], Y[-1])  # the first row has none before its third column
    grid = only(find_grids(h, v))
    assert grid.cells[:3] == [GridCell(0, 0, 2, 1), GridCell(0, 1, 1, 2), GridCell(1, 1, 1, 1)]
    assert grid.cell_at(20, 30) == grid.cell_at(20, 50) == 0


def test_a_region_that_is_no_rectangle_is_read_row_by_row() -> None:
    h, v = raster()
    v[1:2] = [(X[1], Y[0], Y[1]), (X[1], Y[2], Y[3])]
    h[2:3] = [(Y[2], X[1], X[3])]
    cells = only(find_grids(h, v)).cells
    assert GridCell(1, 0, 1, 2) in cells
    assert GridCell(2, 0, 1, 1) in cells


@pytest.mark.parametrize("missing", ["top", "bottom", "left", "right"])
def test_the_side_that_is_cut_off_is_closed(missing: str) -> None:
    h, v = raster()
    lines, at = {"top": (h, 0), "bottom": (h, -1), "left": (v, 0), "right": (v, -1)}[missing]
    del lines[at]
    assert len(only(find_grids(h, v)).cells) == 9


def test_what_is_open_to_the_outside_is_no_cell() -> None:
    h, v = raster()
    v[3] = (X[3], Y[1], Y[3])
    h[0] = (Y[0], X[0], X[2])  # the upper right box has neither top nor side
    grid = only(find_grids(h, v))
    assert len(grid.cells) == 8
    assert grid.cell_at(130, 30) == -1


def test_double_dashed_and_piecewise_lines_are_one_wall() -> None:
    h, v = raster()
    double = [(y + d, lo, hi) for y, lo, hi in h for d in (-1.0, 1.0)]
    dashed = [(x, float(top), top + 1.0) for x, _, _ in v for top in range(20, 80, 3)]
    grid = only(find_grids(double, dashed))
    assert len(grid.cells) == 9
    assert grid.ys == list(Y)


def test_a_stray_stroke_does_not_move_a_border() -> None:
    h, v = raster()
    grid = only(find_grids(h, [*v, (X[1] + 2.5, 44.0, 49.0)]))
    assert grid.xs[1] == pytest.approx(X[1], abs=0.3)


def test_frames_and_lines_alone_are_no_tables() -> None:
    h, v = raster()
    assert find_grids([h[0], h[-1]], [v[0], v[-1]]) == []
    assert find_grids(h, []) == []
    assert find_grids([], []) == []


def test_a_frame_around_a_table_is_left_out() -> None:
    h, v = raster()
    frame_h = [(5.0, 0.0, 200.0), (12.0, 0.0, 200.0), (95.0, 0.0, 200.0)]
    frame_v = [(0.0, 5.0, 95.0), (200.0, 5.0, 95.0)]
    assert only(find_grids(h + frame_h, v + frame_v)).ys == list(Y)


def test_two_tables_on_a_page_stay_apart() -> None:
    h, v = raster()
    grids = find_grids(
        h + [(y + 100, lo, hi) for y, lo, hi in h], v + [(x, lo + 100, hi + 100) for x, lo, hi in v]
    )
    assert [grid.ys[0] for grid in grids] == [20.0, 120.0]
