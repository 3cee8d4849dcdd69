"""Figures on the walls of a table, and across them, are nobody's for sure."""

from __future__ import annotations

import pytest

from pipelines.read.layout.cell_glyphs import by_cell
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.lattice import Grid, find_grids
from tests.data.page_glyphs import written

LEVELS, WALLS = (100.0, 120.0, 140.0), (0.0, 50.0, 100.0)
BLANK = ""


def grid() -> Grid:
    """Two rows of 20 points and two columns of 50."""
    (one,) = find_grids([(y, 0.0, 100.0) for y in LEVELS], [(x, 100.0, 140.0) for x in WALLS])
    return one


def held(glyphs: list[Glyph]) -> list[str]:
    """What each of the four cells holds, with a question mark behind what is in doubt."""
    (inside,), _ = by_cell(glyphs, [grid()])
    return [
        "".join(g.text + ("?" if g.mark else "") for g in inside[cell]) if cell in inside else BLANK
        for cell in range(4)
    ]


@pytest.mark.parametrize(
    ("glyphs", "cells"),
    [
        pytest.param(written("12", 10, 115), ["12", "", "", ""], id="in its cell"),
        pytest.param(written("12", 10, 118.9), ["12", "", "", ""], id="a little over the lower wall"),
        pytest.param(written("12", 10, 120), ["1?2?", "", "1?", ""], id="on the lower wall"),
        pytest.param(
            [*written("0", 10, 135), *written("12", 10, 121)],
            ["1?2?", "", "0", ""],
            id="on the wall of a cell that has its figure",
        ),
        pytest.param(written("12", 10, 105), ["1?2?", "", "", ""], id="on the upper border"),
        pytest.param(written("123", 42.5, 115), ["1?", "2?3", "", ""], id="across a wall"),
        pytest.param(written("12", 45, 115), ["1?", "2?", "", ""], id="a wall between its digits"),
        pytest.param([*written("1", 40, 115), *written("2", 52, 115)], ["1", "2", "", ""], id="two figures"),
        pytest.param([*written("1", 40, 115), *written("2", 46, 129)], ["1", "", "2?", "2?"], id="lower"),
        pytest.param(written("无", 45, 115), ["", "无", "", ""], id="a word across a wall"),
    ],
)
def test_figures_on_walls(glyphs: list[Glyph], cells: list[str]) -> None:
    assert held(glyphs) == cells


def test_a_figure_outside_that_reaches_in_leaves_the_cell_open() -> None:
    (inside,), outside = by_cell(written("8", 98, 115), [grid()])
    assert [g.text for g in outside] == ["8"]
    assert [(g.text, g.mark) for g in inside[1]] == [("8", "doubtful")]
