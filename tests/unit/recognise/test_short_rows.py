"""The readings of a row that has fewer values than cells."""

from __future__ import annotations

import pytest

from pipelines.model import Spot
from pipelines.recognise.candidate import RowCandidates
from pipelines.recognise.layout import Layout, Style
from pipelines.recognise.short_rows import with_blanks, with_gaps
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import lines, row, token

NOWHERE = Layout()
KEPT = Layout(style=Style(kept=True))


def made(tokens: list[Token]) -> RowCandidates:
    """A row of three cells with these fields."""
    return RowCandidates(row("t2", "government_rules", tokens).row, fields=tuple(tokens))


def blanks(tokens: list[Token], layout: Layout = NOWHERE, anchored: bool = True) -> RowCandidates | None:
    return with_blanks(made(tokens), anchored, layout)


def texts(said: RowCandidates | None) -> list[tuple[str | None, ...]] | None:
    return None if said is None else [candidate.texts for candidate in said.candidates]


def grid(text: str, table: int | None = 1) -> list[Token]:
    """Fields of a grid between bars; their columns are counted from 2."""
    return [
        Token(t.text, t.kind, Spot(table=table, column=(t.spot.column or 0) + 1), t.line, True)
        for t in lines(text, grid=True)
    ]


def columns(*at: int) -> Layout:
    return Layout(columns={(1, 3): at})


@pytest.mark.parametrize(
    ("fields", "layout", "texts_read"),
    [
        ("5 |  | 7", NOWHERE, ("5", "", "7")),
        ("5 |  |  | 7", columns(2, 3, 5), ("5", "", "7")),
        ("5 |  |  | 7", columns(2, 3, 4), None),
        ("5 |  |  | 7", NOWHERE, None),
        ("5 | ", NOWHERE, None),
        ("5 |  | ", columns(2, 3, 5), ("5", "", "")),
        (" |  | 7", columns(2, 3, 4), ("", "", "7")),
        ("5 | \n7 | ", NOWHERE, None),
        ("5 |  | \n | 7 | ", NOWHERE, None),
        ("5 |  | \n | 7 | ", columns(2, 3, 4), ("5", "", "")),
        ("5 |  | \n |  | ", NOWHERE, ("5", "", "")),
    ],
    ids=[
        "as many cells as the row",
        "in the columns of full rows",
        "a value beside them",
        "more cells, and no columns known",
        "fewer cells",
        "not all of those columns, but as many cells",
        "leading blanks",
        "values on two short lines",
        "values on two lines of the row's length",
        "values on two lines, in the columns of full rows",
        "blanks on the next line",
    ],
)
def test_blanks_of_a_grid(fields: str, layout: Layout, texts_read: tuple[str, ...] | None) -> None:
    said = blanks(grid(fields), layout)
    assert texts(said) == (None if texts_read is None else [texts_read])
    if said:
        assert said.certain
        assert not said.placed


@pytest.mark.parametrize("anchored", [True, False])
def test_the_columns_of_another_table_of_the_document_say_nothing(anchored: bool) -> None:
    assert blanks(grid("5 |  |  | 7", table=2), columns(2, 3, 5)) is None
    said = blanks(grid("5 |  |  | 7"), columns(2, 3, 5), anchored)
    assert said and said.certain is anchored


@pytest.mark.parametrize(
    ("fields", "layout", "texts_read", "certain"),
    [
        ("5 |  | 7", KEPT, ("5", "", "7"), True),
        ("5\n\n7", KEPT, ("5", "", "7"), True),
        ("5 |  |  | 7", KEPT, None, False),
        ("5 |  | 7", NOWHERE, ("5", "", "7"), False),
        ("5\n\n7", NOWHERE, None, False),
        ("5 | 7", NOWHERE, None, False),
        ("5 |  |  | 7", Layout(places={(4, 3): (0, 1, 3)}), ("5", "", "7"), False),
        ("5 |  |  | 7", Layout(places={(4, 3): (0, 1, 2)}), None, False),
        ("5 |  |  | 7", Layout(places={(5, 3): (0, 1, 3)}), None, False),
        ("5 |  | 7\n\n", NOWHERE, ("5", "", "7"), False),
    ],
    ids=[
        "in a dump that keeps its blanks",
        "a line for each cell",
        "more fields than cells",
        "as many fields as cells on a line",
        "on three lines, where blanks may be borders",
        "fewer fields",
        "in the places of full rows",
        "a value in another place",
        "full rows of more fields",
        "empty lines behind it",
    ],
)
def test_blanks_of_a_dump(
    fields: str, layout: Layout, texts_read: tuple[str, ...] | None, certain: bool
) -> None:
    for anchored in (True, False):
        said = blanks(lines(fields), layout, anchored)
        assert texts(said) == (None if texts_read is None else [texts_read])
        assert said is None or said.certain is (certain and anchored)


SPANS = Layout(spans={"government_rules": ((10, 20), (30, 40), (50, 60))})


def across(*reaches: tuple[str, float, float]) -> list[Token]:
    return [
        Token(text, "value" if text else "blank", Spot(page=3, line=7, box=(left, 0, right, 8)), 1, False)
        for text, left, right in reaches
    ]


@pytest.mark.parametrize("anchored", [True, False])
@pytest.mark.parametrize(
    ("reaches", "texts_read"),
    [
        ([("5", 12, 18), ("7", 52, 58)], ("5", "", "7")),
        ([("7", 32, 38)], ("", "7", "")),
        ([("5", 12, 18), ("", 21, 29), ("7", 52, 58)], ("5", "", "7")),
        ([("5", 12, 18), ("7", 42, 48)], None),
    ],
    ids=["two of three", "one", "a blank between", "a value between columns"],
)
def test_values_under_their_columns_on_a_page(
    reaches: list[tuple[str, float, float]], texts_read: tuple[str, ...] | None, anchored: bool
) -> None:
    said = blanks(across(*reaches), SPANS, anchored)
    assert texts(said) == (None if texts_read is None else [texts_read])
    if said:
        assert (said.placed, said.certain) == (anchored, False)
        spots = dict(zip(said.candidates[0].texts, said.candidates[0].spots))
        assert spots[""] == Spot(page=3, line=7)
        assert spots["7"].box is not None


@pytest.mark.parametrize(
    ("at", "blank"),
    [((32, 38), False), ((12, 18), True), ((2, 8), True)],
    ids=["there", "by a value", "beside"],
)
def test_a_column_with_a_word_in_it_is_not_blank(at: tuple[float, float], blank: bool) -> None:
    word = Token("二百六", "label", Spot(page=3, line=6, box=(at[0], -9, at[1], 0)), 0, False)
    fields = across(("5", 12, 18), ("7", 52, 58))
    said = with_blanks(made(fields), True, SPANS, [word])
    assert texts(said) == ([("5", "", "7")] if blank else None)


def test_the_columns_of_another_row_say_nothing() -> None:
    assert (
        blanks(across(("5", 12, 18), ("7", 52, 58)), Layout(spans={"normative_documents": ((0, 9),) * 3}))
        is None
    )


@pytest.mark.parametrize(
    ("fields", "headings", "texts_read"),
    [
        ("5 | 7", (), [("5", "7", None), ("5", None, "7"), (None, "5", "7")]),
        ("5", (), [("5", None, None), (None, "5", None), (None, None, "5")]),
        ("5 | 7", ("issued", "in_force"), [("5", None, "7")]),
        ("5", ("in_force",), [(None, None, "5")]),
        ("5 | 7", ("in_force",), [("5", "7", None), ("5", None, "7"), (None, "5", "7")]),
        ("5 | 7", ("issued", "fee_amount"), [("5", "7", None), ("5", None, "7"), (None, "5", "7")]),
        ("5 |  |  | 7", (), [("5", "7", None), ("5", None, "7"), (None, "5", "7")]),
        ("5 |  |  | ", (), [("5", None, None), (None, "5", None), (None, None, "5"), ("5", "", "")]),
        (
            " |  | 5 | ",
            (),
            [("5", None, None), (None, "5", None), (None, None, "5"), ("", "", "5"), ("", "5", "")],
        ),
        (
            " | 5 | 7 | ",
            (),
            [("5", "7", None), ("5", None, "7"), (None, "5", "7"), ("", "5", "7"), ("5", "7", "")],
        ),
        ("5\n\n7", (), [("5", "7", None), ("5", None, "7"), (None, "5", "7")]),
    ],
    ids=[
        "one missing",
        "two missing",
        "the headings name two",
        "the headings name one",
        "headings of another number",
        "headings of another block",
        "blanks too many between",
        "blanks behind",
        "blanks before and behind",
        "a blank on either side",
        "on several lines",
    ],
)
def test_every_way_to_leave_gaps(
    fields: str, headings: tuple[str, ...], texts_read: list[tuple[str | None, ...]]
) -> None:
    said = with_gaps(made(lines(fields)), Layout(headings=headings))
    assert texts(said) == texts_read
    assert not said.certain


@pytest.mark.parametrize(("values", "ways"), [(6, 7), (5, 21), (4, 0)])
def test_with_more_than_two_missing_there_is_no_telling(values: int, ways: int) -> None:
    tokens = lines(" | ".join("123456"[:values]))
    granted = RowCandidates(row("t3", "granted", tokens).row, fields=tuple(tokens))
    assert len(with_gaps(granted, NOWHERE).candidates) == ways


def test_a_missing_cell_has_no_spot() -> None:
    tokens = [token("5", column=1), token("7", column=2)]
    said = with_gaps(made(tokens), NOWHERE)
    assert said.candidates[1].spots == (tokens[0].spot, Spot(), tokens[1].spot)
