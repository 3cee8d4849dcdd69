"""A column that an office leaves out, and another that fills its rows up: no figure is given to the
column beside its own."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipelines.catalogue import catalogue
from pipelines.recognise.layout import Style
from pipelines.recognise.printed_rows import printed_rows
from pipelines.recognise.solve import solve
from pipelines.recognise.tables import match_table
from tests.unit.recognise.made_tokens import cells, form

CODES = [*printed_rows(form("t3", "f2021"))]
LABELS = {code: catalogue().row("t3", code).zh for code in CODES}
SIX = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 其他 | 总计"
"""Without legal services."""
FIGURES = {
    "requests_new": "9 | 4 | 2 | 1 | 3 | 19",
    "carried_in": "1 | 0 | 1 | 0 | 0 | 2",
    "granted": "7 | 4 | 2 | 0 | 3 | 16",
    "total_handled": "7 | 4 | 2 | 0 | 3 | 16",
    "carried_out": "3 | 0 | 1 | 1 | 0 | 5",
}
SEVEN = {code: said.replace(" | ", " | 0 | ", 1) for code, said in FIGURES.items()}
NOUGHT, OPEN = "0 | 0 | 0 | 0 | 0 | 0", [None] * 7


def _read(
    headings: str, before: str, figures: Mapping[str, str], behind: str = "", grid: bool = True
) -> dict[str, list[str | None]]:
    """All rows of table 3, by code: what is read in its cells, None where nothing is. `before`, with
    the label of a row and its number, and `behind` are around its `figures`."""
    rows = [
        f"{before.format(label=LABELS[code], no=n)} | {figures.get(code, NOUGHT)}{behind}"
        for n, code in enumerate(CODES, 1)
    ]
    matched = match_table("t3", cells("\n".join((headings, *rows)), grid), Style(), "f2021")
    readings = solve(matched.form, matched.rows).readings
    return {c: [None if r.doubt else r.text for r in readings if r.row == c] for c in CODES}


@pytest.mark.parametrize(
    ("headings", "before", "behind"),
    [
        pytest.param(f"项目 | < | {SIX}", "{label} | {label}", "", id="a label twice"),
        pytest.param(f"项目 |  | {SIX}", "{label} | {no}", "", id="numbers of lines"),
        pytest.param(f"项目 |  | {SIX}", "{label} | 件", "", id="units"),
        pytest.param(f"项目 |  | {SIX}", "{label} | 0", "", id="noughts"),
        pytest.param(f"项目 |  | {SIX}", "{label} | /", "", id="nils"),
        pytest.param(f"项目 | < | < | {SIX}", "{label} | {no}", "", id="headings a column further on"),
        pytest.param(f"项目 | {SIX}", "{label}", " | 7", id="figures behind the total"),
    ],
)
@pytest.mark.parametrize("figures", [pytest.param(FIGURES, id="requests"), pytest.param({}, id="no request")])
def test_what_fills_a_row_up_is_no_cell_of_it(
    headings: str, before: str, behind: str, figures: Mapping[str, str]
) -> None:
    assert _read(headings, before, figures, behind) == dict.fromkeys(CODES, OPEN)


@pytest.mark.parametrize(
    "headings",
    [
        pytest.param("项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 |  | 其他 | 总计", id="a blank one"),
        pytest.param(
            "项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ", id="no total"
        ),
    ],
)
def test_seven_figures_under_their_own_headings_are_read_where_one_is_lost(headings: str) -> None:
    read = _read(headings, "{label}", dict.fromkeys(CODES, f"{NOUGHT} | 0") | SEVEN)
    assert {code: read[code] for code in SEVEN} == {code: row.split(" | ") for code, row in SEVEN.items()}


def test_seven_figures_under_headings_of_other_columns_are_open() -> None:
    headings = "项目 | 自然人 |  | 商业企业 | 科研机构 | 社会公益组织 | 其他 | 总计"
    read = _read(headings, "{label}", dict.fromkeys(CODES, f"{NOUGHT} | 0") | SEVEN)
    assert read == dict.fromkeys(CODES, OPEN)


@pytest.mark.parametrize(
    ("headings", "before", "behind"),
    [
        pytest.param(f"项目 |  | {SIX}", "{label} | {no}", "", id="numbers of lines"),
        pytest.param(f"项目 | {SIX}", "{label}", " | 7", id="figures behind the total"),
    ],
)
def test_so_it_is_in_a_dump(headings: str, before: str, behind: str) -> None:
    assert _read(headings, before, FIGURES, behind, grid=False) == dict.fromkeys(CODES, OPEN)


FULL = "9 | 4 | 2 | 1 | 2 | 3 | 21"


@pytest.mark.parametrize("row", [FULL, "9 | 4 | 2 | 1 | 0 | 0 | 16", "9 | 4 | 0 | 0 | 0 | 3 | 16"])
def test_in_a_dump_the_sums_bear_out_a_row_over_which_a_heading_is_lost(row: str) -> None:
    """No column of noughts is so far from that of the heading that a figure is between them."""
    read = _read(
        f"项目 | {SIX}", "{label}", dict.fromkeys(CODES, f"{NOUGHT} | 0") | {"granted": row}, grid=False
    )
    assert read["granted"] == row.split(" | ")


@pytest.mark.parametrize(
    ("headings", "before", "behind"),
    [
        pytest.param(f"项目 | {SIX}", "{label} | 0", "", id="noughts"),
        pytest.param(f"项目 | {SIX}", "{label} | /", "", id="nils"),
        pytest.param(f"项目 | {SIX}", "{label}", " | 2", id="twice the total"),
    ],
)
def test_a_sum_that_holds_in_another_order_as_well_bears_nothing_out(
    headings: str, before: str, behind: str
) -> None:
    one = dict.fromkeys(("requests_new", "granted", "total_handled"), "1 | 0 | 0 | 0 | 0 | 1")
    read = _read(headings, before, one, behind, grid=False)
    assert {code: read[code] for code in one} == dict.fromkeys(one, OPEN)


def test_in_a_dump_of_a_cell_a_line_a_misprint_is_no_heading_too_few() -> None:
    headings = "项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构构 | 其他 | 总计"
    rows = "\n".join(f"{LABELS[code]} | {SEVEN.get(code, f'{NOUGHT} | 0')}" for code in CODES)
    tokens = cells(f"{headings}\n{rows}".replace(" | ", "\n").replace("\n", "\n | "), grid=False)
    matched = match_table("t3", tokens, Style(), "f2021")
    readings = solve(matched.form, matched.rows).readings
    assert [r.text for r in readings if r.row == "granted" and not r.doubt] == SEVEN["granted"].split(" | ")


def test_a_word_that_names_a_row_is_no_heading_of_its_column() -> None:
    """Other organisations are left out; 3.其他 is a row of the table."""
    headings = "项目 |  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 总计"
    assert _read(headings, "{label} | {no}", FIGURES) == dict.fromkeys(CODES, OPEN)


def test_a_row_that_is_torn_is_read_under_all_headings_of_the_form() -> None:
    """A browser moves the rows behind a cell that spans one too few."""
    headings = "项目 | < | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计"
    read = _read(headings, "{label}", dict.fromkeys(CODES, f"{NOUGHT} | 0") | SEVEN)
    assert read["granted"] == SEVEN["granted"].split(" | ")
