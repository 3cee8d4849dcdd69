"""A list table: each figure of the year in its row, whatever is printed around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipelines.catalogue import catalogue
from pipelines.catalogue.entries import FormRow, Line
from pipelines.fold import ENUMERATOR, fold
from pipelines.model import Filing, Report
from pipelines.report import report_of
from tests.data.filled import Filled, Grid, Part, Slot
from tests.data.forms import render
from tests.data.forms_grid import grid

OFFICE, YEAR = "青禾县水务局", 2016
FORM = catalogue().editions["f2014"].tables["st"]
CODES = [f"st.{cell}" for cell in FORM.cells]


def numbered() -> dict[str, str]:
    """A figure in each cell, all different, whose sums hold where the form has any."""
    values = {row.code: 100 + 7 * n for n, row in enumerate(FORM.rows)}
    for total in reversed([s for s in catalogue().sums.values() if s.table == "st"]):
        values[total.right[0]] = sum(values[part] for part in total.left)
    for total in [s for s in catalogue().sums.values() if s.table == "st"]:
        values[total.right[0]] = sum(values[part] for part in total.left)
    return {f"st.{code}.figure": str(value) for code, value in values.items()}


FIGURES = numbered()
PLAIN = Filled(OFFICE, YEAR, "f2014", FIGURES)


def laid_out(change: Callable[[Grid], Grid], year: int = YEAR) -> Filled:
    """A report with its table at the end, changed."""
    title = Part("title", f"{OFFICE}{year}年政府信息公开工作年度报告")
    prose = Part("prose", f"{year}年，我局主动公开政府信息135条，收到申请5件。")
    table = Part("table", "", change(grid(PLAIN, "st")), "st")
    return Filled(OFFICE, year, "f2014", FIGURES, pieces=(title, prose, table))


def read(filled: Filled, layout: str = "html") -> Report:
    data = render(filled, layout)  # type: ignore[arg-type]
    return report_of(Filing("x", "0" * 64, len(data)), data)


def printed(report: Report) -> dict[str, float | None]:
    return {fact.code: fact.value for fact in report.facts}


WANTED = {code: float(FIGURES[code]) for code in CODES}


@pytest.mark.parametrize("layout", ["html", "docx", "tabs", "lines", "blanks", "markdown", "commas"])
def test_a_clean_table_is_read_whole(layout: str) -> None:
    report = read(PLAIN, layout)
    assert (report.status, report.statement.edition, report.statement.year) == ("parsed", "f2014", YEAR)
    assert printed(report) == WANTED
    assert {f.unit for f in report.facts if f.row == "disclosure_funds"} == {"万元"}


def test_figures_in_prose_are_no_cells() -> None:
    said = "\n".join(
        f"{line.zh}{n}{line.unit}。" for n, line in enumerate(map(row_line, FORM.rows), 1) if line.unit
    )
    report = read(Filled(OFFICE, YEAR, "f2021", prose={"overview": said}, pieces=prose_only(said)))
    assert (report.status, report.facts) == ("quarantined", ())


def row_line(row: FormRow) -> Line:
    return catalogue().row("st", row.code)


def prose_only(said: str) -> tuple[Part, ...]:
    title = Part("title", f"{OFFICE}{YEAR}年政府信息公开工作年度报告")
    return (title, *(Part("prose", line) for line in said.split("\n")))


def heads(rows: Grid, second: str, figure: str = "统计数") -> Grid:
    """A column more behind the figures, with 1000 and more in it."""
    first, *others = rows
    out = [[*first[:2], Slot(figure), Slot(second)]]
    out += [[*row, Slot(str(1000 + 3 * n) if row[2].code else "")] for n, row in enumerate(others)]
    return out


def labelled(rows: Grid, change: Callable[[str], str]) -> Grid:
    return [[replace(row[0], text=change(row[0].text)), *row[1:]] for row in rows]


def unit_in_label(rows: Grid) -> Grid:
    return [[Slot(row[0].text + (f"（{row[1].text}）" if row[1].text else "")), row[2]] for row in rows]


def numbered_lines(rows: Grid) -> Grid:
    return [[Slot("序号" if n == 0 else f"{n:02}"), *row] for n, row in enumerate(rows)]


def side_by_side(rows: Grid) -> Grid:
    head, *others = rows
    half = (len(others) + 1) // 2
    left, right = others[:half], others[half:]
    right += [[Slot(""), Slot(""), Slot("")]] * (half - len(right))
    return [[*head, *head], *([*a, *b] for a, b in zip(left, right, strict=True))]


def with_a_local_row(rows: Grid) -> Grid:
    at = next(n for n, row in enumerate(rows) if "信函申请" in row[0].text) + 1
    return [*rows[:at], [Slot("5.电话申请数"), Slot("件"), Slot("7")], *rows[at:]]


def signed(rows: Grid) -> Grid:
    return [*rows, [Slot("单位负责人：张三"), Slot("联系电话"), Slot("13812345678")]]


def nil_beside_headings(rows: Grid) -> Grid:
    return [
        rows[0],
        *([row[0], *(Slot("——", code="") for _ in row[1:])] if not row[2].code else row for row in rows[1:]),
    ]


LAYOUTS = [
    pytest.param(lambda rows: heads(rows, "累计", "本期"), id="this period, and all until now"),
    pytest.param(lambda rows: heads(rows, "历年累计", "本年度"), id="this year, and all years"),
    pytest.param(lambda rows: heads(rows, "2015年", "2016年"), id="the year before beside it"),
    pytest.param(lambda rows: heads(rows, "备注"), id="a remark with a figure"),
    pytest.param(unit_in_label, id="the unit in the label"),
    pytest.param(numbered_lines, id="numbers of lines"),
    pytest.param(side_by_side, id="two halves"),
    pytest.param(signed, id="who filled it in"),
    pytest.param(nil_beside_headings, id="strokes beside headings"),
    pytest.param(lambda rows: labelled(rows, lambda t: t.replace("维持", "维护")), id="misprinted"),
    pytest.param(lambda rows: labelled(rows, lambda t: t.removesuffix("数")), id="without 数"),
    pytest.param(lambda rows: labelled(rows, lambda t: ENUMERATOR.sub("", fold(t))), id="not numbered"),
]


@pytest.mark.parametrize("change", LAYOUTS)
def test_the_figures_of_the_year_are_read(change: Callable[[Grid], Grid]) -> None:
    assert printed(read(laid_out(change))) == WANTED


def test_a_local_row_is_told_and_no_cell() -> None:
    report = read(laid_out(with_a_local_row))
    assert printed(report) == WANTED
    assert [(i.code, i.detail) for i in report.issues] == [("form.beside_the_form", "5.电话申请数 7")]


def test_another_row_in_the_place_of_one_is_not_that() -> None:
    def instead(rows: Grid) -> Grid:
        return labelled(rows, lambda text: text.replace("4.信函申请数", "4.电话申请数"))

    assert printed(read(laid_out(instead)))["st.by_letter.figure"] is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda rows: heads(rows, "乙", "甲"), id="headings that say nothing"),
        pytest.param(lambda rows: [[*rows[0][:2], Slot("累计")], *rows[1:]], id="all until now only"),
    ],
)
def test_where_no_column_is_of_the_year_every_cell_is_open(change: Callable[[Grid], Grid]) -> None:
    report = read(laid_out(change))
    assert set(printed(report).values()) == {None}
    assert report.status == "partial"


@pytest.mark.parametrize(
    ("above", "year"), [("（2016年第三季度）", None), ("（2016年1-9月）", None), ("（2016年度）", YEAR)]
)
def test_a_list_of_a_quarter_is_of_no_year(above: str, year: int | None) -> None:
    report = read(laid_out(lambda rows: [[Slot(above, across=3)], *rows]))
    assert report.statement.year == year
    assert ("report.part_year" in {i.code for i in report.issues}) == (year is None)


def test_a_list_of_another_year_is_not_the_reports() -> None:
    report = read(laid_out(lambda rows: [[Slot("（2015年度）", across=3)], *rows]))
    assert set(printed(report).values()) == {None}


@pytest.mark.parametrize(("year", "code"), [(2012, "form.before_2014"), (2016, "")])
def test_before_the_national_form_there_is_none(year: int, code: str) -> None:
    report = read(laid_out(list, year))
    assert [i.code for i in report.issues] == ([code] if code else [])


@pytest.mark.parametrize("layout", [list, side_by_side, unit_in_label])
def test_a_printed_unit_is_kept(layout: Callable[[Grid], Grid]) -> None:
    def in_yuan(rows: Grid) -> Grid:
        return layout([[Slot("元") if slot.text == "万元" else slot for slot in row] for row in rows])

    report = read(laid_out(in_yuan))
    assert {f.unit for f in report.facts if f.row in ("disclosure_funds", "request_fees")} == {"元"}
