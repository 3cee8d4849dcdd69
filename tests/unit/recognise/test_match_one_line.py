"""A table printed in one line of values under its headings, and other ways to print it."""

from __future__ import annotations

import pytest

from pipelines.model import Spot
from pipelines.recognise.match_in_order import RowMatch
from pipelines.recognise.match_one_line import match_one_line
from pipelines.recognise.tokens import Token
from tests.unit.recognise.made_tokens import form, lines, texts

RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
PROCEEDINGS = ["行政复议", "未经复议直接起诉", "复议后起诉"]
HEADS = "行政复议 | 行政诉讼\n未经复议直接起诉 | 复议后起诉\n" + " | ".join(RESULTS)
FIGURES = [str(n) for n in range(1, 16)]
LINE = " | ".join(FIGURES)


def match(text: str, grid: bool = False) -> RowMatch:
    return match_one_line(form("t4"), lines(text, grid))


def fields(text: str, grid: bool = False) -> list[str]:
    """The fields of the one row."""
    (row,) = match(text, grid).rows
    return texts(row.fields)


BY_PROCEEDING = "\n".join(
    f"{name} | {' | '.join(FIGURES[5 * n : 5 * n + 5])}" for n, name in enumerate(PROCEEDINGS)
)


@pytest.mark.parametrize("grid", [False, True])
@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (f"{HEADS}\n{LINE}", FIGURES),
        (LINE, FIGURES),
        (f"{' | '.join(RESULTS)}\n{BY_PROCEEDING}", FIGURES),
        (f"{HEADS} | \n{LINE}", FIGURES),
        (f"{HEADS}\n{LINE}\n注：无\n16", FIGURES),
        (f"{HEADS}\n{LINE} | 16\n注：无\n17", [*FIGURES, "16"]),
        (f"{HEADS}\n{LINE}\n16", [*FIGURES, "16"]),
        (f"{HEADS}\n注：无\n{LINE}", FIGURES),
        (f"{HEADS}\n{' | '.join(FIGURES[:14])}\n注：无\n15", FIGURES),
        (f"{HEADS}\n{LINE.replace('3 |', ' |', 1)}", ["1", "2", "", *FIGURES[3:]]),
        (f"{HEADS}\n1 | 000 | 2\n注：无\n3", ["1", "000", "2", "3"]),
    ],
    ids=[
        "under its headings",
        "without headings",
        "a line for each proceeding",
        "a blank beside the headings",
        "a note behind it ends it",
        "a value more before the note",
        "a value more",
        "a note before the values",
        "a note before the last value",
        "a blank among the values",
        "a run",
    ],
)
def test_the_fields_of_the_table(text: str, printed: list[str], grid: bool) -> None:
    assert fields(text, grid) == printed
    assert match(text, grid).stray == []


@pytest.mark.parametrize(("grid", "kept"), [(False, ["1", "2"]), (True, ["1", "附表", "2"])])
def test_a_word_in_the_place_of_a_value_is_a_field_where_cells_are_known(grid: bool, kept: list[str]) -> None:
    assert fields(f"{HEADS}\n1 | 附表 | 2", grid) == kept


def test_a_word_beside_headings_is_no_field() -> None:
    assert fields("结果维持 | 附表 | 5\n6", grid=True) == ["5", "6"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (f"{HEADS}\n | | ", ["", "", ""]),
        (f"\n{HEADS}", []),
        (f"{HEADS}\n行政诉讼\n\n", []),
        ("结果维持 | 结果纠正\n | ", []),
        ("", []),
    ],
    ids=[
        "behind the last heading",
        "before all",
        "behind another label",
        "the last is not the last",
        "nothing",
    ],
)
def test_blanks_are_cells_only_behind_the_last_heading_where_nothing_is_filled(
    text: str, printed: list[str]
) -> None:
    assert fields(text) == printed


def by_column(per_row: int = 3, names: list[str] = RESULTS) -> str:
    return "\n".join(
        f"{name} | {' | '.join(str(10 * n + i) for i in range(per_row))}" for n, name in enumerate(names)
    )


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (by_column(), "litigation_direct.upheld"),
        (by_column() + " | ", "litigation_direct.upheld"),
        (by_column() + "\n", "litigation_direct.upheld"),
        (by_column(4), "reconsideration.corrected"),
        (by_column(names=[*RESULTS[:3], "总计", "尚未审结"]), "reconsideration.corrected"),
        (by_column(names=RESULTS[:4]), "reconsideration.corrected"),
        (f"{HEADS}\n{LINE}", "reconsideration.corrected"),
        (BY_PROCEEDING, "reconsideration.corrected"),
    ],
    ids=[
        "a line for each result",
        "and a blank behind it",
        "and an empty line",
        "with four values",
        "in another order",
        "four lines",
        "in one line",
        "a line for each proceeding",
    ],
)
def test_whether_the_values_come_column_by_column(text: str, second: str) -> None:
    assert match(text).rows[0].row.names[1] == second


def in_table(number: int, count: int, first: int = 1) -> list[Token]:
    return [Token(str(n), "value", Spot(table=number), number, True) for n in range(first, first + count)]


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [(15, 3, 15), (16, 3, 16), (14, 3, 17), (15, 0, 15)],
    ids=["whole in the first", "more than whole", "torn over two", "one table"],
)
def test_values_of_the_next_table_of_the_document_are_none_of_a_whole_one(
    first: int, second: int, kept: int
) -> None:
    (row,) = match_one_line(form("t4"), in_table(1, first) + in_table(2, second)).rows
    assert len(row.fields) == kept


def test_blanks_of_a_table_before_do_not_count() -> None:
    before = [Token("", "blank", Spot(table=1), 1, True)]
    (row,) = match_one_line(form("t4"), before + in_table(2, 15) + in_table(3, 1)).rows
    assert texts(row.fields) == FIGURES


def test_lines_are_not_told_apart_by_tables() -> None:
    tokens = [Token(str(n), "value", Spot(table=n // 16), n, False) for n in range(1, 18)]
    (row,) = match_one_line(form("t4"), tokens).rows
    assert len(row.fields) == 17
