"""The readings of a row whose figures are glued."""

from __future__ import annotations

import pytest

from pipelines.recognise.candidate import RowCandidates
from pipelines.recognise.glued_rows import with_runs
from pipelines.recognise.layout import Layout, Style
from tests.unit.recognise.made_tokens import lines, row, token

PLAIN = Style()
CODES = {
    1: ("t2", "administrative_licenses"),
    3: ("t2", "government_rules"),
    7: ("t3", "granted"),
    15: ("t4", ""),
}


def read(
    fields: str, cells: int, *, anchored: bool = True, style: Style = PLAIN, summed: bool = True
) -> RowCandidates:
    """The readings of these fields as a row of so many cells, within which a sum of the form may
    be."""
    tokens = lines(fields)
    made = row(*CODES[cells], tokens)
    return with_runs(
        RowCandidates(made.row, fields=tuple(tokens)),
        anchored,
        Layout(style=style),
        summed and "total" in made.row.columns,
    )


def solid(fields: str) -> list[str]:
    return [t.text for t in lines(fields) if t.kind in ("value", "run")]


def texts(said: RowCandidates) -> list[str]:
    return [" ".join(t or "" for t in candidate.texts) for candidate in said.candidates]


@pytest.mark.parametrize(
    ("fields", "cells", "ways"),
    [
        ("123", 3, ["1 2 3"]),
        ("1000", 3, ["10 0 0"]),
        ("1234", 3, ["1 2 34", "1 23 4", "12 3 4"]),
        ("1 23", 3, ["1 2 3"]),
        ("12 | 3", 3, ["1 2 3"]),
        ("1 |  | 23", 3, ["1 2 3"]),
        ("/0/", 3, ["/ 0 /"]),
        ("1,234 | 00", 3, ["1,234 0 0"]),
        ("00", 3, []),
        ("0000", 3, []),
        ("1 0 00 0", 3, ["100 0 0"]),
        ("1 234 | 00", 3, ["1 234 0 0"]),
        ("1.2.3 | 00", 3, []),
        ("约5 | 00", 3, []),
        ("5② | 00", 3, []),
    ],
    ids=[
        "a figure for each cell",
        "a number of two figures",
        "three ways",
        "a blank is a border",
        "the border of a field is one",
        "blank cells are none of it",
        "nil between figures",
        "a number with its thousands apart",
        "fewer figures than cells",
        "only noughts, and one too many",
        "no way with its borders",
        "and with a blank between them",
        "figures that are no number",
        "a word among them",
        "a footnote among them",
    ],
)
def test_the_ways_to_read_a_run(fields: str, cells: int, ways: list[str]) -> None:
    said = read(fields, cells)
    assert texts(said) == ways
    assert said.glued
    assert said.printed == (cells if ways else len(solid(fields))), (
        "what cannot be read is as many values as fields"
    )


def test_a_wrapped_number_is_put_together_where_no_way_has_its_borders() -> None:
    assert texts(read("1 2 3 4", 3)) == ["1 2 34", "1 23 4", "12 3 4"]
    assert texts(read("1 2 34", 3)) == ["1 2 34"]


@pytest.mark.parametrize(
    ("fields", "style", "way", "certain", "glued"),
    [
        ("12 0 34", Style(separated=True), ["12 0 34"], True, False),
        ("12 0 34", Style(), ["12 0 34"], False, True),
        ("12 0 3 4", Style(separated=True), [], False, True),
        ("1 2 07", Style(separated=True), [], False, True),
    ],
    ids=[
        "as many pieces as cells",
        "where blanks are not always borders",
        "more pieces",
        "a piece is no number",
    ],
)
def test_a_report_that_sets_its_values_apart(
    fields: str, style: Style, way: list[str], certain: bool, glued: bool
) -> None:
    said = read(fields, 3, style=style)
    if way:
        assert texts(said) == way
    assert (said.certain, said.glued) == (certain, glued)


@pytest.mark.parametrize("anchored", [True, False])
@pytest.mark.parametrize(
    ("text", "ways", "certain"),
    [
        (" 12\n", ["12"], True),
        ("07", [], False),
        ("5/", [], False),
        ("1 2", ["12"], False),
        ("12", ["12"], True),
    ],
    ids=["a number", "no number", "two values", "a wrapped number", "two figures"],
)
def test_a_single_cell_is_its_whole_run(text: str, ways: list[str], certain: bool, anchored: bool) -> None:
    run = token(text, kind="run")
    licences = row("t2", "administrative_licenses", [run])
    said = with_runs(RowCandidates(licences.row, fields=(run,)), anchored, Layout(), False)
    assert texts(said) == ways
    assert said.certain is (certain and anchored)
    assert said.glued


@pytest.mark.parametrize("anchored", [True, False])
@pytest.mark.parametrize(
    ("fields", "filled", "certain", "cut"),
    [
        ("123", True, False, False),
        ("00126", False, True, True),
        ("0011", False, True, True),
        ("033", True, False, False),
        ("1000", True, False, True),
        ("1234", True, False, True),
        ("1 2 34", True, False, False),
    ],
    ids=[
        "12 and 3, or three figures",
        "no other cut without leading zeros",
        "nor one that leaves a cell blank",
        "0 and 33, or three figures",
        "one way, but cut",
        "several ways",
        "apart, but not each a figure",
    ],
)
def test_what_the_print_leaves_open(
    fields: str, filled: bool, certain: bool, cut: bool, anchored: bool
) -> None:
    said = read(fields, 3, anchored=anchored, style=Style(filled=filled))
    assert said.certain is (certain and anchored)
    assert said.cut is cut
    assert said.glued


@pytest.mark.parametrize(("fields", "certain"), [("88647554/421", True), ("886475541/421", False)])
def test_a_count_has_no_more_than_eight_figures(fields: str, certain: bool) -> None:
    assert read(fields, 3, summed=False).certain is certain


@pytest.mark.parametrize("summed", [True, False])
def test_a_table_in_one_run_is_cut_by_its_sums(summed: bool) -> None:
    said = read("120030000000001", 15, style=Style(filled=True), summed=summed)
    assert texts(said) == []
    said = read("120030000000000", 15, style=Style(filled=True), summed=summed)
    assert texts(said) == ["1 2 0 0 3 0 0 0 0 0 0 0 0 0 0"]
    assert said.certain


def test_every_cell_of_a_run_is_at_the_spot_of_its_first_field() -> None:
    tokens = [token("", column=1), token("12", column=2), token("3", column=3)]
    made = row("t2", "government_rules", tokens)
    said = with_runs(
        RowCandidates(made.row, fields=tuple(tokens)), True, Layout(), "total" in made.row.columns
    )
    assert {c.spots for c in said.candidates} == {(tokens[1].spot,) * 3}


@pytest.mark.parametrize(
    ("fields", "cells", "certain"),
    [
        ("16减12", 2, True),
        ("16-12", 2, True),
        ("16 减12", 2, False),
        ("16减12", 3, False),
        ("3万", 1, True),
        ("9（更正为4）", 1, False),
        ("2 15", 1, False),
    ],
)
def test_signs_are_borders_of_numbers(fields: str, cells: int, certain: bool) -> None:
    code = {1: "administrative_penalties", 2: "administrative_fees", 3: "administrative_licenses"}[cells]
    token_ = token(fields, kind="run")
    made = row("t2", code, [token_], "f2019" if cells > 1 else "f2021")
    read = with_runs(RowCandidates(made.row, fields=(token_,)), True, Layout(style=PLAIN), False)
    assert (read.certain and len(read.candidates) == 1) is certain
