"""Figures without borders: every way to cut them and no other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.recognise import runs
from pipelines.recognise.runs import MAX_FIGURES, group_segmentations, pieces, segmentations

NUMBERS = st.lists(st.integers(0, 120).map(str), min_size=1, max_size=5)


def by_force(parts: list[str], cells: int) -> set[tuple[str, ...]]:
    """Every set of borders, tried one by one."""
    text = "".join(parts)
    hard = {sum(map(len, parts[: i + 1])) for i in range(len(parts) - 1)}
    found = set()
    for borders in combinations(range(1, len(text)), cells - 1):
        if hard <= set(borders):
            cuts = [0, *borders, len(text)]
            way = tuple(text[a:b] for a, b in pairwise(cuts))
            if all(n == "0" or n[0] != "0" for n in way):
                found.add(way)
    return found


def test_a_row_as_it_stands_in_a_real_dump() -> None:
    found = segmentations(pieces("230 000023") or [], 7)
    assert set(found) == {
        ("23", "0", "0", "0", "0", "0", "23"),
        ("2", "30", "0", "0", "0", "0", "23"),
        ("230", "0", "0", "0", "0", "2", "3"),
    }


@pytest.mark.parametrize(
    ("parts", "cells", "found"),
    [
        (["0000000"], 7, [("0",) * 7]),
        (["000000"], 7, []),  # one figure too few: a cell is blank, and no way says which
        (["00000000"], 7, []),
        (["12"], 1, [("12",)]),
        (["07"], 1, []),
        (["12", "3"], 1, []),
        (["12", "3"], 2, [("12", "3")]),
        (["/", "12"], 2, [("/", "12")]),
        (["9" * (MAX_FIGURES + 1)], 7, []),
        (["9" * 36], 15, []),  # too many ways to tell anything
        (["16", "-12"], 2, [("16", "-12")]),
        (["0", "--1"], 3, [("0", "--", "1"), ("0", "-", "-1")]),  # a sign, or the end of a dash
        (["0", "-1"], 3, [("0", "-", "1")]),
        (["0", "---"], 3, [("0", "-", "--")]),
        (["-12"], 2, [("-", "12"), ("-1", "2")]),
    ],
)
def test_cuts(parts: list[str], cells: int, found: list[tuple[str, ...]]) -> None:
    assert segmentations(parts, cells) == found


@given(st.lists(st.text("01239", min_size=1, max_size=4), min_size=1, max_size=3), st.integers(1, 6))
def test_all_cuts_and_no_other(parts: list[str], cells: int) -> None:
    found = segmentations(parts, cells)
    assert len(found) == len(set(found))
    assert set(found) == by_force(parts, cells)


@given(NUMBERS, st.data())
def test_what_was_printed_is_among_the_ways(numbers: list[str], data: st.DataObject) -> None:
    borders = data.draw(st.lists(st.booleans(), min_size=len(numbers), max_size=len(numbers)))
    text = "".join(number + " " * blank for number, blank in zip(numbers, borders))
    assert tuple(numbers) in segmentations(pieces(text) or [], len(numbers))


@pytest.mark.parametrize(
    ("text", "solid", "ignore_blanks"),
    [
        ("230 000023", ["230", "000023"], ["230000023"]),
        ("0/0", ["0", "/", "0"], ["0", "/", "0"]),
        ("１２ ３", ["12", "3"], ["123"]),
        ("-2 0", ["-2", "0"], ["-20"]),
        ("0——1", ["0", "--1"], ["0", "--1"]),
        ("1,234 5", ["1,234", "5"], None),
        ("5² 3", None, None),
        ("1\x002", None, None),
        ("约5", None, None),
        ("12\n37 |", None, None),
    ],
)
def test_pieces(text: str, solid: list[str] | None, ignore_blanks: list[str] | None) -> None:
    assert pieces(text) == solid
    if ignore_blanks is not None:
        assert pieces(text, ignore_blanks=True) == ignore_blanks


@pytest.fixture
def most(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """As many ways are looked at, and no more."""
    monkeypatch.setattr(runs, "MAX_SEGMENTATIONS", request.param)
    runs._cuts.cache_clear()
    yield request.param
    runs._cuts.cache_clear()


@pytest.mark.parametrize(
    ("most", "parts", "cells", "ways"),
    [
        (3, ["1111"], 2, 3),
        (2, ["1111"], 2, 0),
        (2, ["11", "11"], 3, 2),
        (1, ["11", "11"], 3, 0),
        (1, ["11", "11"], 2, 1),
    ],
    indirect=["most"],
)
def test_of_too_many_ways_none_is_given(most: int, parts: list[str], cells: int, ways: int) -> None:
    assert len(segmentations(parts, cells)) == ways


@pytest.mark.parametrize(("most", "ways"), [(2, [("1",) * 4]), (1, [])], indirect=["most"])
def test_nor_of_too_many_groups(most: int, ways: list[tuple[str, ...]]) -> None:
    """`1` `1` and `11` `11` are groups whose last number is the sum of the others."""
    assert group_segmentations(["1111"], 2, 2) == ways


@pytest.mark.parametrize(
    ("figures", "ways"), [("0" * 40, 1), ("0" * 41, 0)], ids=["as long as may be", "a figure more"]
)
def test_a_run_longer_than_any_row_is_not_cut(figures: str, ways: int) -> None:
    assert len(segmentations([figures], len(figures))) == ways
    assert len(group_segmentations([figures], len(figures), 1)) == ways


@pytest.mark.parametrize(
    ("parts", "size", "groups", "ways"),
    [
        (["123"], 3, 1, [("1", "2", "3")]),
        (["12", "3"], 3, 1, [("1", "2", "3")]),
        (["124"], 3, 1, []),
        (["1", "01"], 3, 1, [("1", "0", "1")]),
        (["1", "1"], 2, 1, [("1", "1")]),
        (["1", "11"], 2, 1, []),
        (["1", "111"], 2, 1, []),
        (["112", "202"], 3, 2, [("1", "1", "2", "2", "0", "2")]),
        (["112", "20"], 3, 2, []),
        (["112", "2022"], 3, 2, []),
        (["1", "/", "1"], 3, 1, [("1", "/", "1")]),
        (["/", "/", "/"], 3, 1, [("/", "/", "/")]),
        (["/", "1", "/"], 3, 1, []),
        (["-1", "3", "2"], 3, 1, [("-1", "3", "2")]),
        (["10", "212"], 3, 1, [("10", "2", "12")]),
        (["0000"], 2, 2, [("0",) * 4]),
        ([], 3, 1, []),
    ],
)
def test_groups_whose_last_number_is_the_sum(
    parts: list[str], size: int, groups: int, ways: list[tuple[str, ...]]
) -> None:
    assert group_segmentations(parts, size, groups) == ways


RESULTS = st.lists(st.integers(0, 9), min_size=4, max_size=4)


@settings(max_examples=30)
@given(st.lists(RESULTS, min_size=3, max_size=3))
def test_table_4_in_one_run(groups: list[list[int]]) -> None:
    printed = tuple(str(n) for group in groups for n in (*group, sum(group)))
    found = group_segmentations(["".join(printed)], 5, 3)
    assert printed in found
    for way in found:
        assert "".join(way) == "".join(printed)
        sums = [sum(map(int, way[i : i + 4])) - int(way[i + 4]) for i in (0, 5, 10)]
        assert sums == [0, 0, 0]


def test_a_total_that_is_wrong_leaves_no_way() -> None:
    assert group_segmentations(["100020000000000"], 5, 3) == []
