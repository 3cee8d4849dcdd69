"""Views on what offices are: nothing is compared across a merger, scopes are never added up, gaps
are named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from tests.unit.warehouse.small_build import Small, make

DISTRICT, POLICE, STREET, SILENT, MERGED, GONE = 1, 2, 3, 4, 5, 6
COUNTY = {"province": "某省", "city": "某市", "county": "某县"}
BELOW = {**COUNTY, "parent_office_id": DISTRICT, "scope": "own_body"}
OFFICES: dict[int, dict[str, Any]] = {
    DISTRICT: {**COUNTY, "kind": "committee", "level": "county", "scope": "jurisdiction"},
    POLICE: {**BELOW, "kind": "department", "level": "county"},
    STREET: {**BELOW, "kind": "street", "level": "township"},
    SILENT: {**BELOW, "kind": "street", "level": "township", "valid_from": "2021-01-01"},
    MERGED: {"kind": "department", "level": "county", "scope": "own_body"},
    GONE: {"kind": "department", "level": "county", "scope": "own_body", "valid_to": "2020-12-31"},
}
CHANGES = pd.DataFrame(
    [
        (2021, "merged", GONE, MERGED, "旧区", "新区"),
        (2021, "merged", MERGED, MERGED, "新区", "新区"),
        (2021, "renamed", STREET, STREET, "某镇", "某街道"),
    ],
    columns=["year", "relation", "previous_office_id", "office_id", "previous_name", "name"],
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def number(value: int) -> dict[str, str]:
        return {"t3.requests_new.total": str(value)}

    return make(
        tmp_path_factory.mktemp("offices"),
        Small(DISTRICT, 2021, printed=number(100), scope=None),
        Small(POLICE, 2021, printed=number(7), scope=None),
        Small(STREET, 2020, printed=number(1), scope=None),
        Small(STREET, 2021, printed=number(3), scope=None),
        Small(MERGED, 2020, printed=number(5), scope=None),
        Small(MERGED, 2021, printed=number(9), scope=None),
        Small(MERGED, 2022, printed=number(8), scope=None),
        Small(GONE, 2020, printed=number(4), scope=None),
        offices=OFFICES,
        mapping={"office_succession": CHANGES},
    )


def ask(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_what_a_report_counts_follows_from_its_office(warehouse: Path) -> None:
    scopes = ask(
        warehouse,
        f"SELECT office_id, scope FROM reports WHERE year = 2021 AND office_id <= {POLICE} ORDER BY 1",
    )
    assert scopes == [(DISTRICT, "jurisdiction"), (POLICE, "own_body")]


def test_a_merged_office_is_compared_with_nobody_in_that_year_and_with_itself_later(warehouse: Path) -> None:
    columns = "year, previous_office_id, relation, comparable"
    assert ask(warehouse, f"SELECT {columns} FROM predecessors WHERE office_id = {MERGED} ORDER BY ALL") == [
        (2020, MERGED, "same", True),
        (2021, MERGED, "merged", False),
        (2021, GONE, "merged", False),
        (2022, MERGED, "same", True),
    ]


def test_year_over_year_follows_a_renaming_and_not_a_merger(warehouse: Path) -> None:
    sql = (
        "SELECT office_id, year, previous, value FROM year_over_year"
        " WHERE \"row\" = 'requests_new' AND \"column\" = 'total' ORDER BY ALL"
    )
    assert ask(warehouse, sql) == [(STREET, 2021, 1, 3), (MERGED, 2022, 9, 8)]


def test_carry_over_does_not_cross_a_merger(warehouse: Path) -> None:
    assert ask(warehouse, "SELECT DISTINCT office_id, year FROM carry_over ORDER BY ALL") == [
        (STREET, 2021),
        (MERGED, 2022),
    ]


def test_a_district_and_its_department_are_never_added_up(warehouse: Path) -> None:
    totals = (
        "SELECT scope, sum(value) FROM series"
        " WHERE year = 2021 AND \"row\" = 'requests_new' AND \"column\" = 'total'"
        f" AND office_id IN ({DISTRICT}, {POLICE}) GROUP BY ALL ORDER BY ALL"
    )
    assert ask(warehouse, totals) == [("jurisdiction", 100), ("own_body", 7)]


def test_who_reported_once_is_due_in_every_year_and_a_township_never_seen_in_none(warehouse: Path) -> None:
    sql = "SELECT year, office_id, state, has_reported, deadline::VARCHAR FROM publications"
    assert ask(warehouse, f"{sql} WHERE county = '某县' ORDER BY ALL") == [
        (2020, DISTRICT, "missing", True, None),
        (2020, POLICE, "missing", True, "2021-01-31"),
        (2020, STREET, "received", True, None),
        (2021, DISTRICT, "received", True, None),
        (2021, POLICE, "received", True, "2022-01-31"),
        (2021, STREET, "received", True, None),
        (2022, DISTRICT, "missing", True, None),
        (2022, POLICE, "missing", True, "2023-01-31"),
        (2022, STREET, "missing", True, None),
    ]
    assert ask(warehouse, "SELECT office_id FROM unseen_townships") == [(SILENT,)]
