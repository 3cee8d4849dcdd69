"""What the pages show is what a build of raw/ gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from export.dictionary import page as dictionary
from tools.outputs import DICTIONARY, QUERIES, READMES, ROOT, TUTORIALS, outputs, queries, ran, written
from tools.questions import questions
from warehouse.query import run

REFRESH = "run `make docs`"
UNANSWERED = {
    "carry_over",
    "disputes_without_requests",
    "changed_after_publication",
    "corrected_beside_published",
    "shares_above_one",
}
"""Questions about what no sample report has."""


@pytest.mark.parametrize("name", READMES)
def test_outputs_are_current(name: str, built: Path) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page == written(page, outputs(built)), REFRESH


@pytest.mark.parametrize("name", TUTORIALS)
def test_what_a_tutorial_shows_is_what_its_commands_print(name: str, built: Path) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page.count("<!-- run: gongkai ") >= 2
    assert page == ran(page, built), REFRESH


def test_the_forty_answers_are_current(built: Path) -> None:
    assert QUERIES.read_text(encoding="utf-8") == queries(built / "gongkai.duckdb"), REFRESH


def test_there_are_forty_questions_and_the_samples_answer_all_but_a_few(built: Path) -> None:
    asked = questions()
    assert [one.number for one in asked] == list(range(1, 41))
    silent = {one.name for one in asked if not run(one.sql, built / "gongkai.duckdb")[1]}
    assert silent == UNANSWERED


def test_the_dictionary_is_current(built: Path) -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary(built / "gongkai.duckdb"), REFRESH
