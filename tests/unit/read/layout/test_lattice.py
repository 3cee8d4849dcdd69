"""Rulings -> cells, without any PDF: walls given as (position, low, high)."""

from itertools import pairwise

import pytest

from pipelines.read.layout import lattice
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


def cells_of(without_h: list[tuple[int, int]], without_v: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """The cells of the raster without some pieces of its walls: `without_h` (line, column) and
    `without_v` (line, row), all counted from 0."""
    h = [
        (y, a, b) for i, y in enumerate(Y) for c, (a, b) in enumerate(pairwise(X)) if (i, c) not in without_h
    ]
    v = [
        (x, a, b) for j, x in enumerate(X) for r, (a, b) in enumerate(pairwise(Y)) if (j, r) not in without_v
    ]
    return [tuple(cell) for cell in only(find_grids(h, v)).cells]


BOXES = {(r, c): (r, c, 1, 1) for r in range(3) for c in range(3)}
MERGED: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, ...]]]] = {
    "two in a row": ([], [(1, 0)], [(0, 0, 1, 2)]),
    "two in a column": ([(1, 0)], [], [(0, 0, 2, 1)]),
    "a whole row": ([], [(1, 1), (2, 1)], [(1, 0, 1, 3)]),
    "four": ([(1, 0), (1, 1)], [(1, 0), (1, 1)], [(0, 0, 2, 2)]),
    "four, and a pillar between two of them": ([(1, 0), (1, 1)], [(1, 0)], [(0, 0, 2, 2)]),
    # What is no rectangle falls apart into strips of its rows, at the walls that these have.
    "an angle": ([(1, 0)], [(1, 0)], [(0, 0, 1, 2), (1, 0, 1, 1)]),
    "two in a column, on the right": ([(1, 2)], [], [(0, 2, 2, 1)]),
    "an angle to the left": ([(1, 1)], [(1, 1)], [(0, 1, 1, 1), (1, 0, 1, 2)]),
    "a step": ([(1, 1)], [(1, 0), (2, 1)], [(0, 0, 1, 2), (1, 1, 1, 2)]),
    "a rectangle in which a wall ends": (
        [(1, 0), (1, 2)],
        [(1, 0), (2, 0), (1, 1)],
        [(0, 0, 2, 3)],
    ),
    "two columns joined by the head of one": (
        [(1, 0), (2, 0), (1, 1)],
        [(1, 0)],
        [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 1)],
    ),
}


@pytest.mark.parametrize(("without_h", "without_v", "merged"), MERGED.values(), ids=MERGED)
def test_walls_that_are_missing_merge_boxes(
    without_h: list[tuple[int, int]], without_v: list[tuple[int, int]], merged: list[tuple[int, ...]]
) -> None:
    covered = {(r + i, c + j) for r, c, rows, columns in merged for i in range(rows) for j in range(columns)}
    rest = [cell for box, cell in BOXES.items() if box not in covered]
    assert cells_of(without_h, without_v) == sorted([*rest, *merged])


@pytest.mark.parametrize(
    ("x", "y", "cell"),
    [
        (10, 20, 0),
        (59.9, 39.9, 0),
        (60, 39.9, 1),
        (59.9, 40, 3),
        (159.9, 79.9, 8),
        (160, 70, -1),
        (150, 80, -1),
        (9.9, 30, -1),
        (30, 19.9, -1),
    ],
)
def test_a_point_on_a_wall_belongs_to_the_cell_behind_it(x: float, y: float, cell: int) -> None:
    assert only(find_grids(*raster())).cell_at(x, y) == cell


def moved(rulings: list[Ruling], position: float, along: float) -> list[Ruling]:
    return [(p + position, low + along, high + along) for p, low, high in rulings]


def frame(left: float, top: float, right: float, bottom: float) -> tuple[list[Ruling], list[Ruling]]:
    """A frame with a bar below its upper side: two cells."""
    h = [(y, left, right) for y in (top, top + 4, bottom)]
    return h, [(x, top, bottom) for x in (left, right)]


@pytest.mark.parametrize(
    ("inner", "outer"),
    [
        pytest.param(raster(), frame(0, 0, 200, 100), id="a frame of two cells around a table"),
        pytest.param(frame(70, 45, 100, 55), raster(), id="an ornament in a cell of a table"),
    ],
)
@pytest.mark.parametrize("first", ["inner", "outer"])
def test_of_two_tables_in_each_other_the_one_with_more_cells_is_kept(
    inner: tuple[list[Ruling], list[Ruling]], outer: tuple[list[Ruling], list[Ruling]], first: str
) -> None:
    one, other = (inner, outer) if first == "inner" else (outer, inner)
    grid = only(find_grids(one[0] + other[0], one[1] + other[1]))
    assert (grid.xs, grid.ys) == (list(X), list(Y))


def test_tables_are_in_the_order_of_their_height_then_from_left_to_right() -> None:
    h, v = raster()
    places = [(200.0, 100.0), (0.0, 100.0), (0.0, 0.0)]
    grids = find_grids(
        [ruling for right, down in places for ruling in moved(h, down, right)],
        [ruling for right, down in places for ruling in moved(v, right, down)],
    )
    assert [(grid.xs[0], grid.ys[0]) for grid in grids] == [(10, 20), (10, 120), (210, 120)]


def test_a_table_that_begins_higher_comes_first_however_low_it_ends() -> None:
    h, v = raster()
    low = frame(200, 30, 250, 50)
    assert [grid.ys[0] for grid in find_grids(low[0] + h, low[1] + v)] == [20, 30]


def cut(rulings: list[Ruling], index: int, low: float, high: float) -> None:
    rulings[index] = (rulings[index][0], low, high)


@pytest.mark.parametrize(
    ("line", "across", "wall", "down", "point"),
    [
        (0, (X[1], X[3]), 0, (Y[1], Y[3]), (30, 30)),
        (0, (X[0], X[2]), 3, (Y[1], Y[3]), (130, 30)),
        (3, (X[1], X[3]), 0, (Y[0], Y[2]), (30, 70)),
        (3, (X[0], X[2]), 3, (Y[0], Y[2]), (130, 70)),
    ],
    ids=["upper left", "upper right", "lower left", "lower right"],
)
def test_a_box_at_a_corner_that_is_open_is_no_cell(
    line: int, across: tuple[float, float], wall: int, down: tuple[float, float], point: tuple[float, float]
) -> None:
    h, v = raster()
    cut(h, line, *across)
    cut(v, wall, *down)
    grid = only(find_grids(h, v))
    assert len(grid.cells) == 8
    assert grid.cell_at(*point) == -1


def test_boxes_of_a_single_row_merge() -> None:
    h, v = raster()
    grid = only(
        find_grids(
            h[:2],
            [(v[0][0], Y[0], Y[1]), (v[2][0], Y[0], Y[1]), (v[3][0], Y[0], Y[1]), (v[1][0], Y[0], 30.0)],
        )
    )
    assert [tuple(cell) for cell in grid.cells] == [(0, 0, 1, 2), (0, 2, 1, 1)]


def test_a_hatching_is_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lattice, "LARGEST", 8)
    assert find_grids(*raster()) == []
    monkeypatch.setattr(lattice, "LARGEST", 9)
    assert len(find_grids(*raster())) == 1


@pytest.mark.parametrize(
    ("rows", "columns"), [(1, 3), (3, 1), (2, 1), (1, 2)], ids=["a row", "a column", "two high", "two wide"]
)
def test_a_table_may_have_one_row_or_column(rows: int, columns: int) -> None:
    h = [(y, X[0], X[columns]) for y in Y[: rows + 1]]
    v = [(x, Y[0], Y[rows]) for x in X[: columns + 1]]
    grid = only(find_grids(h, v))
    assert grid.cells == [GridCell(r, c, 1, 1) for r in range(rows) for c in range(columns)]
    assert [len(row) for row in grid.owner] == [columns] * rows


def test_one_box_is_no_table() -> None:
    """Five lines, but the fifth closes nothing."""
    h = [(Y[0], X[0], X[1]), (Y[1], X[0], X[1]), (30.0, X[0], 20.0)]
    v = [(X[0], Y[0], Y[1]), (X[1], Y[0], Y[1])]
    assert find_grids(h, v) == []
