"""Charts: where lines break, what a spread keeps, round axes, and words for every mark."""

from __future__ import annotations

import pytest

from dashboard.chart import axis, ticks
from dashboard.chart_years import over_years, stacked, stretches
from dashboard.pages.spread import _bin, _edges
from dashboard.words import number, percent, words


def test_a_line_is_not_drawn_over_years_without_a_value() -> None:
    points = [(2019, 1.0), (2020, 2.0), (2021, None), (2022, 3.0)]
    assert stretches(points) == [[(2019, 1.0), (2020, 2.0)], [(2022, 3.0)]]
    chart = over_years("a", "A", {"x": {2019: 1, 2020: 2, 2022: 3}}, "count", "Year", [(2020.5, "new form")])
    assert len(chart.strokes) == 2 and len(chart.dots) == 3
    assert [note.words for note in chart.notes] == ["new form"]
    assert chart.rows[2] == ["2021", "—"]


def test_a_chart_of_nothing_is_empty() -> None:
    assert over_years("a", "A", {"x": {2020: None}}, "count", "Year").empty
    assert stacked("a", "A", {"x": {2020: 0}}, "Year").empty


def test_stacked_columns_are_as_high_as_their_parts() -> None:
    chart = stacked("a", "A", {"x": {2020: 3}, "y": {2020: 1}}, "Year")
    low, high = chart.bars
    assert low.y == pytest.approx(high.y + high.height, abs=0.2) and low.height == pytest.approx(
        3 * high.height, abs=0.4
    )
    assert [bar.words for bar in chart.bars] == ["x 2020: 3", "y 2020: 1"]


@pytest.mark.parametrize(
    ("low", "high", "whole", "lines"),
    [
        (0, 10, True, [0, 5, 10]),
        (0, 3, True, [0, 1, 2, 3]),
        (0, 1, False, [0, 0.25, 0.5, 0.75, 1]),
        (0, 97, True, [0, 50, 100]),
        (-3, 8, True, [-5, 0, 5, 10]),
        (0, 0, True, [0, 1]),
    ],
)
def test_lines_across_stand_at_round_values(low: float, high: float, whole: bool, lines: list[float]) -> None:
    assert ticks(low, high, whole) == lines


def test_an_axis_begins_at_nothing_and_a_share_ends_at_all() -> None:
    assert axis([90, 100], "count")[0] == 0
    assert axis([0.5, 0.6], "share")[-1] == 1
    assert axis([0.01], "share")[-1] < 0.05


@pytest.mark.parametrize("values", [[0, 0, 1, 1, 2, 3, 5000], [0.0] * 5, [1, 2, 3, 4, 5], [-4, 0, 9, 9, 30]])
def test_a_spread_keeps_every_value(values: list[float]) -> None:
    ranked = sorted(map(float, values))
    edges = _edges(ranked, "count")
    assert edges == sorted(set(edges)) and edges[0] <= ranked[0] and edges[-1] >= ranked[-1]
    assert all(edges[_bin(edges, v)] <= v <= edges[_bin(edges, v) + 1] for v in ranked)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "—"),
        (0, "0%"),
        (0.0001, "<0.1%"),
        (0.5, "50%"),
        (0.9999, ">99.9%"),
        (1, "100%"),
        (0.1234, "12.3%"),
    ],
)
def test_little_is_not_nothing_and_nearly_all_is_not_all(value: float | None, said: str) -> None:
    assert percent(value) == said


def test_a_figure_is_never_rounded_to_a_whole_one() -> None:
    assert (number(1.795), number(53660), number(2.0), number(None)) == ("1.795", "53,660", "2", "—")


def test_every_word_has_both_languages() -> None:
    assert {"kind", "column", "state", "measure"} <= set(words())
    for group, known in words().items():
        for code, (zh, en) in known.items():
            assert zh and en and not set(en) & set("的一是年"), (group, code)
