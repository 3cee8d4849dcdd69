"""Tables 2 and 3 whose cells are known, with rows in another order than the form's: each is read by its
label, blank cells and all."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipelines.model import DOUBTFUL, Filing
from pipelines.report import report_of
from tests.data.forms import render
from tests.data.forms_grid import Slot, row_of
from tests.data.seen.laid import Laid, first_row, value_columns
from tests.data.seen.reports import any_report, laid

Move = tuple[str, str]
"""A row, and the one in whose place it is put."""


def _moved(report: Laid, table: str, move: Move) -> None:
    part = report.part(table)
    matrix = report.matrix(table)
    rows = [row_of([slot for slot in line if slot.code]) for line in matrix]
    line = matrix.pop(rows.index(move[0]))
    matrix.insert(rows.index(move[1]), line)
    report.put(table, matrix)
    assert report.part(table) != part


def _shuffled(report: Laid, chance: random.Random) -> None:
    """Table 3 with its rows in any order, beside nothing but their own labels."""
    matrix = report.matrix("t3")
    start, first = first_row(matrix), value_columns(matrix)[0]
    lines = [[line[first - 1], *line[first:]] for line in matrix]
    rows = lines[start:]
    chance.shuffle(rows)
    report.put("t3", [*lines[:start], *rows])


def _read(report: Laid, layout: str) -> dict[str, str | None]:
    read = report_of(Filing("", "0", 1), render(report.written, layout))  # type: ignore[arg-type]
    return {f.code: (f.text or "").strip() for f in read.facts if f.status not in DOUBTFUL}


def _seen(report: Laid, table: str) -> dict[str, str | None]:
    return {code: text for code, text in report.seen.items() if code.startswith(f"{table}.")}


@pytest.mark.parametrize("layout", ["html", "docx", "tabs"])
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("table", "move"),
    [
        ("t2", ("administrative_coercion", "administrative_penalties")),
        ("t2", ("normative_documents", "government_rules")),
        ("t3", ("partially_granted", "granted")),
        ("t3", ("total_handled", "granted")),
        ("t3", ("carried_out", "requests_new")),
        ("t3", ("refused_deliberative", "refused_state_secret")),
    ],
    ids=["coercion first", "documents first", "in part first", "total first", "carried out first", "in a group"],
)  # fmt: skip
def test_a_row_in_another_place(table: str, move: Move, seed: int, layout: str) -> None:
    report = laid(any_report(random.Random(seed)))
    _moved(report, table, move)
    read = _read(report, layout)
    assert {code: read.get(code) for code in _seen(report, table)} == _seen(report, table)


@pytest.mark.parametrize("layout", ["html", "docx", "tabs", "blanks"])
@pytest.mark.parametrize("seed", range(3))
def test_all_rows_in_any_order(seed: int, layout: str) -> None:
    report = laid(any_report(random.Random(seed), plain=layout == "blanks"))
    _shuffled(report, random.Random(seed))
    read, seen = _read(report, layout), _seen(report, "t3")
    assert {code: text for code, text in read.items() if text != seen.get(code, text)} == {}
    if layout != "blanks":  # its cells are not known: open
        assert read.items() >= seen.items()


def test_two_rows_of_one_label_are_not_both_read() -> None:
    """Which of them is meant, no one can tell."""
    report = laid(any_report(random.Random(1), plain=True))
    part = report.part("t3")
    label = next(slot.text for row in part.grid for slot in row if slot.text.startswith("（一）"))
    other = next(slot.text for row in part.grid for slot in row if slot.text.startswith("（二）部分"))
    grid = [[_renamed(slot, other, label) for slot in row] for row in part.grid]
    report.parts[report.parts.index(part)] = part._replace(grid=grid)
    read, seen = _read(report, "html"), _seen(report, "t3")
    rows = ("t3.granted.", "t3.partially_granted.")
    assert not [code for code, text in read.items() if code.startswith(rows) and text != seen[code]]


def test_a_label_over_several_rows_is_not_that_of_one_without() -> None:
    """Its own is lost, and the group is misnamed as another row, which is in another place."""
    report = laid(any_report(random.Random(2), plain=True))
    names = {"（五）不予处理": "（一）予以公开", "3.要求提供公开出版物": ""}
    for part in [*report.parts]:
        grid = [[_renamed(s, s.text, names.get(s.text, s.text)) for s in row] for row in part.grid]
        report.parts[report.parts.index(part)] = part._replace(grid=grid)
    matrix = report.matrix("t3")
    rows = [row_of([slot for slot in line if slot.code]) for line in matrix]
    report.put("t3", [line for line, row in zip(matrix, rows) if row != "granted"])
    _moved(report, "t3", ("refused_deliberative", "refused_state_secret"))
    read, seen = _read(report, "html"), _seen(report, "t3")
    assert not [code for code, text in read.items() if code.startswith("t3.granted.") and text]
    assert {code for code, text in read.items() if code in seen and text and text != seen[code]} == set()


def _renamed(slot: Slot, old: str, new: str) -> Slot:
    return replace(slot, text=new) if slot.text == old else slot
