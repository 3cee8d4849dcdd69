"""Each shipped question against a second computation, on a warehouse made to mislead and on that of
the sample reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.graph.questions import of_disclosure, of_outcomes, of_publication, of_requests
from tests.graph.questions.adversarial import adversarial
from tests.graph.questions.stated import none
from tests.graph.questions.tidy import Tidy
from tools.questions import Question, questions
from warehouse.query import run

WAYS = (of_requests, of_outcomes, of_publication, of_disclosure)
QUESTIONS = questions()


def second(question: Question) -> Callable[[Tidy], list[tuple[Any, ...]]]:
    """The function of that name."""
    (found,) = [getattr(module, question.name) for module in WAYS if question.name in vars(module)]
    way: Callable[[Tidy], list[tuple[Any, ...]]] = found
    return way


@pytest.fixture(scope="module")
def misleading(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return adversarial(tmp_path_factory.mktemp("adversarial"))


@pytest.fixture(scope="module")
def of_misleading(misleading: Path) -> Tidy:
    return Tidy(misleading)


@pytest.fixture(scope="module")
def of_samples(built: Path) -> Tidy:
    return Tidy(built / "gongkai.duckdb")


def alike(rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    """Numbers to nine digits, days as days, null as None."""

    def plain(value: Any) -> Any:
        value = none(value)
        if isinstance(value, bool | str | date | list):
            return value
        return None if value is None else round(float(value), 9)

    return [[plain(value) for value in row] for row in rows]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_an_answer_is_that_of_another_way(question: Question, misleading: Path, of_misleading: Tidy) -> None:
    rows = run(question.sql, misleading)[1]
    assert rows, "nothing is asked of this warehouse"
    assert alike(rows) == alike(second(question)(of_misleading))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.name)
def test_so_it_is_of_the_sample_reports(question: Question, built: Path, of_samples: Tidy) -> None:
    assert alike(run(question.sql, built / "gongkai.duckdb")[1]) == alike(second(question)(of_samples))


def test_a_question_says_what_its_answer_leaves_out() -> None:
    assert [q.name for q in QUESTIONS if not (q.left_out_zh and q.left_out_en)] == []
