"""Whose report is overdue on a day: by 31 January for departments, by 31 March for governments, for
nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.warehouse.small_build import Small, make
from warehouse.query import run

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
