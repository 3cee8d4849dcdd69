"""Which reports are due: where a place has a roster, it alone says so; elsewhere the record does.
Every view counts the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.unit.warehouse.small_build import Small, make
from warehouse import schema
from warehouse.query import run

COUNTY, CIVIL, SILENT, YOUNG, CLOSED, EXTRA, TOWN, UPPER = 1, 2, 3, 4, 5, 6, 7, 8
BELOW, MADE_UP, BUREAU, STRAY, UNSURE, ELSEWHERE = 9, 10, 11, 12, 13, 14
HERE = {"county": "某县", "province": "某省"}
OFFICES: dict[int, dict[str, Any]] = {
    COUNTY: {**HERE, "kind": "government", "level": "county", "division_code": "320101"},
    CIVIL: {**HERE, "kind": "department", "level": "county", "division_code": "320101"},
    SILENT: {**HERE, "kind": "department", "level": "county", "division_code": "320101"},
    YOUNG: {**HERE, "kind": "department", "level": "county", "division_code": "320101"},
    CLOSED: {**HERE, "kind": "department", "level": "county", "division_code": "320101"},
    EXTRA: {**HERE, "kind": "department", "level": "county", "division_code": "320101"},
    TOWN: {**HERE, "kind": "township", "level": "township", "division_code": "320101100"},
    UPPER: {"kind": "government", "level": "prefecture", "division_code": "320100"},
    BELOW: {"kind": "township", "level": "township", "division_code": "320102100"},
    MADE_UP: {"kind": "government", "level": "county", "resolution": "provisional"},
    BUREAU: {"kind": "department", "parent_office_id": MADE_UP},
    STRAY: {"kind": "department", "parent_office_id": MADE_UP},
    UNSURE: {"kind": "department", "resolution": "unresolved"},
    ELSEWHERE: {"kind": "department", "division_code": "320102", "valid_to": "2021-06-30"},
}
ROSTER = pd.DataFrame(
    [
        (2, COUNTY, "320101", None, None, None, None, None),
        (3, CIVIL, "320101", None, None, None, "02-28", None),
        (4, SILENT, "320101", None, None, None, None, "never published"),
        (5, YOUNG, "320101", None, 2022, None, None, None),
        (6, CLOSED, "320101", None, None, 2020, None, None),
        (7, BUREAU, None, MADE_UP, None, None, None, None),
    ],
    columns=[c.name for c in schema.tables()["roster"].columns],
).astype(dict.fromkeys(("under_office_id", "first_year", "last_year"), "Int64"))
EVERY = (2020, 2021, 2022)


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(
        tmp_path_factory.mktemp("due"),
        Small(COUNTY, 2020),
        Small(CIVIL, 2021, published_on="2022-02-20"),
        Small(CIVIL, 2022, published_on="2023-03-02"),
        Small(EXTRA, 2021),
        Small(UPPER, 2022, published_on="2023-03-30"),
        Small(STRAY, 2021),
        Small(MADE_UP, 2021),
        Small(UNSURE, 2021),
        Small(ELSEWHERE, 2021),
        Small(ELSEWHERE, 2020, is_current=False),
        offices=OFFICES,
        mapping={"roster": ROSTER},
    )


def ask(draft: Path, sql: str) -> list[tuple[Any, ...]]:
    return run(sql, draft)[1]


@pytest.mark.parametrize(
    ("office", "basis", "years", "received"),
    [
        pytest.param(COUNTY, "roster", EVERY, (2020,), id="listed"),
        pytest.param(SILENT, "roster", EVERY, (), id="listed, never published"),
        pytest.param(YOUNG, "roster", (2022,), (), id="from a year on"),
        pytest.param(CLOSED, "roster", (2020,), (), id="to a year"),
        pytest.param(EXTRA, "", (), (), id="of the place, not listed"),
        pytest.param(TOWN, "", (), (), id="township of the county, not listed"),
        pytest.param(UPPER, "record", EVERY, (2022,), id="the city above has no roster"),
        pytest.param(BELOW, "", (), (), id="never seen, of a place without a roster"),
        pytest.param(BUREAU, "roster", EVERY, (), id="listed below an office without a place"),
        pytest.param(STRAY, "", (), (), id="below the same office, not listed"),
        pytest.param(MADE_UP, "record", EVERY, (2021,), id="the office whose roster it is"),
        pytest.param(UNSURE, "report", (2021,), (2021,), id="known by its name alone"),
    ],
)
def test_what_an_office_owes(
    office: int, basis: str, years: tuple[int, ...], received: tuple[int, ...], draft: Path
) -> None:
    sql = "SELECT year, basis, report_id IS NOT NULL FROM expected_reports WHERE office_id = {} ORDER BY 1"
    found = ask(draft, sql.format(office))
    assert found == [(year, basis, year in received) for year in years]


def test_an_office_that_is_gone_owes_nothing_but_its_report_counts(draft: Path) -> None:
    sql = f"SELECT year, basis, report_id IS NULL FROM expected_reports WHERE office_id = {ELSEWHERE}"
    assert ask(draft, f"{sql} ORDER BY 1") == [(2020, "record", True), (2021, "report", False)]


def test_every_view_counts_the_same(draft: Path) -> None:
    due = ask(draft, "SELECT year, count(*), count(report_id) FROM expected_reports GROUP BY 1 ORDER BY 1")
    assert due == [(2020, 8, 1), (2021, 8, 4), (2022, 7, 2)]
    states = (
        "SELECT year, count(*), count(*) FILTER (state <> 'missing') FROM publications GROUP BY 1 ORDER BY 1"
    )
    assert ask(draft, states) == due
    missing = "SELECT year, count(*) FROM missing_reports GROUP BY 1 ORDER BY 1"
    assert ask(draft, missing) == [(year, owed - there) for year, owed, there in due]


def test_townships_never_seen_are_told_apart_where_there_is_no_roster(draft: Path) -> None:
    assert ask(draft, "SELECT office_id FROM unseen_townships") == [(BELOW,)]


def test_a_person_is_told_where_roster_and_reports_differ(draft: Path) -> None:
    sql = """SELECT code, "where", office_id, detail FROM quality.issues WHERE code LIKE 'roster.%' ORDER BY ALL"""
    assert ask(draft, sql) == [
        ("roster.never_seen", "roster.csv:4", SILENT, f"机关{SILENT}；未列 not listed: 机关{EXTRA}"),
        ("roster.never_seen", "roster.csv:5", YOUNG, f"机关{YOUNG}；未列 not listed: 机关{EXTRA}"),
        ("roster.never_seen", "roster.csv:6", CLOSED, f"机关{CLOSED}；未列 not listed: 机关{EXTRA}"),
        ("roster.never_seen", "roster.csv:7", BUREAU, f"机关{BUREAU}；未列 not listed: 机关{STRAY}"),
        ("roster.not_listed", "roster.csv", EXTRA, f"机关{EXTRA}"),
        ("roster.not_listed", "roster.csv", STRAY, f"机关{STRAY}"),
    ]


def test_the_deadline_of_the_roster_takes_the_place_of_the_legal_one(draft: Path) -> None:
    known = [(2021, "2022-02-28", True, 0), (2022, "2023-02-28", False, 2)]
    for view in ("expected_reports", "timeliness", "publications"):
        sql = f"SELECT year, deadline::VARCHAR, on_time, days_late FROM {view}"
        assert ask(draft, f"{sql} WHERE office_id = {CIVIL} AND year > 2020 ORDER BY 1") == known, view


@pytest.mark.parametrize(
    ("day", "overdue"),
    [
        pytest.param("2024-02-01", {SILENT, YOUNG, BUREAU}, id="legal day"),
        pytest.param("2024-02-28", {SILENT, YOUNG, BUREAU}, id="last day of the roster's"),
        pytest.param("2024-02-29", {SILENT, YOUNG, BUREAU, CIVIL}, id="day after the roster's"),
        pytest.param("2021-02-01", {SILENT, CLOSED, BUREAU}, id="only what is listed for the year"),
    ],
)
def test_who_is_overdue(day: str, overdue: set[int], draft: Path) -> None:
    sql = f"SELECT office_id FROM overdue_reports(DATE '{day}') WHERE kind = 'department' AND year >= 2020"
    assert {office for (office,) in ask(draft, sql)} == overdue


def test_a_silent_office_whose_file_has_no_year_is_told_apart(tmp_path: Path) -> None:
    """The file may be the report that is missing."""
    files = Small(COUNTY, 2021), Small(SILENT, None, is_current=False)
    draft = make(tmp_path, *files, offices=OFFICES, mapping={"roster": ROSTER})
    for view in ("missing_reports", "publications"):
        sql = f"SELECT has_reported, undated FROM {view} WHERE year = 2021 AND office_id = {{}}"
        assert ask(draft, sql.format(SILENT)) == [(False, 1)], view
        assert ask(draft, sql.format(CIVIL)) == [(False, 0)], view
    assert ask(draft, f"SELECT has_reported FROM publications WHERE office_id = {COUNTY}") == [(True,)]
