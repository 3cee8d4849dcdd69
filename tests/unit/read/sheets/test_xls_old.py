"""What is to be seen in the cells of a workbook of Excel 5."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.sheets.xls import read_xls
from tests.data.biff5 import Cell, book, font, style

WHITE, RED, SOLID, DOTS = 9, 10, 1, 2
FONTS = [font(), font(WHITE), font(raised=1), font(RED)]
WHITE_FONT, RAISED = 1, 2
BOX = 1 | 1 << 3 | 1 << 6


@pytest.mark.parametrize(
    ("own", "cell", "text", "left_out"),
    [
        pytest.param(style(), 12, "12", "", id="plain"),
        pytest.param(style(WHITE_FONT), 12, "", "", id="white on white"),
        pytest.param(style(WHITE_FONT, SOLID, RED), 12, "12", "", id="white on red"),
        pytest.param(style(3, SOLID, RED), 12, "", "", id="red on red"),
        pytest.param(style(WHITE_FONT, DOTS, RED), 12, f"{NOT_TEXT}12", "", id="white on a mixed ground"),
        pytest.param(style(0, DOTS, RED), 12, "12", "", id="black on a mixed ground"),
        pytest.param(style(WHITE_FONT)[:12], 12, f"{NOT_TEXT}12", "", id="a style that is cut short"),
        pytest.param(style(), ("123", [(2, RAISED)]), "12", "3", id="raised"),
        pytest.param(style(), ("计123", [(4, RAISED)]), "计12", "3", id="raised behind a Chinese word"),
    ],
)
def test_a_cell_is_what_is_seen_of_it(own: bytes, cell: Cell, text: str, left_out: str) -> None:
    if len(own) < 20:
        own = own[:2] + (len(own) - 4).to_bytes(2, "little") + own[4:]
    rows: list[list[tuple[Cell, int]]] = [[("甲", 0), ("乙", 0), ("丙", 0)], [(1, 0), (cell, 1), (3, 0)]]
    (_, grid) = read_xls(book(FONTS, [style(), own], rows)).blocks
    assert (grid.rows[1][1].text, grid.rows[1][1].left_out) == (text, left_out)


def test_frames_say_how_wide_a_table_is() -> None:
    rows: list[list[tuple[Cell, int]]] = [[("甲", 1), ("乙", 1)], [(1, 1), (2, 1), ("注", 0)]]
    for lines, width in ((0, 3), (BOX, 2)):
        (_, grid) = read_xls(book(FONTS, [style(), style(lines=lines)], rows)).blocks
        assert len(grid.rows[0]) == width
