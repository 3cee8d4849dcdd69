"""Which of many areas lie over a place of a sheet."""

from __future__ import annotations

import random

import pytest

from pipelines.read.sheets.places import MOST_AREAS, Area, Cover, Place, stretched


def cover_of(*areas: Area) -> Cover:
    cover = Cover()
    for area in areas:
        cover.add(area)
    return cover


def test_every_area_is_found_over_its_places_and_no_other() -> None:
    chance = random.Random(8)
    areas = [tuple(chance.randrange(12) for _ in range(4)) for _ in range(60)]
    cover = cover_of(*areas)  # type: ignore[arg-type]
    for row in range(13):
        for column in range(13):
            over = {n for n in range(60) if cover.over((row, column)) >> n & 1}
            assert over == {
                n
                for n, (a, b, c, d) in enumerate(areas)
                if min(a, c) <= row <= max(a, c) and min(b, d) <= column <= max(b, d)
            }


def test_what_is_beyond_the_limit_is_one_area_around_it() -> None:
    first: list[Area] = [(n, 0, n, 0) for n in range(MOST_AREAS)]
    cover = cover_of(*first, (5, 9, 5, 9), (8, 7, 8, 7))
    assert cover.over((MOST_AREAS - 1, 0)) == 1 << MOST_AREAS - 1
    rest = 1 << MOST_AREAS
    assert [cover.over(place) for place in [(5, 9), (8, 7), (6, 8), (5, 10), (9, 8)]] == [
        rest,
        rest,
        rest,
        0,
        0,
    ]


def test_a_row_is_touched_where_an_area_has_a_place_of_it() -> None:
    cover = cover_of((2, 5, 3, 6), (7, 0, 7, 0))
    assert [row for row in range(9) if cover.touches(row)] == [2, 3, 7]
    assert not cover_of()


@pytest.mark.parametrize(
    ("first", "last", "offsets", "area"),
    [
        pytest.param((2, 3), (4, 5), (1, 1), (2, 3, 4, 5), id="into its last cell"),
        pytest.param((2, 3), (4, 5), (0, 1), (2, 3, 3, 5), id="down to an edge"),
        pytest.param((2, 3), (4, 5), (1, 0), (2, 3, 4, 4), id="across to an edge"),
        pytest.param((2, 3), (2, 3), (0, 0), (2, 3, 2, 3), id="of no size"),
        pytest.param((2, 3), (0, 0), (1, 1), (2, 3, 2, 3), id="its corners the other way round"),
    ],
)
def test_what_is_under_an_object(first: Place, last: Place, offsets: tuple[int, int], area: Area) -> None:
    assert stretched(first, last, *offsets) == area
