"""What a run leaves behind, published or without room."""

from __future__ import annotations

import re
from pathlib import Path

import dagster as dg

from assets.folders import ROOT, Folders
from assets.progress import Progress
from assets.publishing import published
from findings.again import part_of
from tests.unit.warehouse.test_publish import draft_of, stamp_of
from warehouse.publish import builds
from warehouse.renewal import changed_beside

MADE = re.compile(r'with_name\("([\w-]+\.(?:duckdb|parquet))"\)')
"""How the code names a file beside the draft."""


def test_nothing_that_was_begun_is_left_and_all_else_is(tmp_path: Path) -> None:
    rooms = [*ROOT.glob("warehouse/*.py"), *ROOT.glob("findings/*.py")]
    made = {name for path in rooms for name in MADE.findall(path.read_text(encoding="utf-8"))}
    assert {part_of(tmp_path).name, changed_beside(tmp_path).name} < made
    folders = Folders(raw=str(tmp_path / "raw"), warehouse=str(tmp_path))
    kept = tmp_path / "gongkai-1.duckdb"
    for path in (folders.draft, tmp_path / "draft.duckdb.wal", kept, *map(tmp_path.joinpath, made)):
        path.write_text("")
    (tmp_path / "sample.duckdb.tmp").mkdir()
    folders.clear_away()
    assert [*tmp_path.iterdir()] == [kept]


def test_a_published_build_leaves_nothing_of_its_draft(tmp_path: Path) -> None:
    folders = Folders(raw=str(tmp_path / "raw"), warehouse=str(tmp_path))
    folders.validations.mkdir(parents=True)
    changed_beside(draft_of(tmp_path, 1, stamp_of(1))).write_text("")
    ended = dg.materialize([published], resources={"folders": folders, "progress": Progress()})
    assert ended.success
    left = {path.name for path in tmp_path.iterdir()} - {"raw", "quality", "shards", ".lock"}
    assert left == {"gongkai.duckdb", *(build.name for build in builds(tmp_path))}
