"""What is off the sheet is not seen; what its edge cuts is open."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.layout.drawn import Drawn
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_blocks import page_blocks
from pipelines.read.layout.sheet_edge import on_sheet
from tests.data.page_glyphs import spread, written

SHEET = (100.0, 200.0)


@pytest.mark.parametrize(
    ("glyphs", "kept"),
    [
        pytest.param(written("12", 20, 50), "12", id="on it"),
        pytest.param(written("12", -20, 50), "", id="left of it"),
        pytest.param(written("12", 120, 50), "", id="right of it"),
        pytest.param(written("12", 20, -20), "", id="above"),
        pytest.param(written("12", 20, 250), "", id="below"),
        pytest.param(written("12", 93, 50), "12?", id="its last digit cut"),
        pytest.param(written("123", 90, 50), "12?", id="its last digit off it"),
        pytest.param(written("甲乙", 85, 50), "甲乙", id="a word that is cut"),
        pytest.param([*written("8", 80, 50), *written("9", 120, 50)], "8", id="another figure off it"),
    ],
)
def test_glyphs_at_the_edge(glyphs: list[Glyph], kept: str) -> None:
    assert "".join(g.text + ("?" if g.mark else "") for g in on_sheet(glyphs, SHEET)) == kept


def test_where_the_sheet_is_not_known_everything_is_on_it() -> None:
    far = written("12", 5_000, 50)
    assert on_sheet(far, None) == far


def test_cells_that_the_edge_cuts_are_open() -> None:
    """Labels stay what they are."""
    drawn = Drawn(
        [(y, 0.0, 180.0) for y in (100.0, 120.0, 140.0)],
        [(x, 100.0, 140.0) for x in (0.0, 60.0, 120.0, 180.0)],
        sheet=SHEET,
    )
    glyphs = [
        *spread(("甲", 5), ("乙", 70), ("丙", 130), y=115),
        *spread(("1", 5), ("2", 70), ("3", 130), y=135),
    ]
    (grid,) = page_blocks(glyphs, drawn, 1, 0)
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["甲", "乙", NOT_TEXT],
        ["1", NOT_TEXT + "2", NOT_TEXT],
    ]


@pytest.mark.parametrize(
    ("x", "wall", "seen"),
    [
        pytest.param(89, 100.0, NOT_TEXT + "12", id="up to the edge"),
        pytest.param(86, 100.0, "12", id="with room for another digit"),
        pytest.param(88, 98.5, "12", id="up to a wall that is seen"),
    ],
)
def test_a_figure_up_to_the_edge_may_go_on(x: float, wall: float, seen: str) -> None:
    """Programs end what they draw at the edge, walls and figures."""
    drawn = Drawn(
        [(y, 20.0, wall) for y in (100.0, 120.0, 140.0)],
        [(at, 100.0, 140.0) for at in (20.0, 60.0, wall)],
        sheet=SHEET,
    )
    (grid,) = page_blocks(spread(("甲", 25), ("12", x), y=115), drawn, 1, 0)
    assert [cell.text for cell in grid.rows[0]] == ["甲", seen]
