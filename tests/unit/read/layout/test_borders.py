"""Rulings -> the borders of each table: joined, kept apart, closed where they are cut off.

Cases are given as a table of three rows of three boxes, or as what is changed in it.
"""

from __future__ import annotations

import pytest

from pipelines.read.layout.borders import Borders, Ruling, find_borders

X = (10.0, 60.0, 110.0, 160.0)
Y = (20.0, 40.0, 60.0, 80.0)
H: list[Ruling] = [(y, X[0], X[-1]) for y in Y]
V: list[Ruling] = [(x, Y[0], Y[-1]) for x in X]


def shifted(rulings: list[Ruling], position: float, along: float) -> list[Ruling]:
    return [(p + position, low + along, high + along) for p, low, high in rulings]


def only(borders: list[Borders]) -> Borders:
    assert len(borders) == 1
    return borders[0]


def test_borders_are_sorted_by_position() -> None:
    assert find_borders(H[::-1], V[::-1]) == [(H, V)]


PIECES: dict[str, tuple[list[Ruling], list[Ruling]]] = {
    "two pieces that touch": ([(5, 0, 50), (5, 50, 90)], [(5, 0, 90)]),
    "three points between them": ([(5, 0, 50), (5, 53, 90)], [(5, 0, 90)]),
    "more between them": ([(5, 0, 50), (5, 53.1, 90)], [(5, 0, 50), (5, 53.1, 90)]),
    "one that covers the other": ([(5, 0, 90), (5, 20, 40)], [(5, 0, 90)]),
    "a gap behind one that covers another": (
        [(5, 0, 50), (5, 20, 30), (5, 52, 90)],
        [(5, 0, 90)],
    ),
    "double lines": ([(4, 0, 90), (7, 0, 90)], [(5.5, 0, 90)]),
    "lines further apart": ([(4, 0, 90), (7.1, 0, 90)], [(4, 0, 90), (7.1, 0, 90)]),
    "a long line and a short one beside it": ([(4, 0, 90), (6, 0, 10)], [(4.2, 0, 90)]),
    "close lines without end": (
        [(4, 0, 90), (6, 0, 90), (8, 0, 90), (10, 0, 90), (12, 0, 90)],
        [(7, 0, 90), (12, 0, 90)],
    ),
    "dashes": ([(5, float(x), x + 2.0) for x in range(0, 90, 4)], [(5, 0, 90)]),
    "a long line at the far end of what is joined, and one beyond": (
        [(4, 0, 5), (7, 0, 5), (10, 0, 90), (11, 0, 90)],
        [(9.55, 0, 90), (11, 0, 90)],
    ),
    "dots without length": ([(5, float(x), float(x)) for x in range(0, 91, 3)], [(5, 0, 90)]),
    "dashes that waver": ([(5 + x % 8 / 8, float(x), x + 2.0) for x in range(0, 96, 4)], [(5.25, 0, 94)]),
    "a stroke of a character": ([(5, 0, 3.9)], []),
    "the shortest border": ([(5, 0, 4.0)], [(5, 0, 4.0)]),
}


@pytest.mark.parametrize(("drawn", "joined"), PIECES.values(), ids=PIECES)
@pytest.mark.parametrize("upright", [False, True], ids=["level", "upright"])
def test_pieces_of_a_border_are_joined(drawn: list[Ruling], joined: list[Ruling], upright: bool) -> None:
    """Four crossing lines hold them together; their ends are where theirs are, so that none is
    closed."""
    across: list[Ruling] = [(x, -50.0, 50.0) for x in (0.0, 2.0, 45.0, 90.0)]
    frame: list[Ruling] = [(-50.0, 0.0, 90.0), (50.0, 0.0, 90.0)]
    own = [*drawn, *frame]
    (borders,) = find_borders(*((across, own) if upright else (own, across)))
    found = [ruling for ruling in borders[upright] if abs(ruling[0]) < 50]
    assert [pytest.approx(ruling) for ruling in found] == joined


@pytest.mark.parametrize(
    ("horizontals", "verticals", "tables"),
    [
        pytest.param(H, V, 1, id="a table"),
        pytest.param([*H, *shifted(H, 100, 0)], [*V, *shifted(V, 0, 100)], 2, id="one below the other"),
        pytest.param([*H, *shifted(H, 0, 200)], [*V, *shifted(V, 200, 0)], 2, id="one beside the other"),
        pytest.param([*H, *shifted(H, 63, 0)], [*V, *shifted(V, 0, 63)], 1, id="three points between them"),
        pytest.param([*H, *shifted(H, 67, 0)], [*V, *shifted(V, 0, 67)], 2, id="more between them"),
        pytest.param(H, [(x + 3, 23.0, 77.0) for x in X[:-1]], 1, id="walls that miss by three points"),
        pytest.param(H, shifted(V, 200, 0), 0, id="walls elsewhere"),
        pytest.param([H[0], H[-1]], [V[0], V[-1]], 0, id="a frame"),
        pytest.param([H[0], H[1], H[-1]], [V[0], V[-1]], 1, id="a frame parted once"),
        pytest.param(H, [], 0, id="no walls"),
        pytest.param([], V, 0, id="nothing but walls"),
        pytest.param(H, [V[0]], 1, id="one wall"),
    ],
)
def test_rulings_that_touch_are_one_table(
    horizontals: list[Ruling], verticals: list[Ruling], tables: int
) -> None:
    assert len(find_borders(horizontals, verticals)) == tables


def test_two_lines_at_one_height_belong_to_their_own_tables() -> None:
    h, v = [*H, *shifted(H, 0, 200)], [*V, *shifted(V, 200, 0)]
    assert find_borders(h, v) == [(H, V), (shifted(H, 0, 200), shifted(V, 200, 0))]


def without(rulings: list[Ruling], index: int, *pieces: tuple[float, float]) -> list[Ruling]:
    """The rulings with one of them replaced by pieces of it."""
    position = rulings[index][0]
    return [*rulings[:index], *((position, low, high) for low, high in pieces), *rulings[index:][1:]]


OPEN: dict[str, tuple[list[Ruling], list[Ruling]]] = {
    "top": (without(H, 0), V),
    "bottom": (without(H, 3), V),
    "left": (H, without(V, 0)),
    "right": (H, without(V, 3)),
    "the middle of the top": (without(H, 0, (10, 60), (110, 160)), V),
    "the beginning of the top": (without(H, 0, (60, 160)), V),
    "the end of the bottom": (without(H, 3, (10, 110)), V),
    "the end of the right side": (H, without(V, 3, (20, 60))),
}


@pytest.mark.parametrize(("h", "v"), OPEN.values(), ids=OPEN)
def test_a_side_that_is_cut_off_is_closed(h: list[Ruling], v: list[Ruling]) -> None:
    borders = only(find_borders(h, v))
    assert borders == (H, V)


def test_a_corner_without_either_side_stays_open() -> None:
    h, v = only(find_borders(without(H, 0), without(V, 3)))
    assert (h[0], v[-1]) == ((Y[0], X[0], X[2]), (X[3], Y[1], Y[3]))


def test_the_side_of_a_table_is_where_two_lines_end_however_the_others_do() -> None:
    borders = only(find_borders(without(H, 1, (60, 160)), without(V, 0)))
    assert borders[1] == V
    borders = only(find_borders(without(H, 1, (10, 110)), without(V, 3)))
    assert borders[1] == V
    left, right = [V[0], V[3]], [V[1], V[3]]
    assert only(find_borders(H[1:], left))[0] == H
    assert only(find_borders([(y, X[1], X[3]) for y in Y[1:]], right))[0] == [(y, X[1], X[3]) for y in Y]


def test_what_is_drawn_of_a_side_weighs_as_much_as_what_is_missing() -> None:
    """Two thirds of the top are drawn, a point below the ends of the walls."""
    h = [(Y[0] + 1, 10.0, 60.0), (Y[0] + 1, 110.0, 160.0), *H[1:]]
    top = only(find_borders(h, V))[0][0]
    assert top == pytest.approx((Y[0] + 2 / 3, X[0], X[-1]))


@pytest.mark.parametrize(
    ("upper", "lower"),
    [((10.0, 100.0), (60.0, 160.0)), ((60.0, 160.0), (10.0, 100.0)), ((10.0, 160.0), (60.0, 100.0))],
    ids=["the upper one first", "the lower one first", "one within the other"],
)
def test_a_side_that_two_lines_draw_together_lacks_nothing(
    upper: tuple[float, float], lower: tuple[float, float]
) -> None:
    """They are too far apart to be one."""
    h = [(Y[0] - 2, *upper), (Y[0] + 2, *lower), *H[1:]]
    assert only(find_borders(h, V)) == (h, V)


def test_ends_at_which_less_than_two_lines_end_are_left_open() -> None:
    """A line that sticks out is no side of the table."""
    longer = without(V, 1, (20, 95))
    assert only(find_borders(H, longer)) == (H, longer)


def test_a_gap_no_wider_than_a_join_is_no_gap() -> None:
    h = without(H, 0, (10, 60), (63.0, 160))
    assert only(find_borders(h, V)) == (H, V)


@pytest.mark.parametrize(
    ("line", "parts"), [((20.0, 57.0), True), ((63.0, 100.0), True), ((20.0, 56.9), False)]
)
def test_a_line_that_ends_three_points_before_a_wall_is_part_of_its_table(
    line: tuple[float, float], parts: bool
) -> None:
    h, _ = only(find_borders(without(H, 1, line), V))
    assert ((Y[1], *line) in h) is parts


def test_each_table_keeps_its_own_walls() -> None:
    """Of two tables below each other, whose walls are two points apart."""
    below = shifted(H, 100, 2), shifted(V, 2, 100)
    assert sorted(find_borders(H + below[0], V + below[1])) == [(H, V), below]
