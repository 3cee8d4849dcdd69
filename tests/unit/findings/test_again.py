"""What changed is judged again, as it is and as it was; what was found then must be on record."""

from __future__ import annotations

import shutil
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.unit.warehouse.nights import World
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
