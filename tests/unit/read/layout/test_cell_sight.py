"""What a person sees in a ruled cell: small digits off the line, lines through digits, drawings."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.layout.cell_sight import cell_seen
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Box
from pipelines.read.marks import Seen
from tests.data.page_glyphs import spread, written


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
        pytest.param([*written("12"), *sized("3", 10, 0, 0.6)], OPEN, id="small on the line"),
        pytest.param([*written("12"), *sized("3", 10, 0, 0.7)], Seen("123"), id="smaller on the line"),
        pytest.param([*written("件"), *sized("3", 5, 0, 0.6)], Seen("件3"), id="small behind a word"),
        pytest.param([*written("12"), *sized("3", 10, -0.8, 0.6)], OPEN, id="hardly raised"),
        pytest.param([*written("12"), *sized("3", 10, -4, 0.9)], OPEN, id="hardly smaller"),
        pytest.param([*written("12"), *sized("3", 10, -4, 0.85)], OPEN, id="not small enough for a mark"),
        pytest.param(
            [*written("12"), *sized("3", 10, -4, 0.4)], Seen("12", "3"), id="as small as a mark may be"
        ),
        pytest.param([*written("12"), *sized("3", 10, -4, 0.3)], OPEN, id="far smaller"),
        pytest.param(
            [*written("12"), *sized("3", 19, -4, 0.6)], Seen("12  ", "3"), id="raised, some way off"
        ),
        pytest.param([*written("12"), *written("3", 10, -4)], OPEN, id="as large, raised"),
        pytest.param([*written("12"), *written("3", 10, -0.8)], Seen("123"), id="as large, hardly raised"),
        pytest.param([*written("1"), *written("3", 5, -4)], OPEN, id="two figures, one raised"),
        pytest.param(
            [*(g._replace(mark="struck") for g in written("12")), *written("3456", 10)],
            Seen("3456", "12"),
            id="struck already, and what replaces it close behind",
        ),
        pytest.param(
            [*(g._replace(mark="struck") for g in written("12")), *written("34", 15)],
            Seen("34", "12"),
            id="struck already, half a font before",
        ),
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
        pytest.param([written("5")[0]._replace(mark="struck")], OPEN, id="a single one that is struck"),
    ],
)
def test_figures_off_their_line(glyphs: list[Glyph], seen: Seen) -> None:
    assert told(cell_seen(glyphs)) == seen


@pytest.mark.parametrize(
    ("line", "struck"),
    [
        pytest.param((1.0, -3.0, 10.0, -2.5), True, id="from a little behind their beginning"),
        pytest.param((1.5, -3.0, 10.0, -2.5), False, id="from further behind it"),
        pytest.param((0.0, -3.0, 9.0, -2.5), True, id="to a little before their end"),
        pytest.param((0.0, -3.0, 8.5, -2.5), False, id="to further before it"),
        pytest.param((0.0, -6.2, 10.0, -6.0), True, id="near their tops"),
        pytest.param((0.0, -6.6, 10.0, -6.4), False, id="nearer"),
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
        pytest.param([*written("12"), *sized("3", 10, -10, 0.6)], id="small, on a line of its own"),
        pytest.param([*written("12"), *sized("3", 20, -4, 0.6)], id="small and raised, far off"),
        pytest.param([*written("12"), *written("3", 20, -4)], id="as large and raised, far off"),
    ],
)
def test_figures_far_from_others_are_no_marks_of_them(glyphs: list[Glyph]) -> None:
    seen = cell_seen(glyphs)
    assert seen.left_out == ""
    assert sorted(seen.text.split()) == ["12", "3"]


def test_a_struck_figure_beside_one_off_its_line_is_struck_still() -> None:
    glyphs = [*(g._replace(mark="struck") for g in written("12")), *written("3", 10, -3), *written("45", 30)]
    assert cell_seen(glyphs) == Seen(NOT_TEXT + "3  45", "12")


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
        pytest.param(
            written("12"), [(0.0, -8.0, 10.0, 2.0)], Seen("12"), id="a ground no larger than they are"
        ),
        pytest.param(written("12"), [(11.0, 1.25, 17.0, 1.75)], OPEN, id="a dash a little above the foot"),
        pytest.param(
            written("甲乙"), [(0.0, -3.0, 10.0, -2.5)], Seen("甲乙"), id="a line through one of two words"
        ),
        pytest.param(written("12"), [(11.0, -7.0, 16.0, 1.0)], OPEN, id="a drawing beside them"),
        pytest.param(written("12"), [(11.0, -3.2, 16.0, -2.8)], OPEN, id="a dash beside them"),
        pytest.param(written("12"), [(-9.0, -7.0, -4.0, 1.0)], OPEN, id="on the left"),
        pytest.param(
            spread(("12", 0), ("34", 30)), [(-1.0, -9.0, 11.0, 3.0)], OPEN, id="a frame around one of two"
        ),
        pytest.param(written("12"), [(-1.0, -9.0, 7.0, 3.0)], OPEN, id="a frame that ends in them"),
        pytest.param(written("12"), [(3.0, -9.0, 12.0, 3.0)], OPEN, id="a frame that begins in them"),
        pytest.param(written("12"), [(-1.0, -5.0, 12.0, 3.0)], OPEN, id="a frame over their lower half"),
        pytest.param(written("12"), [(-1.0, -9.0, 12.0, 0.0)], OPEN, id="a frame over their upper half"),
        pytest.param(written("12"), [(20.0, -7.0, 25.0, 1.0)], Seen("12"), id="a drawing further off"),
        pytest.param(
            written("12"), [(-15.0, -7.0, -10.0, 1.0)], Seen("12"), id="further off on the left, too"
        ),
        pytest.param(written("12"), [(11.0, 3.0, 16.0, 9.0)], Seen("12"), id="a drawing below them"),
        pytest.param(written("12"), [(11.0, -15.0, 16.0, -9.0)], Seen("12"), id="a drawing above them"),
        pytest.param(written("12"), [(11.0, 2.9, 16.0, 9.0)], OPEN, id="a drawing that touches their line"),
        pytest.param(written("7"), [(6.0, 1.7, 7.0, 2.2)], OPEN, id="a dot at the foot of a single one"),
        pytest.param(
            [*written("12"), *written("34", y=10)],
            [(0.0, 2.0, 10.0, 2.3)],
            OPEN,
            id="a line between two lines that touch",
        ),
        pytest.param(written("12"), [(11.0, 1.7, 12.0, 2.2)], OPEN, id="a dot at the foot"),
        pytest.param(written("12"), [(11.0, 1.7, 15.0, 2.2)], Seen("12"), id="a dash at the foot"),
        pytest.param(
            written("12"), [(0.0, 0.6, 10.0, 3.1)], Seen("12"), id="as thick a line as may be under them"
        ),
        pytest.param(written("甲乙"), [(21.0, -7.0, 26.0, 1.0)], Seen("甲乙"), id="a drawing beside words"),
        pytest.param(written("12"), [(0.0, -4.5, 10.0, -1.9)], OPEN, id="a bar over digits"),
    ],
)
def test_drawings_in_a_cell(glyphs: list[Glyph], inks: list[Box], seen: Seen) -> None:
    assert told(cell_seen(glyphs, inks)) == seen
