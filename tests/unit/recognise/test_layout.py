"""What full rows say of the others: the columns and places of values, how figures are set, and
whether the total comes first."""

from __future__ import annotations

import pytest

from pipelines.model import Spot
from pipelines.recognise.layout import Layout, Style, layout_of, sequence, style_of, total_comes_first
from pipelines.recognise.match_in_order import RowFields
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import form, lines, row, texts, token

ROWS = ["granted", "partially_granted", "not_held", "other_misc"]
HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def grid_row(text: str, line: int, first: int = 2, table: int = 1) -> list[Token]:
    """A line of a grid: its fields between bars are in columns counted from `first`."""
    return [
        Token(t.text, t.kind, Spot(table=table, column=first + i), line, True)
        for i, t in enumerate(lines(text))
    ]


def headings(columns: list[int], table: int = 1) -> list[Token]:
    """The headings of table 3 in these columns."""
    return [Token(text, "label", Spot(table=table, column=at), 1, True) for text, at in zip(HEADS, columns)]


def laid_out(rows: list[list[Token]], above: list[Token] | None = None, table: str = "t3") -> Layout:
    fields = [row(table, code, tokens) for code, tokens in zip(ROWS, rows)]
    tokens = [*(above or []), *(t for tokens in rows for t in tokens)]
    return layout_of(form(table), fields, tokens, Style())


SEVEN = "1 | 2 | 3 | 4 | 5 | 6 | 21"
SPREAD = "1 |  | 2 | 3 | 4 | 5 | 6 | 21"


@pytest.mark.parametrize(
    ("rows", "columns", "firm"),
    [
        pytest.param([SEVEN], (2, 3, 4, 5, 6, 7, 8), False, id="one row"),
        pytest.param([SEVEN, SEVEN], (2, 3, 4, 5, 6, 7, 8), True, id="two alike"),
        pytest.param([SEVEN, SPREAD, SPREAD], (2, 4, 5, 6, 7, 8, 9), True, id="most of them"),
        pytest.param(["1 | 2 | 3"], None, False, id="none is full"),
        pytest.param(["1 | 2 | 3 | 4 | 5 | 6 | 21 | 22"], None, False, id="one has more"),
    ],
)
def test_the_columns_of_a_grid(rows: list[str], columns: tuple[int, ...] | None, firm: bool) -> None:
    layout = laid_out([grid_row(text, line) for line, text in enumerate(rows, 2)])
    assert layout.columns == ({} if columns is None else {(1, 7): columns})
    assert layout.firm == (frozenset({(1, 7)}) if firm else frozenset())
    assert layout.places == {}


def test_values_on_two_lines_tell_no_columns() -> None:
    two = [*grid_row("1 | 2 | 3", 2), *grid_row("4 | 5 | 6 | 21", 3, 5)]
    assert laid_out([two]).columns == {}


def test_tables_of_the_document_are_told_apart() -> None:
    layout = laid_out([grid_row(SEVEN, 2), grid_row(SEVEN, 3, 4, table=2)])
    assert layout.columns == {(1, 7): (2, 3, 4, 5, 6, 7, 8), (2, 7): (4, 5, 6, 7, 8, 9, 10)}


@pytest.mark.parametrize(
    ("under", "row_text", "columns", "firm"),
    [
        pytest.param(range(2, 9), "1 | 2 | 3", (2, 3, 4, 5, 6, 7, 8), False, id="no full row: the headings"),
        pytest.param(range(2, 9), SEVEN, (2, 3, 4, 5, 6, 7, 8), False, id="both alike"),
        pytest.param(
            range(2, 9), SPREAD, (2, 3, 4, 5, 6, 7, 8), False, id="a row with a gap that the headings lack"
        ),
        pytest.param(
            range(3, 10), SEVEN, (2, 3, 4, 5, 6, 7, 8), False, id="a row without a gap, beside the headings"
        ),
        pytest.param([2, 4, 5, 6, 7, 8, 9], SPREAD, (2, 4, 5, 6, 7, 8, 9), False, id="a gap in both"),
    ],
)
def test_headings_outweigh_a_row_that_leaves_a_gap(
    under: list[int], row_text: str, columns: tuple[int, ...], firm: bool
) -> None:
    layout = laid_out([grid_row(row_text, 2)], headings(list(under)))
    assert layout.columns == {(1, 7): columns}


def test_rows_with_a_gap_that_the_headings_lack_are_not_firm() -> None:
    rows = [grid_row(SPREAD, 2), grid_row(SPREAD, 3)]
    assert laid_out(rows, headings(list(range(2, 9)))).firm == frozenset()
    assert laid_out(rows).firm == frozenset({(1, 7)})
    assert laid_out(rows, headings([2, 4, 5, 6, 7, 8, 9])).firm == frozenset({(1, 7)})


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        pytest.param([SEVEN], {(7, 7): (0, 1, 2, 3, 4, 5, 6)}, id="no blanks"),
        pytest.param([SPREAD], {(8, 7): (0, 2, 3, 4, 5, 6, 7)}, id="a blank"),
        pytest.param([SPREAD, SPREAD], {(8, 7): (0, 2, 3, 4, 5, 6, 7)}, id="two alike"),
        pytest.param([SPREAD, "1 | 2 |  | 3 | 4 | 5 | 6 | 21"], {}, id="two that differ"),
        pytest.param(["1 | 2"], {}, id="none is full"),
    ],
)
def test_the_places_of_values_in_a_dump(
    rows: list[str], places: dict[tuple[int, int], tuple[int, ...]]
) -> None:
    fields = [[token(t.text, n) for t in lines(text)] for n, text in enumerate(rows)]
    layout = laid_out(fields)
    assert layout.places == places
    assert layout.columns == {}


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        pytest.param(" | \n1 |  | 2\n | ", ["1", "", "2"], id="a row is a line"),
        pytest.param("1\n\n2", ["1", "", "2"], id="a cell is a line"),
        pytest.param(" | ", ["", ""], id="no value"),
    ],
)
def test_the_fields_among_which_places_are_counted(fields: str, kept: list[str]) -> None:
    assert texts(sequence(lines(fields))) == kept


@pytest.mark.parametrize(
    ("first", "named"),
    [
        pytest.param("1 | 2", ("natural_person", "total"), id="it lacks values"),
        pytest.param(SEVEN, (), id="it is full"),
    ],
)
def test_the_columns_named_above_a_first_row(first: str, named: tuple[str, ...]) -> None:
    above = [token("总计"), token("自然人")]
    fields = [token(t.text, 2) for t in lines(first)]
    assert laid_out([fields], above).headings == named


def test_a_table_without_rows_has_no_layout() -> None:
    assert layout_of(form("t3"), [], [], Style()) == Layout()


@pytest.mark.parametrize(
    ("tables", "style"),
    [
        pytest.param({}, Style(filled=True), id="no table"),
        pytest.param({"t3": lines("自然人 | 1 | 2")}, Style(filled=True), id="no run"),
        pytest.param(
            {"t3": [token("1000002", kind="run")]}, Style(filled=True), id="as many figures as cells"
        ),
        pytest.param({"t3": [token("100000", kind="run")]}, Style(), id="fewer figures than cells"),
        pytest.param({"t3": [token("1 0 0 0 0 0 1", kind="run")]}, Style(True, True), id="all set apart"),
        pytest.param(
            {"t3": [token("1 0 0 0 0 0 1", kind="run")] * 9 + [token("1000001", kind="run")]},
            Style(True, True),
            id="nine of ten set apart",
        ),
        pytest.param(
            {"t3": [token("1 0 0 0 0 0 1", kind="run")] * 8 + [token("1000001", kind="run")]},
            Style(True),
            id="eight of nine",
        ),
        pytest.param({"t3": [token("1 0 0 0 0 0 001", kind="run")]}, Style(True), id="a piece is no number"),
        pytest.param({"t2": [token("0", kind="run")]}, Style(True), id="runs of table 2 are of one cell"),
        pytest.param({"t4": [token("0" * 14, kind="run")]}, Style(), id="table 4 has 15"),
        pytest.param({"t4": [token("0" * 15, kind="run")]}, Style(True), id="table 4 is filled"),
    ],
)
def test_the_style_of_runs(tables: dict[str, list[Token]], style: Style) -> None:
    assert style_of(tables) == style


WHOLE = "（一）予以公开 | 1 |  | 3 | 4 | 5 | 6 | 7"
SHORT = "（一）予以公开 | 1 | 3 | 4 | 5 | 6 | 7"
FULL = "（一）予以公开 | 1 | 2 | 3 | 4 | 5 | 6 | 7"
EMPTY = "（一）予以公开 |  |  |  |  |  |  | "


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        pytest.param([WHOLE] * 12, True, id="all rows have a field for each cell"),
        pytest.param([FULL] * 12, False, id="none is blank"),
        pytest.param([WHOLE] * 10, False, id="too few rows"),
        pytest.param([WHOLE] * 11, True, id="nine tenths of twelve"),
        pytest.param([WHOLE] * 18 + [SHORT] * 2, True, id="nine tenths of them"),
        pytest.param([WHOLE] * 17 + [SHORT] * 3, False, id="fewer"),
        pytest.param([WHOLE] * 12 + [EMPTY] * 12, True, id="rows left blank tell nothing"),
        pytest.param([FULL] * 12 + [EMPTY], False, id="nor are their blanks any"),
        pytest.param([FULL] * 18 + ["（一）予以公开 |  | 3"] * 2, False, id="nor those of short ones"),
    ],
)
def test_a_dump_that_keeps_blank_cells(rows: list[str], kept: bool) -> None:
    assert style_of({"t3": lines("\n".join(rows))}).kept is kept


def test_values_above_the_first_label_are_of_no_row_and_a_grid_needs_no_such_guess() -> None:
    assert style_of({"t3": lines("\n".join(["9 | 9", *[WHOLE] * 12]))}).kept
    grid = lines("\n".join([WHOLE] * 12), grid=True)
    assert not style_of({"t3": grid}).kept
    assert not style_of({"t3": [*lines("\n".join([WHOLE] * 12)), *grid]}).kept


BEHIND, FRONT = [1.0, 2.0, 3.0], [3.0, 1.0, 2.0]
NEITHER, NIL = [9.0, 1.0, 2.0], [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        pytest.param([FRONT] * 3, True, id="three rows"),
        pytest.param([FRONT] * 2, False, id="two rows"),
        pytest.param([FRONT] * 3 + [NIL] * 9, True, id="rows of nil tell nothing"),
        pytest.param([FRONT] * 3 + [BEHIND] * 3, False, id="half of them"),
        pytest.param([FRONT] * 4 + [NEITHER] * 3, True, id="most of them"),
        pytest.param([[2.0, 0.0, 2.0]] * 5, False, id="either way"),
        pytest.param([BEHIND] * 5, False, id="behind"),
    ],
)
def test_whether_the_total_comes_first(rows: list[list[float]], first: bool) -> None:
    assert total_comes_first(rows) is first


def test_rows_on_a_page_have_spans() -> None:
    def boxed(text: str, line: int) -> list[Token]:
        return [
            token(t.text, line, box=(20.0 * n, 0.0, 20.0 * n + 9, 9.0)) for n, t in enumerate(lines(text))
        ]

    fields = [RowFields(row("t3", c, []).row, boxed(SEVEN, n)) for n, c in enumerate(ROWS)]
    layout = layout_of(form("t3"), fields, [t for f in fields for t in f.fields], Style())
    assert layout.spans["granted"] == tuple((20.0 * n, 20.0 * n + 9) for n in range(7))
