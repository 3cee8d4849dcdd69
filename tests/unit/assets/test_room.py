"""What a run leaves behind, published or without room."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import pytest

from assets.folders import Busy, Folders, warehouse_lock
from assets.progress import Progress
from assets.publishing import published
from assets.run import RunFailed, run
from tests.unit.warehouse.test_publish import draft_of, stamp_of
from warehouse.publish import builds
from warehouse.renewal import changed_beside


def test_room_is_given_back_while_nobody_else_may_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared = []

    def clear(draft: Path) -> None:
        with pytest.raises(Busy), warehouse_lock(draft.parent):
            pass
        cleared.append(draft)

    failed = SimpleNamespace(execute_in_process=lambda **_: SimpleNamespace(success=False))
    monkeypatch.setattr("assets.definitions.defs", SimpleNamespace(resolve_job_def=lambda _: failed))
    monkeypatch.setattr("assets.run._reason", lambda _: "No space left on device")
    monkeypatch.setattr("warehouse.beside.take_away", clear)
    with pytest.raises(RunFailed, match="No space left"):
        run(tmp_path / "raw", tmp_path / "warehouse")
    assert cleared == [tmp_path / "warehouse/draft.duckdb"]


def test_a_published_build_leaves_nothing_of_its_draft(tmp_path: Path) -> None:
    folders = Folders(raw=str(tmp_path / "raw"), warehouse=str(tmp_path))
    folders.validations.mkdir(parents=True)
    changed_beside(draft_of(tmp_path, 1, stamp_of(1))).write_text("")
    ended = dg.materialize([published], resources={"folders": folders, "progress": Progress()})
    assert ended.success
    left = {path.name for path in tmp_path.iterdir()} - {"raw", "quality", "shards", ".lock"}
    assert left == {"gongkai.duckdb", *(build.name for build in builds(tmp_path))}
