"""A piece of a file is gone: the head of one row and the tail of a later one run together, and are
no row of the form."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from pipelines.model import Spot
from pipelines.recognise.candidate import Candidate, RowCandidates
from pipelines.recognise.gaps import beside_gaps, beside_rows_of
from pipelines.recognise.printed_rows import PrintedRow
from tests.data.forms import Filled, render
from tests.data.matrix import Tally
from tests.data.torn import figures
from tests.unit.recognise.dumps import OFFICE, PRINTED, YEARS, codes, dump, line, printed, said, values
from tests.unit.recognise.made_tokens import form

SEPARATORS = {"tabs": "\t", "blanks": " ", "commas": ",", "markdown": "|", "lines": "\n", "html": "<td"}
EACH = 40


def row(code: str, *, missing: bool = False, optional: bool = False) -> RowCandidates:
    text = None if missing else "1"
    printed_row = PrintedRow(code, ("total",), (f"{code}.total",), optional=optional)
    return RowCandidates(printed_row, (Candidate((text,), (Spot(),)),), certain=True)


def gone(code: str) -> RowCandidates:
    return row(code, missing=True)


@pytest.mark.parametrize(
    ("rows", "next_lacks_head", "beside"),
    [
        pytest.param([row("a"), row("b"), row("c")], False, "", id="no gap"),
        pytest.param([row("a"), gone("b"), row("c"), row("d")], False, "ac", id="on both sides"),
        pytest.param([gone("a"), row("b"), row("c")], False, "b", id="the first row gone"),
        pytest.param([row("a"), row("b"), gone("c")], False, "b", id="the last row gone"),
        pytest.param([row("a"), row("b", missing=True, optional=True), row("c")], False, "", id="local row"),
        pytest.param([row("a"), row("b")], True, "b", id="the next table without its head"),
    ],
)
def test_rows_beside_gaps(rows: Sequence[RowCandidates], next_lacks_head: bool, beside: str) -> None:
    assert {r.row.code for r in rows if r.is_printed} & beside_gaps(rows, next_lacks_head) == set(beside)


def test_what_is_before_a_label_that_is_printed_is_all_of_the_row_above() -> None:
    rows = [row("a"), gone("b"), row("c")]
    assert {r.row.code for r in rows if r.is_printed} & beside_gaps(rows, False, {"b"}) == {"c"}


def test_a_file_that_ends_with_a_further_label_has_the_row_above_it_whole() -> None:
    text = dump()
    label = "1.信访举报投诉类申请"
    whole = values(said(text[: text.index(label) + len(label)]))
    cut = values(said(text[: text.index("（五）不予处理")]))
    row_above = [c for c in PRINTED["f2021"] if c.startswith("t3.unclear_after_correction.")]
    assert {c: whole[c] for c in row_above} == {c: printed()[c] for c in row_above}
    assert {cut[c] for c in row_above} == {None}


OTHERS = {"other_correction_lapsed", "other_fee_lapsed", "other_misc"}
AROUND = {"not_processed_reconfirmation", "total_handled"}


@pytest.mark.parametrize(
    ("edition", "rival", "beside"),
    [
        pytest.param("f2019", "f2021", {*AROUND, "other_handling"}, id="one row for three"),
        pytest.param("f2021", "f2019", {*AROUND, *OTHERS}, id="three rows for one"),
        pytest.param("f2021", "f2021", set(), id="the same"),
    ],
)
def test_rows_beside_those_of_another_edition(edition: str, rival: str, beside: set[str]) -> None:
    assert beside_rows_of(form("t3", edition), form("t3", rival)) == beside


def joined(text: str, separator: str, chance: random.Random) -> str:
    """The text without all that is between a place in one of its rows and a place in a later one:
    mostly such that a row of the right length is left."""
    lines = text.split("\n") if separator != "\n" else text.split("\n\n")
    rows = [i for i, row in enumerate(lines) if row.split(separator)[1:] and any(c.isdigit() for c in row)]
    first = chance.randrange(len(rows) - 5)
    head, tail = rows[first], rows[first + chance.randrange(1, 6)]
    at, to = chance.randrange(1, len(lines[head])), chance.randrange(len(lines[tail]))
    borders = [lines[i].split(separator) for i in (head, tail)]
    if chance.random() < 0.7:
        cells = chance.randrange(1, min(8, *(len(row) - 1 for row in borders)) + 1)
        at, to = (len(separator.join(row[:-cells])) for row in borders)
    kept = "\n\n" if separator == "\n" else "\n"
    return kept.join([*lines[:head], lines[head][:at] + lines[tail][to:], *lines[tail + 1 :]])


@pytest.mark.parametrize("layout", SEPARATORS)
def test_the_head_of_a_row_and_the_tail_of_another_are_never_read_as_one(layout: str) -> None:
    chance = random.Random(f"joined {layout}")
    wrong: list[str] = []
    right = 0
    for number in range(EACH):
        edition = chance.choice([*YEARS])
        printed = figures(chance, edition, chance.random() < 0.7, chance.random() < 0.5)
        filled = Filled(OFFICE, YEARS[edition], edition, printed)
        tally = Tally()
        text = joined(render(filled, layout).decode(), SEPARATORS[layout], chance)
        tally.add(filled, text.encode(), f"{layout} {number}")
        wrong += tally.silent
        right += tally.right
    assert wrong == []
    assert right > EACH * 100  # the rest of the report is read


def test_a_row_beside_a_gap_is_read_where_a_sum_across_rows_tests_all_of_it() -> None:
    """Row 一 is gone: row 二 is tested by nothing, the total by the sum of the outcomes."""
    text = dump()
    found = said(text.replace(line(text, "一、本年新收") + "\n", ""))
    assert codes(found) == {
        "form.row_missing": ["t3.requests_new"],
        "form.cell_ambiguous": ["t3.carried_in"],
    }
    text = dump()
    found = said(text.replace(line(text, "四、结转下年度") + "\n", ""))
    assert codes(found) == {"form.row_missing": ["t3.carried_out"]}
    total = {c: v for c, v in printed().items() if c.startswith("t3.total_handled")}
    assert {c: values(found)[c] for c in total} == total


def test_a_row_that_is_whole_beside_a_gap_is_open_where_no_sum_tests_it() -> None:
    text = dump()
    found = said(text.replace(line(text, "行政处罚") + "\n", ""))
    assert codes(found) == {
        "form.row_missing": ["t2.administrative_penalties"],
        "form.cell_ambiguous": ["t2.administrative_licenses", "t2.administrative_coercion"],
    }
