from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from warehouse.publish import LINK, Unpublishable, builds
from warehouse.publish import publish as publish_build


def draft_of(folder: Path, number: int, stamp: str = "") -> Path:
    """A draft that holds one number and, given a stamp, a run."""
    draft = folder / "draft.duckdb"
    with duckdb.connect(str(draft)) as connection:
        connection.execute(
            f"CREATE TABLE t AS SELECT {number} AS n; CREATE SCHEMA quality; CREATE TABLE quality.runs (build VARCHAR)"
        )
        if stamp:
            connection.execute("INSERT INTO quality.runs VALUES (?)", [stamp])
    return draft


def publish(draft: Path, folder: Path, keep: int = 3, grace: float = 600.0) -> Path:
    """The link after publication."""
    assert publish_build(draft, folder, keep, grace) == (folder / LINK).resolve()
    return folder / LINK


def stamp_of(day: int) -> str:
    return f"202611{day:02}T000000000000Z"


def number_in(database: Path) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        ((number,),) = connection.execute("SELECT n FROM t").fetchall()
    return int(number)


def test_the_link_points_to_the_new_build_beside_it(tmp_path: Path) -> None:
    link = publish(draft_of(tmp_path, 1, stamp_of(1)), tmp_path)
    assert not link.readlink().is_absolute()
    assert link.resolve().name.startswith(f"gongkai-{stamp_of(1)}-")
    assert number_in(link) == 1
    assert not (tmp_path / "draft.duckdb").exists()
    assert {path.name for path in tmp_path.iterdir()} == {LINK, link.resolve().name}


def test_an_open_reader_keeps_the_old_build_and_a_new_one_sees_the_new(tmp_path: Path) -> None:
    link = publish(draft_of(tmp_path, 1, stamp_of(1)), tmp_path)
    reader = duckdb.connect(str(link), read_only=True)
    publish(draft_of(tmp_path, 2, stamp_of(2)), tmp_path, keep=1, grace=0)
    assert reader.execute("SELECT n FROM t").fetchall() == [(1,)]
    assert number_in(link) == 2
    other = f"import duckdb; print(duckdb.connect({str(link)!r}, read_only=True).sql('SELECT n FROM t').fetchall())"
    assert (
        subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, check=True).stdout
        == "[(2,)]\n"
    )
    reader.close()


def test_the_newest_builds_stay(tmp_path: Path) -> None:
    for day in range(1, 6):
        publish(draft_of(tmp_path, day, stamp_of(day)), tmp_path, keep=3, grace=0)
    assert [number_in(build) for build in builds(tmp_path)] == [5, 4, 3]


def test_the_linked_build_stays_however_old_its_stamp(tmp_path: Path) -> None:
    for day in (5, 6, 1):
        link = publish(draft_of(tmp_path, day, stamp_of(day)), tmp_path, keep=1, grace=0)
    assert number_in(link) == 1
    assert [number_in(build) for build in builds(tmp_path)] == [6, 1]


def test_a_build_that_a_reader_may_be_opening_stays(tmp_path: Path) -> None:
    for day in range(1, 6):
        publish(draft_of(tmp_path, day, stamp_of(day)), tmp_path, keep=1)
    assert [number_in(build) for build in builds(tmp_path)] == [5, 4, 3, 2, 1]


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    for name in (
        "gongkai-notes.duckdb",
        "other.duckdb",
        "gongkai-20200101T000000000000Z-0123abcd.duckdb.bak",
    ):
        (tmp_path / name).write_text("mine")
    for day in (1, 2):
        publish(draft_of(tmp_path, day, stamp_of(day)), tmp_path, keep=1, grace=0)
    assert sum(path.read_bytes() == b"mine" for path in tmp_path.iterdir()) == 3


@pytest.mark.parametrize("beside", ["draft.duckdb", LINK, "the linked build"])
def test_a_leftover_log_stops_publication(tmp_path: Path, beside: str) -> None:
    link = publish(draft_of(tmp_path, 1, stamp_of(1)), tmp_path)
    draft = draft_of(tmp_path, 2, stamp_of(2))
    name = link.resolve().name if beside == "the linked build" else beside
    (tmp_path / f"{name}.wal").write_bytes(b"changes")
    with pytest.raises(Unpublishable, match=r"\.wal holds changes"):
        publish(draft, tmp_path)
    assert number_in(link) == 1
    assert draft.exists()


@pytest.mark.parametrize("step", [1, 2], ids=["the draft is moved", "the link is replaced"])
def test_a_crash_at_any_step_leaves_a_whole_build_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    link = publish(draft_of(tmp_path, 1, stamp_of(1)), tmp_path)
    whole, calls = os.replace, 0

    def crash(*names: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == step:
            raise KeyboardInterrupt
        whole(*names)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            publish(draft_of(tmp_path, 2, stamp_of(2)), tmp_path)
    assert calls == step
    assert number_in(link) == 1
    (tmp_path / "draft.duckdb").unlink(missing_ok=True)
    publish(draft_of(tmp_path, 3, stamp_of(3)), tmp_path, keep=1, grace=0)
    assert number_in(link) == 3
    assert len(builds(tmp_path)) == 1
    assert not (tmp_path / f".{LINK}.new").is_symlink()


def test_a_draft_still_open_for_writing_is_refused(tmp_path: Path) -> None:
    draft = draft_of(tmp_path, 1)
    with duckdb.connect(str(draft)), pytest.raises(Unpublishable, match=r"draft\.duckdb"):
        publish(draft, tmp_path)
    assert not (tmp_path / LINK).exists()


@pytest.mark.parametrize("content", [b"", b"no database at all", None])
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes | None) -> None:
    draft = tmp_path / "draft.duckdb"
    if content is not None:
        draft.write_bytes(content)
    with pytest.raises(Unpublishable):
        publish(draft, tmp_path)
    assert not (tmp_path / LINK).is_symlink()


def test_a_plain_file_in_place_of_the_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / LINK).write_text("a database of another kind")
    with pytest.raises(Unpublishable, match="not a link"):
        publish(draft_of(tmp_path, 1), tmp_path)


def test_a_published_build_cannot_be_written_to_by_accident(tmp_path: Path) -> None:
    link = publish(draft_of(tmp_path, 1), tmp_path)
    assert link.resolve().stat().st_mode & 0o222 == 0
