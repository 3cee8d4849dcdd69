"""A table whose headings are not in the order of the form is read by them, or left open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.model import NOT_TEXT, Block, Cell, Document, Spot, Statement
from pipelines.recognise import recognise
from pipelines.values import parse
from tests.unit.recognise.dumps import dump, said
from tests.unit.recognise.dumps import line as line_of

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
FIRST = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开"]
Row = list[tuple[str, int, int]]


def grid(*rows: list[str | tuple[str, int, int]]) -> Document:
    """A table with true columns; a cell is a text, or a text with the columns and rows it
    covers."""
    taken: set[tuple[int, int]] = set()
    lines = []
    for line, row in enumerate(rows, 1):
        column, cells = 1, []
        for content in row:
            text, across, down = (content, 1, 1) if isinstance(content, str) else content
            while (line, column) in taken:
                column += 1
            taken |= {(line + d, column + a) for d in range(down) for a in range(across)}
            cells.append(Cell(text, Spot(table=1, row=line, column=column), None, "", across, down))
            column += across
        lines.append(tuple(cells))
    end = Block("prose", ((Cell("五、存在的主要问题及改进情况"),),))
    return Document("html", (Block("grid", tuple(lines)), end))


def values(said: Statement, table: str) -> dict[str, float | None]:
    return {
        r.code.removeprefix(f"{table}."): parse(r.text).value if r.text is not None else None
        for r in said.readings
        if r.table == table and r.text is not None
    }


def requests(heads: list[str], figures: Callable[[int], list[str]], rows: list[str] = FIRST) -> Document:
    return grid(["", *heads], *([label, *figures(n)] for n, label in enumerate(rows)))


def first_row(said: Statement) -> list[float | None]:
    cells = values(said, "t3")
    return [cells.get(f"requests_new.{c}") for c in CODES]


CODES = [
    "natural_person", "commercial_enterprise", "research_institution", "public_interest_organization",
    "legal_service_organization", "other_organization", "total",
]  # fmt: skip


@pytest.mark.parametrize(
    "order",
    [
        pytest.param([1, 2, 3, 4, 5, 0, 6], id="natural persons behind the organisations"),
        pytest.param([6, 0, 1, 2, 3, 4, 5], id="total first"),
        pytest.param([3, 1, 2, 0, 6, 5, 4], id="any order"),
    ],
)
def test_columns_are_those_of_their_headings(order: list[int]) -> None:
    said = recognise(
        requests([APPLICANTS[i] for i in order], lambda n: [str(10 * (i + 1) + n) for i in order])
    )
    assert first_row(said) == [10, 20, 30, 40, 50, 60, 70]


def test_a_column_beside_those_of_the_form_fills_no_blank() -> None:
    said = recognise(requests([*APPLICANTS, "上年总计"], lambda n: ["1", "2", "3", "4", "5", "6", "", "99"]))
    assert first_row(said) == [1, 2, 3, 4, 5, 6, None]
    assert ("form.beside_the_form", "99 99 99") in [(i.code, i.detail) for i in said.issues]


@pytest.mark.parametrize(
    "remarks",
    [
        pytest.param(["", "", ""], id="blank"),
        pytest.param(["√", "√", "√"], id="ticks"),
        pytest.param(["", "含转办", ""], id="a word in one row"),
        pytest.param(["/", "/", "含转办"], id="a word in the last row"),
    ],
)
def test_a_column_of_remarks_opens_nothing(remarks: list[str]) -> None:
    figures = ["1", "2", "3", "4", "5", "6", "21"]
    said = recognise(requests([*APPLICANTS, "备注"], lambda n: [*figures, remarks[n]]))
    assert first_row(said) == [1, 2, 3, 4, 5, 6, 21]
    assert "form.columns_differ" not in {issue.code for issue in said.issues}


def test_a_row_that_the_form_lacks_fills_no_blank_row_above_it() -> None:
    rows = [FIRST[0], FIRST[1], "其中：网上申请", FIRST[2]]
    blank = [""] * 7
    figures = [[str(i) for i in range(1, 8)], blank, ["9"] * 7, [str(i) for i in range(2, 9)]]
    said = recognise(requests(APPLICANTS, lambda n: figures[n], rows))
    cells = values(said, "t3")
    assert [cells[f"carried_in.{c}"] for c in CODES] == [None] * 7
    assert 9 not in cells.values()
    assert all(cells.get(f"granted.{c}") in (None, n) for n, c in enumerate(CODES, 2))  # beside a gap


def test_a_dump_that_keeps_its_blanks_is_read_by_its_headings_in_any_order() -> None:
    heads = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"
    text = dump().replace(line_of(dump(), "规章"), "规章\t\t8\t")
    assert heads in text
    cells = values(said(text), "t2")
    assert [cells[f"government_rules.{c}"] for c in ("issued", "repealed", "in_force")] == [None, 8, None]


def test_under_headings_that_no_form_has_the_cells_are_open() -> None:
    heads = ["公民", "公司", *APPLICANTS[2:]]
    said = recognise(requests(heads, lambda n: ["1", "2", "3", "4", "5", "6", "21"]))
    texts = {r.column: r.text for r in said.readings if r.table == "t3" and r.row == "requests_new"}
    assert texts["natural_person"] == texts["commercial_enterprise"] == NOT_TEXT
    assert [texts[c] for c in CODES[2:]] == ["3", "4", "5", "6", "21"]


@pytest.mark.parametrize(
    ("merged", "expected"),
    [("0", [0.0] * 7), ("/", [None] * 7), ("5", [None] * 7)],
)
def test_nought_or_nil_over_a_row_counts_for_each_of_its_cells(
    merged: str, expected: list[float | None]
) -> None:
    def figures(n: int) -> list[str]:
        return [(merged, 7, 1)] if n == 0 else [str(i) for i in range(1, 8)]  # type: ignore[list-item]

    said = recognise(requests(APPLICANTS, figures))
    texts = [r.text for r in said.readings if r.table == "t3" and r.row == "requests_new"]
    assert first_row(said) == expected
    assert texts == [merged if merged != "5" else f"{NOT_TEXT}5"] * 7


def disputes(kind: str) -> Document:
    groups = {"reconsideration": "行政复议", "litigation_direct": "未经复议直接起诉"}
    groups["litigation_after_reconsideration"] = "复议后起诉"
    if kind == "litigation first":
        top = [("行政诉讼", 10, 1), ("行政复议", 5, 2)]
        return grid(
            top, [("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)], RESULTS * 3, [*DIRECT, *AFTER, *OWN]
        )
    if kind == "a row for each":
        rows = [["复议后起诉", *AFTER], ["行政复议", *OWN], ["未经复议直接起诉", *DIRECT]]
        return grid(["", *RESULTS], *rows)
    if kind == "turned":
        columns = [["", "未经复议直接起诉", "行政复议", "复议后起诉"]]
        return grid(*columns, *([name, DIRECT[i], OWN[i], AFTER[i]] for i, name in enumerate(RESULTS)))
    assert kind == "total first"
    top = [("行政复议", 5, 2), ("行政诉讼", 10, 1)]
    heads = (RESULTS[-1:] + RESULTS[:-1]) * 3
    figures = [f for part in (OWN, DIRECT, AFTER) for f in (part[-1], *part[:-1])]
    return grid(top, [("未经复议直接起诉", 5, 1), ("复议后起诉", 5, 1)], heads, figures)


OWN, DIRECT, AFTER = ["1", "2", "3", "4", "10"], ["5", "0", "1", "0", "6"], ["0", "7", "0", "1", "8"]


@pytest.mark.parametrize("kind", ["litigation first", "a row for each", "turned", "total first"])
def test_disputes_are_those_of_their_headings(kind: str) -> None:
    cells = values(recognise(disputes(kind)), "t4")
    columns = ["upheld", "corrected", "other_result", "pending", "total"]
    for row, figures in (
        ("reconsideration", OWN),
        ("litigation_direct", DIRECT),
        ("litigation_after_reconsideration", AFTER),
    ):
        assert [cells[f"{row}.{c}"] for c in columns] == [float(f) for f in figures], row
