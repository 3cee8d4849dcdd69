"""Candidates are weighed by kind of evidence; a tie gives nothing, and says who stood against
whom."""

from __future__ import annotations

import operator

from pipelines.catalogue.identity import Evidence, Scale
from pipelines.recognise.weigh import Candidate, weigh

SCALE = Scale(
    2, 2, {k: Evidence(w, k, k) for k, w in (("title", 5), ("period", 5), ("text", 2), ("passing", 1))}
)


def verdict(*said: tuple[int, str]) -> tuple[int | None, list[int]]:
    weighed = weigh((Candidate(value, kind) for value, kind in said), SCALE, operator.eq)
    return weighed.value, [w.value for w in weighed.rivals]


def test_what_all_agree_on_holds() -> None:
    assert verdict((2023, "title"), (2023, "period"), (2023, "title")) == (2023, [])


def test_two_of_one_weight_give_none() -> None:
    assert verdict((2023, "title"), (2021, "period")) == (None, [2023, 2021])


def test_more_kinds_of_evidence_outweigh_one() -> None:
    assert verdict((2023, "title"), (2021, "period"), (2021, "text")) == (2021, [2021, 2023])


def test_one_kind_counts_once_however_often_it_says_it() -> None:
    assert verdict((2023, "title"), (2021, "text"), (2021, "text"), (2021, "text")) == (2023, [2023, 2021])


def test_a_word_in_passing_is_not_enough() -> None:
    assert verdict((2023, "passing")) == (None, [])
    assert verdict() == (None, [])


def test_names_that_agree_are_one_and_the_heaviest_evidence_says_it() -> None:
    said = [
        Candidate("双塔区前进街道", "text"),
        Candidate("前进街道", "title"),
        Candidate("锦北街道", "text"),
    ]
    weighed = weigh(said, SCALE, lambda one, other: one in other or other in one)
    assert (weighed.value, [w.weight for w in weighed.rivals]) == ("前进街道", [7, 2])


def test_rivals_come_in_the_order_of_all_that_speaks_for_them() -> None:
    said = [(2023, "title"), (2021, "text"), (2020, "text"), (2020, "passing")]
    assert verdict(*said) == (2023, [2023, 2020, 2021])
