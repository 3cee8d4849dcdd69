"""Figures that damage has moved beside another row or column: never that row's, never a blank."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from pipelines.read.door import read_bytes
from pipelines.recognise.statement import recognise
from pipelines.values import parse
from tests.data.expected import codes
from tests.data.forms import Filled, Layout, render

Lines = list[str]
APPLICANTS = 7


def filled(seed: int) -> Filled:
    """A report of which all sums hold: every request is granted, refused for one reason or goes
    on."""
    chance = random.Random(seed)
    blank = Filled("青禾县民政局", 2023, "f2021")
    figures = {
        code: "0" if code.startswith("t3.") else str(chance.randrange(10, 99)) for code in codes(blank)
    }
    columns = [code.rpartition(".")[2] for code in codes(blank) if code.startswith("t3.requests_new.")]
    for column in columns[:-1]:
        new, before, granted, secret, left = (chance.randrange(10, 99) for _ in range(5))
        rows = {
            "requests_new": new + granted + secret + left,
            "carried_in": before,
            "granted": granted,
            "refused_state_secret": secret,
            "partially_granted": new + before,
            "total_handled": new + before + granted + secret,
            "carried_out": left,
        }
        figures |= {f"t3.{row}.{column}": str(value) for row, value in rows.items()}
    for row in {code.rpartition(".")[0] for code in figures if code.startswith("t3.")}:
        figures[f"{row}.total"] = str(sum(int(figures[f"{row}.{column}"]) for column in columns[:-1]))
    return Filled("青禾县民政局", 2023, "f2021", figures)


def wrong(report: Filled, text: str) -> list[tuple[str, str | None]]:
    """The cells of table 3 that are read as another number than is printed, or as nothing."""
    said = recognise(read_bytes(text.encode()))
    return [
        (r.code, r.text)
        for r in said.readings
        if r.table == "t3" and r.text is not None and not r.doubt and parse(r.text).status != "unreadable"
        if parse(r.text).value != float(report.figures[r.code])
    ]


def at(lines: Lines, label: str) -> int:
    return next(n for n, line in enumerate(lines) if label in line)


def subtotal_in_place_of_a_row(lines: Lines) -> Lines:
    """The heading of the refusals has figures of its own, and the row above it is gone."""
    row = at(lines, "部分公开")
    group = next(n for n in range(row, len(lines)) if "不予公开" in lines[n])
    figures = "\t".join(str(n) for n in range(101, 101 + APPLICANTS))
    label = re.match(r"[^\d]*不予公开[^\t]*", lines[group])
    assert label
    own_line = f"{label[0].rstrip()}\t{figures}"
    return [*lines[:row], *lines[row + 1 : group], own_line, *lines[group:]]


def a_column_less(lines: Lines) -> Lines:
    """The fifth applicant is gone from all lines of table 3, its heading too."""
    first, last = at(lines, "自然人"), at(lines, "四、结转")
    out = []
    for n, line in enumerate(lines):
        fields = line.split(",")
        if first <= n <= last and len(fields) > APPLICANTS:
            del fields[-3]
        out.append(",".join(fields))
    return out


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("moved", "layout"), [(subtotal_in_place_of_a_row, "tabs"), (a_column_less, "commas")]
)
def test_what_is_moved_is_open(moved: Callable[[Lines], Lines], layout: Layout, seed: int) -> None:
    report = filled(seed)
    lines = render(report, layout).decode().split("\n")
    assert not wrong(report, "\n".join(lines))
    assert not wrong(report, "\n".join(moved(lines)))


@pytest.mark.parametrize("layout", ["tabs", "markdown"])
@pytest.mark.parametrize("kept", [2, 5])
def test_a_row_that_goes_on_below_a_page_break_is_no_blank(layout: Layout, kept: int) -> None:
    report = filled(1)
    lines = render(report, layout).decode().split("\n")
    row = at(lines, "部分公开")
    mark = "|" if layout == "markdown" else "\t"
    fields = lines[row].split(mark)
    last = max(n for n, field in enumerate(fields) if field.strip())
    cut = last - APPLICANTS + 1 + kept
    first = [field if n < cut else "  " for n, field in enumerate(fields)]
    second = [field if n >= cut else "  " for n, field in enumerate(fields)]
    torn = [*lines[:row], mark.join(first), mark.join(second), *lines[row + 1 :]]
    assert not wrong(report, "\n".join(torn))


@pytest.mark.parametrize("seed", range(3))
def test_of_two_rows_that_changed_places_neither_has_the_others_figures(seed: int) -> None:
    report = filled(seed)
    lines = render(report, "lines").decode().split("\n")
    first, second, third = (at(lines, label) for label in ("一、本年新收", "二、上年结转", "三、本年度办理"))
    swapped = [*lines[:first], *lines[second:third], *lines[first:second], *lines[third:]]
    assert not wrong(report, "\n".join(swapped))


def test_the_head_of_a_row_joined_to_the_tail_of_a_later_one_is_open_in_any_order_of_columns() -> None:
    report = filled(1)
    lines = render(report, "html").decode()
    rows = re.findall(r"<tr>.*?</tr>", lines, re.DOTALL)
    table = [row for row in rows if row.count("<td") + row.count("<th") >= APPLICANTS]
    assert table
    names = [n for n, row in enumerate(rows) if "属于国家秘密" in row or "危及" in row]
    head, tail = rows[names[0]], rows[names[-1]]
    cells, others = (re.findall(r"<t[dh][^>]*>.*?</t[dh]>", row, re.DOTALL) for row in (head, tail))
    joined = "<tr>" + "".join(cells[: -APPLICANTS + 2] + others[-APPLICANTS + 2 :]) + "</tr>"
    cut = lines.replace(head, joined)
    for row in rows[names[0] + 1 : names[-1] + 1]:
        cut = cut.replace(row, "")
    assert not wrong(report, cut)


@pytest.mark.parametrize(
    ("label", "text"), [("行政强制（299）", None), ("行政强制", ""), ("行政强制（含罚款）", "")]
)
def test_a_figure_in_the_label_of_a_row_leaves_a_blank_in_doubt(label: str, text: str | None) -> None:
    report = Filled("青禾县民政局", 2023, "f2021", {"t2.administrative_coercion.decisions": ""})
    page = render(report, "html").decode().replace("行政强制", label)
    said = recognise(read_bytes(page.encode()))
    read = next(r.text for r in said.readings if r.row == "administrative_coercion")
    assert (read if read is None else read.strip()) == text


def test_two_reports_in_one_glued_text_are_not_mixed() -> None:
    few = {
        f"t3.{row}.{c}": "7"
        for row in ("requests_new", "granted", "total_handled")
        for c in ("natural_person", "total")
    }
    one, other = (
        render(Filled("青禾县民政局", year, "f2021", figures), "glued").decode()
        for year, figures in ((2023, {}), (2022, few))
    )
    alone, both = recognise(read_bytes(one.encode())), recognise(read_bytes((one + other).encode()))
    assert {r.text for r in alone.readings if r.table == "t3"} == {"0"}
    assert not [r for r in both.readings if r.table == "t3" and r.text is not None and not r.doubt]
