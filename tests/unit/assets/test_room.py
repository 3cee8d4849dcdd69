"""What a run leaves behind, published or without room."""

from __future__ import annotations

from pathlib import Path

import dagster as dg

from assets.folders import Folders
from assets.progress import Progress
from assets.publishing import published
from assets.run import _give_room
from findings.again import part_of
from tests.unit.warehouse.test_publish import draft_of, stamp_of
from warehouse.publish import builds
from warehouse.renewal import changed_beside


def test_nothing_that_was_begun_is_left_and_all_else_is(tmp_path: Path) -> None:
    draft, build = tmp_path / "draft.duckdb", tmp_path / "gongkai-1.duckdb"
    for path in (draft, tmp_path / "draft.duckdb.wal", part_of(draft), changed_beside(draft), build):
        path.write_text("")
    (tmp_path / "draft.duckdb.tmp").mkdir()
    _give_room(draft)
    assert [*tmp_path.iterdir()] == [build]


def test_a_published_build_leaves_nothing_of_its_draft(tmp_path: Path) -> None:
    folders = Folders(raw=str(tmp_path / "raw"), warehouse=str(tmp_path))
    folders.validations.mkdir(parents=True)
    changed_beside(draft_of(tmp_path, 1, stamp_of(1))).write_text("")
    ended = dg.materialize([published], resources={"folders": folders, "progress": Progress()})
    assert ended.success
    left = {path.name for path in tmp_path.iterdir()} - {"raw", "quality", "shards", ".lock"}
    assert left == {"gongkai.duckdb", *(build.name for build in builds(tmp_path))}
