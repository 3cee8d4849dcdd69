"""Which of the tokens behind a label are the fields of its row."""

from __future__ import annotations

import pytest

from pipelines.recognise.fields import (
    interrupted,
    is_odd,
    names_another_row,
    own_fields,
    without_page_numbers,
)
from tests.unit.recognise.made_tokens import form, lines, row, texts, token


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("约120", True),
        ("第3季度起", True),
        ("5①", True),
        ("一二三四五六七八九十一二三四五6", True),  # as long as may be
        ("一二三四五六七八九十一二三四五六7", False),
        ("详见附件", False),
        ("1.其他事项", False),  # the figure is that of its place
        ("120", False),
        ("000", False),
        ("", False),
        ("规章5", False),  # much like a label
        ("规5", False),
        ("规5件以下", True),
        ("第二十条第（1）项", False),
    ],
)
def test_a_text_with_a_figure_that_is_like_no_label_fills_a_cell(text: str, odd: bool) -> None:
    assert is_odd("t2", token(text)) is odd


@pytest.mark.parametrize(
    ("fields", "grid", "own"),
    [
        ("5 | 6 | 7", False, ["5", "6", "7"]),
        ("5 |  | 000", False, ["5", "", "000"]),
        ("5 | 约6 | 7", False, ["5", "约6", "7"]),
        ("5\n约6", False, ["5", "约6"]),
        ("5 | 详见附件 | 7", False, ["5", "详见附件", "7"]),
        ("详见附件 | 5 | 7", False, ["5", "7"]),
        ("000 | 详见附件 | 7", False, ["000", "7"]),
        ("5\n详见附件\n7", False, ["5", "7"]),
        ("5 | 行政处罚 | 7", False, ["5", "7"]),
        ("5 | 6 | 7\n其他事项 | 8", False, ["5", "6", "7"]),
        ("5 | 6 | 7 | 8\n其他事项 | 9", False, ["5", "6", "7", "8", "9"]),
        ("5 | 6 |\n其他事项 | 7", False, ["5", "6", "", "7"]),
        ("5 | 000 | 6\n其他事项 | 7", False, ["5", "000", "6", "7"]),
        ("5 | 6 | 7\n约8", False, ["5", "6", "7"]),
        ("5 | 详见附件 | 7", True, ["5", "详见附件", "7"]),
        ("详见附件 | 5 | 7", True, ["详见附件", "5", "7"]),
        ("5\n详见附件\n7", True, ["5", "7"]),
        ("约5\n6", True, ["6"]),
        ("5 | 6 | 7 | 详见附件", True, ["5", "6", "7"]),
        (" | | \n小计 | 8 | 9 | 7", False, ["", "", ""]),
        (" | | \n小计 | 8 | 9 | 7", True, ["", "", ""]),
        ("5 | | \n小计 | 8 | 9 | 7", True, ["5", "", ""]),
        (" | | \n行政 | 8 | 9 | 7", True, ["", "", "", "行政", "8", "9", "7"]),
        (" | \n小计 | 8", False, ["", "", "8"]),
    ],
    ids=[
        "values",
        "blanks and runs",
        "an odd text on the line",
        "an odd text on a line of its own",
        "a word among the values of a line",
        "a word before the values of a line",
        "a word behind a run",
        "a word on a line of its own",
        "the label of another row",
        "an unknown label behind a full row ends it",
        "a row with one value more is not full",
        "nor one with a blank",
        "nor one with a run",
        "nothing fills a cell behind a full row",
        "cells known: a word among values",
        "cells known: a word before them",
        "cells known: a word on another line",
        "cells known: an odd text without a value",
        "cells known: a word behind a full row",
        "a row of blanks, then another",
        "cells known: the same",
        "cells known: a row with blanks, then another",
        "the label goes on in the next line",
        "too few blanks for a row",
    ],
)
def test_the_fields_that_are_the_row_s_own(fields: str, grid: bool, own: list[str]) -> None:
    licences = row("t2", "administrative_licenses", lines(fields, grid), "f2019")  # of three cells
    assert texts(own_fields("t2", licences)) == own


@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ("5 | 6", False),
        ("5\n6", False),
        ("5 | 附表 | 6", False),
        ("附表 | 5", False),
        ("附表\n5", True),
        ("5\n附表\n6", True),
        ("5\n附表\n000", True),
        ("5\n附表 | 6", True),
        ("5\n附表", False),
        ("5\n附表\n", False),
        ("5\n行政\n6", False),
        ("行政\n5", False),
        ("5\n处罚\n6", True),
    ],
    ids=[
        "values alone",
        "values on two lines",
        "a word on the line of both",
        "a word before the first on its line",
        "a word above the first",
        "a word between two lines",
        "a word before a run",
        "a word that begins the next line",
        "nothing behind the word",
        "a blank behind the word",
        "a piece of the row's own label",
        "the same above its values",
        "a piece of another label",
    ],
)
def test_words_between_the_values_of_a_row(fields: str, broken: bool) -> None:
    assert interrupted("t2", row("t2", "administrative_licenses", lines(fields))) is broken


@pytest.mark.parametrize(
    ("fields", "broken"), [("附表 | 5", True), ("行政 | 5", False), ("5 | 附表 | 6", False)]
)
def test_words_before_the_values_on_another_line_than_the_label(fields: str, broken: bool) -> None:
    below = row("t2", "administrative_licenses", [t._replace(line=t.line + 1) for t in lines(fields)])
    below.line = 1
    assert interrupted("t2", below) is broken


def test_a_table_in_one_line_has_no_words_of_its_own() -> None:
    assert interrupted("t4", row("t4", "", lines("5\n结果\n6")))
    assert not interrupted("t4", row("t4", "", lines("5\n\n6")))


@pytest.mark.parametrize(
    ("edition", "code", "text", "another"),
    [
        ("f2021", "granted", "（二）部分公开", True),
        ("f2021", "granted", "（一）予以公开", False),
        ("f2021", "granted", "（三）不予公开", False),  # a group
        ("f2021", "granted", "（六）其他处理", False),
        ("f2019", "granted", "（六）其他处理", True),
        ("f2021", "granted", "自然人", False),
        ("f2021", "granted", "其他", False),
        ("f2021", "granted", "附表", False),
        ("f2021", "granted", "5", False),
    ],
)
def test_the_label_of_another_row_among_the_fields(edition: str, code: str, text: str, another: bool) -> None:
    assert names_another_row(form("t3", edition), code, token(text)) is another


ROWS = """
规章 | 1 | 2 | 3
规范性文件 | 4 | 5 | 6
"""


@pytest.mark.parametrize(
    ("below", "left_out"),
    [
        ("\n7\n行政许可 | 8", ["7"]),
        ("\n 7 \n行政许可 | 8", ["7"]),
        ("7\n行政许可 | 8", []),
        ("\n/\n行政许可 | 8", []),
        ("\n1,2\n行政许可 | 8", []),
        ("\n7 |\n行政许可 | 8", ["7"]),
        ("\n7 | 9\n行政许可 | 8", []),
        ("\n7\n\n8 | 9\n行政许可 | 8", ["7"]),
        ("行政许可\n\n7\n行政处罚 | 8", []),
        ("行政许可 |\n\n7\n行政处罚 | 8", ["7"]),
        ("\n7\n\n9\n行政许可 | 8", ["7", "9"]),
        ("\n7\n9\n行政许可 | 8", ["7", "9"]),
        ("\n7\n\n9\n\n10\n行政许可 | 8", []),
    ],
    ids=[
        "alone between two rows",
        "blanks around it",
        "right below other fields",
        "nil",
        "no page has such a number",
        "a blank beside it",
        "two values",
        "a figure alone, then two values",
        "behind a label that waits for its value",
        "behind a label with a blank",
        "two pages",
        "two lines",
        "too many to be page numbers",
    ],
)
def test_a_figure_alone_between_rows_of_lines(below: str, left_out: list[str]) -> None:
    tokens = lines(ROWS.strip() + "\n" + below)
    kept = texts(without_page_numbers(tokens))
    assert kept == [t for t in texts(tokens) if t not in left_out]


@pytest.mark.parametrize(
    ("above", "left_out"),
    [("\n\n7\n", []), ("规章\n\n7\n", []), ("规章 | 0\n\n7\n", ["7"]), ("\n\n7\n\n8\n", ["8"])],
    ids=["first of all", "below a label", "below a row", "the second of two"],
)
def test_a_figure_above_the_rows_may_be_the_value_of_what_stands_before(
    above: str, left_out: list[str]
) -> None:
    tokens = [token(t.text, t.line + 1) for t in lines(above + ROWS.strip())]
    assert texts(without_page_numbers(tokens)) == [t for t in texts(tokens) if t not in left_out]


@pytest.mark.parametrize(
    ("numbers", "counts"),
    [
        ("1 2 3", True),
        ("1 2", False),
        ("5 9 12", False),
        ("1 2 3 4 9", True),
        ("1 2 3 9", False),
        ("1 2 3 9 20", False),
        ("3 2 1", False),
        ("1 1 1 1", False),
        ("0 2 4 6", False),
        ("7 8 9", True),
        ("01 02 03", False),  # no number is written so
    ],
)
def test_a_first_column_that_counts_the_rows_of_a_grid_holds_no_values(numbers: str, counts: bool) -> None:
    tokens = lines("\n".join(f"{n} | 规章 | {n}" for n in numbers.split()), grid=True)
    kept = texts(without_page_numbers(tokens))
    every = [t for n in numbers.split() for t in (n, "规章", n)]
    assert kept == ([t for n in numbers.split() for t in ("规章", n)] if counts else every)


def test_only_plain_figures_of_the_first_column_count_rows() -> None:
    cells = lines("1 | 规章\n2 | 规章\n3 | 规章\n/ | 规章\n四 | 规章", grid=True)
    apart = [token("4", 6, column=1), token("5", 7, grid=True, column=2)]
    assert texts(without_page_numbers(cells + apart)) == [
        "规章",
        "规章",
        "规章",
        "/",
        "规章",
        "四",
        "规章",
        "4",
        "5",
    ]


def test_figures_in_paragraphs_between_grids_are_page_numbers() -> None:
    cells = lines("规章 | 5", grid=True)
    between = [token(t, 9, prose=True) for t in ("12", "000", "说明", "")]
    assert texts(without_page_numbers(cells + between)) == ["规章", "5", "说明", ""]


@pytest.mark.parametrize(
    ("fields", "broken"),
    [
        ("61 | 重新出具已获取信息 | 114", True),
        ("61 | 信息 | 114", False),
        ("重新出具已获取信息 | 114", False),
        ("61 | 重新出具已获取信息", False),
    ],
)
def test_a_piece_of_the_own_label_between_values_breaks_a_row(fields: str, broken: bool) -> None:
    """The first value may be the number of the line, beside a label of several lines."""
    assert interrupted("t3", row("t3", "not_processed_reconfirmation", lines(fields))) is broken
