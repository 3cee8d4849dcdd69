"""A heading that no form has is told as such on a page without rulings, where it is broken over lines."""

from __future__ import annotations

import pytest

from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.foreign_headings import without_foreign
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import form, row, token


def _page(text: str, first: float) -> list[Token]:
    """Words of a page without rulings, each behind its left edge: `340 自然 | 362 上年`. The figures of
    its row begin at `first`."""
    words = [
        token(name, line, box=(float(left), 0.0, float(left) + 8 * len(name), 9.0))
        for line, row in enumerate(text.split("\n"), start=1)
        for left, name in (word.split() for word in row.split("|"))
    ]
    return [
        *words,
        token("（一）予以公开", 9, box=(150, 0, 203, 9)),
        token("5", 9, box=(first, 0, first + 4, 9)),
    ]


@pytest.mark.parametrize(
    ("headings", "kept"),
    [
        ("411 申请人情况\n340 自然 | 362 上年 | 505 总计\n340 人 | 362 数", False),
        ("411 申请人情况\n340 自然 | 362 备注 | 505 总计\n340 人", False),
        ("411 申请人情况\n150 上年\n340 自然 | 362 商业 | 505 总计\n340 人 | 362 企业", True),
        ("411 申请人情况\n340 自然 | 457 服务其他 | 505 总计\n340 人 | 457 机构", True),
        ("411 申请人情况\n340 自然 | 457 组织机 | 505 总计\n340 人 | 457 构", True),
    ],
    ids=["in two pieces", "in one", "left of the figures", "two in one word", "pieces of two in one word"],
)
def test_a_heading_above_the_figures_of_a_page_is_no_piece_of_a_row(headings: str, kept: bool) -> None:
    made = row("t3", "granted", [token("5")] * 7)
    candidate = RowCandidates(made.row, (Candidate.of(made.fields),), printed=7)
    rows = without_foreign(form("t3"), _page(headings, 360), (candidate,))
    assert bool(rows[0].candidates) is kept
