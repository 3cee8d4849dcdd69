"""What the fields of a row leave open: one candidate and sure, one that the sums must confirm, or
several."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.model import Spot
from pipelines.recognise.candidate import RowCandidates
from pipelines.recognise.candidates import candidates
from pipelines.recognise.layout import Layout
from pipelines.recognise.match_in_order import RowFields
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import form, lines, row, token

NOWHERE = Layout()
THREE = "government_rules"
ONE = "administrative_penalties"


def said(fields: RowFields, layout: Layout = NOWHERE) -> RowCandidates:
    return candidates(form("t2"), fields, layout)


def of_dump(text: str, code: str = THREE, anchored: bool = True) -> RowCandidates:
    return said(replace(row("t2", code, lines(text)), anchored=anchored))


def grid(text: str) -> list[Token]:
    """Cells of a grid between bars, the label's column before them."""
    return [
        Token(t.text, t.kind, Spot(table=1, column=(t.spot.column or 0) + 1), t.line, True)
        for t in lines(text, grid=True)
    ]


def texts(made: RowCandidates) -> list[tuple[str | None, ...]]:
    return [candidate.texts for candidate in made.candidates]


@pytest.mark.parametrize(
    ("fields", "read", "certain"),
    [
        pytest.param("1 | 2 | 3", ("1", "2", "3"), True, id="as many values as cells"),
        pytest.param("1 |  | 2 | 3", ("1", "2", "3"), True, id="blanks between them"),
        pytest.param("1 | / | —", ("1", "/", "—"), True, id="nil in three ways"),
        pytest.param("1 | 约2 | 3", ("1", "约2", "3"), True, id="one text that is no value"),
        pytest.param("1 | 约2 | 约3", ("1", "约2", "约3"), False, id="two such texts may be pieces"),
        pytest.param("1\n甲乙丙丁\n2 | 3", ("1", "2", "3"), False, id="strange words between them"),
        pytest.param("1\n规章\n2 | 3", ("1", "2", "3"), True, id="its own label again"),
    ],
)
def test_a_full_row_of_a_dump(fields: str, read: tuple[str, ...], certain: bool) -> None:
    made = of_dump(fields)
    assert texts(made) == [read]
    assert made.certain is certain


def test_a_row_without_a_label_of_its_own_is_never_certain() -> None:
    assert not of_dump("1 | 2 | 3", anchored=False).certain


@pytest.mark.parametrize(
    ("fields", "firm", "certain"),
    [
        pytest.param("1 | 2 | 3", False, True, id="on one line"),
        pytest.param("1\n2\n3", False, True, id="on three lines alike"),
        pytest.param("1 | 2\n3", False, False, id="on two lines that differ"),
        pytest.param("1 |  | 2 | 3", False, False, id="behind a blank"),
        pytest.param("1 |  | 2 | 3", True, True, id="behind a blank where other rows have one, too"),
        pytest.param("1 | \n2\n3", True, False, id="a blank on one of three lines"),
    ],
)
def test_a_full_row_of_a_grid(fields: str, firm: bool, certain: bool) -> None:
    layout = Layout(firm=frozenset({(1, 3)})) if firm else NOWHERE
    made = said(row("t2", THREE, grid(fields)), layout)
    assert texts(made) == [("1", "2", "3")]
    assert made.certain is certain


@pytest.mark.parametrize(
    ("fields", "columns", "read"),
    [
        pytest.param("1 |  | 3 | 9", (2, 3, 4), [("1", "3", "9"), ("1", "", "3")], id="a blank and a remark"),
        pytest.param("1 | 2 | 3 | ", (2, 3, 4), [("1", "2", "3")], id="none is blank"),
        pytest.param("1 | 2 | 3", (2, 3, 5), [("1", "2", "3")], id="a column is not there"),
        pytest.param("1 | 2 | 3 | ", (2, 3, 5), [("1", "2", "3"), ("1", "2", "")], id="the last is blank"),
    ],
)
def test_a_blank_among_the_columns_of_full_rows_and_a_value_beside_them(
    fields: str, columns: tuple[int, ...], read: list[tuple[str, ...]]
) -> None:
    made = said(row("t2", THREE, grid(fields)), Layout(columns={(1, 3): columns}, firm=frozenset({(1, 3)})))
    assert texts(made) == read
    assert made.certain is (len(read) == 1)


def test_the_columns_are_those_of_the_line_of_the_first_value() -> None:
    made = said(row("t2", THREE, grid("1 |  |  | \n | 2 |  | 3")), Layout(columns={(1, 3): (2, 3, 4)}))
    assert texts(made) == [("1", "2", "3"), ("1", "", "")]


@pytest.mark.parametrize(
    ("fields", "code", "read"),
    [
        pytest.param(" |  | ", THREE, [("", "", "")], id="blanks for all cells"),
        pytest.param(" |  |  | ", THREE, [("", "", "")], id="more blanks"),
        pytest.param(" | ", THREE, [(None, None, None)], id="fewer blanks"),
        pytest.param("见附件", ONE, [("见附件",)], id="a word in the only cell"),
        pytest.param("： |  | ", THREE, [(None, None, None)], id="a mark that is no word"),
    ],
)
def test_a_row_without_values(fields: str, code: str, read: list[tuple[str | None, ...]]) -> None:
    made = of_dump(fields, code)
    assert texts(made) == read
    assert made.certain


def test_no_field_at_all_is_not_printed() -> None:
    made = said(row("t2", THREE, []))
    assert texts(made) == [(None, None, None)]
    assert made.certain
    assert not made.is_printed


@pytest.mark.parametrize("fields", ["见附件", "见附件 | 见附件 | 见附件"])
def test_words_in_the_place_of_several_cells_say_nothing_of_any(fields: str) -> None:
    made = of_dump(fields)
    assert (texts(made), made.certain) == ([], False)
    assert "见附件" in made.evidence


def test_blanks_of_a_grid_that_are_too_many_are_those_of_the_label_first() -> None:
    made = said(row("t2", THREE, grid(" |  |  | ")))
    assert [spot.column for spot in made.candidates[0].spots] == [3, 4, 5]


@pytest.mark.parametrize(
    ("fields", "code", "many"),
    [
        pytest.param("1 | 2 | 3 | 4", THREE, 4, id="one too many"),
        pytest.param("1 | 2 | 3 | 4 | 5", THREE, 10, id="two too many"),
        pytest.param("1 | 2 | 3 | 4 | 5 | 6", THREE, 0, id="three too many"),
        pytest.param("1 | 2", ONE, 0, id="two for one cell"),
    ],
)
def test_a_row_with_too_many_values(fields: str, code: str, many: int) -> None:
    made = of_dump(fields, code)
    assert len(made.candidates) == many
    assert not made.certain
    assert made.surplus == (fields.count("|") + 1 - made.row.cells if many else 0)
    assert made.printed == fields.count("|") + 1


def test_figures_that_go_on_in_the_next_line_of_their_cell_are_one_for_the_sums_to_confirm() -> None:
    cells = grid("1 | 2 | 3")
    broken = [cells[0], cells[1]._replace(text="12\n37", kind="run"), cells[2]]
    made = said(row("t2", THREE, broken))
    assert texts(made) == [("1", "1237", "3")]
    assert (made.certain, made.glued, made.printed) == (False, True, 3)


def test_beside_a_text_that_is_no_value_a_broken_figure_is_not_joined() -> None:
    cells = grid("1 | 2 | 约3")
    broken = [cells[0], cells[1]._replace(text="12\n37", kind="run"), cells[2]]
    assert ("1", "1237", "约3") not in texts(said(row("t2", THREE, broken)))


def test_glued_figures_come_apart_in_every_way() -> None:
    made = said(row("t2", THREE, [token("1023", kind="run")]))
    assert set(texts(made)) == {("10", "2", "3"), ("1", "0", "23")}
    assert made.glued


@pytest.mark.parametrize("fields", [" |  | 0041", "0041 |  | ", " |  | 0041 | 备注", "1 |  | 023"])
def test_glued_figures_in_a_cell_of_their_own_do_not_come_apart(fields: str) -> None:
    made = said(row("t2", THREE, grid(fields)))
    assert (texts(made), made.glued) == ([], True)


def test_fewer_values_than_cells_leave_gaps() -> None:
    made = of_dump("1 | 2")
    assert set(texts(made)) == {("1", "2", None), ("1", None, "2"), (None, "1", "2")}


def test_the_label_of_another_row_among_the_fields_leaves_nothing() -> None:
    made = of_dump("1 | 2 | 3\n行政处罚 | 4")
    assert (texts(made), made.printed) == ([], 3)


def test_a_value_below_a_blank_of_its_column_is_beside_none() -> None:
    made = said(row("t2", THREE, grid("1 | 2 | \n |  | 3")), Layout(columns={(1, 3): (2, 3, 4)}))
    assert texts(made) == [("1", "2", "3")]
    assert not made.certain


def test_a_broken_figure_in_a_row_that_lacks_another_is_not_joined_to_a_whole_row() -> None:
    cells = grid("1 | 2")
    made = said(row("t2", THREE, [cells[0], cells[1]._replace(text="12\n37", kind="run")]))
    assert {len(way) for way in texts(made)} <= {3}


def test_a_broken_figure_beside_others_of_six_digits_is_joined() -> None:
    """More digits than a run may have that is taken apart."""
    cells = grid(" | ".join(["123456"] * 7))
    cells[2] = cells[2]._replace(text="1234\n56", kind="run")
    made = candidates(form("t3"), row("t3", "granted", cells), NOWHERE)
    assert texts(made) == [("123456",) * 7]


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        ("6 9 7 | 2 | 3", ("697", "2", "3")),
        ("6\u20099\u20097 | 2 | 3", ("697", "2", "3")),
        ("6  9  7 | 2 | 3", ("697", "2", "3")),
        ("6   9   7 | 2 | 3", None),
        ("6 9 | 2 | 3", None),
        ("6 97 | 2 | 3", None),
        ("0 9 7 | 2 | 3", None),
        ("6 9\u20097 | 2 | 3", None),
        ("6 9 7 | 2", None),
    ],
    ids=[
        "blanks",
        "narrow blanks",
        "two blanks",
        "as far as cells",
        "two",
        "not each",
        "a nought first",
        "uneven",
        "a cell less",
    ],
)
def test_figures_set_apart_in_their_own_cell(fields: str, read: tuple[str, ...] | None) -> None:
    made = said(row("t2", THREE, grid(fields)))
    assert (texts(made) == [read] and made.certain) is (read is not None)


def test_figures_set_apart_on_a_line_are_in_no_cell_of_their_own() -> None:
    assert not of_dump("6 9 7 | 2 | 3").certain
