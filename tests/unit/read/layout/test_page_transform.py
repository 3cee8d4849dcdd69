"""Coordinates of a PDF page -> points from the upper left corner of a frame."""

from __future__ import annotations

import pytest

from pipelines.read.layout.page_transform import IDENTITY, Box, Frame, Matrix, Point, apply, product

SHEET = Frame(10.0, 20.0, 110.0, 220.0)
"""100 points wide and 200 high, its lower left corner not at the origin."""
CORNERS = {"lower left": (10.0, 20.0), "upper left": (10.0, 220.0), "upper right": (110.0, 220.0)}


@pytest.mark.parametrize(
    ("quarters", "corner", "point"),
    [
        (0, "upper left", (0, 0)),
        (0, "upper right", (100, 0)),
        (0, "lower left", (0, 200)),
        (1, "lower left", (0, 0)),
        (1, "upper left", (200, 0)),
        (1, "upper right", (200, 100)),
        (2, "lower left", (100, 0)),
        (2, "upper right", (0, 200)),
        (2, "upper left", (100, 200)),
        (3, "upper right", (0, 0)),
        (3, "upper left", (0, 100)),
        (3, "lower left", (200, 100)),
    ],
)
def test_a_frame_counts_from_the_corner_that_is_up_and_left_when_turned(
    quarters: int, corner: str, point: Point
) -> None:
    assert apply(SHEET.turned(quarters).matrix, *CORNERS[corner]) == point


def test_turns_add_up_and_a_full_one_is_none() -> None:
    assert SHEET.turned(3).turned(2) == SHEET.turned(1)
    assert SHEET.turned(4) == SHEET


def test_the_area_is_that_of_the_sheet_however_it_is_turned() -> None:
    assert SHEET.area == SHEET.turned(1).area == 20_000


@pytest.mark.parametrize(
    ("here", "there", "box", "same"),
    [
        (0, 0, (10, 20, 30, 50), (10, 20, 30, 50)),
        (0, 1, (10, 20, 30, 50), (150, 10, 180, 30)),
        (0, 2, (10, 20, 30, 50), (70, 150, 90, 180)),
        (0, 3, (10, 20, 30, 50), (20, 70, 50, 90)),
        (1, 0, (150, 10, 180, 30), (10, 20, 30, 50)),
        (3, 0, (20, 70, 50, 90), (10, 20, 30, 50)),
        (1, 3, (150, 10, 180, 30), (20, 70, 50, 90)),
    ],
)
def test_a_box_of_one_frame_as_it_lies_in_another(here: int, there: int, box: Box, same: Box) -> None:
    assert SHEET.turned(here).box_in(SHEET.turned(there), box) == pytest.approx(same)


MOVED: Matrix = (1, 0, 0, 1, 5, 7)
DOUBLED: Matrix = (2, 0, 0, 2, 0, 0)
TURNED: Matrix = (0, 1, -1, 0, 0, 0)
SKEWED: Matrix = (2, 3, 5, 7, 11, 13)


@pytest.mark.parametrize(
    ("matrix", "point"),
    [(IDENTITY, (3, 4)), (MOVED, (8, 11)), (DOUBLED, (6, 8)), (TURNED, (-4, 3)), (SKEWED, (37, 50))],
    ids=["identity", "moved", "doubled", "turned", "skewed"],
)
def test_a_matrix_moves_a_point(matrix: Matrix, point: Point) -> None:
    assert apply(matrix, 3, 4) == point


@pytest.mark.parametrize(
    ("first", "then", "point"),
    [
        (MOVED, DOUBLED, (16, 22)),
        (DOUBLED, MOVED, (11, 15)),
        (TURNED, MOVED, (1, 10)),
        (MOVED, TURNED, (-11, 8)),
        (SKEWED, TURNED, (-50, 37)),
        (TURNED, SKEWED, (18, 22)),
        (MOVED, SKEWED, (82, 114)),
    ],
)
def test_a_product_does_one_and_then_the_other(first: Matrix, then: Matrix, point: Point) -> None:
    assert apply(product(first, then), 3, 4) == point
