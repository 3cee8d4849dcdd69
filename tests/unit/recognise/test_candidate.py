"""A reading of a row, and what all readings of it say."""

from __future__ import annotations

import pytest

from pipelines.model import Spot
from pipelines.recognise.candidate import Candidate, RowCandidates
from tests.unit.recognise.made_tokens import row, token

RULES = row("t2", "government_rules", []).row


def test_a_token_for_each_cell() -> None:
    tokens = [token("5", column=2), token(" ", column=3)]
    assert Candidate.of(iter(tokens)) == Candidate(("5", " "), (Spot(column=2), Spot(column=3)))


@pytest.mark.parametrize(
    ("places", "texts"),
    [([0, 2], ("5", None, "7")), ([1], (None, "5", None)), ([], (None, None, None))],
)
def test_tokens_in_some_places(places: list[int], texts: tuple[str | None, ...]) -> None:
    tokens = [token("5", column=8), token("7", column=9)]
    candidate = Candidate.placed(dict(zip(places, tokens)), 3)
    assert candidate.texts == texts
    spots = dict(zip(places, [Spot(column=8), Spot(column=9)]))
    assert candidate.spots == tuple(spots.get(i, Spot()) for i in range(3))


def test_a_row_of_which_nothing_is_said() -> None:
    assert RowCandidates(RULES) == RowCandidates(
        RULES,
        candidates=(),
        certain=False,
        glued=False,
        cut=False,
        placed=False,
        surplus=0,
        printed=0,
        evidence="",
        fields=(),
    )


@pytest.mark.parametrize(
    ("texts", "printed"),
    [
        ([], True),
        ([("5", None, None)], True),
        ([("", "", "")], True),
        ([(None, None, None)], False),
        ([(None, None, None), (None, None, "5")], True),
    ],
    ids=["no telling", "a value", "blanks", "nothing", "a value in one reading"],
)
def test_whether_anything_of_a_row_is_in_print(texts: list[tuple[str | None, ...]], printed: bool) -> None:
    candidates = tuple(Candidate(t, (Spot(),) * 3) for t in texts)
    assert RowCandidates(RULES, candidates).is_printed is printed
