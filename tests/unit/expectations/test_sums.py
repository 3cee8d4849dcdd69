"""The sums of the form: when they fail, hold, or cannot be judged."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import duckdb
import pytest

from expectations import arithmetic
from expectations.rules import load
from pipelines.catalogue.equations import sums_across
from tests.unit.expectations.small_warehouse import Judged, SmallReport, fill

Judge = Callable[..., Judged]


def test_each_sum_has_its_scopes() -> None:
    both = ("f2019", "f2021")
    assert [len(sums_across(code, both)) for code in ("t3.balance", "t3.outcome_sum")] == [7, 7]
    assert len(sums_across("t3.applicant_sum", both)) == 26
    assert len(sums_across("t3.applicant_sum", ["f2019"])) == 23
    assert [e.scope for e in sums_across("t4.result_sum", both)] == [
        "reconsideration",
        "litigation_direct",
        "litigation_after_reconsideration",
    ]


def test_the_equation_has_the_cells_of_the_reports_own_edition(judged: Judge) -> None:
    wrong = {"t3.total_handled.natural_person": "4"}
    j = judged(SmallReport(wrong, "f2019", 2020), SmallReport(wrong, "f2021"))
    old, new = (j.finding("t3.outcome_sum", "natural_person", report).cells for report in (1, 2))
    assert "t3.other_handling.natural_person" in old
    assert "t3.other_misc.natural_person" not in old
    assert {"t3.other_misc.natural_person", "t3.other_fee_lapsed.natural_person"} <= set(new)
    assert "t3.other_handling.natural_person" not in new
    assert "t3.total_handled.natural_person" in old


@pytest.mark.parametrize("edition", ["f2019", "f2021"])
def test_zeros_hold_everywhere(judged: Judge, edition: str) -> None:
    j = judged(SmallReport(edition=edition, year=2020 if edition == "f2019" else 2022))
    assert j.found() == set()
    rows = 23 if edition == "f2019" else 25
    assert j.assessed["t3.applicant_sum"] == rows
    assert (j.assessed["t3.balance"], j.assessed["t3.outcome_sum"], j.assessed["t4.result_sum"]) == (7, 7, 3)
    assert not j.undecided()


def test_a_balance_that_fails_says_both_sides(judged: Judge) -> None:
    j = judged(SmallReport({"t3.requests_new.natural_person": "3", "t3.requests_new.total": "3"}))
    assert j.found() == {("t3.balance", "natural_person"), ("t3.balance", "total")}
    finding = j.finding("t3.balance", "total")
    assert (finding.stated, finding.expected, finding.gap) == (0, 3, -3)
    assert (finding.office_id, finding.year) == (1, 2022)
    assert finding.cells == [
        f"t3.{r}.total" for r in ("requests_new", "carried_in", "total_handled", "carried_out")
    ]


def test_a_row_total_that_fails_is_one_row_and_the_column_it_breaks(judged: Judge) -> None:
    """As in a report whose granted row says 5 natural persons and a total of 0."""
    five = ("requests_new.natural_person", "requests_new.total", "granted.natural_person")
    handled = ("total_handled.natural_person", "total_handled.total")
    j = judged(SmallReport({f"t3.{cell}": "5" for cell in (*five, *handled)}))
    assert j.found() == {("t3.applicant_sum", "granted"), ("t3.outcome_sum", "total")}
    assert j.finding("t3.applicant_sum", "granted").gap == -5
    assert j.finding("t3.outcome_sum", "total").gap == 5


def test_results_of_disputes(judged: Judge) -> None:
    j = judged(SmallReport({"t4.litigation_direct.upheld": "2", "t4.reconsideration.pending": "1"}))
    assert j.found() == {("t4.result_sum", "litigation_direct"), ("t4.result_sum", "reconsideration")}


@pytest.mark.parametrize("nil", ["", "/", "—"])
def test_nil_counts_as_zero(judged: Judge, nil: str) -> None:
    j = judged(SmallReport({"t3.requests_new.total": "2", "t3.carried_out.total": "2"}, fill=nil))
    assert j.found(but=["cell.token_quality"]) == {
        ("t3.applicant_sum", "requests_new"),
        ("t3.applicant_sum", "carried_out"),
    }


@pytest.mark.parametrize("doubt", ["ambiguous", "unreadable", "absent"])
def test_a_doubtful_cell_makes_its_equations_unjudged_and_no_others(judged: Judge, doubt: str) -> None:
    j = judged(SmallReport({"t3.granted.natural_person": doubt, "t3.granted.total": "9"}))
    assert j.found() == {("t3.outcome_sum", "total")}
    assert j.unjudged("t3.applicant_sum") == {"granted": "doubtful"}
    assert j.unjudged("t3.outcome_sum") == {"natural_person": "doubtful"}
    assert j.unjudged("t3.balance") == {}
    assert j.assessed["t3.applicant_sum"] == 24


def test_a_table_that_was_not_found_is_not_judged(judged: Judge) -> None:
    j = judged(SmallReport(tables=("t2",)))
    assert j.found() == {("report.tables_present", "t3,t4")}
    assert set(j.unjudged("t3.balance").values()) == {"table_missing"}
    assert (j.assessed["t3.balance"], len(j.unjudged("t3.balance"))) == (0, 7)
    assert (j.assessed["t4.result_sum"], len(j.unjudged("t4.result_sum"))) == (0, 3)


def test_in_a_report_of_two_editions_the_rows_that_were_found_are_judged(judged: Judge) -> None:
    j = judged(SmallReport({"t3.other_misc.natural_person": "1", "t3.granted.total": "0"}, edition="mixed"))
    assert ("t3.applicant_sum", "other_misc") in j.found()
    assert "other_handling" not in {*j.unjudged("t3.applicant_sum"), *(s for _, s in j.found())}


def test_decimal_parts_do_not_fail_for_binary_fractions(judged: Judge) -> None:
    parts = {"upheld": "0.1", "corrected": "0.2", "total": "0.3"}
    j = judged(SmallReport({f"t4.reconsideration.{result}": text for result, text in parts.items()}))
    assert j.findings["t4.result_sum"] == []


def test_arrays_that_are_null_do_not_hide_a_finding() -> None:
    with duckdb.connect() as connection:
        fill(connection, [SmallReport({"t4.reconsideration.total": "1"})])
        connection.execute("UPDATE reports_wide SET nil = NULL, doubtful = NULL, edition = NULL")
        assert len(connection.execute(arithmetic.query(load()["t4.result_sum"])).fetchall()) == 1
        connection.execute("UPDATE reports_wide SET tables = NULL")
        assert connection.execute(arithmetic.query(load()["t4.result_sum"])).fetchall() == []
        assert len(connection.execute(arithmetic.not_assessable(load()["t4.result_sum"])).fetchall()) == 3


def test_a_strict_sum_does_not_judge_nil() -> None:
    rule = dataclasses.replace(load()["t4.result_sum"], nil="strict")
    with duckdb.connect() as connection:
        fill(connection, [SmallReport({"t4.reconsideration.upheld": "/", "t4.reconsideration.total": "1"})])
        assert connection.execute(arithmetic.query(rule)).fetchall() == []
        assert [row[3:] for row in connection.execute(arithmetic.not_assessable(rule)).fetchall()] == [
            ("reconsideration", "nil")
        ]
