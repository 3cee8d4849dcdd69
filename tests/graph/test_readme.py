"""What the pages show is what a build of raw/ gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from export.dictionary import page as dictionary
from tools.outputs import DICTIONARY, QUERIES, READMES, ROOT, answered, outputs, statements, written
from warehouse.query import run

REFRESH = "run `make docs`"


@pytest.mark.parametrize("name", READMES)
def test_outputs_are_current(name: str, built: Path) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert page == written(page, outputs(built)), REFRESH


def test_the_twenty_answers_are_current(built: Path) -> None:
    page = QUERIES.read_text(encoding="utf-8")
    assert page == answered(page, built / "gongkai.duckdb"), REFRESH


def test_there_are_twenty_questions_and_the_samples_answer_each(built: Path) -> None:
    asked = statements(QUERIES.read_text(encoding="utf-8"))
    assert len(asked) == 20
    assert [sql for sql in asked if not run(sql, built / "gongkai.duckdb")[1]] == []


def test_the_dictionary_is_current(built: Path) -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary(built / "gongkai.duckdb"), REFRESH
