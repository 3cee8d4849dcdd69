"""Findings that one slip explains have one cause; those of two slips have two."""

from __future__ import annotations

from findings.causes import causes, may_share
from pipelines.catalogue.load import catalogue

T3 = catalogue().editions["f2019"].tables["t3"]


def row(code: str) -> set[str]:
    return {f"t3.{cell}" for cell in T3.cells if cell.startswith(f"{code}.")}


def test_a_total_row_that_is_not_filled_in_is_one_cause() -> None:
    """锦北街道, 2020: two requests handled, the whole row of the totals "/", and so is what is carried
    out."""
    found = [
        ("t3.balance", "natural_person", -2.0, None),
        ("t3.balance", "total", -2.0, None),
        ("t3.outcome_sum", "natural_person", -2.0, None),
        ("t3.outcome_sum", "total", -2.0, None),
    ]
    assert causes(found, row("total_handled") | row("carried_out"), "f2019") == [0, 0, 0, 0]
    assert causes(found, row("total_handled"), "f2019") == [0, 0, 0, 0]


def test_the_same_suspect_is_one_cause() -> None:
    cell = "t3.granted.total"
    found = [("t3.outcome_sum", "total", 5.0, cell), ("t3.applicant_sum", "granted", -5.0, cell)]
    assert causes(found, [], "f2019") == [0, 0]


def test_a_cell_that_is_not_filled_in_is_one_cause_and_another_is_another() -> None:
    found = [
        ("t3.balance", "natural_person", -2.0, None),
        ("t3.balance", "total", -3.0, None),
        ("t3.outcome_sum", "natural_person", -2.0, None),
    ]
    nil = {"t3.total_handled.natural_person", "t3.total_handled.total"}
    assert causes(found, nil, "f2019") == [0, 1, 0]


def test_what_is_printed_or_too_large_is_not_for_want_of_a_figure() -> None:
    found = [("t3.outcome_sum", "natural_person", 2.0, None), ("t3.outcome_sum", "total", 2.0, None)]
    assert causes(found, row("total_handled"), "f2019") == [0, 1]
    assert causes([(*f[:2], -2.0, None) for f in found], [], "f2019") == [0, 1]


def test_a_way_of_writing_nothing_is_one_cause_in_all_tables() -> None:
    scopes = ("t2.slash", "t3.slash", "t3.blank", "t4.slash", "t2.administrative_licenses.decisions")
    found = [("cell.token_quality", scope, 3.0, None) for scope in scopes]
    assert causes(found, [], "f2019") == [0, 0, 2, 0, 4]
    assert {"cell.token_quality", "t3.balance"} <= set(may_share())


def test_two_causes_turn_out_to_be_one() -> None:
    found = [
        ("t3.balance", "natural_person", -2.0, None),
        ("t4.result_sum", "reconsideration", -1.0, "t3.x"),
        ("t3.outcome_sum", "natural_person", -2.0, "t3.x"),
    ]
    assert causes(found, {"t3.total_handled.natural_person"}, "f2019") == [0, 0, 0]
