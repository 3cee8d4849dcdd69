"""Labels are in front of their values, or the table is open."""

from __future__ import annotations

import pytest

from pipelines.recognise.label_side import labels_lead
from pipelines.recognise.match_in_order import RowFields, RowMatch
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import form, lines, row


def leads(text: str, match: RowMatch | None = None, grid: bool = False) -> bool:
    return labels_lead(form("t3"), lines(text, grid), match or RowMatch([]))


@pytest.mark.parametrize("grid", [False, True])
@pytest.mark.parametrize(
    ("text", "lead"),
    [
        pytest.param("2.重复申请 | 0 | 6 | 6\n（一）予以公开 | 1 | 2 | 3", True, id="in front"),
        pytest.param("0 | 6 | 6 | 2.重复申请\n1 | 2 | 3 | （一）予以公开", False, id="behind"),
        pytest.param("0 | 6 | 2.重复申请 | 6\n1 | 2 | （一）予以公开 | 3", False, id="between"),
        pytest.param("1 | 2.重复申请 | 0 | 6\n2 | （一）予以公开 | 1 | 2", True, id="numbers of lines"),
        pytest.param("2.重复申请 | 0 | 6\n1 | 2 | （一）予以公开", True, id="one row alone"),
        pytest.param("", True, id="nothing"),
    ],
)
def test_the_side_of_labels_on_the_line_of_their_values(text: str, lead: bool, grid: bool) -> None:
    assert leads(text, grid=grid) is lead


@pytest.mark.parametrize(
    ("stray", "last", "lead"),
    [
        pytest.param(7, 0, False, id="values above the first label, none below the last"),
        pytest.param(3, 0, True, id="fewer than half a row"),
        pytest.param(7, 7, True, id="values below the last as well"),
        pytest.param(0, 0, True, id="none above the first"),
    ],
)
def test_the_side_of_labels_on_lines_of_their_own(stray: int, last: int, lead: bool) -> None:
    fields = row("t3", "carried_out", [Token("5", "value", t.spot, 9, False) for t in lines("\n" * 6)][:last])
    first = row("t3", "granted", [])
    match = RowMatch([first, fields], lines("\n".join("5" * stray)) if stray else [])
    assert leads("2.重复申请\n（一）予以公开", match) is lead


def test_a_table_in_one_line_has_no_labels_beside_its_values() -> None:
    assert labels_lead(form("t4"), lines("5 | 6 | 行政复议\n5 | 6 | 复议后起诉"), RowMatch([]))


def test_rows_without_a_label_of_their_own_tell_nothing() -> None:
    lost = RowFields(row("t3", "carried_out", []).row, [], anchored=False)
    match = RowMatch([row("t3", "granted", lines("5")), lost], lines("\n".join("5" * 7)))
    assert leads("2.重复申请\n（一）予以公开", match)
