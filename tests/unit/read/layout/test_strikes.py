"""Lines through figures strike them out and are no walls."""

from __future__ import annotations

import pytest

from pipelines.read.layout.borders import Ruling
from pipelines.read.layout.page_transform import Box
from pipelines.read.layout.strikes import LONGEST, struck_out
from tests.data.page_glyphs import written

FIGURE = written("12", 100, 50)
LEFT, RIGHT = FIGURE[0].left, FIGURE[-1].right
MIDDLE = (FIGURE[0].top + FIGURE[0].bottom) / 2
WALL: Ruling = (60.0, 90.0, 130.0)


@pytest.mark.parametrize(
    ("ruling", "marks"),
    [
        ((MIDDLE, LEFT - 1, RIGHT + 1), ["struck", "struck"]),
        ((MIDDLE, LEFT - 1, FIGURE[0].right), ["struck", ""]),
        ((MIDDLE, LEFT - 1, LEFT - 1 + LONGEST), ["", ""]),
        ((FIGURE[0].bottom, LEFT - 1, RIGHT + 1), ["", ""]),
        ((FIGURE[0].top, LEFT - 1, RIGHT + 1), ["", ""]),
        ((MIDDLE, LEFT - 9, LEFT - 2), ["", ""]),
    ],
    ids=["through both", "through one", "too long for a cell", "below", "above", "before"],
)
def test_a_line_through_the_middle_strikes_out(ruling: Ruling, marks: list[str]) -> None:
    glyphs, rulings = struck_out(FIGURE, [WALL, ruling], [])
    assert [g.mark for g in glyphs] == marks
    assert rulings == ([WALL] if any(marks) else [WALL, ruling])


@pytest.mark.parametrize(
    ("pieces", "marks"),
    [
        ([(LEFT - 1, RIGHT + 1), (RIGHT + 1, RIGHT + 60)], ["struck", "struck"]),
        ([(LEFT - 20, RIGHT + 10), (RIGHT + 10, RIGHT + 70)], ["", ""]),
        ([(LEFT - 20, RIGHT + 10), (LEFT - 80, LEFT - 20)], ["", ""]),
        ([(LEFT - 20, RIGHT + 10), (RIGHT + 20, RIGHT + 90)], ["struck", "struck"]),
    ],
    ids=["short", "goes on to the right", "to the left", "apart from the next"],
)
def test_a_wall_in_pieces_strikes_nothing(pieces: list[tuple[float, float]], marks: list[str]) -> None:
    glyphs, rulings = struck_out(FIGURE, [(MIDDLE, *piece) for piece in pieces], [])
    assert [g.mark for g in glyphs] == marks
    assert len(rulings) == (len(pieces) if not any(marks) else 1)


def test_a_label_is_not_struck() -> None:
    label = written("规章", 100, 50)
    assert struck_out(label, [(MIDDLE, 90.0, 130.0)], [])[0] == label


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ((LEFT - 1, FIGURE[0].bottom, RIGHT + 1, FIGURE[0].top), ["doubtful", "doubtful"]),
        ((LEFT + 1, FIGURE[0].bottom + 9, LEFT + 1.5, FIGURE[0].top - 9), ["doubtful", ""]),
        ((LEFT - 90, 0.0, LEFT - 50, 90.0), ["", ""]),
        ((LEFT - 1, 0.0, RIGHT + 1, 20.0), ["", ""]),
    ],
    ids=["aslant", "nearly upright", "beside", "above"],
)
def test_a_line_aslant_leaves_open_what_holds(line: Box, marks: list[str]) -> None:
    assert [g.mark for g in struck_out(FIGURE, [], [line])[0]] == marks
