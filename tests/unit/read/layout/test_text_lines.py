"""Glyphs -> lines and fields: what is on one line, which gap parts, what a cell says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.text_lines import (
    GAP,
    Field,
    cell_text,
    fields_of,
    gutters,
    is_tabular,
    lines_of,
    text_of,
)
from tests.data.page_glyphs import spread, written


def texts(lines: Sequence[Sequence[Glyph]]) -> list[str]:
    return ["".join(glyph.text for glyph in line) for line in lines]


def small(glyphs: list[Glyph]) -> list[Glyph]:
    return [glyph._replace(em=2.0) for glyph in glyphs]


def tight(text: str, step: float = 0.0) -> list[Glyph]:
    """Figures in the middle of as much room as they are high, with boxes as narrow as their ink."""
    return [g._replace(left=g.left + 3.5, right=g.right - 3.5) for g in written(text, step=step)]


@pytest.mark.parametrize(
    ("glyphs", "lines"),
    [
        pytest.param(written("12"), ["12"], id="one line"),
        pytest.param([*written("b", 9), *written("a", 0)], ["ab"], id="from left to right"),
        pytest.param([*written("b", y=20), *written("a", y=5)], ["a", "b"], id="from top to bottom"),
        pytest.param(
            [*written("a"), *written("b", 9, 3.5)], ["ab"], id="baselines a third of the font apart"
        ),
        pytest.param([*written("a"), *written("b", 9, 3.6)], ["a", "b"], id="baselines further apart"),
        pytest.param(
            [*written("a"), *written("b", 9, 3), *written("c", 18, 6)], ["abc"], id="a line that falls"
        ),
        pytest.param([*written("a"), *small(written("b", 9, 1.0))], ["ab"], id="tiny font, a point apart"),
        pytest.param(
            [*written("a"), *small(written("b", 9, 1.1))], ["a", "b"], id="tiny font, further apart"
        ),
        pytest.param([], [], id="nothing"),
    ],
)
def test_glyphs_of_one_baseline_are_a_line(glyphs: list[Glyph], lines: list[str]) -> None:
    assert texts(lines_of(glyphs)) == lines


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        pytest.param(written("12"), ["12"], id="figures side by side"),
        pytest.param(spread(("1", 0), ("2", 10)), ["12"], id="half a font between figures"),
        pytest.param(spread(("1", 0), ("2", 10.1)), ["1  2"], id="more between figures"),
        pytest.param(spread(("受", 0), ("理", 20)), ["受理"], id="as much between characters"),
        pytest.param(spread(("受", 0), ("2", 20)), ["受2"], id="as much behind a character"),
        pytest.param(spread(("2", 0), ("件", 15)), ["2件"], id="as much before a character"),
        pytest.param(spread(("1", 0), ("2", 20)), ["1  2"], id="one and a half fonts between figures"),
        pytest.param(tight("１６４"), ["１６４"], id="figures of full width"),
        pytest.param(tight("１６", step=1.5), ["１６"], id="figures of full width, set wide"),
        pytest.param(tight("１６", step=1.6), ["１  ６"], id="figures of full width that are apart"),
        pytest.param(spread(("1", 0), ("2", 20.1)), ["1", "2"], id="a wide gap"),
        pytest.param(spread(("受", 0), ("理", 25.1)), ["受", "理"], id="a wide gap between characters"),
        pytest.param(written("1 2"), ["1 2"], id="a printed blank"),
        pytest.param(written(" 1　2\u00a0"), ["1　2"], id="blanks at the ends"),
        pytest.param(written(" 　\t"), [], id="nothing but blanks"),
        pytest.param(spread(("7", 0), ("7", 1.4)), ["7"], id="printed twice for bold"),
        pytest.param(spread(("7", 0), ("7", 1.5)), ["\ufffc77"], id="two alike, close"),
        pytest.param(spread(("7", 0), ("8", 4)), ["78"], id="two set tightly"),
        pytest.param(spread(("7", 0), ("件", 2)), ["7件"], id="a character over a figure"),
        pytest.param(spread(("件", 0), ("7", 7)), ["件7"], id="a figure over a character"),
        pytest.param(spread(("7", 0), ("8", 1.4)), ["\ufffc78"], id="two over each other that differ"),
        pytest.param(
            [*spread(("1", 0), ("22", 20.1)), *written("3", 52)], ["1", "22", "3"], id="three fields"
        ),
    ],
)
def test_wide_gaps_part_fields(line: list[Glyph], fields: list[str]) -> None:
    assert [field.text for field in fields_of(line)] == fields


@pytest.mark.parametrize(
    ("line", "blanks"),
    [
        pytest.param(spread(("1", 0), ("2", 30)), ["", GAP], id="no printed blank"),
        pytest.param(spread(("1 ", 0), ("2", 30)), ["", GAP], id="one"),
        pytest.param(spread(("1　　", 0), ("2", 40)), ["", "　　"], id="two wide ones"),
        pytest.param(spread(("1   ", 0), ("2", 40)), ["", "   "], id="three"),
        pytest.param(
            spread((" 1 ", 0), ("2", 40), ("3", 80)), ["", GAP, GAP], id="not those of the field before"
        ),
    ],
)
def test_a_field_keeps_the_blanks_before_it_at_least_two(line: list[Glyph], blanks: list[str]) -> None:
    fields = fields_of(line)
    assert [field.blanks for field in fields] == blanks
    assert text_of(fields) == "".join(field.blanks + field.text for field in fields)


def test_the_box_of_a_field_is_around_its_glyphs() -> None:
    tall = written("国", 5)[0]._replace(top=-9.0, bottom=1.0)
    low = written("a", 15)[0]._replace(top=-3.0, bottom=4.0)
    within = written("b", 16)[0]._replace(right=18.0, top=-2.0, bottom=0.0)
    assert [field.box for field in fields_of([tall, low, within, *written("1", 60)])] == [
        (5.0, -9.0, 20.0, 4.0),
        (60.0, -8.0, 65.0, 2.0),
    ]


@pytest.mark.parametrize(
    ("cuts", "fields"),
    [
        pytest.param([12], ["受", "理"], id="in the gap"),
        pytest.param([10], ["受", "理"], id="at its start"),
        pytest.param([14], ["受", "理"], id="at its end"),
        pytest.param([9], ["受理"], id="through a character"),
        pytest.param([15], ["受理"], id="behind the gap"),
        pytest.param([-5, 12, 99], ["受", "理"], id="one of several"),
    ],
)
def test_a_cut_parts_where_it_falls_into_a_gap(cuts: list[float], fields: list[str]) -> None:
    assert [field.text for field in fields_of(spread(("受", 0), ("理", 14)), cuts)] == fields


HEADINGS = spread(("受理", 0), ("结案", 24), ("总计", 48))
"""Three narrow columns with four points between their headings."""

GUTTERS: dict[str, tuple[list[Glyph], list[list[Glyph]], list[float]]] = {
    "headings over figures": (HEADINGS, [spread(("1", 8), ("2", 30), ("3", 55))], [22, 46]),
    "no line beside": (HEADINGS, [], []),
    "a line that runs through both gaps": (HEADINGS, [written("一" * 7)], []),
    "a line that runs through one of them": (HEADINGS, [spread(("一" * 4, 0), ("3", 55))], [46]),
    "nothing on the left of the gap": (HEADINGS, [spread(("2", 30), ("3", 55))], [46]),
    "nothing on the right of the gap": (HEADINGS, [spread(("1", 8), ("2", 30))], [22]),
    "a line that begins before the headings": (HEADINGS, [spread(("1", -6), ("2", 30), ("3", 55))], [46]),
    "a line that ends behind them": (HEADINGS, [spread(("1", 8), ("2", 30), ("3", 70))], [22]),
    "one of two lines beside": (
        HEADINGS,
        [written("一" * 7), spread(("1", 8), ("2", 30), ("3", 55))],
        [22, 46],
    ),
    "print that reaches a quarter into the gap": (
        HEADINGS,
        [spread(("1", 16), ("2", 30), ("3", 55))],
        [22, 46],
    ),
    "print that reaches further into it": (HEADINGS, [spread(("1", 16.1), ("2", 30), ("3", 55))], [46]),
    "print that begins a quarter before its end": (
        HEADINGS,
        [spread(("1", 8), ("2", 23), ("3", 55))],
        [22, 46],
    ),
    "print that begins before that": (HEADINGS, [spread(("1", 8), ("2", 22.9), ("3", 55))], [46]),
    "headings three points apart": (spread(("受理", 0), ("结案", 23)), [spread(("1", 8), ("2", 30))], []),
    "headings a little more apart": (
        spread(("受理", 0), ("结案", 23.1)),
        [spread(("1", 8), ("2", 30))],
        [21.55],
    ),
    "a gap so wide that it parts by itself": (
        spread(("受理", 0), ("结案", 35.1)),
        [spread(("1", 8), ("2", 50))],
        [],
    ),
    "text that is set wide throughout": (
        written("受理结案", step=4),
        [spread(("1", 4), ("2", 44))],
        [],
    ),
    "text that is set wide, with a gap twice and a half as wide": (
        [*written("受理", step=1.5), *written("结案", 25.5, step=1.5)],
        [spread(("1", 4), ("2", 40))],
        [23.5],
    ),
    "one gap, as wide as may be without parting by itself": (
        spread(("受", 0), ("结", 25)),
        [spread(("1", 5), ("2", 30))],
        [],
    ),
    "a mark between the headings": (spread(("受、", 0), ("结案", 24)), [spread(("1", 8), ("2", 30))], []),
    "a heading and letters": (spread(("受理", 0), ("ab", 24)), [spread(("1", 8), ("2", 26))], []),
    "a single character": (written("受"), [], []),
    "a label and a figure behind a character": (spread(("受理", 0), ("年12", 26)), [], []),
    "a label and its figure, as far as may be": (spread(("受理", 0), ("12", 35)), [], [27.5]),
    "a label and a year that is set wide": (
        [*written("受理"), *written("12年", 26, step=1)],
        [],
        [],
    ),
    "a label and its figure": (spread(("受理", 0), ("12", 25.1)), [], [22.55]),
    "a label and its figure, nearer": (spread(("受理", 0), ("12", 25)), [], []),
    "a label, its figure, and another far behind": (spread(("受理", 0), ("12", 26), ("3", 60)), [], [23]),
    "a label, its figure, and a word far behind": (spread(("受理", 0), ("12", 26), ("件", 60)), [], [23]),
    "a label and a year": (spread(("受理", 0), ("12年", 26)), [], []),
    "a label and a figure with a share": (spread(("受理", 0), ("1.2", 26)), [], []),
    "figures of full width": (tight("１６"), [], []),
    "a figure and a label": (spread(("12", 0), ("受理", 16)), [], []),
    "blanks in the gap": (spread(("受理 ", 0), ("结案", 24)), [spread(("1", 8), ("2", 30))], [22]),
}


@pytest.mark.parametrize(("line", "beside", "middles"), GUTTERS.values(), ids=GUTTERS)
def test_narrow_gaps_part_columns_only_where_another_line_bears_it_out(
    line: list[Glyph], beside: list[list[Glyph]], middles: list[float]
) -> None:
    assert gutters(line, beside) == pytest.approx(middles)


def turned(text: str, turn: int) -> list[Glyph]:
    """Two lines of writing in a cell, turned counterclockwise by so many quarters."""
    glyphs = []
    for number, line in enumerate(text.split("\n")):
        for g in written(line, 100, 200 + 20 * number):
            box = {
                1: (g.y, -g.x, g.top, -g.right, g.bottom, -g.left),
                2: (-g.x, -g.y, -g.right, -g.bottom, -g.left, -g.top),
                3: (-g.y, g.x, -g.bottom, g.left, -g.top, g.right),
            }[turn]
            x, y, left, top, right, bottom = box
            glyphs.append(Glyph(x, y, left, top, right, bottom, g.em, turn, g.text))
    return glyphs[::-1]


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        pytest.param(written("7"), "7", id="a single figure"),
        pytest.param(written("　"), "", id="a single blank"),
        pytest.param(written("受理 12"), "受理 12", id="a line"),
        pytest.param([*written("结", y=20), *written("受")], "受\n结", id="two lines"),
        pytest.param(
            [*written("受"), *written("  ", y=20), *written("结", y=40)], "受\n结", id="a blank line"
        ),
        pytest.param(turned("受理12\n结", 1), "受理12\n结", id="upwards"),
        pytest.param(turned("受理12\n结", 2), "受理12\n结", id="on its head"),
        pytest.param(turned("受理12\n结", 3), "受理12\n结", id="downwards"),
        pytest.param(
            [*turned("受理", 1), *written("1", 500, -500)], "受理\n1", id="mostly upwards, one upright"
        ),
        pytest.param([*written("受理12"), *turned("1", 3)], "受理12\n1", id="mostly upright"),
    ],
)
def test_a_cell_is_read_along_its_writing(glyphs: list[Glyph], text: str) -> None:
    assert cell_text(glyphs) == text


@pytest.mark.parametrize(
    ("fields", "tabular"),
    [([2, 2, 2], True), ([2, 1, 3, 1, 2], True), ([2, 2, 1], False), ([1, 1, 1, 1], False), ([], False)],
)
def test_three_lines_of_several_fields_look_like_a_table(fields: list[int], tabular: bool) -> None:
    piece = Field("1", (0.0, 0.0, 0.0, 0.0), "")
    assert is_tabular([[piece] * count for count in fields]) is tabular
