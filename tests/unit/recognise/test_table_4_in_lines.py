"""Table 4 in several lines: one for each proceeding, or in bands below each other, with blanks, in any
order, under names of an office's own; and in one line with a word in front."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest

from pipelines.model import DOUBTFUL, Filing
from pipelines.recognise.spoken_rows import all_spoken
from pipelines.report import report_of
from tests.unit.recognise.made_tokens import RESULTS, ROWS, form, lines

COLUMNS = ("upheld", "corrected", "other_result", "pending", "total")
FIGURES = (("3", "", "4", "", "7"), ("", "", "5", "0", "5"), ("/", "8", "", "2", "10"))
NAMES = {
    "of the form": ("行政复议", "未经复议直接起诉", "复议后起诉"),
    "with the title": ("行政复议", "行政诉讼未经复议直接起诉", "行政诉讼复议后起诉"),
    "in brackets": ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"),
    "a word more": ("行政复议情况", "行政诉讼未经复议直接起诉情况", "行政诉讼复议后起诉情况"),
    "numbered": ("一、行政复议", "二、行政诉讼（未经复议直接起诉）", "三、行政诉讼（复议后起诉）"),
}
OWN = {
    "other words": ("行政复议", "直接诉讼", "复议后诉讼"),
    "words in brackets": ("行政复议", "行政诉讼（直接）", "行政诉讼（复议后）"),
    "the proceedings alone": ("复议案件", "诉讼案件一", "诉讼案件二"),
}
ORDERS = [*permutations(range(3))]
Layout = Callable[[tuple[str, ...], tuple[int, ...]], str]


def _row(cells: tuple[str, ...], across: int = 1) -> str:
    return "<tr>" + "".join(f"<td colspan={across}>{cell}</td>" for cell in cells) + "</tr>"


def _a_line_each(names: tuple[str, ...], order: tuple[int, ...]) -> str:
    rows = "".join(_row((names[at], *FIGURES[at])) for at in order)
    return f"<table>{_row(('类别', *RESULTS))}{rows}</table>"


def _bands(names: tuple[str, ...], order: tuple[int, ...]) -> str:
    return (
        f"<table>{''.join(_row((names[at],), 5) + _row(RESULTS) + _row(FIGURES[at]) for at in order)}</table>"
    )


def _tables(names: tuple[str, ...], order: tuple[int, ...]) -> str:
    return "".join(_bands(names, (at,)) for at in order)


def _under_words(names: tuple[str, ...], order: tuple[int, ...]) -> str:
    tables = (f"<table>{_row(RESULTS)}{_row(FIGURES[at])}</table>" for at in order)
    return "".join(f"<p>{names[at]}</p>{table}" for at, table in zip(order, tables))


def _read(table: str) -> dict[str, str | None]:
    page = f"<meta charset=utf-8><h1>青禾县民政局2022年政府信息公开工作年度报告</h1><p>四、行政复议、行政诉讼情况</p>{table}"
    report = report_of(Filing("a.html", "0" * 64, 1), page.encode())
    return {f.code: f.text for f in report.facts if f.table == "t4" and f.status not in DOUBTFUL}


def _printed() -> dict[str, str]:
    return {f"t4.{r}.{c}": FIGURES[i][j] for i, r in enumerate(ROWS) for j, c in enumerate(COLUMNS)}


@pytest.mark.parametrize("layout", [_a_line_each, _bands, _tables])
@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_each_figure_is_of_the_row_that_is_named(
    names: tuple[str, ...], order: tuple[int, ...], layout: Layout
) -> None:
    assert _read(layout(names, order)) == _printed()


@pytest.mark.parametrize("layout", [_a_line_each, _bands, _tables, _under_words])
@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("names", OWN.values(), ids=OWN)
def test_rows_in_words_that_are_not_known_are_open(
    names: tuple[str, ...], order: tuple[int, ...], layout: Layout
) -> None:
    read = _read(layout(names, order))
    assert {code: text for code, text in read.items() if text != _printed()[code]} == {}


@pytest.mark.parametrize("word", ["案件数", "件数", "数量（件）", "本单位", "2022年"])
@pytest.mark.parametrize("corner", ["", "项目"])
def test_a_word_in_front_of_the_one_line_names_it(corner: str, word: str) -> None:
    heads = f"<tr><td rowspan=3>{corner}</td><td colspan=5>行政复议</td><td colspan=10>行政诉讼</td></tr>"
    heads += "<tr>" + "".join(f"<td rowspan=2>{result}</td>" for result in RESULTS)
    heads += "<td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td></tr>" + _row(RESULTS * 2)
    assert _read(f"<table>{heads}{_row((word, *sum(FIGURES, ())))}</table>") == _printed()


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("行政复议 | 1\n未经复议直接起诉 | 2\n行政诉讼（复议后起诉） | 3", True),
        ("行政复议 | 1\n直接诉讼 | 2\n复议后起诉 | 3", False),
        ("行政复议 | 直接诉讼\n1 | 2", True),
        ("行政复议 | 1\n行政诉讼 | 2\n结果维持 | 3", True),
        ("项目 | 行政复议\n未经复议直接起诉 | 1\n复议后起诉 | 2", True),
    ],
    ids=["all", "one in another word", "in one line", "no other word", "all and another word"],
)
def test_whether_all_rows_are_spoken_of(text: str, spoken: bool) -> None:
    assert all_spoken(form("t4"), lines(text)) is spoken
