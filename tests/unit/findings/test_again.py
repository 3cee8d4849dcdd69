"""What changed is judged again, as it is and as it was; what was found then must be on record."""

from __future__ import annotations

import shutil
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.unit.warehouse.nights import File, World
from warehouse import renewal
from warehouse.build import connect
from warehouse.query import run

COUNT = 12
SPOILT = {
    "a finding that is not there": "DELETE FROM quality.findings WHERE report_id = {report}",
    "a case that could be judged": "INSERT INTO quality.not_assessable BY NAME SELECT 't3.balance' AS rule,"
    " {report} AS report_id, 'total' AS scope, 'nil' AS reason",
    "no counts": "UPDATE quality.runs SET gx_unexpected = NULL",
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A warehouse after its first night; a build of it and a full one beside it take seconds, whatever is
    in it."""
    made, random = World(tmp_path_factory.mktemp("first")), Random(5)
    for _ in range(COUNT):
        made.put(random)
    made.night()
    return made


@pytest.fixture
def world(first: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The same in a folder of its own."""
    monkeypatch.setattr(renewal, "MOST", 9.0)
    copied = replace(deepcopy(first), folder=tmp_path / "world")
    shutil.copytree(first.folder, copied.folder)
    return copied


def test_others_are_not_judged_again(world: World) -> None:
    world.put(Random(6))
    own, whole, made = world.night()
    assert own == whole
    assert made.endswith(" judged again") and 0 < int(made.split("; ")[1].split()[0]) < COUNT, made


def of_office(name: str, requests: str, seed: int) -> File:
    printed = (("t3.requests_new.total", requests),)
    return File("", seed, name, 2022, printed, (), "2023-01-20")


def test_a_territory_is_judged_again_for_the_sake_of_a_part(world: World) -> None:
    """Its sum is told of the parts that are there, each by the figure that it has now."""
    database = world.folder / "gongkai.duckdb"
    sql = "SELECT expected FROM quality.findings WHERE rule = 'rollup.requests' AND year = 2022"
    world.keep(of_office("洪泽区人民政府", "1", 31))
    world.keep(of_office("淮安市洪泽区民政局", "3", 32))
    world.night()
    then = run(sql, database)[1]
    world.keep(replace(of_office("淮安市洪泽区民政局", "2", 35), published_on="2025-06-01"))
    own, whole, made = world.night()
    assert own == whole and "all judged" not in made, made
    assert run(sql, database)[1] == [(then[0][0] - 1,)]


def test_a_text_that_one_more_office_has_is_told_of_all_that_have_it(world: World) -> None:
    database = world.folder / "gongkai.duckdb"
    sql = (
        "SELECT DISTINCT stated FROM quality.findings"
        " WHERE rule = 'report.text_duplicate' AND scope = 'problems' AND year = 2022"
    )
    world.keep(of_office("洪泽区人民政府", "1", 33))
    world.keep(of_office("淮安市洪泽区民政局", "1", 36))
    world.night()
    before = {stated for (stated,) in run(sql, database)[1]}
    world.keep(of_office("鼓楼区民政局", "1", 39))
    own, whole, made = world.night()
    assert own == whole and "all judged" not in made, made
    assert {stated for (stated,) in run(sql, database)[1]} != before


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_record_that_is_not_what_was_found_is_not_trusted(world: World, spoilt: str) -> None:
    database = world.folder / "gongkai.duckdb"
    found = run(
        "SELECT r.sha256, r.report_id FROM reports AS r JOIN quality.findings USING (report_id)", database
    )
    sha256, report = found[1][0]
    with connect(database) as connection:
        connection.execute(SPOILT[spoilt].format(report=report))
    world.reread(next(f for f in world.files.values() if f.filing.sha256 == sha256))
    own, whole, made = world.night()
    assert own == whole
    assert "; all judged again: " in made and " on record" in made, made
