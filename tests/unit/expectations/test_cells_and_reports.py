"""Rules about single cells and about the report as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.expectations.small_warehouse import Judged, SmallReport

Judge = Callable[..., Judged]

LICENCES = "t2.administrative_licenses.decisions"
CHANGE = "t2.administrative_licenses.net_change_items"
STOCK = {"t2.administrative_licenses.prior_year_items": "2000"}


def test_a_negative_count_or_amount(judged: Judge) -> None:
    j = judged(SmallReport({LICENCES: "-2", "t2.administrative_fees.fee_amount": "-0.5"}))
    assert j.found() == {
        ("t2.non_negative", LICENCES),
        ("t2.non_negative", "t2.administrative_fees.fee_amount"),
    }
    finding = j.finding("t2.non_negative", LICENCES)
    assert (finding.stated, finding.expected, finding.gap, finding.cells) == (
        -2,
        0,
        -2,
        [LICENCES],
    )


def test_a_decrease_may_be_negative(judged: Judge) -> None:
    assert judged(SmallReport({CHANGE: "-2", **STOCK}, "f2019", 2020)).found() == set()


def test_a_fraction_of_a_case_but_not_of_an_amount(judged: Judge) -> None:
    j = judged(SmallReport({LICENCES: "1.5", "t2.administrative_fees.fee_amount": "190.457379"}))
    assert j.found() == {("t2.integer", LICENCES)}
    finding = j.finding("t2.integer", LICENCES)
    assert (finding.stated, finding.expected, finding.gap) == (1.5, None, None)


def test_a_change_is_a_whole_number_too(judged: Judge) -> None:
    assert judged(SmallReport({CHANGE: "-1.5", **STOCK}, "f2019", 2020)).found() == {("t2.integer", CHANGE)}


def test_a_doubtful_cell_is_not_judged(judged: Judge) -> None:
    j = judged(SmallReport({LICENCES: "ambiguous"}))
    assert j.found() == set()
    for rule in ("t2.non_negative", "t2.integer", "cell.token_quality"):
        assert j.unjudged(rule) == {LICENCES: "doubtful"}
    judged_here = [cell for cell in SmallReport().all_cells() if cell.startswith("t2.")]
    assert j.assessed["t2.integer"] == len(judged_here) - 2  # the doubtful one and the amount


def test_percentages_and_words_are_one_finding_each(judged: Judge) -> None:
    penalties = "t2.administrative_penalties.net_change_items"
    j = judged(SmallReport({CHANGE: "减1237", penalties: "0%", **STOCK}, "f2019", 2020))
    assert j.found() == {("cell.token_quality", CHANGE), ("cell.token_quality", penalties)}
    assert j.finding("cell.token_quality", CHANGE).stated == -1237
    assert j.finding("cell.token_quality", penalties).cells == [penalties]


def test_each_way_of_printing_nil_is_one_finding_per_table(judged: Judge) -> None:
    dashes = {
        "t4.reconsideration.upheld": "—",
        "t4.reconsideration.pending": "—",
        "t4.litigation_direct.upheld": "",
    }
    j = judged(SmallReport(dashes, fill="/"))
    scopes = {"t2.slash", "t3.slash", "t4.slash", "t4.dash", "t4.blank"}
    assert j.found() == {("cell.token_quality", scope) for scope in scopes}
    finding = j.finding("cell.token_quality", "t4.dash")
    assert finding.cells == ["t4.reconsideration.pending", "t4.reconsideration.upheld"]
    assert (finding.stated, finding.expected, finding.gap) == (2, 0, 2)


def test_an_amount_may_be_blank_or_carry_its_unit(judged: Judge) -> None:
    for text in ("/", "", "减1237"):
        found = judged(SmallReport({"t2.administrative_fees.fee_amount": text})).found(
            but=["t2.non_negative"]
        )
        assert found == set()


@pytest.mark.parametrize(
    ("tables", "scope"),
    [(("t2", "t4"), "t3"), (("t3",), "t2,t4"), ((), "t2,t3,t4"), (("t4", "t3", "t2"), None)],
)
def test_missing_tables_are_one_finding(judged: Judge, tables: tuple[str, ...], scope: str | None) -> None:
    j = judged(SmallReport(tables=tables, edition="f2021" if tables else "unknown"))
    assert j.found() == (set() if scope is None else {("report.tables_present", scope)})
    if scope is not None:
        finding = j.finding("report.tables_present", scope)
        assert (finding.stated, finding.expected, finding.gap) == (len(tables), 3, len(tables) - 3)


@pytest.mark.parametrize(
    ("tables", "sections"),
    [
        (("t2", "t3"), ("overview", "proactive", "requests")),  # the last pages are not there
        (("t2", "t3"), ("overview", "proactive", "requests", "disputes")),
        (("t3", "t4"), ("requests", "disputes", "problems")),  # nor the first
        (("t4",), ("overview", "disputes", "problems")),  # nor some in between
        ((), ()),
    ],
)
def test_a_table_beside_a_gap_may_be_on_a_page_that_the_file_lacks(
    judged: Judge, tables: tuple[str, ...], sections: tuple[str, ...]
) -> None:
    j = judged(SmallReport(tables=tables, sections=sections, edition="f2021" if tables else "unknown"))
    assert j.unjudged("report.tables_present") == {"report": "cut"}


def test_a_table_behind_one_that_breaks_off_may_be_cut_with_it(judged: Judge) -> None:
    broken_off = {"t3.carried_out.total": "absent"}
    j = judged(SmallReport(broken_off, tables=("t2", "t3"), sections=("overview", "problems")))
    assert j.unjudged("report.tables_present") == {"report": "cut"}


@pytest.mark.parametrize("gap", [{"tables": ("t2", "t3")}, {"cells": {LICENCES: "absent"}}])
def test_a_report_with_gaps_is_not_said_to_be_of_two_forms(judged: Judge, gap: dict[str, Any]) -> None:
    j = judged(SmallReport(edition="mixed", **gap))
    assert j.unjudged("form.mixed_versions") == {"report": "cut"}


def test_mixed_editions_are_said_once(judged: Judge) -> None:
    j = judged(SmallReport(edition="mixed", year=2019))
    assert j.found() == {("form.mixed_versions", "report")}
    assert j.unjudged("form.version_vs_year") == {"report": "edition_unknown"}


@pytest.mark.parametrize(
    ("edition", "year", "wrong"),
    [
        ("f2019", 2019, False),
        ("f2019", 2020, False),
        ("f2019", 2021, True),
        ("f2021", 2020, True),
        ("f2021", 2021, False),
        ("f2021", 2035, False),
        ("f2019", 2018, True),
    ],
)
def test_the_edition_fits_the_year(judged: Judge, edition: str, year: int, wrong: bool) -> None:
    j = judged(SmallReport(edition=edition, year=year))
    assert j.found() == ({("form.version_vs_year", "report")} if wrong else set())


def test_a_report_without_a_year_cannot_be_judged_by_it(judged: Judge) -> None:
    assert judged(SmallReport(year=None)).unjudged("form.version_vs_year") == {"report": "year_unknown"}


def test_what_could_not_be_read_is_not_held_against_the_office(judged: Judge) -> None:
    j = judged(SmallReport(tables=(), edition="unknown", status="quarantined"))
    assert j.found() == set()
    assert j.unjudged("report.tables_present") == {"report": "not_read"}


def test_earlier_versions_of_a_report_are_left_alone(judged: Judge) -> None:
    j = judged(SmallReport(edition="mixed", is_current=False))
    assert j.found() == set()
    assert not any(j.assessed.values())
