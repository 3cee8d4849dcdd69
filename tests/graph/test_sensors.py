"""What is laid into raw/ is noticed once, whatever its date; what is taken out of the inbox is no
news."""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
import pytest

from assets.definitions import defs
from assets.folders import Busy, Folders, warehouse_lock


def look(raw: Path, cursor: str | None) -> tuple[list[str], str | None]:
    """Run keys asked for, and the cursor after it."""
    with dg.DagsterInstance.ephemeral() as instance:
        folders = Folders(raw=str(raw), warehouse=str(raw.parent / "w"))
        with dg.build_sensor_context(instance, cursor=cursor, resources={"folders": folders}) as context:
            found = defs.resolve_sensor_def("inbox_and_manifest").evaluate_tick(context)
            return [str(r.run_key) for r in found.run_requests or ()], found.cursor or context.cursor


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "inbox").mkdir(parents=True)
    (folder / "manifest.csv").write_text("path\n", encoding="utf-8")
    return folder


def test_one_run_for_each_batch_and_none_without_news(raw: Path) -> None:
    keys, cursor = look(raw, None)
    assert keys == []
    for name in ("a.pdf", "b.pdf"):
        (raw / "inbox" / name).write_bytes(b"x")
    first, cursor = look(raw, cursor)
    assert len(first) == 1
    keys, cursor = look(raw, cursor)
    assert keys == []  # it still lies there, the run is on its way
    (raw / "inbox" / "old.pdf").write_bytes(b"x")
    os.utime(raw / "inbox" / "old.pdf", (0, 0))
    second, cursor = look(raw, cursor)  # laid in while the run went on, and older than all before
    assert len(second) == 1
    for path in (raw / "inbox").iterdir():
        path.unlink()
    keys, cursor = look(raw, cursor)
    assert keys == []
    (raw / "inbox" / "a.pdf").write_bytes(b"x")
    third, cursor = look(raw, cursor)  # the same file once more
    assert len({*first, *second, *third}) == 3


def test_manifest_and_files_of_raw_are_noticed_and_the_archive_is_not(raw: Path) -> None:
    _, cursor = look(raw, None)
    (raw / "archive" / "sha256").mkdir(parents=True)
    (raw / "archive" / "sha256" / "f").write_bytes(b"x")
    keys, cursor = look(raw, cursor)
    assert keys == []
    (raw / "2023").mkdir()
    (raw / "2023" / "a.html").write_bytes(b"x")
    keys, cursor = look(raw, cursor)
    assert len(keys) == 1
    (raw / "manifest.csv").write_text("path\n2023/a.html\n", encoding="utf-8")
    assert len(look(raw, cursor)[0]) == 1


def test_a_run_holds_the_warehouse_and_a_look_does_not(tmp_path: Path) -> None:
    folders = Folders(raw=str(tmp_path), warehouse=str(tmp_path))
    with warehouse_lock(tmp_path):
        with dg.build_resources({"folders": folders}):
            pass
        with pytest.raises(Busy), warehouse_lock(tmp_path):
            pass


def test_runs_of_long_ago_are_forgotten() -> None:
    from datetime import UTC, datetime, timedelta

    from assets import notifications

    @dg.job
    def nothing() -> None:
        """A job without steps."""

    with dg.DagsterInstance.ephemeral() as instance:
        nothing.execute_in_process(instance=instance)
        assert notifications.forget(instance) == 0
        later = datetime.now(UTC) + timedelta(days=notifications.KEPT_DAYS + 1)
        assert notifications.forget(instance, later) == 1
        assert not instance.get_run_records()
