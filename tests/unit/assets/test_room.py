"""What a run leaves behind, published or without room."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import pytest

from assets.folders import ROOT, Busy, Folders, warehouse_lock
from assets.progress import Progress
from assets.publishing import published
from assets.run import RunFailed, run
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


def test_room_is_given_back_while_nobody_else_may_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared = []

    def clear(folders: Folders) -> None:
        with pytest.raises(Busy), warehouse_lock(folders.home):
            pass
        cleared.append(folders.home)

    failed = SimpleNamespace(execute_in_process=lambda **_: SimpleNamespace(success=False))
    monkeypatch.setattr("assets.definitions.defs", SimpleNamespace(resolve_job_def=lambda _: failed))
    monkeypatch.setattr("assets.run._reason", lambda _: "No space left on device")
    monkeypatch.setattr(Folders, "clear_away", clear)
    with pytest.raises(RunFailed, match="No space left"):
        run(tmp_path / "raw", tmp_path / "warehouse")
    assert cleared == [tmp_path / "warehouse"]


def test_a_published_build_leaves_nothing_of_its_draft(tmp_path: Path) -> None:
    folders = Folders(raw=str(tmp_path / "raw"), warehouse=str(tmp_path))
    folders.validations.mkdir(parents=True)
    changed_beside(draft_of(tmp_path, 1, stamp_of(1))).write_text("")
    ended = dg.materialize([published], resources={"folders": folders, "progress": Progress()})
    assert ended.success
    left = {path.name for path in tmp_path.iterdir()} - {"raw", "quality", "shards", ".lock"}
    assert left == {"gongkai.duckdb", *(build.name for build in builds(tmp_path))}
