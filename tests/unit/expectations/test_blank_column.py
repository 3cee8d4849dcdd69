"""A total column left unfilled is one finding, not one for each row."""

from __future__ import annotations

from collections.abc import Callable

from pipelines.catalogue.load import catalogue
from tests.unit.expectations.small_warehouse import Judged, SmallReport

Judge = Callable[..., Judged]

ROWS = [row.code for row in catalogue().editions["f2019"].tables["t3"].rows]
ENDS = {"requests_new", "carried_in", "total_handled", "carried_out"}
BLANK = {f"t3.{row}.total": "" for row in ROWS}
SIX = {f"t3.{row}.natural_person": "6" for row in ("requests_new", "granted", "total_handled")}
FILLED = {f"t3.{row}.total": "6" for row in ("requests_new", "total_handled")}
TOKENS = ["cell.token_quality"]


def report(*cells: dict[str, str], fill: str = "0") -> SmallReport:
    merged: dict[str, str] = {}
    for some in cells:
        merged |= some
    return SmallReport(merged, "f2019", 2020, fill)


def test_a_wholly_blank_column_is_one_finding(judged: Judge) -> None:
    j = judged(report(BLANK, SIX))
    assert j.found(but=TOKENS) == {("t3.total_column_blank", "total")}
    finding = j.finding("t3.total_column_blank", "total")
    assert (finding.stated, finding.expected, finding.gap) == (0, 23, -23)
    assert set(finding.cells) == set(BLANK)
    assert j.unjudged("t3.applicant_sum") == dict.fromkeys(ROWS, "t3.total_column_blank")
    assert j.unjudged("t3.outcome_sum") == {"total": "t3.total_column_blank"}


def test_a_column_that_is_not_printed_at_all_counts_as_blank(judged: Judge) -> None:
    assert ("t3.total_column_blank", "total") in judged(report(dict.fromkeys(BLANK, "absent"), SIX)).found()


def test_only_the_rows_with_numbers_are_cited(judged: Judge) -> None:
    j = judged(report(SIX, fill="/"))
    assert j.found(but=TOKENS) == {("t3.total_column_blank", "total")}
    assert set(j.finding("t3.total_column_blank", "total").cells) == {
        "t3.requests_new.total",
        "t3.granted.total",
        "t3.total_handled.total",
    }


def test_a_table_wholly_nil_is_no_finding(judged: Judge) -> None:
    for fill in ("/", ""):
        j = judged(report(fill=fill))
        assert j.found(but=TOKENS) == set()
        assert not j.undecided()


def test_a_single_nil_total_is_a_fault_of_its_row(judged: Judge) -> None:
    j = judged(report(SIX, FILLED, {"t3.granted.total": "/"}))
    assert j.found(but=TOKENS) == {("t3.applicant_sum", "granted"), ("t3.outcome_sum", "total")}


def test_one_outcome_with_numbers_is_still_a_fault_of_its_row(judged: Judge) -> None:
    j = judged(report(SIX, FILLED, fill="/"))
    assert j.found(but=TOKENS) == {("t3.applicant_sum", "granted"), ("t3.outcome_sum", "total")}


def test_totals_filled_only_beside_the_outcomes_are_one_finding(judged: Judge) -> None:
    """Shanghai's general office, 2019: the four rows around the outcomes have totals, the nineteen
    outcomes none."""
    cells = BLANK | {"t3.requests_new.total": "9", "t3.carried_in.total": "0", "t3.carried_out.total": "0"}
    cells |= {"t3.requests_new.natural_person": "9", "t3.granted.natural_person": "6"}
    cells |= {
        "t3.not_held.natural_person": "3",
        "t3.total_handled.natural_person": "9",
        "t3.total_handled.total": "9",
    }
    j = judged(report(cells))
    assert j.found(but=TOKENS) == {("t3.total_column_blank", "total")}
    assert j.finding("t3.total_column_blank", "total").gap == -19
    assert set(j.unjudged("t3.applicant_sum")) == set(ROWS) - ENDS
    assert j.unjudged("t3.balance") == {}


def test_an_ambiguous_total_leaves_it_open(judged: Judge) -> None:
    j = judged(report(BLANK, SIX, {"t3.carried_out.total": "ambiguous"}))
    assert j.findings["t3.total_column_blank"] == []
    assert j.unjudged("t3.total_column_blank") == {"total": "doubtful"}
