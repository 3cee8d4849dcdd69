"""What a person sees in a ruled cell: small digits off the line, lines through digits, drawings."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.layout.borders import Ruling
from pipelines.read.layout.cell_sight import cell_seen, inner_inks
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.lattice import Grid, GridCell
from pipelines.read.layout.page_transform import Box
from pipelines.read.marks import Seen
from tests.data.page_glyphs import spread, written

GRID = Grid(
    [0.0, 50.0, 100.0],
    [0.0, 30.0, 60.0],
    [GridCell(row, column, 1, 1) for row in range(2) for column in range(2)],
    [[0, 1], [2, 3]],
)
"""Two rows of two cells, 50 points wide and 30 high."""


def sized(text: str, x: float, y: float, size: float) -> list[Glyph]:
    """Text in a font of `size` times ten points."""
    return [
        g._replace(
            right=x + (g.right - x) * size,
            left=x + (g.left - x) * size,
            top=y - 8 * size,
            bottom=y + 2 * size,
            em=10 * size,
        )
        for g in written(text, x, y)
    ]


@pytest.mark.parametrize(
    ("box", "cell"),
    [
        pytest.param((10, 10, 20, 20), 0, id="inside the first"),
        pytest.param((60, 10, 70, 20), 1, id="inside the second"),
        pytest.param((60, 40, 70, 50), 3, id="inside the last"),
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


OPEN = Seen(NOT_TEXT)
"""Something is seen, and what it says is not known."""


def told(seen: Seen) -> Seen:
    """What is seen, without the text of what is open."""
    return OPEN if NOT_TEXT in seen.text else seen


@pytest.mark.parametrize(
    ("glyphs", "seen"),
    [
        pytest.param([], Seen(""), id="nothing"),
        pytest.param(written("12"), Seen("12"), id="figures"),
        pytest.param(written("行政处罚"), Seen("行政处罚"), id="words"),
        pytest.param([*written("12"), *sized("3", 10, -4, 0.6)], Seen("12", "3"), id="a raised mark"),
        pytest.param([*written("12"), *sized("3", 10, 4, 0.6)], Seen("12", "3"), id="a lowered one"),
        pytest.param([*written("12"), *sized("3", 10, 0, 0.6)], Seen("123"), id="small on the line"),
        pytest.param([*written("12"), *sized("3", 10, -0.7, 0.6)], Seen("123"), id="hardly raised"),
        pytest.param([*written("12"), *sized("3", 10, -4, 0.9)], OPEN, id="hardly smaller"),
        pytest.param([*written("12"), *sized("3", 10, -4, 0.3)], OPEN, id="far smaller"),
        pytest.param(
            [*written("12"), *sized("3", 19, -4, 0.6)], Seen("12  ", "3"), id="raised, some way off"
        ),
        pytest.param([*written("12"), *written("3", 10, -4)], OPEN, id="as large, raised"),
        pytest.param([*written("12"), *written("3", 10, -0.7)], Seen("123"), id="as large, hardly raised"),
        pytest.param([*written("12"), *written("件", 10, -4)], Seen("件\n12"), id="a word off the line"),
        pytest.param([*written("10"), *sized("3", 10, -4, 0.6)], OPEN, id="a power of ten"),
        pytest.param([*written("10"), *sized("3", 10, 4, 0.6)], OPEN, id="lowered behind ten"),
        pytest.param([*written("12"), *written("3", 19, -4)], OPEN, id="as large, raised, some way off"),
        pytest.param(
            [*written("12"), *sized("3", 10, -4, 0.6), *written("45", 0, 20)],
            Seen("12\n45", "3"),
            id="a mark above another line",
        ),
        pytest.param(
            [*(g._replace(mark="struck") for g in written("12")), *written("34", 20)],
            Seen("  34", "12"),
            id="struck already",
        ),
        pytest.param([*written("12"), *written("3", 0, 12)], Seen("12\n3"), id="on the next line"),
    ],
)
def test_figures_off_their_line(glyphs: list[Glyph], seen: Seen) -> None:
    assert told(cell_seen(glyphs)) == seen


@pytest.mark.parametrize(
    ("line", "struck"),
    [
        pytest.param((1.0, -3.0, 10.0, -2.5), True, id="from a little behind their beginning"),
        pytest.param((2.0, -3.0, 10.0, -2.5), False, id="from further behind it"),
        pytest.param((0.0, -3.0, 9.0, -2.5), True, id="to a little before their end"),
        pytest.param((0.0, -3.0, 8.0, -2.5), False, id="to further before it"),
        pytest.param((0.0, -6.2, 10.0, -6.0), True, id="near their tops"),
        pytest.param((0.0, -6.7, 10.0, -6.5), False, id="nearer"),
        pytest.param((0.0, 0.0, 10.0, 0.2), True, id="near their feet"),
        pytest.param((0.0, 0.4, 10.0, 0.6), False, id="nearer to these"),
        pytest.param((0.0, -4.0, 10.0, -1.5), True, id="as thick as a line may be"),
        pytest.param((0.0, -4.0, 10.0, -1.4), False, id="thicker"),
    ],
)
def test_a_line_strikes_figures_that_it_crosses(line: Box, struck: bool) -> None:
    seen = cell_seen(spread(("12", 0), ("34", 20)), [line])
    assert (seen == Seen("  34", "12")) is struck


def test_of_two_drawings_the_one_beside_a_figure_counts() -> None:
    assert told(cell_seen(written("12"), [(0.0, 1.8, 10.0, 2.3), (11.0, -7.0, 16.0, 1.0)])) == OPEN


@pytest.mark.parametrize(
    "glyphs",
    [
        pytest.param([*written("12"), *sized("3", 10, -12, 0.6)], id="small, on a line of its own"),
        pytest.param([*written("12"), *sized("3", 22, -4, 0.6)], id="small and raised, far off"),
        pytest.param([*written("12"), *written("3", 22, -4)], id="as large and raised, far off"),
    ],
)
def test_figures_far_from_others_are_no_marks_of_them(glyphs: list[Glyph]) -> None:
    seen = cell_seen(glyphs)
    assert seen.left_out == ""
    assert sorted(seen.text.split()) == ["12", "3"]


def test_writing_along_the_cell_has_no_marks() -> None:
    turned = [g._replace(turn=1) for g in [*written("12"), *sized("3", 10, -4, 0.6)]]
    assert told(cell_seen(turned)) != OPEN


STRUCK = [(0.0, -3.0, 10.0, -2.5)]
"""A line through the middle of `12`."""


@pytest.mark.parametrize(
    ("glyphs", "inks", "seen"),
    [
        pytest.param([], [(0.0, 0.0, 5.0, 5.0)], OPEN, id="a drawing in a blank cell"),
        pytest.param(written("  "), [(0.0, 0.0, 5.0, 5.0)], OPEN, id="a drawing beside blanks"),
        pytest.param(written("12"), STRUCK, OPEN, id="a line through all"),
        pytest.param(
            spread(("12", 0), ("34", 20)), STRUCK, Seen("  34", "12"), id="a line through the first of two"
        ),
        pytest.param(
            spread(("12", 0), ("34", 18)), STRUCK, Seen("  34", "12"), id="a line through the nearer of two"
        ),
        pytest.param(
            spread(("12", 0), ("34", 20)),
            [(0.0, -5.5, 10.0, -5.0)],
            Seen("  34", "12"),
            id="a line through the upper half",
        ),
        pytest.param(written("甲乙"), [(0.0, -3.0, 20.0, -2.5)], Seen("甲乙"), id="a line through words"),
        pytest.param(written("12"), [(0.0, 1.8, 10.0, 2.3)], Seen("12"), id="a line under them"),
        pytest.param(written("12"), [(0.0, -9.0, 10.0, -8.5)], OPEN, id="a line on their tops"),
        pytest.param(written("12"), [(0.0, -12.0, 10.0, -11.5)], Seen("12"), id="a line over them"),
        pytest.param(written("12"), [(-5.0, -12.0, 20.0, 6.0)], Seen("12"), id="the ground of the cell"),
        pytest.param(written("12"), [(11.0, -7.0, 16.0, 1.0)], OPEN, id="a drawing beside them"),
        pytest.param(written("12"), [(11.0, -3.2, 16.0, -2.8)], OPEN, id="a dash beside them"),
        pytest.param(written("12"), [(-20.0, -7.0, -15.0, 1.0)], Seen("12"), id="further off on the left"),
        pytest.param(written("12"), [(-9.0, -7.0, -4.0, 1.0)], OPEN, id="on the left"),
        pytest.param(
            spread(("12", 0), ("34", 30)), [(-1.0, -9.0, 11.0, 3.0)], OPEN, id="a frame around one of two"
        ),
        pytest.param(written("12"), [(-1.0, -9.0, 7.0, 3.0)], OPEN, id="a frame that ends in them"),
        pytest.param(written("12"), [(3.0, -9.0, 12.0, 3.0)], OPEN, id="a frame that begins in them"),
        pytest.param(written("12"), [(-1.0, -5.0, 12.0, 3.0)], OPEN, id="a frame over their lower half"),
        pytest.param(written("12"), [(-1.0, -9.0, 12.0, 0.0)], OPEN, id="a frame over their upper half"),
        pytest.param(written("12"), [(31.0, -7.0, 36.0, 1.0)], Seen("12"), id="a drawing further off"),
        pytest.param(written("12"), [(11.0, 14.0, 16.0, 22.0)], Seen("12"), id="a drawing below them"),
        pytest.param(written("12"), [(11.0, 1.7, 12.0, 2.2)], OPEN, id="a dot at the foot"),
        pytest.param(written("12"), [(11.0, 1.7, 17.0, 2.2)], Seen("12"), id="a dash at the foot"),
        pytest.param(written("甲乙"), [(21.0, -7.0, 26.0, 1.0)], Seen("甲乙"), id="a drawing beside words"),
        pytest.param(written("12"), [(0.0, -4.5, 10.0, -1.9)], OPEN, id="a bar over digits"),
    ],
)
def test_drawings_in_a_cell(glyphs: list[Glyph], inks: list[Box], seen: Seen) -> None:
    assert told(cell_seen(glyphs, inks)) == seen
