"""What a draft holds is held against what was put into it, by number and digest, table by table and year
by year."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.unit.warehouse.small_build import Small, make
from warehouse import table_sums
from warehouse.build import connect
from warehouse.table_sums import MODULUS, Sum, differing, moved, recorded, store, summed, sums_of

PRINTED = {"t3.requests_new.total": "7", "t3.granted.total": "/", "t4.reconsideration.total": "?"}
REPORTS = Small(1, 2021, printed=PRINTED), Small(1, 2022), Small(2, 2022), Small(3, None, is_current=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft of three years, one of which is not known."""
    return make(tmp_path_factory.mktemp("built"), *REPORTS)


@pytest.fixture
def draft(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(built, tmp_path / "draft.duckdb"))


def test_a_build_has_the_sums_of_what_it_holds(built: Path, tmp_path: Path) -> None:
    with connect(built) as connection:
        known = recorded(connection)
        assert known == sums_of(connection, summed())
        assert {name for name, _ in known} <= {*summed()}
        assert {year for name, year in known if name == "spots"} == {2021, 2022, None}
        assert {year for name, year in known if name == "requests"} == {2021, 2022}
    with connect(make(tmp_path / "again", *reversed(REPORTS))) as connection:
        assert recorded(connection) == known


OTHERWISE = {
    "a row too many": ("INSERT INTO sections FROM sections WHERE year = 2021", "sections"),
    "a row missing": ("DELETE FROM spots WHERE report_id = (SELECT max(report_id) FROM spots)", "spots"),
    "one for another": (
        "UPDATE requests SET report_id = report_id + 1 WHERE year = 2021 AND outcome = 'granted'",
        "requests",
    ),
    "another value": ("UPDATE requests SET value = 8 WHERE value = 7", "requests"),
    "a value for none": ("UPDATE disputes SET value = 0 WHERE status = 'ambiguous'", "disputes"),
    "none for a value": ("UPDATE disclosures SET value = NULL WHERE year = 2021", "disclosures"),
    "another code": ("UPDATE requests SET status = 'dash' WHERE status = 'slash'", "requests"),
    "a list in another order": (
        "UPDATE reports_wide SET tables = list_reverse(tables) WHERE year = 2022",
        "reports_wide",
    ),
    "no list for an empty one": (
        "UPDATE reports_wide SET nil = nullif(nil, []), doubtful = nullif(doubtful, [])",
        "reports_wide",
    ),
    "two values changed places": (
        "UPDATE reports_wide SET t3__requests_new__total = t3__granted__total,"
        " t3__granted__total = t3__requests_new__total WHERE year = 2021",
        "reports_wide",
    ),
    "a row of a report without a year": (
        "UPDATE quality.tallies SET cells = 1 WHERE report_id IN (SELECT report_id FROM reports WHERE year IS NULL)",
        "quality.tallies",
    ),
    "a row of another year": ("UPDATE sections SET year = 2022 WHERE year = 2021", "sections"),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_is_otherwise_is_found(draft: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(table_sums, "YEARS", 9)
    change, table = OTHERWISE[name]
    with connect(draft) as connection:
        assert differing(connection, "0") == []
        connection.execute(change)
        assert differing(connection, "0") == [table]


def test_a_year_is_looked_at_when_it_is_drawn(draft: Path) -> None:
    """Another value is found on some nights, another number of rows on each."""
    nights = [str(night) for night in range(20)]
    with connect(draft) as connection:
        connection.execute("UPDATE sections SET text = '' WHERE year = 2021")
        found = [differing(connection, night) for night in nights]
        assert found == [differing(connection, night) for night in nights]
        assert {*map(tuple, found)} == {(), ("sections",)}
        connection.execute("DELETE FROM sections WHERE year = 2021")
        assert all(differing(connection, night) == ["sections"] for night in nights)


ONE, TWO = Sum(1, MODULUS - 1), Sum(2, 5)


@pytest.mark.parametrize(
    ("sums", "gone", "come", "then"),
    [
        ({"a": ONE}, {}, {}, {"a": ONE}),
        ({"a": ONE}, {}, {"a": TWO}, {"a": Sum(3, 4)}),
        ({"a": Sum(3, 4)}, {"a": TWO}, {}, {"a": ONE}),
        ({"a": ONE}, {"a": ONE}, {"a": TWO}, {"a": TWO}),
        ({"a": ONE}, {}, {"b": TWO}, {"a": ONE, "b": TWO}),
        ({"a": ONE}, {"a": ONE}, {}, {"a": Sum()}),
        ({}, {"a": ONE}, {}, {"a": Sum(-1, 1)}),
    ],
)
def test_rows_go_and_come(sums: Any, gone: Any, come: Any, then: Any) -> None:
    assert moved(sums, gone, come) == then


def test_what_went_and_came_in_a_file_of_its_own_is_what_is_there(draft: Path, tmp_path: Path) -> None:
    """As a night does it: codes of another file have the digest of the same codes here."""
    with connect(draft) as connection:
        whole, only = recorded(connection), "report_id = (SELECT report_id FROM reports WHERE year = 2021)"
        gone = sums_of(connection, summed(), only)
        left = moved(whole, gone, {})
        store(connection, left)
        assert recorded(connection) == {unit: one for unit, one in left.items() if one.rows}
        connection.execute(f"ATTACH '{make(tmp_path / 'apart', REPORTS[0])}' AS apart (READ_ONLY)")
        assert moved(left, {}, sums_of(connection, summed(), database="apart.")) == whole
