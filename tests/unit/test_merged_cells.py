"""One value over several cells of the form, in every format that merges: a nought or nil counts for
each of them, any other value is open, and the rows beside are read."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from pipelines.model import DOUBTFUL, Filing, Report
from pipelines.report import report_of
from pipelines.values import parse
from tests.data import forms_grid
from tests.data.forms import Filled
from tests.data.forms_grid import Grid, Slot
from tests.data.matrix import FORMATS
from tests.data.torn import figures

MERGING = ["HTML", "DOCX", "DOC, WPS", "RTF", "XLSX", "XLS", "PDF", "OFD"]
FORM = Filled("平潭县人民政府", 2023, "f2021", figures(random.Random(5), "f2021", large=True))
SECRET, LAW, SAFETY = (
    "t3.refused_state_secret",
    "t3.refused_prohibited_by_law",
    "t3.refused_security_stability",
)
T4 = ("t4.reconsideration", "t4.litigation_direct", "t4.litigation_after_reconsideration")
WHERE = {
    "a row": ((SECRET,), False),
    "rows, each its own": ((SECRET, LAW, SAFETY), False),
    "rows together": ((SECRET, LAW, SAFETY), True),
    "a row with the name of a column": (("t3.other_misc",), False),
    "rows together down to one with the name of a column": (
        ("t3.other_correction_lapsed", "t3.other_fee_lapsed", "t3.other_misc"),
        True,
    ),
    "a table": (T4, False),
    "a part of a line": (T4[1:2], False),
    "rows of a block": (("t2.government_rules", "t2.normative_documents"), True),
}


def row(code: str) -> str:
    return code.rpartition(".")[0]


def merging(rows: tuple[str, ...], text: str, down: bool) -> Callable[[Filled, str], Grid]:
    """The tables with the values of these rows as one, of each row or, `down`, of all of them."""

    def grid(filled: Filled, table: str) -> Grid:
        lines = plain(filled, table)
        own = [n for n, line in enumerate(lines) if any(s.code and row(s.code) in rows for s in line)]
        for n in own:
            values = [slot for slot in lines[n] if slot.code and row(slot.code) in rows]
            first = lines[n].index(values[0])
            across = sum(slot.across for slot in values)
            one = (
                [Slot(text, across, len(own) if down else 1, values[0].code)]
                if n == own[0] or not down
                else []
            )
            lines[n] = [*lines[n][:first], *one, *(s for s in lines[n][first:] if s not in values)]
        return lines

    plain = forms_grid.grid
    return grid


def read(monkeypatch: pytest.MonkeyPatch, format: str, where: str, text: str) -> Report:
    rows, down = WHERE[where]
    with monkeypatch.context() as patched:
        patched.setattr(forms_grid, "grid", merging(rows, text, down))
        data = FORMATS[format](FORM)
    return report_of(Filing("x", "0", len(data)), data)


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("format", MERGING)
def test_a_merged_nil_counts_for_each_cell_and_another_value_for_none(
    monkeypatch: pytest.MonkeyPatch, format: str, where: str
) -> None:
    rows, _ = WHERE[where]
    for text, status in {"0": "number", "/": "slash", "5": ""}.items():
        report = read(monkeypatch, format, where, text)
        assert "form.row_missing" not in {issue.code for issue in report.issues}
        for fact in report.facts:
            if row(fact.code) not in rows:
                assert fact.value == parse(FORM.figures[fact.code]).value, fact.code
            elif status:
                assert fact.status == status, fact.code
            else:
                assert fact.status in DOUBTFUL, fact.code


def test_a_row_whose_label_is_printed_is_not_missing() -> None:
    text = FORMATS["text, tabs"](FORM).decode()
    line = next(line for line in text.split("\n") if "重复申请" in line)
    label = line[: line.index("重复申请") + 4]
    report = report_of(Filing("x", "0", 0), text.replace(line, label).encode())
    told = {issue.code: issue.where for issue in report.issues}
    assert "form.row_missing" not in told
    facts = {fact.code: fact for fact in report.facts if row(fact.code) == "t3.not_processed_repeat"}
    assert {fact.status for fact in facts.values()} <= DOUBTFUL
    gone = report_of(Filing("x", "0", 0), text.replace(line + "\n", "").encode())
    assert "form.row_missing" in {issue.code for issue in gone.issues}


def test_a_workbook_with_hidden_rows_in_a_merged_area() -> None:
    """A merged cell reaches over as many printed rows as are left of it."""
    from pipelines.read.sheets.sheet import Sheet, blocks_of

    texts = {(0, 0): "甲", (0, 1): "0", (1, 0): "乙", (2, 0): "丙", (3, 0): "丁", (3, 1): "5"}
    sheet = Sheet("表", texts, merged=[(0, 1, 2, 1)], hidden_rows={1})
    (grid,) = [block for block in blocks_of([sheet]) if block.kind == "grid"]
    assert [[(c.text, c.across, c.down) for c in line] for line in grid.rows] == [
        [("甲", 1, 1), ("0", 1, 2)],
        [("丙", 1, 1)],
        [("丁", 1, 1), ("5", 1, 1)],
    ]
