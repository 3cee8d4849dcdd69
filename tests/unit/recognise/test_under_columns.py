"""Rows read as their values are under their columns, where the sums bear it out."""

from __future__ import annotations

import pytest

from pipelines.catalogue.equations import Equation
from pipelines.model import Spot
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.printed_rows import PrintedRow
from pipelines.recognise.under_columns import Known, borne_out
from pipelines.values import parse

COLUMNS = ("a", "b", "c")
ACROSS = [Equation((f"one.{c}", f"two.{c}"), (f"all.{c}",), None) for c in COLUMNS]
"""In each column the rows `one` and `two` add up to `all`."""


def row(code: str, *texts: str) -> tuple[RowCandidates, Known]:
    """A row with what is under its columns, "" where nothing is, and its values."""
    names = tuple(f"{code}.{c}" for c in COLUMNS)
    candidate = Candidate(texts, (Spot(),) * 3)
    values = {
        name: parse(text).summand for name, text in zip(names, texts) if parse(text).summand is not None
    }
    return RowCandidates(PrintedRow(code, COLUMNS, names), (candidate,), placed=True), values


def known(code: str, *values: float) -> dict[str, float | None]:
    return {f"{code}.{c}": value for c, value in zip(COLUMNS, values)}


@pytest.mark.parametrize(
    ("one", "all_of_them", "is_read"),
    [
        (("5", "", ""), (6, 1, 1), True),
        (("", "5", ""), (6, 1, 1), False),
        (("5", "7", ""), (6, 8, 1), True),
        (("5", "", "7"), (6, 8, 1), False),
        (("5", "", ""), (9, 9, 9), True),
        (("5", "", ""), (9, 6, 1), False),
        (("5", "", ""), (9, 6, 9), False),
        (("5", "约7", ""), (6, 9, 1), True),
        (("", "5", "约7"), (6, 1, 9), False),
        (("5", "约7", ""), (6, 1, 0), False),
        (("7", "5", "3"), (6, 8, 4), True),
        (("", "", ""), (1, 1, 1), True),
        (("", "", ""), (1, 2, 1), True),
    ],
    ids=[
        "all sums hold",
        "in another cell they would",
        "two values, all hold",
        "two values, moved they would",
        "no cell mends anything",
        "another cell mends two",
        "another cell mends one",
        "a text that is none is in no sum",
        "it moves with the value before it",
        "it moves out of a cell that is right without it",
        "no blank, so nothing to move",
        "blank and right",
        "blank and wrong, with nothing to move",
    ],
)
def test_a_row_is_read_unless_moving_its_values_mends_a_sum(
    one: tuple[str, ...], all_of_them: tuple[float, ...], is_read: bool
) -> None:
    settled = {**known("two", 1, 1, 1), **known("all", *all_of_them)}
    assert borne_out({4: row("one", *one)}, ACROSS, settled) == ([4] if is_read else [])


def test_a_sum_of_cells_that_are_not_known_says_nothing() -> None:
    assert borne_out({0: row("one", "", "5", "")}, ACROSS, known("all", 6, 1, 1)) == [0]


def test_a_row_without_sums_has_but_its_headings() -> None:
    assert borne_out({0: row("one", "", "5", "")}, [], {}) == [0]
    others = [Equation(("x",), ("y",), None)]
    assert borne_out({0: row("one", "", "5", "")}, others, {"x": 1, "y": 2}) == [0]


def test_rows_are_judged_together() -> None:
    """Each is right only beside the other; one that is wrong may spoil the sums of both."""
    settled = known("all", 6, 1, 1)
    right = {1: row("one", "5", "", ""), 2: row("two", "1", "1", "1")}
    assert borne_out(right, ACROSS, settled) == [1, 2]
    wrong = {1: row("one", "", "5", ""), 2: row("two", "1", "1", "1")}
    assert borne_out(wrong, ACROSS, settled) == [2]
    assert settled == known("all", 6, 1, 1), "what was known is left alone"
