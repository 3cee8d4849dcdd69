"""What a run leaves behind that had no room."""

from __future__ import annotations

from pathlib import Path

from assets.run import _give_room
from findings.again import part_of
from warehouse.renewal import changed_beside


def test_nothing_that_was_begun_is_left_and_all_else_is(tmp_path: Path) -> None:
    draft, build = tmp_path / "draft.duckdb", tmp_path / "gongkai-1.duckdb"
    for path in (draft, tmp_path / "draft.duckdb.wal", part_of(draft), changed_beside(draft), build):
        path.write_text("")
    (tmp_path / "draft.duckdb.tmp").mkdir()
    _give_room(draft)
    assert [*tmp_path.iterdir()] == [build]
