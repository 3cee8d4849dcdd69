"""One cell that explains all broken sums of a table is named, and only then."""

from __future__ import annotations

from findings.suspects import suspects

GRANTED = ("t3.applicant_sum", "granted")
TOTAL = ("t3.outcome_sum", "total")


def test_a_total_that_breaks_its_row_and_its_column() -> None:
    """区政务服务办, 2020: one natural person's five requests granted, the total of that row 0."""
    assert suspects({GRANTED: -5, TOTAL: 5}) == [("t3.granted.total", 5, frozenset({GRANTED, TOTAL}))]


def test_gaps_that_do_not_go_together_have_no_single_cause() -> None:
    assert suspects({GRANTED: -5, TOTAL: 4}) == []
    assert suspects({GRANTED: -5, TOTAL: -5}) == []


def test_a_cell_that_stands_in_a_sum_that_holds_is_not_the_one() -> None:
    """carried_out of an applicant stands in its row's sum and in its column's balance."""
    column, row = ("t3.balance", "commercial_enterprise"), ("t3.applicant_sum", "carried_out")
    assert suspects({column: 1, row: -1}) == [
        ("t3.carried_out.commercial_enterprise", -1, frozenset({column, row}))
    ]
    assert suspects({column: 1, row: -1, TOTAL: 3}) == []


def test_one_broken_sum_says_nothing_and_tables_are_apart() -> None:
    assert suspects({TOTAL: 5}) == []
    assert (
        suspects({("t4.result_sum", "reconsideration"): 1, ("t4.result_sum", "litigation_direct"): 1}) == []
    )
    both = {GRANTED: -5.0, TOTAL: 5.0, ("t4.result_sum", "reconsideration"): 2.0}
    assert [cell for cell, *_ in suspects(both)] == ["t3.granted.total"]
