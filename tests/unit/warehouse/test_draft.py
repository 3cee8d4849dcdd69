"""A draft is renewed where that is known to come to the same, and made in full, with the reason,
where it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from findings.decisions import Decision
from tests.unit.warehouse.nights import CELL, NAMES, TODAY, File, World, no_sources
from warehouse import draft, renewal, sample, table_sums
from warehouse.build import connect
from warehouse.inputs import Inputs, keep, kept
from warehouse.query import run
from warehouse.schema import DEPENDS, tables


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A warehouse after its first night, with one more file in raw/."""
    made, random = World(tmp_path_factory.mktemp("world")), Random(3)
    for _ in range(8):
        made.put(random)
    made.night()
    made.put(random)
    return made


def test_tables_that_depend_on_reports_say_which() -> None:
    assert {table.depends for table in tables().values()} == {*DEPENDS}
    for name, table in tables().items():
        if table.depends == "report":
            assert "report_id" in {column.name for column in table.columns}, name


BEFORE = Inputs("code", "rules", "decisions", "told", {"a": "1", "b": "2"}, TODAY, "")


@pytest.mark.parametrize(
    ("before", "now", "why"),
    [
        (BEFORE, {}, ""),
        (None, {}, "not known"),
        (BEFORE, {"code": "other"}, "other code"),
        (BEFORE, {"full_on": TODAY + timedelta(days=7)}, "the last one was of 2026-11-30"),
        (BEFORE, {"full_on": TODAY + timedelta(days=6)}, ""),
        (BEFORE, {"full_on": TODAY - timedelta(days=1)}, "the last one was of 2026-11-30"),
        (BEFORE, {"shards": {"a": "1"}}, ""),
    ],
)
def test_why_nothing_is_carried(tmp_path: Path, before: Any, now: dict[str, Any], why: str) -> None:
    published = tmp_path / "gongkai.duckdb"
    published.touch()
    asked = published, before, replace(BEFORE, **now), 5_000
    said = draft._needs_all(*asked, full=False, least=2_000)
    assert said.startswith(why) and bool(said) == bool(why)
    assert draft._needs_all(*asked, full=True, least=2_000)
    assert draft._needs_all(*asked, full=False, least=6_000)
    assert draft._needs_all(tmp_path / "none", *asked[1:], full=False, least=2_000) == "the first build"


def test_a_shard_counts_as_changed_by_its_digest() -> None:
    now = replace(BEFORE, shards={"a": "1", "b": "3", "c": "2"})
    assert now.changed(BEFORE) == {"b", "c"}


def test_what_a_build_was_made_from_is_kept_beside_it(tmp_path: Path) -> None:
    keep(BEFORE, tmp_path / "quality")
    assert kept(tmp_path / "quality") == BEFORE
    assert kept(tmp_path / "none") is None
    (tmp_path / "quality" / "inputs.json").write_text('{"code": "x"}')
    assert kept(tmp_path / "quality") is None


def test_what_is_put_down_again_is_another_file(tmp_path: Path) -> None:
    """A copy of the warehouse by links has the file that a killed run has left."""
    keep(BEFORE, tmp_path / "quality")
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "inputs.json").hardlink_to(tmp_path / "quality" / "inputs.json")
    keep(replace(BEFORE, told="other"), tmp_path / "quality")
    assert kept(tmp_path / "copy") == BEFORE
    assert {path.name for path in (tmp_path / "quality").iterdir()} == {"inputs.json"}


def test_a_build_that_cannot_be_opened_is_not_taken_for_that_of_tonight(tmp_path: Path) -> None:
    published = tmp_path / "gongkai.duckdb"
    published.write_bytes(b"no database" * 999)
    assert draft.as_before(tmp_path / "draft.duckdb", published, BEFORE, BEFORE, no_sources()) is None
    published.unlink()
    published.mkdir()
    assert draft.as_before(tmp_path / "draft.duckdb", published, BEFORE, BEFORE, no_sources()) is None


def test_too_much_change_is_a_full_build(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(renewal, "MOST", 0.0)
    own, whole, made = world.night()
    assert own == whole and made.startswith("all: ") and "reports changed" in made


def test_what_is_carried_wrongly_is_found_by_the_sample(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row of the published build that is not what its shard says: with all shards and years in the sample, the
    build is a full one."""
    monkeypatch.setattr(renewal, "MOST", 9.0)
    monkeypatch.setattr(sample, "EACH", 9)
    monkeypatch.setattr(table_sums, "YEARS", 0)
    monkeypatch.setattr(sample, "YEARS", 9)
    with connect(world.folder / "gongkai.duckdb") as connection:
        connection.execute(
            "UPDATE requests SET text = '7' WHERE report_id = (SELECT min(report_id) FROM requests)"
        )
    world.put(Random(9))
    own, whole, made = world.night()
    assert own == whole
    assert made == "all: what the draft has of requests is not what a full build makes"
    world.put(Random(4))
    own, whole, made = world.night()
    assert own == whole and made.startswith("1 of ")
    own, whole, made = world.night()
    assert own == whole and made.endswith("; nothing judged again")
    world.decided = [Decision("0", "confirmed", "r", "p", TODAY, "t3.balance", 1, "o", 2022, "total")]
    own, whole, made = world.night()
    assert own == whole and made.startswith("0 of ") and made.endswith("; 0 judged again")


def test_a_version_is_held_against_one_before_it_that_is_read_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The row of the later version is as it was; what it changed is not."""
    monkeypatch.setattr(renewal, "MOST", 9.0)
    world, printed = World(tmp_path), ((CELL, "3"), ("t3.granted.total", "4"))
    first = File("", 50, NAMES[1], 2022, printed, (), "2023-01-01")
    otherwise = ((CELL, "9"), ("t3.granted.total", "5"))
    for file in (first, replace(first, seed=51, read=1, printed=otherwise, published_on="2023-06-01")):
        world.nights += 1  # each into a shard of its own
        world.keep(file)
    world.night()
    world.reread(first)
    own, whole, made = world.night()
    assert own == whole and made == "2 of 2 reports; 2 judged again"
    revised = "SELECT count(*) FROM quality.revisions WHERE cell = 't3.granted.total'"
    assert run(revised, tmp_path / "gongkai.duckdb")[1] == [(1,)]


@pytest.fixture
def linked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A warehouse with two reports of a bureau; that of the district government has not come."""
    monkeypatch.setattr(renewal, "MOST", 9.0)
    world = World(tmp_path)
    for year in (2021, 2022):
        world.keep(File("", year, NAMES[1], year, ((CELL, "3"),)))
    world.night()
    return world


ADDS_UP = "SELECT year, adds_up, within_office_id IS NOT NULL FROM indicator_values WHERE office_id IN "
ADDS_UP += "(SELECT office_id FROM offices WHERE name LIKE '%民政局') ORDER BY year"


def test_what_a_report_is_added_up_with_follows_those_that_it_is_linked_to(linked: World) -> None:
    """The rows of the bureau are as they were; the report that one of them is in comes, and goes."""
    asked = linked.folder / "gongkai.duckdb"
    alone = run(ADDS_UP, asked)[1]
    assert [within for *_, within in alone] == [False, False]
    linked.keep(File("", 9, NAMES[0], 2022, ((CELL, "8"),)))
    own, whole, made = linked.night()
    assert own == whole and made.startswith("1 of 3 reports")
    assert [within for *_, within in run(ADDS_UP, asked)[1]] == [False, True]
    del linked.files[next(path for path, file in linked.files.items() if file.name == NAMES[0])]
    own, whole, made = linked.night()
    assert own == whole and made.startswith("0 of 2 reports")
    assert run(ADDS_UP, asked)[1] == alone


def test_figures_that_are_carried_wrongly_are_found_by_the_sample(
    linked: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "EACH", 9)
    monkeypatch.setattr(table_sums, "YEARS", 0)
    monkeypatch.setattr(sample, "YEARS", 9)
    with connect(linked.folder / "gongkai.duckdb") as connection:
        connection.execute("UPDATE indicator_values SET nil_cells = 99 WHERE year = 2021")
    linked.keep(File("", 9, NAMES[5], 2022, ((CELL, "8"),)))
    own, whole, made = linked.night()
    assert own == whole
    assert made == "all: what the draft has of indicator_values is not what a full build makes"


@pytest.mark.parametrize(
    ("change", "table", "comes"),
    [
        ("UPDATE sections SET text = '别的' WHERE year = 2021", "sections", False),
        ("DELETE FROM requests WHERE report_id = (SELECT min(report_id) FROM requests)", "requests", True),
    ],
)
def test_what_was_not_put_in_is_found_by_the_sums(
    linked: World, monkeypatch: pytest.MonkeyPatch, change: str, table: str, comes: bool
) -> None:
    """In a year that is drawn, or by the number of rows; on a night that brings nothing, and on one that
    brings a report."""
    monkeypatch.setattr(sample, "EACH", 0)
    monkeypatch.setattr(table_sums, "YEARS", 9)
    with connect(linked.folder / "gongkai.duckdb") as connection:
        connection.execute(change)
    if comes:
        linked.keep(File("", 9, NAMES[5], 2022, ((CELL, "8"),)))
    own, whole, made = linked.night()
    assert own == whole
    assert made == f"all: what the draft has of {table} is not what was put into it"
