"""One cell that explains all broken sums of a table is named, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.rules import load
from findings.record import record
from findings.suspects import Place, Suspect, about_sums, suspects
from tests.unit.warehouse.small_build import Small, make
from warehouse.query import run

GRANTED, TOTAL = ("t3.applicant_sum", "granted"), ("t3.outcome_sum", "total")
PARTLY = ("t3.applicant_sum", "partially_granted")
PERSONS, ENTERPRISES = ("t3.outcome_sum", "natural_person"), ("t3.outcome_sum", "commercial_enterprise")
COLUMN, ROW = ("t3.balance", "commercial_enterprise"), ("t3.applicant_sum", "carried_out")
HANDLED: dict[Place, float] = {
    ("t3.outcome_sum", "natural_person"): 9,
    ("t3.balance", "natural_person"): 9,
    ("t3.applicant_sum", "total_handled"): -9,
}
DISPUTES, DIRECT = ("t4.result_sum", "reconsideration"), ("t4.result_sum", "litigation_direct")


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        # 区政务服务办, 2020: one natural person's five requests granted, the total of that row 0
        ({GRANTED: -5, TOTAL: 5}, [("t3.granted.total", 5)]),
        ({GRANTED: -5, TOTAL: 4}, []),
        ({GRANTED: -5, TOTAL: -5}, []),
        ({GRANTED: -0.3, TOTAL: 0.1 + 0.2}, [("t3.granted.total", 0.3)]),
        # what is carried out is part of its row's sum and of its column's balance
        ({COLUMN: 1, ROW: -1}, [("t3.carried_out.commercial_enterprise", -1)]),
        ({COLUMN: 1, ROW: -1, TOTAL: 3}, [("t3.carried_out.commercial_enterprise", -1)]),
        (
            {COLUMN: 1, ROW: -1, GRANTED: -5, TOTAL: 5},
            [("t3.carried_out.commercial_enterprise", -1), ("t3.granted.total", 5)],
        ),
        (HANDLED, [("t3.total_handled.natural_person", -9)]),
        ({COLUMN: 1, GRANTED: -5}, []),
        ({TOTAL: 5}, []),
        ({}, []),
        ({DISPUTES: 1, DIRECT: 1}, []),
        # two cells of one row: 5 and 2 too little, so that the row is 7 off
        (
            {GRANTED: 7, PERSONS: 5, ENTERPRISES: 2},
            [("t3.granted.natural_person", 5), ("t3.granted.commercial_enterprise", 2)],
        ),
        ({GRANTED: 6, PERSONS: 5, ENTERPRISES: 2}, []),
        ({PERSONS: 5, ENTERPRISES: -5}, []),
        ({GRANTED: 7, PARTLY: 1, PERSONS: 6, ENTERPRISES: 2}, []),
        # two cells of one column
        (
            {GRANTED: 5, PARTLY: 3, PERSONS: 8},
            [("t3.granted.natural_person", 5), ("t3.partially_granted.natural_person", 3)],
        ),
        ({GRANTED: -5, TOTAL: 5, DISPUTES: 2}, [("t3.granted.total", 5)]),
    ],
    ids=[
        "the total of a row and part of a column",
        "gaps of another size",
        "gaps of the wrong sign",
        "binary fractions",
        "a part of a row and of a balance",
        "a third sum is another slip",
        "two slips",
        "a misprinted total of the outcomes",
        "no cell in common",
        "one broken sum alone",
        "nothing broken",
        "sums without a cell in common",
        "two slips in a row",
        "two slips that do not add up to what the row is off",
        "a shift between two columns, in which row is not known",
        "two rows and two columns: in which cells is not known",
        "two slips in a column",
        "each table for itself",
    ],
)
def test_the_cell_that_explains_all(broken: dict[Place, float], named: list[tuple[str, float]]) -> None:
    assert [(suspect.cell, suspect.change) for suspect in suspects(broken)] == named


def test_a_suspect_says_what_it_explains() -> None:
    both: dict[Place, float] = {GRANTED: -5.0, TOTAL: 5.0, DISPUTES: 2.0}
    assert suspects(both) == [Suspect("t3.granted.total", 5, frozenset({GRANTED, TOTAL}))]


def test_a_cell_that_holds_elsewhere_is_not_the_one() -> None:
    """Granted to natural persons is part of its row's sum and of its column's: one alone is not
    enough."""
    row = ("t3.applicant_sum", "granted")
    column = ("t3.outcome_sum", "natural_person")
    assert [s.cell for s in suspects({row: -5, column: -5})] == ["t3.granted.natural_person"]
    assert suspects({row: -5}) == []


def test_the_rules_about_sums_are_those_whose_kind_has_sums() -> None:
    of_lists = ("received", "concluded", "answered", "refused", "reconsideration", "litigation", "staff")
    of_tables = {"t3.balance", "t3.outcome_sum", "t3.applicant_sum", "t4.result_sum"}
    assert set(about_sums()) == of_tables | {f"st.{name}_sum" for name in of_lists}


WRONG_TOTAL = {
    **{
        f"t3.{row}.{column}": "5"
        for row in ("requests_new", "total_handled")
        for column in ("natural_person", "total")
    },
    "t3.granted.natural_person": "5",
}
"""Five requests granted, and the total of that row 0: one slip in two sums."""


@pytest.mark.parametrize(
    ("changed", "suspected"),
    [
        ({}, {GRANTED: ("t3.granted.total", 5), TOTAL: ("t3.granted.total", 5)}),
        ({"t3.granted.total": "5"}, {}),
        (
            {"t3.granted.total": "5", "t3.not_held.natural_person": "1", "t3.not_held.total": "3"},
            {
                ("t3.applicant_sum", "not_held"): ("t3.not_held.natural_person", 0),
                PERSONS: ("t3.not_held.natural_person", 0),
                TOTAL: ("t3.not_held.total", 0),
            },
        ),
    ],
    ids=["one cell explains both", "all sums hold", "two cells of one row"],
)
def test_the_suspect_is_named_beside_the_findings_it_explains(
    tmp_path: Path, changed: dict[str, str], suspected: dict[Place, tuple[str, float]]
) -> None:
    draft = make(tmp_path, Small(1, 2022, printed={**WRONG_TOTAL, **changed}), Small(2, 2022))
    record(draft, {code: rule for code, rule in load().items() if rule.check.alone})
    stored = run("SELECT rule, scope, suspect_cell, suspect_value, cause FROM quality.findings", draft)[1]
    assert {(rule, scope): (cell, value) for rule, scope, cell, value, _ in stored if cell} == suspected
    causes = {cause for *_, cause in stored if cause}
    assert len(causes) == len({*suspected.values()}), "the second names the first as its cause"
