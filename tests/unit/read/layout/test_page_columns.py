"""A page set in two columns is read part by part; one with a gap in a table is not."""

from __future__ import annotations

import pytest

from pipelines.read.layout.borders import Ruling
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_columns import Part, page_parts
from pipelines.read.layout.page_transform import Box
from tests.data.page_glyphs import spread, written

LEFT, RIGHT = 0.0, 130.0
"""Where columns of 110 points begin: the gap between them is 20 points wide, its middle at 120."""
FULL = "一二三四五六七八九十丙"
SHORT = "一二三四五六七八"


def column(x: float, first: float, count: int, text: str = FULL) -> list[Glyph]:
    """Lines of text, fifteen points apart, the first on the baseline `first`."""
    return [glyph for n in range(count) for glyph in written(text, x, first + 15 * n)]


def both(first: float = 10, count: int = 8) -> list[Glyph]:
    """Two columns side by side, 115 points high with eight lines."""
    return [*column(LEFT, first, count), *column(RIGHT, first, count)]


def ruled(left: float, right: float, top: float, bottom: float) -> tuple[list[Ruling], list[Ruling]]:
    """The walls of a table of one box."""
    return [(y, left, right) for y in (top, bottom)], [(x, top, bottom) for x in (left, right)]


def parts(
    glyphs: list[Glyph], horizontals: list[Ruling] | None = None, verticals: list[Ruling] | None = None
) -> list[tuple[float, float, int]]:
    """Of each part with anything in it: its left and upper edge, and how many glyphs it has."""
    found = page_parts(Part(glyphs, horizontals or [], verticals or []))
    return [
        (min(g.left for g in part.glyphs), min(g.top for g in part.glyphs), len(part.glyphs))
        for part in found
        if part.glyphs
    ]


HEAD = written("甲" * 24)
FOOT = written("乙" * 24, y=160)


@pytest.mark.parametrize(
    ("glyphs", "read"),
    [
        pytest.param(both(), [(LEFT, 2, 88), (RIGHT, 2, 88)], id="two columns"),
        pytest.param(
            [*HEAD, *both(25)], [(0, -8, 24), (LEFT, 17, 88), (RIGHT, 17, 88)], id="below a line over both"
        ),
        pytest.param(
            [*both(), *FOOT], [(LEFT, 2, 88), (RIGHT, 2, 88), (0, 152, 24)], id="above a line over both"
        ),
        pytest.param(
            [*both(), *FOOT, *both(180)],
            [(LEFT, 2, 88), (RIGHT, 2, 88), (0, 152, 24), (LEFT, 172, 88), (RIGHT, 172, 88)],
            id="twice on a page",
        ),
        pytest.param(
            [*column(LEFT, 10, 8), *column(RIGHT, 10, 8, SHORT + "九")],
            [(LEFT, 2, 88), (RIGHT, 2, 72)],
            id="lines of other lengths, the right ones full in their own column",
        ),
        pytest.param(written("　　"), [(0, -8, 2)], id="nothing printed"),
        pytest.param([], [], id="nothing at all"),
        pytest.param(column(LEFT, 10, 8, FULL + "丁" + FULL), [(0, 2, 184)], id="one column"),
        pytest.param(both(count=5), [(0, 2, 110)], id="not high enough: a pair of signatures"),
        pytest.param(
            [*column(LEFT, 10, 8), *column(RIGHT, 10, 2), *column(RIGHT, 40, 6, "八")],
            [(0, 2, 116)],
            id="two full lines on the right",
        ),
        pytest.param(
            [*column(LEFT, 10, 8), *column(RIGHT, 10, 3), *column(RIGHT, 55, 5, "八")],
            [(LEFT, 2, 88), (RIGHT, 2, 38)],
            id="three full lines on the right",
        ),
        pytest.param(
            [*column(LEFT, 10, 8), *column(RIGHT, 10, 8, "12345678901" * 2)],
            [(0, 2, 264)],
            id="figures on the right: the columns of a table",
        ),
        pytest.param(
            [*column(LEFT, 10, 8, SHORT + " " * 6), *column(RIGHT, 10, 8)],
            [(LEFT, 2, 112), (RIGHT, 2, 88)],
            id="blanks at the ends of lines",
        ),
        pytest.param(
            [*column(LEFT, 10, 8), *column(RIGHT, 10, 8, FULL + "　" * 6)],
            [(LEFT, 2, 88), (RIGHT, 2, 136)],
            id="blanks beside the page",
        ),
        pytest.param(
            [*column(LEFT, 10, 8), *FOOT, *both(180)],
            [(0, 2, 112), (LEFT, 172, 88), (RIGHT, 172, 88)],
            id="nothing on the right in the upper half",
        ),
        pytest.param(
            [*both(), *spread(("丙", 115), y=10)],
            [(0, 2, 23), (LEFT, 17, 77), (RIGHT, 17, 77)],
            id="a character in the gap of the first line",
        ),
    ],
)
def test_a_page_is_read_column_by_column(glyphs: list[Glyph], read: list[tuple[float, float, int]]) -> None:
    assert parts(glyphs) == read


@pytest.mark.parametrize(("step", "count"), [(14, 1), (14.1, 2)], ids=["80 points high", "higher"])
def test_a_low_stretch_is_no_column(step: float, count: int) -> None:
    lines = [g for n in range(6) for x in (LEFT, RIGHT) for g in written(FULL, x, 10 + step * n)]
    assert len(parts(lines)) == count


@pytest.mark.parametrize(("gap", "count"), [(12, 2), (11.8, 1)], ids=["12 points wide", "narrower"])
def test_a_narrow_gap_is_none_between_columns(gap: float, count: int) -> None:
    assert len(parts([*column(0, 10, 8), *column(110 + gap, 10, 8)])) == count


@pytest.mark.parametrize(
    ("left", "right"), [(110.0, 108.2), (108.2, 110.0)], ids=["on the left", "on the right"]
)
def test_print_may_reach_into_the_gap_from_neither_side(left: float, right: float) -> None:
    """The gap is 11.8 points wide; on one side print ends five points from the middle of the
    page."""
    glyphs = [
        glyph
        for x, wide in ((0.0, left), (left + 11.8, right))
        for n in range(8)
        for glyph in written(FULL, x, 10 + 15 * n, step=(wide - 110) / 10)
    ]
    assert len(parts(glyphs)) == 1


@pytest.mark.parametrize(
    ("shift", "count"),
    [
        pytest.param(20, 2, id="a little to the right of the middle"),
        pytest.param(-20, 2, id="a little to the left of it"),
        pytest.param(60, 1, id="far off the middle"),
    ],
)
def test_the_gap_is_looked_for_about_the_middle(shift: float, count: int) -> None:
    """The left column is so much wider or narrower, and the right one begins so much later."""
    wide = [glyph for n in range(8) for glyph in written(FULL, 0, 10 + 15 * n, step=shift / 10)]
    assert len(parts([*wide, *column(RIGHT + shift, 10, 8)])) == count


@pytest.mark.parametrize(
    ("rulings", "count"),
    [
        pytest.param(ruled(0, 240, 0, 60), 1, id="a table over both in the upper half"),
        pytest.param(ruled(0, 110, 0, 120), 2, id="a table on the left"),
        pytest.param(([], [(120.0, 0.0, 120.0)]), 1, id="a wall down the middle"),
        pytest.param(([], [(114.0, 0.0, 120.0)]), 2, id="a wall beside the left column"),
        pytest.param(([], [(126.0, 0.0, 120.0)]), 2, id="a wall beside the right column"),
        pytest.param(([(5.0, 0.0, 240.0)], []), 2, id="a line over both columns"),
        pytest.param(([(60.0, 0.0, 240.0)], []), 1, id="a line through both columns"),
        pytest.param(([(60.0, 0.0, 114.0)], []), 2, id="a line that ends in the gap"),
        pytest.param(([(60.0, 126.0, 240.0)], []), 2, id="a line that begins in the gap"),
    ],
)
def test_rulings_over_both_columns_are_one_table(
    rulings: tuple[list[Ruling], list[Ruling]], count: int
) -> None:
    assert len(parts(both(), *rulings)) == count


WALLS: dict[str, tuple[Ruling, list[Ruling], list[tuple[float, float, int]]]] = {
    "an open row below a line": (
        (30.0, 0.0, 240.0),
        [(0.0, 30.0, 60.0), (240.0, 30.0, 60.0)],
        [(0, 2, 88), (LEFT, 62, 88), (RIGHT, 62, 88)],
    ),
    "walls that begin three points below it": (
        (30.0, 0.0, 240.0),
        [(0.0, 33.0, 60.0)],
        [(0, 2, 88), (LEFT, 62, 88), (RIGHT, 62, 88)],
    ),
    "walls that begin further below": (
        (30.0, 0.0, 240.0),
        [(0.0, 33.1, 60.0)],
        [(0, 2, 44), (LEFT, 32, 110), (RIGHT, 32, 110)],
    ),
    "walls of different length": (
        (30.0, 0.0, 240.0),
        [(0.0, 30.0, 60.0), (240.0, 20.0, 45.0)],
        [(0, 2, 88), (LEFT, 62, 88), (RIGHT, 62, 88)],
    ),
    "an open row above a line": ((120.0, 0.0, 240.0), [(0.0, 60.0, 120.0)], [(0, 2, 264)]),
    "walls that end three points above it": ((120.0, 0.0, 240.0), [(0.0, 60.0, 117.0)], [(0, 2, 264)]),
    "walls that end further above": (
        (120.0, 0.0, 240.0),
        [(0.0, 60.0, 116.9)],
        [(LEFT, 2, 88), (RIGHT, 2, 88), (0, 122, 88)],
    ),
    "a wall three points to the left of its end": (
        (30.0, 60.0, 180.0),
        [(57.0, 30.0, 60.0)],
        [(0, 2, 88), (LEFT, 62, 88), (RIGHT, 62, 88)],
    ),
    "a wall three points to the right of its end": (
        (30.0, 60.0, 180.0),
        [(183.0, 30.0, 60.0)],
        [(0, 2, 88), (LEFT, 62, 88), (RIGHT, 62, 88)],
    ),
    "walls further from its ends": (
        (30.0, 60.0, 180.0),
        [(56.9, 30.0, 60.0), (183.1, 30.0, 60.0)],
        [(0, 2, 44), (LEFT, 32, 110), (RIGHT, 32, 110)],
    ),
}


@pytest.mark.parametrize(("line", "walls", "read"), WALLS.values(), ids=WALLS)
def test_a_line_over_both_columns_takes_the_row_with_it_whose_walls_touch_it(
    line: Ruling, walls: list[Ruling], read: list[tuple[float, float, int]]
) -> None:
    assert parts(both(count=12), [line], walls) == read


@pytest.mark.parametrize(("left", "right"), [(0.0, 230.0), (10.0, 240.0)])
def test_a_table_over_both_columns_keeps_its_borders(left: float, right: float) -> None:
    table = ruled(left, right, 130, 190)
    whole = Part([*both(), *FOOT, *both(203)], *table)
    with_rulings = [part for part in page_parts(whole) if part.horizontals or part.verticals]
    assert [(part.horizontals, part.verticals) for part in with_rulings] == [table]


def test_a_line_that_fills_three_quarters_of_its_column_is_not_full() -> None:
    left = [*column(0, 10, 4, "一二三"), *written("一二三四", 0, 70), *column(0, 85, 3, "一二三")]
    lines = [*left, *column(60, 10, 8, "一二三四")]
    assert len(parts(lines)) == 1


def test_tables_without_prose_are_columns_if_their_rulings_fill_them() -> None:
    """Two pages of tables side by side on one sheet; where the rulings are those of a box in a
    corner they are not."""
    figures = [
        *column(0, 10, 8, "12"),
        *column(100, 10, 8, "34"),
        *column(130, 10, 8, "5"),
        *column(235, 10, 8, "6"),
    ]
    left, right = ruled(0, 110, 5, 115), ruled(130, 240, 5, 115)
    left[0].extend([(60, 80, 110), (80, 0, 30)])
    assert parts(figures, left[0] + right[0], left[1] + right[1]) == [(0, 2, 32), (130, 2, 16)]
    box = ruled(130, 160, 5, 115)
    assert len(parts(figures, left[0] + box[0], left[1] + box[1])) == 1


def test_rulings_go_with_the_column_that_they_lie_in() -> None:
    """Where its middle is: walls may begin above what is printed."""
    left, right = ruled(60, 110, 5, 115), ruled(130, 200, 5, 115)
    left[1][:] = [(60.0, -20.0, 115.0), (110.0, 5.0, 140.0)]
    whole = Part(both(), left[0] + right[0], left[1] + right[1])
    read = [(part.horizontals, part.verticals) for part in page_parts(whole) if part.glyphs]
    assert read == [left, right]


def test_drawings_go_with_the_column_that_their_middle_lies_in() -> None:
    """Also where they reach over the gap between the columns, or beyond what is printed."""
    left: list[Box] = [(20.0, 30.0, 40.0, 90.0), (100.0, 100.0, 139.0, 120.0)]
    right: list[Box] = [(101.0, 30.0, 140.0, 50.0), (150.0, 60.0, 260.0, 70.0)]
    below: list[Box] = [(20.0, 140.0, 40.0, 170.0)]
    whole = Part([*both(), *FOOT], [], [], [*right, *left, *below])
    assert [list(part.inks) for part in page_parts(whole) if part.glyphs] == [left, right, below]


def test_lines_without_walls_make_no_column() -> None:
    figures = [
        *column(0, 10, 8, "12"),
        *column(100, 10, 8, "34"),
        *column(130, 10, 8, "5"),
        *column(235, 10, 8, "6"),
    ]
    (over, under), _ = ruled(0, 110, 5, 115)
    lines = [over, under, (5.0, 130.0, 240.0), (115.0, 130.0, 240.0)]
    assert len(parts(figures, lines)) == 1
