"""Sentences as offices write them, judged beside the figures of their report: those that may mean
something else are no finding, those that contradict a table are one, and once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import duckdb
import pytest

from tests.data.planted import Planted
from tests.data.planted_build import build_planted
from tests.data.sentences import Told, told

SENTENCES = list(told())
COPIED = "report.text_duplicate"
"""The reports have the same invented text around the sentence."""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[int, int], set[str]]:
    """The rules that each report breaks. One build for all: that takes seconds, one each minutes."""
    reports = {said.key: said for one in SENTENCES for said in (one.report, one.before) if said}
    database = build_planted(
        tmp_path_factory.mktemp("sentences"), Planted([one.report.office for one in SENTENCES], reports)
    )
    broken = defaultdict(set)
    with duckdb.connect(str(database), read_only=True) as connection:
        for office, year, rule in connection.execute(
            "SELECT office_id, year, rule FROM quality.findings WHERE rule <> ?", [COPIED]
        ).fetchall():
            broken[office, year].add(rule)
    return broken


def test_there_are_enough_sentences() -> None:
    assert sum(not one.rules for one in SENTENCES) >= 250
    assert sum(bool(one.rules) for one in SENTENCES) >= 100


@pytest.mark.parametrize("one", SENTENCES, ids=lambda one: one.text)
def test_a_sentence_is_held_against_the_table_only_where_it_can_mean_nothing_else(
    one: Told, found: Mapping[tuple[int, int], set[str]]
) -> None:
    assert found.get(one.report.key, set()) == one.rules
