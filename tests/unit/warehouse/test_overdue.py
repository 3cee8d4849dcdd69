"""Whose report is overdue on a day: by 31 January for departments, by 31 March for governments, for
nobody else."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.unit.warehouse.small_build import Small, make
from warehouse import schema
from warehouse.query import run
from warehouse.view_sql import read

DEPARTMENT, COUNTY, TOWNSHIP, STREET, MERGED, ENDED = 1, 2, 3, 4, 5, 6
OFFICES = {
    DEPARTMENT: {"kind": "department"},
    COUNTY: {"kind": "government", "level": "county"},
    TOWNSHIP: {"kind": "government", "level": "township"},
    STREET: {"kind": "street"},
    MERGED: {"kind": "department", "valid_to": "2024-06-01"},
    ENDED: {"kind": "department", "valid_to": "2024-12-31"},
}


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    reports = [Small(office=n, year=2023) for n in OFFICES]
    return make(tmp_path_factory.mktemp("overdue"), *reports, offices=OFFICES)


@pytest.mark.parametrize(
    ("day", "overdue"),
    [
        ("2024-12-31", []),
        ("2025-01-31", []),
        ("2025-02-01", [(DEPARTMENT, 2024, 1), (ENDED, 2024, 1)]),
        ("2025-03-31", [(DEPARTMENT, 2024, 59), (ENDED, 2024, 59)]),
        ("2025-04-01", [(DEPARTMENT, 2024, 60), (COUNTY, 2024, 1), (ENDED, 2024, 60)]),
        ("2026-01-15", [(DEPARTMENT, 2024, 349), (COUNTY, 2024, 290), (ENDED, 2024, 349)]),
        ("2026-02-01", [(DEPARTMENT, 2025, 1), (COUNTY, 2024, 307)]),
    ],
)
def test_who_is_overdue(day: str, overdue: list[tuple[int, int, int]], draft: Path) -> None:
    found = run(f"SELECT office_id, year, days_late FROM overdue_reports(DATE '{day}')", draft)[1]
    assert found == overdue


@pytest.mark.parametrize(
    ("day", "overdue"), [("2024-02-10", [DEPARTMENT]), ("2024-02-20", []), ("2025-03-01", [])]
)
def test_what_came_later_was_overdue_on_the_day(day: str, overdue: list[int], tmp_path: Path) -> None:
    late = (
        Small(DEPARTMENT, 2023, published_on="2024-02-15"),
        Small(DEPARTMENT, 2024, published_on="2025-01-20"),
    )
    draft = make(tmp_path, Small(DEPARTMENT, 2022), *late, offices={DEPARTMENT: OFFICES[DEPARTMENT]})
    assert [n for (n,) in run(f"SELECT office_id FROM overdue_reports(DATE '{day}')", draft)[1]] == overdue


@pytest.mark.parametrize(
    ("kind", "name", "year", "deadline"),
    [
        ("department", "民政局", 2018, "2019-03-31"),
        ("street", "某街道", 2017, "2018-03-31"),
        ("institution", "某医院", 2017, None),
        ("department", "民政局", 2007, None),
        ("department", "民政局", 2019, "2020-01-31"),
        ("department", "市委宣传部", 2019, None),
        ("department", "交警大队", 2019, None),
        ("street", "某街道", 2019, None),
    ],
)
def test_the_legal_day_by_regulation_and_kind(
    kind: str, name: str, year: int, deadline: str | None, draft: Path
) -> None:
    sql = f"SELECT deadline_of('{kind}', 'county', '{name}', {year})::VARCHAR"
    assert run(sql, draft)[1] == [(deadline,)]


def test_one_misprinted_year_makes_no_year_for_everybody(tmp_path: Path) -> None:
    reports = [Small(n, year) for n in range(1, 13) for year in (2022, 2023)]
    draft = make(tmp_path, *reports, Small(1, 2032), Small(2, 2012), Small(3, 2024))
    assert run("FROM due_years ORDER BY year", draft)[1] == [(2022,), (2023,)]
    assert run("SELECT latest_full_year()", draft)[1] == [(2023,)]


@pytest.mark.parametrize(
    ("moment", "years"),
    [("2026-12-31 15:59:59+00", [2024, 2025]), ("2026-12-31 16:00:00+00", [2024, 2025, 2026])],
)
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York"])
def test_a_year_is_over_when_it_is_in_beijing(moment: str, years: list[int], zone: str) -> None:
    """As the night tells, which then makes anew what is due: the same on a machine that lives elsewhere."""
    import duckdb

    view = read("views/due_years")
    assert "now()" in view
    with duckdb.connect() as connection:
        connection.execute(f"SET TimeZone = '{zone}'")
        rows = "VALUES (2024, true), (2025, true), (2026, true)"
        connection.execute(f"CREATE TABLE reports AS FROM ({rows}) AS r(year, is_current)")
        connection.execute(view.replace("now()", f"TIMESTAMPTZ '{moment}'"))
        assert connection.execute("FROM due_years ORDER BY year").fetchall() == [(year,) for year in years]


def test_a_year_of_another_deadline_hides_none_before_it(tmp_path: Path) -> None:
    """Wanted by 31 March up to 2021, by 31 January from then on: that of 2021 is not over yet."""
    columns = [column.name for column in schema.tables()["roster"].columns]
    lines = [
        (2, DEPARTMENT, "320101", None, None, 2021, "03-31", None),
        (3, DEPARTMENT, "320101", None, 2022, None, "01-31", None),
    ]
    roster = pd.DataFrame(lines, columns=columns).astype(
        dict.fromkeys(("under_office_id", "first_year", "last_year"), "Int64")
    )
    office = {DEPARTMENT: {"kind": "department", "division_code": "320101"}}
    draft = make(tmp_path, Small(DEPARTMENT, 2019), offices=office, mapping={"roster": roster})
    sql = "SELECT year, deadline::VARCHAR FROM overdue_reports(DATE '{}')"
    assert run(sql.format("2022-02-15"), draft)[1] == [(2020, "2021-03-31")]
    assert run(sql.format("2022-04-15"), draft)[1] == [(2021, "2022-03-31")]
    assert run(sql.format("2023-02-15"), draft)[1] == [(2022, "2023-01-31")]
