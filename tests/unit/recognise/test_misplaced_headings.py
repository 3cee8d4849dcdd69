"""A heading that is over the wrong column by mistake: the sums of the form tell, or the cells are open."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.recognise.by_headings import by_headings
from pipelines.recognise.misplaced_headings import held_against_sums
from tests.unit.recognise.made_tokens import cells, form

# As a browser shows a heading that spans a column too few: the total stands before its last part.
MISPLACED = " | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 总计 | 其他"
GRANTED, PARTIAL, REFUSED = "（一）予以公开", "（二）部分公开", "1.属于国家秘密"
TOTAL_LAST, TOTAL_SIXTH = " | 1 | 2 | 3 | 4 | 5 | 6 | 21", " | 1 | 2 | 3 | 4 | 5 | 21 | 6"
NOUGHTS = " | 0 | 0 | 0 | 0 | 0 | 0 | 0"


def _read(*rows: str) -> list[str] | None:
    """The last two cells, other organisations and the total, of each row; None for the form's order."""
    tokens = cells("\n".join([MISPLACED, *rows]))
    arranged = by_headings(form("t3"), tokens)
    assert arranged is not None
    placed = held_against_sums(form("t3"), tokens, arranged.rows)
    if placed is None:
        return None
    texts = [row.candidates[0].texts for row in placed if row.is_printed]
    return [" ".join("?" if NOT_TEXT in (t or "") else t or "_" for t in text[-2:]) for text in texts]


@pytest.mark.parametrize(
    ("rows", "seen"),
    [
        pytest.param([GRANTED + TOTAL_SIXTH, PARTIAL + TOTAL_SIXTH], ["6 21", "6 21"], id="as they say"),
        pytest.param([GRANTED + TOTAL_LAST, PARTIAL + TOTAL_LAST], None, id="the order of the form"),
        pytest.param([GRANTED + TOTAL_LAST, PARTIAL + NOUGHTS], ["? ?", "0 0"], id="one row is no proof"),
        pytest.param(
            [GRANTED + TOTAL_LAST, PARTIAL + TOTAL_LAST, REFUSED + TOTAL_SIXTH],
            ["? ?", "? ?", "? ?"],
            id="rows that contradict each other",
        ),
        pytest.param(
            [f"{GRANTED} | 1 | 2 | 3 | 4 | 5 | 9 | 7", PARTIAL + TOTAL_SIXTH],
            ["7 9", "6 21"],
            id="a sum of the office's own",
        ),
    ],
)
def test_headings_are_held_against_the_sums(rows: list[str], seen: list[str] | None) -> None:
    assert _read(*rows) == seen
