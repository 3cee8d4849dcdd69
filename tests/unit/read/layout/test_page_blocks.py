"""Glyphs and rulings of a page -> blocks in reading order, each cell with its spot."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT, Block, Spot
from pipelines.read.layout.borders import Ruling
from pipelines.read.layout.drawn import Drawn
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_blocks import page_blocks
from pipelines.read.layout.page_transform import Box
from tests.data.page_glyphs import spread, written


def table(top: float, rows: int = 2, left: float = 0.0) -> Drawn:
    """Rows of two boxes, 50 points wide and 20 high."""
    ys = [top + 20.0 * n for n in range(rows + 1)]
    xs = [left + x for x in (0.0, 50.0, 100.0)]
    horizontals: list[Ruling] = [(y, xs[0], xs[-1]) for y in ys]
    return Drawn(horizontals, [(x, ys[0], ys[-1]) for x in xs])


def said(blocks: list[Block]) -> list[tuple[str, list[list[str]]]]:
    return [(block.kind, [[cell.text for cell in row] for row in block.rows]) for block in blocks]


FIGURES = [*spread(("受理", 5), ("12", 60), y=115), *spread(("结案", 5), ("3", 60), y=135)]


def test_a_ruled_table_is_a_grid_with_prose_above_and_below() -> None:
    glyphs = [*written("以上", y=160), *FIGURES, *written("一览", y=20), *written("如下", y=80)]
    assert said(page_blocks(glyphs, table(100), 1, 0)) == [
        ("prose", [["一览"]]),
        ("prose", [["如下"]]),
        ("grid", [["受理", "12"], ["结案", "3"]]),
        ("prose", [["以上"]]),
    ]


def test_a_line_in_the_middle_of_which_a_table_begins_stands_below_it() -> None:
    """Its middle decides: three points above the baseline."""
    above = said(page_blocks([*FIGURES, *written("注", 200, 102.9)], table(100), 1, 0))
    below = said(page_blocks([*FIGURES, *written("注", 200, 103)], table(100), 1, 0))
    assert [kind for kind, _ in above] == ["prose", "grid"]
    assert [kind for kind, _ in below] == ["grid", "prose"]


def test_of_a_line_of_fields_the_first_decides_on_which_side_of_a_table_it_stands() -> None:
    low, high = written("注", 200, 103), written("注", 260, 100)
    low_first = page_blocks([*FIGURES, *low, *high], table(100), 1, 0)
    high_first = page_blocks([*FIGURES, *written("注", 260, 103), *written("注", 200, 100)], table(100), 1, 0)
    assert [block.kind for block in low_first] == ["grid", "prose"]
    assert [block.kind for block in high_first] == ["prose", "grid"]


def test_cells_without_print_are_blank_and_in_their_place() -> None:
    assert said(page_blocks(written("12", 60, 135), table(100), 1, 0)) == [("grid", [["", ""], ["", "12"]])]


def test_a_glyph_belongs_to_the_cell_that_holds_its_middle() -> None:
    across = [Glyph(47, 115, 47, 107, 54, 117, 10, 0, "无"), *written("甲", 5, 115)]
    assert said(page_blocks(across, table(100), 1, 0)) == [("grid", [["甲", "无"], ["", ""]])]
    low = [Glyph(60, 123, 60, 115, 65, 125.2, 10, 0, "无"), *written("甲", 5, 115)]
    assert said(page_blocks(low, table(100), 1, 0)) == [("grid", [["甲", ""], ["", "无"]])]


def test_spots_count_rows_columns_and_tables_and_have_the_box_of_the_cell() -> None:
    drawn, second = table(100), table(200)
    drawn.horizontals += second.horizontals
    drawn.verticals += second.verticals
    blocks = page_blocks([*FIGURES, *written("1", 60, 215)], drawn, 4, 7)
    spots = [[cell.spot for cell in row] for block in blocks for row in block.rows]
    assert spots[0][1] == Spot(4, 8, 1, 2, None, (50.0, 100.0, 100.0, 120.0))
    assert spots[1][0] == Spot(4, 8, 2, 1, None, (0.0, 120.0, 50.0, 140.0))
    assert spots[2][1] == Spot(4, 9, 1, 2, None, (50.0, 200.0, 100.0, 220.0))


def test_a_merged_cell_stands_once_at_its_origin() -> None:
    drawn = table(100)
    drawn.verticals[1] = (50.0, 120.0, 140.0)  # no wall in the first row
    (block,) = page_blocks(FIGURES, drawn, 1, 0)
    assert said([block]) == [("grid", [["受理  12"], ["结案", "3"]])]
    assert [cell.spot.column for row in block.rows for cell in row] == [1, 1, 2]


def mirrored(box: Box) -> Box:
    return -box[2], box[1], -box[0], box[3]


@pytest.mark.parametrize("placed", [False, True], ids=["as it is", "as it is shown"])
def test_boxes_are_those_of_the_page_as_it_is_shown_to_a_tenth(placed: bool) -> None:
    glyphs = [*written("甲", 3.33, 20.06), *FIGURES]
    blocks = page_blocks(glyphs, table(100), 1, 0, mirrored if placed else None)
    boxes = [blocks[0].rows[0][0].spot.box, blocks[1].rows[0][0].spot.box]
    own = [(3.3, 12.1, 13.3, 22.1), (0.0, 100.0, 50.0, 120.0)]
    assert boxes == ([mirrored(box) for box in own] if placed else own)


def test_lines_that_look_like_a_table_are_rows_of_fields() -> None:
    glyphs = [
        g for n in range(3) for g in spread(("受理", 0), (str(n), 60.04), (str(n + 5), 120), y=10 + 20 * n)
    ]
    (block,) = page_blocks(glyphs, Drawn(), 2, 0)
    assert said([block]) == [("lines", [["受理", "0", "5"], ["受理", "1", "6"], ["受理", "2", "7"]])]
    assert block.rows[1][1].spot == Spot(page=2, column=2, line=2, box=(60.0, 22.0, 65.0, 32.0))


def test_two_lines_of_fields_are_prose_with_a_box_around_each() -> None:
    tall = written("丁", 60, 10)[0]._replace(top=-4.0, bottom=13.0)
    blocks = page_blocks([*written("丙", 0, 10), tall, *spread(("受", 0), ("1", 60), y=30)], Drawn(), 2, 0)
    assert said(blocks) == [("prose", [["丙  丁"]]), ("prose", [["受  1"]])]
    assert blocks[0].rows[0][0].spot == Spot(page=2, box=(0.0, -4.0, 70.0, 13.0))


def test_a_figure_struck_by_a_box_in_two_lines_of_fields() -> None:
    """A page break may leave a row or two of a table, and it is seen as the others are."""
    glyphs = [*spread(("受", 0), ("249", 60), y=10), *spread(("理", 0), ("1", 60), y=30)]
    box = (58.0, 6.0, 78.0, 7.0)
    blocks = page_blocks(glyphs, Drawn(inks=[box]), 2, 0)
    assert said(blocks) == [("prose", [[f"受  {NOT_TEXT}249"]]), ("prose", [["理  1"]])]


def heading() -> list[Glyph]:
    """Two narrow headings four points apart, and beyond a wide gap a third."""
    return spread(("受理", 0), ("结案", 24), ("总计", 80), y=10)


ROW = (("1", 8), ("2", 30), ("3", 88))
APART = [["受理", "结案", "总计"], ["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]


def rows(*baselines: float) -> list[Glyph]:
    """Rows of three figures below the headings."""
    return [
        glyph
        for n, y in enumerate(baselines)
        for glyph in spread(*((str(3 * n + i + 1), x) for i, (_, x) in enumerate(ROW)), y=y)
    ]


def test_headings_that_stand_near_are_parted_where_the_rows_below_are() -> None:
    ((kind, read),) = said(page_blocks([*heading(), *rows(30, 50, 70)], Drawn(), 1, 0))
    assert (kind, read) == ("lines", APART)


@pytest.mark.parametrize(
    ("first", "parted"), [(34.9, True), (35, False)], ids=["two and a half fonts below", "further below"]
)
def test_only_lines_near_by_part_headings(first: float, parted: bool) -> None:
    read = said(page_blocks([*heading(), *rows(first, first + 30, first + 60)], Drawn(), 1, 0))[0][1]
    assert read[0] == (["受理", "结案", "总计"] if parted else ["受理结案", "总计"])


def test_a_row_above_parts_headings_as_well() -> None:
    read = said(page_blocks([*rows(-10), *heading(), *rows(60, 90)], Drawn(), 1, 0))[0][1]
    assert read[1] == ["受理", "结案", "总计"]


@pytest.mark.parametrize(
    ("between", "parted"), [(2, True), (3, False)], ids=["the third line below", "the fourth"]
)
def test_only_the_next_three_lines_part_headings(between: int, parted: bool) -> None:
    """The lines between are so close that all of them are near, and run through every gap."""
    text = [glyph for n in range(between) for glyph in written("一" * 10, 0, 15 + 5 * n)]
    glyphs = [*heading(), *text, *rows(15 + 5 * between, 60, 90)]
    read = said(page_blocks(glyphs, Drawn(), 1, 0))[0][1]
    assert read[0] == (["受理", "结案", "总计"] if parted else ["受理结案", "总计"])


def test_prose_is_never_cut_at_the_gaps_of_a_line_beside_it() -> None:
    glyphs = [*spread(("受理", 0), ("结案", 24), y=10), *spread(("1", 8), ("2", 60), y=30)]
    assert said(page_blocks(glyphs, Drawn(), 1, 0)) == [
        ("prose", [["受理结案"]]),
        ("prose", [["1  2"]]),
    ]


def test_a_line_of_nothing_but_blanks_is_none() -> None:
    glyphs = [*written("甲", y=10), *written("　　", y=30), *written("乙", y=50)]
    assert said(page_blocks(glyphs, Drawn(), 1, 0)) == [("prose", [["甲"]]), ("prose", [["乙"]])]


def test_columns_of_a_page_are_read_one_after_the_other() -> None:
    text = "一二三四五六七八九十丙"
    glyphs = [g for n in range(8) for x in (0, 130) for g in written(text, x, 10 + 15 * n)]
    blocks = page_blocks(glyphs, Drawn(), 1, 0)
    assert [block.rows[0][0].spot.box[0] for block in blocks if block.rows[0][0].spot.box] == [0.0] * 8 + [
        130.0
    ] * 8
    assert [block.kind for block in blocks] == ["prose"] * 16


def test_tables_of_two_columns_are_counted_on() -> None:
    text = "一二三四五六七八九十丙"
    glyphs = [g for n in range(8) for x in (0, 130) for g in written(text, x, 10 + 15 * n)]
    glyphs += [g for x in (0, 130) for g in written("1", x + 5, 205)]
    left, right = table(190), table(190, left=130)
    drawn = Drawn(left.horizontals + right.horizontals, left.verticals + right.verticals)
    grids = [block for block in page_blocks(glyphs, drawn, 1, 2) if block.kind == "grid"]
    assert [(g.rows[0][0].spot.table, g.rows[0][0].spot.box and g.rows[0][0].spot.box[0]) for g in grids] == [
        (3, 0.0),
        (4, 130.0),
    ]


def test_tables_side_by_side_on_one_page_are_counted_on() -> None:
    """Two pages on one sheet, each with a table in its first lines."""
    ys = [5.0, 25.0, 115.0]
    drawn = Drawn(
        [(y, left, left + 110) for left in (0.0, 130.0) for y in ys],
        [(x, 5.0, 115.0) for x in (0.0, 50.0, 110.0, 130.0, 180.0, 240.0)],
    )
    pieces = (("12", 0), ("3", 105), ("45", 130), ("6", 235))
    glyphs = [glyph for n in range(8) for glyph in spread(*pieces, y=10 + 15 * n)]
    blocks = page_blocks(glyphs, drawn, 1, 3)
    assert [block.rows[0][0].spot.table for block in blocks] == [4, 5]


def test_a_line_of_one_character_between_those_of_a_table_without_rulings() -> None:
    rows = [spread(("受理", 5), ("12", 60), y=20.0 * n) for n in (1, 2, 4, 5)]
    glyphs = [glyph for row in (*rows, written("3", 60, 60)) for glyph in row]
    assert said(page_blocks(glyphs, Drawn(), 1, 0)) == [
        ("lines", [["受理", "12"], ["受理", "12"], ["3"], ["受理", "12"], ["受理", "12"]])
    ]


def test_a_glyph_in_the_middle_of_a_wall_is_of_the_cell_behind_it() -> None:
    """Wherever the glyph before it is."""
    first = written("a", 20, 115)
    right, below = written("b", 47.5, 115), written("c", 20, 123)
    assert said(page_blocks([*first, *right], table(100), 1, 0)) == [("grid", [["a", "b"], ["", ""]])]
    assert said(page_blocks([*first, *below], table(100), 1, 0)) == [("grid", [["a", ""], ["c", ""]])]
