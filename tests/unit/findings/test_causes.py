"""Findings that one slip explains have one cause; those of two slips have two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from expectations.rules import load
from findings.causes import Fault, by_cause, causes, may_share
from findings.finding import Finding
from findings.record import record
from pipelines.catalogue.load import catalogue
from tests.unit.warehouse.small_build import Small, make
from warehouse.query import run

T3 = catalogue().editions["f2019"].tables["t3"]
PERSON, TOTAL = "natural_person", "total"
CELL = "t3.granted.total"


def row(code: str) -> set[str]:
    return {f"t3.{cell}" for cell in T3.cells if cell.startswith(f"{code}.")}


def faults(*some: tuple[str, str, float] | tuple[str, str, float, str]) -> list[Fault]:
    return [Fault(*one) if len(one) == 4 else Fault(*one, None) for one in some]


# 锦北街道, 2020: two requests handled, the whole row of the totals "/", and so is what is carried out
JINBEI = faults(
    ("t3.balance", PERSON, -2.0),
    ("t3.balance", TOTAL, -2.0),
    ("t3.outcome_sum", PERSON, -2.0),
    ("t3.outcome_sum", TOTAL, -2.0),
)
HABITS = ("t2.slash", "t3.slash", "t3.blank", "t4.slash", "t2.administrative_licenses.decisions", "t2.blank")


@pytest.mark.parametrize(
    ("some", "nil", "first"),
    [
        (JINBEI, row("total_handled") | row("carried_out"), [0, 0, 0, 0]),
        (JINBEI, row("total_handled"), [0, 0, 0, 0]),
        (JINBEI, row("total_handled") - {f"t3.total_handled.{TOTAL}"}, [0, 1, 0, 3]),
        (JINBEI, {f"t3.total_handled.{PERSON}", f"t3.total_handled.{TOTAL}"}, [0, 1, 0, 1]),
        (JINBEI, set(), [0, 1, 2, 3]),
        ([fault._replace(gap=2.0) for fault in JINBEI], row("total_handled"), [0, 1, 2, 3]),
        ([fault._replace(gap=0.0) for fault in JINBEI], row("total_handled"), [0, 1, 2, 3]),
        (
            faults(("t3.outcome_sum", TOTAL, 5.0, CELL), ("t3.applicant_sum", "granted", -5.0, CELL)),
            [],
            [0, 0],
        ),
        (
            faults(("t3.outcome_sum", TOTAL, 5.0, CELL), ("t3.applicant_sum", "granted", -5.0, "x")),
            [],
            [0, 1],
        ),
        (faults(*(("cell.token_quality", scope, 3.0) for scope in HABITS)), [], [0, 0, 2, 0, 4, 2]),
        (faults(("t3.balance", "slash", 3.0), ("cell.token_quality", "t3.slash", 3.0)), [], [0, 1]),
        (
            faults(
                ("t3.balance", PERSON, -2.0),
                ("t4.result_sum", "reconsideration", -1.0, CELL),
                ("t3.outcome_sum", PERSON, -2.0, CELL),
                ("t4.result_sum", "litigation_direct", -1.0, CELL),
            ),
            {f"t3.total_handled.{PERSON}"},
            [0, 0, 0, 0],
        ),
        ([], [], []),
    ],
    ids=[
        "a row of which nothing is filled in",
        "one of two rows",
        "a row of which the total is filled in",
        "a cell not filled in and another",
        "all printed",
        "too large is not for want of a figure",
        "no gap",
        "the same suspect",
        "two suspects",
        "ways of printing nil, in all tables",
        "a scope that is called like a way of printing nil",
        "two causes turn out to be one",
        "nothing",
    ],
)
def test_the_first_finding_of_each_cause(some: list[Fault], nil: set[str], first: list[int]) -> None:
    assert causes(some, nil, "f2019") == first


@pytest.mark.parametrize("edition", ["mixed", "unknown", None])
def test_without_an_edition_no_row_is_known_to_be_whole(edition: str | None) -> None:
    assert causes(JINBEI, row("total_handled"), edition) == [0, 1, 0, 1]


def test_rules_about_sums_and_about_nil_may_share_a_cause() -> None:
    of_lists = ("received", "concluded", "answered", "refused", "reconsideration", "litigation", "staff")
    assert set(may_share()) - {f"st.{name}_sum" for name in of_lists} == {
        "t3.balance",
        "t3.outcome_sum",
        "t3.applicant_sum",
        "t4.result_sum",
        "cell.token_quality",
    }


def found(rule: str, scope: str, gap: float | None) -> Finding:
    return Finding(1, 1, 2022, scope, None, None, gap, (), rule, "error")


def test_findings_of_one_cause_are_listed_behind_the_first_and_name_it() -> None:
    report = Small(1, 2022).read()
    listed = by_cause(
        [
            found("t3.applicant_sum", "granted", -5),
            found("t2.integer", "t2.administrative_licenses.decisions", None),
            found("t3.outcome_sum", TOTAL, 5),
            found("t4.result_sum", "reconsideration", 1),
        ],
        report,
    )
    assert [(f.rule, f.cause) for f in listed] == [
        ("t3.applicant_sum", None),
        ("t3.outcome_sum", "t3.applicant_sum/granted"),
        ("t2.integer", None),
        ("t4.result_sum", None),
    ]


def test_what_the_report_prints_as_nil_is_what_counts() -> None:
    two = [found("t3.balance", PERSON, -2), found("t3.outcome_sum", PERSON, -2)]
    printed = Small(1, 2022).read()
    cells = {f"t3.total_handled.{PERSON}"}
    facts = tuple(replace(f, value=None, status="slash") if f.code in cells else f for f in printed.facts)
    assert [f.cause for f in by_cause(two, printed)] == [None, None]
    assert [f.cause for f in by_cause(two, replace(printed, facts=facts))] == [
        None,
        "t3.balance/natural_person",
    ]


def test_a_row_of_totals_that_is_nil_is_the_stored_cause_of_all_sums_that_it_breaks(tmp_path: Path) -> None:
    columns = catalogue().editions["f2021"].tables["t3"].columns
    printed = {
        f"t3.{row}.{c}": "2" for row in ("requests_new", "granted") for c in ("natural_person", "total")
    }
    nil = {f"t3.total_handled.{column}": "/" for column in columns}
    draft = make(tmp_path, Small(1, 2022, printed={**printed, **nil}))
    record(draft, {code: rule for code, rule in load().items() if rule.check.sums(rule)})
    stored = run("SELECT fingerprint, cause FROM quality.findings ORDER BY finding_id", draft)[1]
    assert len(stored) == 4
    assert {cause for _, cause in stored} == {stored[0][0]}
