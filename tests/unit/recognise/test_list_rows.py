"""A list table: each figure of the year in its row, whatever is printed around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipelines.catalogue import catalogue
from pipelines.model import Filing, Report
from pipelines.report import report_of
from tests.data.filled import Filled, Grid, Part
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


def row_line(row: object):  # type: ignore[no-untyped-def]
    return catalogue().row("st", row.code)  # type: ignore[attr-defined]


def prose_only(said: str) -> tuple[Part, ...]:
    title = Part("title", f"{OFFICE}{YEAR}年政府信息公开工作年度报告")
    return (title, *(Part("prose", line) for line in said.split("\n")))
