"""Lines and filled boxes -> rulings: what lies level, what stands upright, what is neither."""

from __future__ import annotations

import pytest

from pipelines.read.layout.borders import Ruling
from pipelines.read.layout.drawn import MOST_SEGMENTS, Drawn
from pipelines.read.layout.page_transform import Box, Point

NONE: list[Ruling] = []


@pytest.mark.parametrize(
    ("line", "horizontals", "verticals"),
    [
        pytest.param((10, 5, 90, 5), [(5, 10, 90)], NONE, id="level"),
        pytest.param((90, 5, 10, 5), [(5, 10, 90)], NONE, id="level, drawn backwards"),
        pytest.param((5, 10, 5, 90), NONE, [(5, 10, 90)], id="upright"),
        pytest.param((5, 90, 5, 10), NONE, [(5, 10, 90)], id="upright, drawn upwards"),
        pytest.param((10, 5, 90, 6), [(5.5, 10, 90)], NONE, id="a point off level"),
        pytest.param((10, 5, 90, 6.1), NONE, NONE, id="oblique"),
        pytest.param((5, 10, 6, 90), NONE, [(5.5, 10, 90)], id="a point off upright"),
        pytest.param((5, 10, 6.1, 90), NONE, NONE, id="steep"),
        pytest.param((5, 5, 6, 6), [(5.5, 5, 6)], [(5.5, 5, 6)], id="a dot is part of either"),
        pytest.param((5, 5, 6, 5.5), [(5.25, 5, 6)], [(5.5, 5, 5.5)], id="a flat dot, too"),
        pytest.param((5, 5, 6.2, 5.5), [(5.25, 5, 6.2)], NONE, id="a short dash is level"),
        pytest.param((5, 5, 5.5, 6.2), NONE, [(5.25, 5, 6.2)], id="a short dash is upright"),
        pytest.param((5, 5, 30, 30), NONE, NONE, id="a diagonal"),
    ],
)
def test_a_line_is_a_ruling_in_its_direction(
    line: tuple[float, float, float, float], horizontals: list[Ruling], verticals: list[Ruling]
) -> None:
    drawn = Drawn()
    drawn.line(*line)
    assert (drawn.horizontals, drawn.verticals) == (horizontals, verticals)


@pytest.mark.parametrize(
    ("points", "horizontals", "verticals"),
    [
        pytest.param([(10, 5), (90, 7)], [(6, 10, 90)], NONE, id="flat"),
        pytest.param([(90, 7), (10, 5)], [(6, 10, 90)], NONE, id="flat, the other corner first"),
        pytest.param([(10, 5), (90, 5), (90, 7), (10, 7)], [(6, 10, 90)], NONE, id="flat, all corners"),
        pytest.param([(5, 10), (7, 90)], NONE, [(6, 10, 90)], id="narrow"),
        pytest.param([(10, 5), (90, 7.5)], [(6.25, 10, 90)], NONE, id="as thick as a line may be"),
        pytest.param([(10, 5), (90, 7.6)], NONE, NONE, id="a background"),
        pytest.param([(5, 10), (7.6, 90)], NONE, NONE, id="an upright background"),
        pytest.param([(5, 10), (7.5, 12.5)], [(11.25, 5, 7.5)], [(6.25, 10, 12.5)], id="a square dot"),
        pytest.param([(5, 10), (7.6, 12.5)], [(11.25, 5, 7.6)], NONE, id="a little more than a dot"),
        pytest.param([(5, 10), (7.5, 12.6)], NONE, [(6.25, 10, 12.6)], id="the same, upright"),
    ],
)
def test_a_thin_filled_box_is_its_middle_line(
    points: list[Point], horizontals: list[Ruling], verticals: list[Ruling]
) -> None:
    drawn = Drawn()
    drawn.box(points)
    assert (drawn.horizontals, drawn.verticals) == (horizontals, verticals)


def test_on_a_page_nothing_is_drawn_before_it_is_read() -> None:
    empty = Drawn()
    assert (empty.horizontals, empty.verticals, empty.formed, empty.excessive) == ([], [], {}, False)
    assert (empty.pictures, empty.texts, empty.segments, empty.curves) == (0.0, 0, 0, 0)


def test_lines_are_added_to_those_that_are_there() -> None:
    drawn = Drawn([(1, 0, 9)], [(2, 0, 9)])
    drawn.line(0, 5, 9, 5)
    drawn.box([(4, 0), (5, 9)])
    assert (drawn.horizontals, drawn.verticals) == ([(1, 0, 9), (5, 0, 9)], [(2, 0, 9), (4.5, 0, 9)])


@pytest.mark.parametrize(
    ("texts", "dark", "covers"),
    [
        pytest.param(0, False, [], id="nothing that it could hide"),
        pytest.param(2, False, [(2, (1, 2, 7, 9))], id="over two texts"),
        pytest.param(0, True, [(MOST_SEGMENTS, (1, 2, 7, 9))], id="dark, under any that follow"),
        pytest.param(2, True, [(MOST_SEGMENTS, (1, 2, 7, 9))], id="dark, over two and any that follow"),
    ],
)
def test_what_is_painted_covers_the_texts_before_it(
    texts: int, dark: bool, covers: list[tuple[int, Box]]
) -> None:
    drawn = Drawn(handles=[7] * texts)
    drawn.cover([(7, 2), (1, 9), (4, 5)], dark)
    assert drawn.covers == covers


def test_ink_is_known_by_the_box_around_it() -> None:
    drawn = Drawn(inks=[(0, 0, 1, 1)])
    drawn.ink([(7, 2), (1, 9), (4, 5)])
    assert drawn.inks == [(0, 0, 1, 1), (1, 2, 7, 9)]
