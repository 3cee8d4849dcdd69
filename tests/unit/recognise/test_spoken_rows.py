"""Table 4 whose rows are named in words of an office's own: in the order of the form they are read, in
any other no figure stands under another row than on the page."""

from __future__ import annotations

from itertools import permutations

import pytest

from pipelines.model import Filing
from pipelines.report import report_of
from tests.unit.recognise.made_tokens import RESULTS, ROWS

NAMES = {
    "a word more": ("行政复议情况", "未经复议直接起诉情况", "复议后起诉情况"),
    "in brackets": ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"),
    "behind a dash": ("行政复议", "行政诉讼-未经复议直接起诉", "行政诉讼-复议后起诉"),
    "in front": ("行政复议", "未经复议直接起诉的行政诉讼", "复议后起诉的行政诉讼"),
    "shorter and longer": ("行政复议", "直接起诉", "经复议后起诉"),
}
ORDERS = [*permutations(range(3))]


def _figures(row: int) -> list[int]:
    """Of the results of a row, with their sum."""
    own = [10 * row + 1, 0, row, 0]
    return [*own, sum(own)]


def _wide(names: tuple[str, ...], order: tuple[int, ...]) -> str:
    """All three beside each other, each over its results."""
    heads = "".join(f"<td colspan=5>{names[at]}</td>" for at in order)
    results = "".join(f"<td>{result}</td>" for result in RESULTS * 3)
    figures = "".join(f"<td>{n}</td>" for at in order for n in _figures(at))
    return f"<table><tr>{heads}</tr><tr>{results}</tr><tr>{figures}</tr></table>"


def _under_words(names: tuple[str, ...], order: tuple[int, ...]) -> str:
    """A table for each, its name in a line above."""
    results = "".join(f"<td>{result}</td>" for result in RESULTS)
    return "".join(
        f"<p>{names[at]}</p><table><tr>{results}</tr><tr>"
        + "".join(f"<td>{n}</td>" for n in _figures(at))
        + "</tr></table>"
        for at in order
    )


@pytest.mark.parametrize("layout", [_wide, _under_words])
@pytest.mark.parametrize("order", ORDERS, ids=str)
@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_no_figure_is_under_another_row(
    names: tuple[str, ...], order: tuple[int, ...], layout: object
) -> None:
    table = layout(names, order)  # type: ignore[operator]
    page = f"<meta charset=utf-8><h1>青禾县民政局2022年政府信息公开工作年度报告</h1><p>四、行政复议、行政诉讼情况</p>{table}"
    report = report_of(Filing("a.html", "0" * 64, 1), page.encode())
    read = {(f.row, f.column): f.value for f in report.facts if f.table == "t4" and f.value is not None}
    columns = ("upheld", "corrected", "other_result", "pending", "total")
    printed = {(row, c): n for at, row in enumerate(ROWS) for c, n in zip(columns, _figures(at))}
    assert read.items() <= printed.items()
    if order == (0, 1, 2):
        assert read == printed
