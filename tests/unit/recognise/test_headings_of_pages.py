"""The printed headings of pages without rulings, broken over lines, compared from left to right."""

from __future__ import annotations

import pytest

from pipelines.model import Spot
from pipelines.recognise.headings import in_order
from pipelines.recognise.tokens import Token, kind_of
from tests.unit.recognise.made_tokens import form


def on_page(*lines: str) -> list[Token]:
    """Headings of a page without rulings: `x text` between bars, a line each."""
    return [
        Token(text, kind_of(text), Spot(page=1, box=(float(x), 9.0 * n, float(x) + 5, 9.0 * n + 8)), n, False)
        for n, line in enumerate(lines, 1)
        for x, text in (field.split() for field in line.split(" | "))
    ]


@pytest.mark.parametrize(
    ("table", "lines", "ordered"),
    [
        ("t4", ["10 结果维 | 20 结果纠 | 30 其他结", "50 总计"], True),
        ("t4", ["10 结果纠 | 20 结果维 | 60 结果纠 | 70 结果维", "50 总计"], False),
        (
            "t4",
            ["20 结果维 | 30 结果纠 | 60 结果维 | 70 结果纠 | 95 结果维", "10 总计 | 50 总计 | 90 总计"],
            False,
        ),
        (
            "t4",
            ["20 结果维 | 30 结果纠 | 60 结果维 | 70 结果纠 | 95 结果维", "40 总计 | 80 总计 | 99 总计"],
            True,
        ),
        ("t4", ["10 结果 | 20 结果 | 30 其他"], True),
        ("t3", ["10 自然人 | 70 总计", "20 商业企 | 30 科研机"], True),
        ("t3", ["60 自然人 | 70 总计", "20 商业企 | 30 科研机"], False),
    ],
    ids=[
        "in order",
        "swapped",
        "the total first",
        "the total last",
        "pieces that tell nothing",
        "of table 3",
        "natural persons behind",
    ],
)
def test_broken_headings_of_a_page_are_compared_from_left_to_right(
    table: str, lines: list[str], ordered: bool
) -> None:
    assert in_order(form(table), on_page(*lines)) is ordered
