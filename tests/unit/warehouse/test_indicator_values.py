"""How the figures of a report come about: as stated, from the parts of a blank total, nil, in doubt,
in which unit; and which report has which others in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.unit.warehouse.small_build import Small, make
from warehouse.query import run

NATION, PROVINCE, CITY, COUNTY, TOWN, BUREAU, OTHER, BRIGADE, STATION, HOSPITAL = range(1, 11)
OFFICES: dict[int, dict[str, Any]] = {
    PROVINCE: {"kind": "government", "parent_office_id": NATION},
    CITY: {"kind": "government", "parent_office_id": PROVINCE},
    COUNTY: {"kind": "government", "parent_office_id": CITY},
    TOWN: {"kind": "township", "parent_office_id": COUNTY},
    BUREAU: {"kind": "department", "parent_office_id": CITY},
    OTHER: {"kind": "government"},
    BRIGADE: {"name": "公安局交警支队", "kind": "department", "parent_office_id": BUREAU},
    STATION: {"name": "北门派出所", "kind": "institution", "parent_office_id": BRIGADE},
    HOSPITAL: {"name": "人民医院", "kind": "institution", "parent_office_id": CITY},
}
TOTAL_BLANK = {"t3.requests_new.total": "", "t3.requests_new.natural_person": "5"}
NOTHING = {"t3.requests_new.total": "/", "t3.requests_new.natural_person": "/"} | {
    f"t3.requests_new.{column}": "/"
    for column in (
        "commercial_enterprise",
        "research_institution",
        "public_interest_organization",
        "legal_service_organization",
        "other_organization",
    )
}
NONE_HANDLED = {cell.replace("requests_new", "total_handled"): "/" for cell in NOTHING}
FEES = "t2.administrative_fees.fee_amount"


@pytest.mark.parametrize(
    ("printed", "asked", "want"),
    [
        ({"t3.requests_new.total": "7"}, "requests_new", (7, "stated")),
        (TOTAL_BLANK, "requests_new", (5, "summed")),
        (TOTAL_BLANK | {"t3.requests_new.other_organization": "?"}, "requests_new", (None, "doubtful")),
        (TOTAL_BLANK | {"t3.requests_new.total": "?"}, "requests_new", (None, "doubtful")),
        (NOTHING, "requests_new", (None, "nil")),
        ({"t3.total_handled.total": "/", "t3.granted.total": "2"}, "handled", (None, "doubtful")),
        (NONE_HANDLED | {"t3.granted.total": "2"}, "handled", (2, "summed")),
        ({"t3.refused_third_party.total": "?"}, "refused", (None, "doubtful")),
        ({"t2.normative_documents.issued": ""}, "documents_issued", (None, "unfilled")),
        ({FEES: "0"}, "fee_amount", (0, "stated")),
        ({FEES: "12 万元"}, "fee_amount", (12, "stated")),
        ({FEES: "120000 元"}, "fee_amount", (12, "stated")),
        ({FEES: "12"}, "fee_amount", (None, "unit_unknown")),
        ({"t3.granted.total": "3", "t3.total_handled.total": "4"}, "granted_share", (0.75, "stated")),
        ({"t3.granted.total": "5", "t3.total_handled.total": "4"}, "granted_share", (None, "no_share")),
        ({"t3.granted.total": "5"}, "granted_share", (None, "zero_whole")),
        (
            {"t4.reconsideration.total": "6", "t3.total_handled.total": "4"},
            "dispute_rate",
            (1.5, "stated"),
        ),
    ],
)
def test_a_figure_and_how_it_came_about(
    printed: dict[str, str], asked: str, want: tuple[Any, str], tmp_path: Path
) -> None:
    draft = make(tmp_path, Small(COUNTY, 2024, printed=printed))
    assert run(f"SELECT {asked}, {asked}_how FROM indicators", draft)[1] == [want]


def test_a_share_of_nothing_filled_in_is_0_where_the_table_has_numbers(tmp_path: Path) -> None:
    draft = make(tmp_path, Small(COUNTY, 2024, printed={"t3.total_handled.total": "8", **_nil("granted")}))
    columns = "granted, granted_how, nil_as_zero(granted, granted_how), granted_share, granted_share_how"
    (row,) = run(f"SELECT {columns} FROM indicators", draft)[1]
    assert row == (
        None,
        "nil",
        0,
        0,
        "stated",
    )  # partly granted is printed, and granted counts as 0 beside it


def _nil(row: str) -> dict[str, str]:
    return {cell.replace("requests_new", row): "/" for cell in NOTHING}


def test_of_another_edition_or_without_the_table_nothing_is_printed(tmp_path: Path) -> None:
    draft = make(
        tmp_path, Small(COUNTY, 2019, "f2019"), Small(COUNTY, 2024, tables=("t2", "t4")), offices=OFFICES
    )
    columns = "documents_issued_how, requests_new_how"
    assert run(f"SELECT {columns} FROM indicators ORDER BY year", draft)[1] == [
        ("not_printed", "stated"),
        ("stated", "not_printed"),
    ]


@pytest.fixture(scope="module")
def nested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    over = {"scope": "jurisdiction"}
    return make(
        tmp_path_factory.mktemp("nested"),
        *(Small(n, 2023, **over) for n in (PROVINCE, COUNTY, OTHER)),  # type: ignore[arg-type]
        *(Small(n, 2024, **over) for n in (CITY, COUNTY)),  # type: ignore[arg-type]
        *(Small(n, year) for n in (TOWN, BUREAU) for year in (2023, 2024)),
        offices=OFFICES,
    )


def test_the_nearest_report_that_has_another_in_it(nested: Path) -> None:
    sql = "SELECT office_id, within_office_id FROM indicators WHERE year = {} ORDER BY 1"
    assert run(sql.format(2023), nested)[1] == [
        (PROVINCE, None),
        (COUNTY, PROVINCE),
        (TOWN, COUNTY),
        (BUREAU, PROVINCE),
        (OTHER, None),
    ]
    assert run(sql.format(2024), nested)[1] == [(CITY, None), (COUNTY, CITY), (TOWN, COUNTY), (BUREAU, CITY)]


def test_what_a_bureau_reports_for_is_in_its_report(tmp_path: Path) -> None:
    draft = make(
        tmp_path,
        Small(CITY, 2024, scope="jurisdiction"),
        *(Small(n, 2024) for n in (BUREAU, BRIGADE, STATION, HOSPITAL, TOWN)),
        Small(OTHER, 2024, scope=None),
        offices=OFFICES,
    )
    sql = "SELECT office_id, within_office_id, adds_up FROM indicators ORDER BY 1"
    assert run(sql, draft)[1] == [
        (CITY, None, True),
        (TOWN, CITY, True),
        (BUREAU, CITY, True),
        (OTHER, None, False),
        (BRIGADE, BUREAU, False),
        (STATION, BRIGADE, False),
        (HOSPITAL, CITY, True),
    ]


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("year = 2024", [CITY]),
        ("year = 2024 AND scope = 'own_body'", [TOWN, BUREAU]),
        (f"year = 2024 AND office_id <> {CITY}", [COUNTY, BUREAU]),
        (f"year = 2023 AND office_id <> {COUNTY}", [PROVINCE, OTHER]),
    ],
)
def test_of_a_selection_only_what_none_of_it_contains_may_be_added_up(
    where: str, left: list[int], nested: Path
) -> None:
    sql = f"WITH chosen AS (FROM indicators WHERE {where}) SELECT office_id FROM without_nested(chosen) ORDER BY 1"
    assert [office for (office,) in run(sql, nested)[1]] == left
