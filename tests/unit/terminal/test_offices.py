"""`gongkai offices show`: by part of a name or by number; what is asked for is a value, never
SQL."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from terminal.offices import find_offices, open_cases
from warehouse import schema

NUMBER, OLD = 100_000_000_000_000_001, 100_000_000_000_000_002


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("offices") / "gongkai.duckdb"
    with duckdb.connect(str(path)) as connection:
        schema.create(connection, comments=False)
        connection.execute(
            "INSERT INTO offices (office_id, name, kind, resolution, province, county)"
            f" VALUES ({NUMBER}, '青禾县人民政府', 'government', 'resolved', '云岭省', '青禾县'),"
            " (2, '民政局', 'department', 'ambiguous', NULL, NULL)"
        )
        connection.execute(
            f"INSERT INTO office_aliases VALUES ({NUMBER}, '青禾县政府', {OLD}, 2019, 2021), (2, '民政局', 2, 2020, NULL)"
        )
        connection.execute(f"INSERT INTO office_keys VALUES ({NUMBER}, ' 云岭省 青禾县 青禾县政府 qhxzf')")
        connection.execute("INSERT INTO office_succession VALUES (2020, 'renamed', 9, 2, '某局', '民政局')")
        connection.execute(
            "INSERT INTO office_candidates VALUES (2, 1, '990001', '青禾县', '云岭省', NULL, '青禾县')"
        )
        connection.execute("INSERT INTO office_evidence VALUES (2, 7, 'phone', '0999', ['99'], 3, 'text')")
        connection.execute(
            "INSERT INTO reports (report_id, office_id, office_name, year, raw_path) VALUES (7, 2, '民政局', 2020, 'a.txt')"
        )
    return path


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        pytest.param("青禾县", ["青禾县人民政府"], id="part-of-its-name"),
        pytest.param("县政府", ["青禾县人民政府"], id="part-of-an-older-name"),
        pytest.param(str(NUMBER), ["青禾县人民政府"], id="its-number"),
        pytest.param(str(OLD), ["青禾县人民政府"], id="the-number-it-had-before"),
        pytest.param("9" * 40, [], id="a-number-that-is-none"),
        pytest.param("没有的机关", [], id="no-such-office"),
        pytest.param("' OR true OR '", [], id="sql-in-quotes"),
        pytest.param("%", [], id="a-pattern"),
    ],
)
def test_offices_are_found_by_name_or_number(wanted: str, names: list[str], database: Path) -> None:
    assert [text.split("  ")[0] for text in find_offices(wanted, database)] == names


def test_an_office_is_shown_with_all_that_is_known(database: Path) -> None:
    (text,) = find_offices("民政局", database)
    assert text.splitlines() == [
        "民政局  2",
        "  有多个可能 ambiguous",
        "  department    ",
        "",
        "  名称 name: 民政局  2020-?",
        "  沿革 2020 renamed: 某局 -> 民政局",
        "  ? 990001 青禾县 云岭省",
        "  · 区号 phone: 0999 99（1 份 reports）",
    ]


def test_open_cases_name_their_candidates_and_evidence(database: Path) -> None:
    (case,) = open_cases(database)
    assert (case.name, case.resolution, case.years) == ("民政局", "ambiguous", "2020")
    assert (case.candidates, case.evidence) == ("990001 云岭省 青禾县", "phone 0999")
