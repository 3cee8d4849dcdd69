"""On three thousand names nothing wrong is given as sure, what can be known is found, the rest is
said to be open."""

from __future__ import annotations

from collections import Counter

import pytest

from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.gazetteer.load import gazetteer
from pipelines.offices.resolution import Resolution
from pipelines.offices.resolve import resolve
from tests.unit.offices.named_places import Case, cases

Answers = list[tuple[Case, Resolution]]


@pytest.fixture(scope="module")
def answers() -> Answers:
    places = gazetteer()
    return [
        (case, resolve(weigh(Claim(case.name, case.year, **case.more), places), places)) for case in cases()
    ]


def test_there_are_three_thousand(answers: Answers) -> None:
    assert Counter(case.group for case, _ in answers) == {
        "unique": 1000,
        "evidence": 1000,
        "homonym": 500,
        "misspelt": 200,
        "abbreviated": 150,
        "renamed": 150,
    }


def test_nothing_wrong_is_given_as_sure(answers: Answers) -> None:
    wrong = [
        (case.group, case.name, case.more, answer.key)
        for case, answer in answers
        if answer.status == "resolved" and (answer.place is None or answer.place.id != case.place)
    ]
    assert not wrong


def test_what_the_evidence_tells_is_resolved(answers: Answers) -> None:
    for group in ("unique", "evidence", "renamed"):
        of_group = [(case, answer) for case, answer in answers if case.group == group]
        missed = [(c.name, c.more, a.status) for c, a in of_group if a.status != "resolved"]
        assert len(missed) <= 0.02 * len(of_group), missed


def test_homonyms_without_evidence_stay_open_with_the_right_one_among_the_candidates(
    answers: Answers,
) -> None:
    for case, answer in answers:
        if case.group == "homonym":
            assert answer.status == "ambiguous", case
            assert case.place in {p.id for p in answer.candidates}, case
