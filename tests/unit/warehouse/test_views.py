"""The views on a few offices and two years, against answers worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.unit.warehouse.small_build import Small, make

CITY, COUNTY, OTHER_COUNTY, BUREAU, STREET, ENDED = 1, 2, 3, 4, 5, 6
OFFICES: dict[int, dict[str, Any]] = {
    CITY: {"kind": "government", "level": "city", "scope": "jurisdiction"},
    COUNTY: {"kind": "government", "level": "county", "scope": "jurisdiction", "parent_office_id": CITY},
    OTHER_COUNTY: {
        "kind": "government",
        "level": "county",
        "scope": "jurisdiction",
        "parent_office_id": CITY,
    },
    BUREAU: {"kind": "department", "level": "city", "scope": "own_body", "parent_office_id": CITY},
    STREET: {"kind": "street", "scope": "own_body"},
    ENDED: {
        "kind": "government",
        "scope": "jurisdiction",
        "parent_office_id": CITY,
        "valid_to": "2020-12-31",
    },
}
LAST = {
    "t3.requests_new.total": "10",
    "t3.carried_in.total": "/",
    "t4.litigation_direct.total": "",
    "t3.carried_out.total": "3",
    "t3.carried_out.natural_person": "/",
    "t3.other_handling.total": "4",
    "t3.total_handled.total": "8",
}
THIS = {
    "t3.requests_new.total": "15",
    "t3.carried_in.total": "2",
    "t3.total_handled.total": "20",
    "t3.granted.total": "5",
    "t3.partially_granted.total": "/",
    "t3.refused_third_party.total": "2",
    "t3.refused_state_secret.total": "",
    "t3.refused_deliberative.total": "1",
    "t3.not_held.total": "?",
    "t3.not_held.natural_person": "?",
    "t3.other_correction_lapsed.total": "1",
    "t3.other_fee_lapsed.total": "/",
    "t3.other_misc.total": "6",
    "t3.other_misc.natural_person": "?",
    **{
        f"t3.{row}.commercial_enterprise": "/"
        for row in ("other_correction_lapsed", "other_fee_lapsed", "other_misc")
    },
    "t4.reconsideration.upheld": "3",
    "t4.reconsideration.corrected": "1",
    "t4.reconsideration.pending": "2",
    "t4.reconsideration.total": "6",
    "t4.litigation_direct.corrected": "1",
    "t4.litigation_direct.total": "1",
    "t4.litigation_after_reconsideration.total": "?",
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    over = {"scope": "jurisdiction"}
    return make(
        tmp_path_factory.mktemp("views"),
        Small(COUNTY, 2020, "f2019", LAST, published_on="2021-03-31", **over),  # type: ignore[arg-type]
        Small(COUNTY, 2021, "f2021", THIS, published_on="2022-04-02", **over),  # type: ignore[arg-type]
        Small(CITY, 2021, printed={"t3.requests_new.total": "40"}, **over),  # type: ignore[arg-type]
        Small(OTHER_COUNTY, 2021, printed={"t3.requests_new.total": "?"}, **over),  # type: ignore[arg-type]
        Small(BUREAU, 2021, printed={"t3.requests_new.total": "9"}, published_on="2022-02-01"),
        Small(STREET, 2021, published_on="2022-06-01"),
        offices=OFFICES,
    )


def ask(database: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_other_handling_goes_on_as_one_row_over_both_editions(warehouse: Path) -> None:
    rows = ask(
        warehouse,
        f"""SELECT year, "column", value, status FROM series WHERE office_id = {COUNTY} AND "row" = 'other_handling'
            AND "column" IN ('total', 'natural_person', 'commercial_enterprise') ORDER BY ALL""",
    )
    assert rows == [
        (2020, "commercial_enterprise", 0.0, "number"),
        (2020, "natural_person", 0.0, "number"),
        (2020, "total", 4.0, "number"),
        (2021, "commercial_enterprise", None, "blank"),
        (2021, "natural_person", None, "ambiguous"),
        (2021, "total", 7.0, "number"),
    ]
    assert ask(warehouse, """SELECT count(*) FROM series WHERE "row" LIKE 'other_fee%'""") == [(0,)]


def test_year_over_year_compares_only_cells_that_both_years_have(warehouse: Path) -> None:
    sql = 'SELECT "row", previous, value, change, change_share FROM year_over_year WHERE "column" = \'total\''
    rows = {row[0]: row[1:] for row in ask(warehouse, sql)}
    assert rows["requests_new"] == (10.0, 15.0, 5.0, 0.5)
    assert rows["other_handling"] == (4.0, 7.0, 3.0, 0.75)
    assert rows["granted"] == (0.0, 5.0, 5.0, None)
    assert rows["partially_granted"] == (0.0, None, None, None)
    years = ask(warehouse, "SELECT DISTINCT office_id, year FROM year_over_year")
    assert years == [(COUNTY, 2021)]
    assert ask(warehouse, """SELECT DISTINCT "column" FROM year_over_year WHERE "table" = 't2'""") == [
        ("decisions",)
    ]


def test_carry_over_meets_or_gaps_and_nil_is_no_number(warehouse: Path) -> None:
    sql = "SELECT carried_out, carried_in, gap, carried_out_status FROM carry_over WHERE applicant = "
    assert ask(warehouse, sql + "'total'") == [(3.0, 2.0, -1.0, "number")]
    assert ask(warehouse, sql + "'natural_person'") == [(None, 0.0, None, "slash")]
    assert ask(warehouse, "SELECT count(*) FROM carry_over") == [(7,)]


def test_outcome_shares_count_nil_as_nothing_and_doubt_as_null(warehouse: Path) -> None:
    sql = "SELECT outcome, value, handled, share FROM outcome_shares WHERE applicant = 'total' AND year = "
    rows = {row[0]: row[1:] for row in ask(warehouse, f"{sql} 2021 AND office_id = {COUNTY}")}
    assert rows == {
        "granted": (5.0, 20.0, 0.25),
        "partially_granted": (None, 20.0, None),
        "refused": (3.0, 20.0, 0.15),
        "unable": (None, 20.0, None),
        "not_processed": (0.0, 20.0, 0.0),
        "other_handling": (7.0, 20.0, 0.35),
    }
    assert ask(warehouse, f"{sql} 2020 AND outcome = 'other_handling'") == [("other_handling", 4.0, 8.0, 0.5)]
    assert ask(warehouse, f"{sql} 2021 AND office_id = {STREET} AND outcome = 'granted'") == [
        ("granted", 0.0, 0.0, None)
    ]


def test_dispute_rates(warehouse: Path) -> None:
    columns = "proceeding, cases, upheld, corrected, pending, concluded, corrected_share, dispute_rate"
    sql = (
        f"SELECT {columns} FROM dispute_rates WHERE office_id = {COUNTY} AND year = 2021 ORDER BY proceeding"
    )
    assert ask(warehouse, sql) == [
        ("all", None, 3.0, 2.0, 2.0, 5.0, 0.4, None),
        ("litigation", None, 0.0, 1.0, 0.0, 1.0, 1.0, None),
        ("reconsideration", 6.0, 3.0, 1.0, 2.0, 4.0, 0.25, 0.3),
    ]


def test_an_office_that_prints_nil_has_its_shares_and_one_in_doubt_has_not(warehouse: Path) -> None:
    sql = "SELECT year, backlog_share, dispute_rate FROM indicators WHERE office_id = "
    assert ask(warehouse, f"{sql} {COUNTY} ORDER BY year") == [(2020, 0.3, 0.0), (2021, 0.0, None)]


def test_timeliness_by_kind_of_office(warehouse: Path) -> None:
    sql = "SELECT office_id, year, deadline::VARCHAR, on_time, days_late FROM timeliness ORDER BY office_id, year"
    assert ask(warehouse, sql) == [
        (CITY, 2021, "2022-03-31", None, None),
        (COUNTY, 2020, "2021-03-31", True, 0),
        (COUNTY, 2021, "2022-03-31", False, 2),
        (OTHER_COUNTY, 2021, "2022-03-31", None, None),
        (BUREAU, 2021, "2022-01-31", False, 1),
        (STREET, 2021, None, None, None),
    ]


def test_peers_are_of_one_kind_level_and_year_and_have_a_value(warehouse: Path) -> None:
    sql = 'SELECT office_id, value, offices, median FROM peers WHERE year = 2021 AND "column" = \'total\' AND "row" = '
    assert ask(warehouse, sql + "'requests_new' ORDER BY office_id") == [
        (CITY, 40.0, 1, 40.0),
        (COUNTY, 15.0, 1, 15.0),
        (BUREAU, 9.0, 1, 9.0),
    ]
    assert ask(warehouse, sql + "'granted' AND level = 'county' ORDER BY office_id") == [
        (COUNTY, 5.0, 2, 2.5),
        (OTHER_COUNTY, 0.0, 2, 2.5),
    ]


def test_rollup_adds_up_the_parts_of_a_territory_whatever_they_count(warehouse: Path) -> None:
    columns = "office_id, year, value, parts_sum, parts_counted, missing, gap"
    sql = f'SELECT {columns} FROM rollup WHERE "column" = \'total\' AND "row" = '
    assert ask(warehouse, sql + "'requests_new'") == [(CITY, 2021, 40.0, 24.0, 2, 1, 16.0)]
    assert ask(warehouse, sql + "'granted'") == [(CITY, 2021, 0.0, 5.0, 3, 0, -5.0)]


def test_what_a_body_below_reports_for_is_no_part_and_what_is_due_is_missing(tmp_path: Path) -> None:
    offices = {
        1: {"kind": "government", "level": "county", "name": "某县人民政府"},
        2: {"kind": "department", "name": "某县公安局"},
        3: {"kind": "department", "name": "某县公安局交警大队"},
        4: {"kind": "institution", "name": "某县人民医院"},
        5: {"kind": "township", "name": "某镇"},
        6: {"kind": "committee", "name": "某开发区管委会"},
        7: {"kind": "general_office", "name": "某县人民政府办公室"},
        8: {"kind": "department", "name": "某县司法局", "valid_to": "2022-06-30"},
    }
    for number in range(2, 9):
        offices[number]["parent_office_id"] = 1
    draft = make(
        tmp_path,
        Small(1, 2023, scope="jurisdiction"),
        *(Small(n, 2023) for n in (2, 3, 4, 6)),
        *(Small(n, 2022) for n in (5, 7, 8)),
        offices=offices,
    )
    sql = "SELECT office_id, part, report_id IS NOT NULL FROM territory_parts ORDER BY 1"
    assert ask(draft, sql) == [
        (2, "department", True),
        (5, "township", False),
        (6, "territory", True),
        (7, "own_body", False),
    ]


def test_a_file_is_called_by_no_name_of_another_with_the_same_content(tmp_path: Path) -> None:
    report = Small(1, 2022)
    with duckdb.connect(str(make(tmp_path, report))) as connection:
        connection.execute("UPDATE quality.filings SET original_name = '年报.html'")
        connection.execute(
            "INSERT INTO quality.filings FROM (SELECT * REPLACE ('copy.html' AS raw_path,"
            " 'copy.html' AS original_name) FROM quality.filings)"
        )
        names = dict(connection.execute("SELECT raw_path, original_name FROM filing_list").fetchall())
    assert names == {f"{report.sha256[:8]}.html": "年报.html", "copy.html": "copy.html"}
