"""What each mark of a piece of text means for the cell that it is in."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.marks import Mark, marked, seen
from pipelines.values import parse


def hidden(text: str) -> str:
    return marked(text, ["hidden"])


def struck(text: str) -> str:
    return marked(text, ["struck"])


def raised(text: str) -> str:
    return marked(text, ["raised"])


@pytest.mark.parametrize(
    ("pieces", "text", "left_out"),
    [
        pytest.param(["12"], "12", "", id="plain"),
        pytest.param([hidden("9"), "12"], "12", "", id="hidden before a figure"),
        pytest.param([hidden("973")], "", "", id="hidden alone is blank"),
        pytest.param([struck("8"), "597"], "597", "8", id="struck before a figure"),
        pytest.param(["860", struck("7")], "860", "7", id="struck behind a figure"),
        pytest.param(["8", struck("6"), "0"], "80", "6", id="struck within a figure"),
        pytest.param([struck("616")], f"{NOT_TEXT}616", "", id="struck with nothing in its place"),
        pytest.param([struck("/")], f"{NOT_TEXT}/", "", id="struck nil"),
        pytest.param([struck("616"), " \n"], f"{NOT_TEXT}616 \n", "", id="struck beside blanks only"),
        pytest.param([struck("616"), raised("1")], f"{NOT_TEXT}6161", "", id="struck beside a note only"),
        pytest.param([struck("行政许可")], "行政许可", "", id="a struck label stays a label"),
        pytest.param(["895", raised("1")], "895", "1", id="raised behind a figure"),
        pytest.param([raised("注2"), "895"], "895", "注2", id="raised before a figure"),
        pytest.param(["895", marked("3", ["lowered"])], "895", "3", id="lowered"),
        pytest.param(["895", raised("["), raised("1"), raised("]")], "895", "[1]", id="raised in pieces"),
        pytest.param([raised("895")], "895", "", id="a cell raised as a whole"),
        pytest.param(["10", raised("3")], f"10{NOT_TEXT}3", "", id="a power of ten"),
        pytest.param(["1.2×10", raised("4")], f"1.2×10{NOT_TEXT}4", "", id="a power in a product"),
        pytest.param(["110", raised("3")], "110", "3", id="no power: a note behind 110"),
        pytest.param(
            ["共", raised("行政处罚决定数量"), "3件"], "共行政处罚决定数量3件", "", id="raised words are text"
        ),
        pytest.param([marked("6", ["doubtful"]), "12"], f"{NOT_TEXT}612", "", id="perhaps seen"),
        pytest.param([marked("行政许可", ["doubtful"])], "行政许可", "", id="a label perhaps seen"),
        pytest.param([marked(" ", ["doubtful"]), "12"], " 12", "", id="a doubtful blank"),
        pytest.param([marked("4", ["struck", "hidden"]), "5"], "5", "", id="hidden wins over struck"),
    ],
)
def test_what_a_cell_says(pieces: list[str], text: str, left_out: str) -> None:
    assert seen(pieces) == (text, left_out)


@pytest.mark.parametrize("marks", [["struck"], ["doubtful"]])
def test_what_is_open_has_no_value_and_is_not_blank(marks: list[Mark]) -> None:
    assert parse(seen([marked("616", marks)]).text) == (parse(NOT_TEXT))
    assert parse(NOT_TEXT).status == "unreadable"


def test_without_marks_or_text_a_piece_stays_a_plain_string() -> None:
    assert type(marked("12", [])) is str
    assert type(marked("", ["struck"])) is str
