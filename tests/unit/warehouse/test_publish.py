"""Publication: at every moment the link points to a whole build that survives a loss of power."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import time
from typing import Any

import duckdb
import pytest

from warehouse.publish import LINK, Unpublishable, builds, keep_beside
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


def test_unless_told_otherwise_three_builds_stay_and_those_of_the_last_ten_minutes(tmp_path: Path) -> None:
    for day, age in ((1, 700), (2, 500), (3, 700), (4, 700), (5, 0)):
        build = publish_build(draft_of(tmp_path, day, stamp_of(day)), tmp_path)
        os.utime(build, (time() - age, time() - age))
    publish_build(draft_of(tmp_path, 6, stamp_of(6)), tmp_path)
    assert [number_in(build) for build in builds(tmp_path)] == [6, 5, 4, 2]


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


def name_of(draft: Path, stamp: str) -> str:
    """The name that a draft gets as a build."""
    return f"gongkai-{stamp}-{hashlib.sha256(draft.read_bytes()).hexdigest()[:8]}.duckdb"


@pytest.mark.parametrize("beside", ["draft.duckdb", LINK, "the linked build", "the build to be"])
def test_a_leftover_log_stops_publication(tmp_path: Path, beside: str) -> None:
    link = publish(draft_of(tmp_path, 1, stamp_of(1)), tmp_path)
    draft = draft_of(tmp_path, 2, stamp_of(2))
    names = {"the linked build": link.resolve().name, "the build to be": name_of(draft, stamp_of(2))}
    (tmp_path / f"{names.get(beside, beside)}.wal").write_bytes(b"changes")
    with pytest.raises(Unpublishable, match=r"\.wal holds changes"):
        publish(draft, tmp_path)
    assert number_in(link) == 1
    assert draft.exists()
    assert len(builds(tmp_path)) == 1


def test_a_build_is_named_by_its_run_and_its_content(tmp_path: Path) -> None:
    draft = draft_of(tmp_path, 1, stamp_of(1))
    name = name_of(draft, stamp_of(1))
    assert publish(draft, tmp_path).resolve().name == name


def test_a_build_is_named_by_its_last_run(tmp_path: Path) -> None:
    draft = draft_of(tmp_path, 1, stamp_of(2))
    with duckdb.connect(str(draft)) as connection:
        connection.execute("INSERT INTO quality.runs VALUES (?)", [stamp_of(1)])
    name = name_of(draft, stamp_of(2))
    assert publish(draft, tmp_path).resolve().name == name


def test_a_draft_without_a_run_is_named_by_the_time_of_publication(tmp_path: Path) -> None:
    earlier = publish(draft_of(tmp_path, 1), tmp_path).resolve()
    later = publish(draft_of(tmp_path, 2), tmp_path).resolve()
    assert [path.name for path in builds(tmp_path)] == [later.name, earlier.name]


def test_a_draft_on_another_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft, stat = draft_of(tmp_path, 1, stamp_of(1)), Path.stat

    def elsewhere(path: Path, **more: Any) -> os.stat_result:
        known = stat(path, **more)
        fields = list(known)
        fields[2] += path == draft  # st_dev
        return os.stat_result(fields)

    monkeypatch.setattr(Path, "stat", elsewhere)
    with pytest.raises(Unpublishable, match="another file system"):
        publish(draft, tmp_path)
    monkeypatch.undo()
    assert draft.exists()
    assert not (tmp_path / LINK).is_symlink()


def watched(calls: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch, link: Path) -> list[bool]:
    """Note each change of a name and each flush, by name of the file, and whether the link led to a
    whole build before and after it."""
    whole: list[bool] = []

    def noting(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            path = arguments[1] if name in ("replace", "symlink") else arguments[0]
            path = Path(f"/proc/self/fd/{path}").readlink() if name == "fsync" else Path(path)
            whole.append(link.exists())
            given = real(*arguments, **more)
            whole.append(link.exists())
            calls.append((name, path.name))
            return given

        return call

    for name in ("fsync", "replace", "symlink", "unlink"):
        monkeypatch.setattr(os, name, noting(name, getattr(os, name)))
    return whole


@pytest.mark.skipif(
    not Path("/proc/self/fd").is_dir(), reason="the files behind handles are listed on Linux only"
)
def test_content_is_on_the_disk_before_a_name_and_a_name_before_the_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = publish(draft_of(tmp_path, 1, stamp_of(1)), tmp_path)
    first = link.resolve().name
    draft = draft_of(tmp_path, 2, stamp_of(2))
    second = name_of(draft, stamp_of(2))
    calls: list[tuple[str, str]] = []
    with monkeypatch.context() as patch:
        whole = watched(calls, patch, link)
        publish_build(draft, tmp_path, keep=1, grace=0)
    kept = [call for call in calls if call != ("unlink", f".{LINK}.new")]
    assert kept == [
        ("fsync", "draft.duckdb"),
        ("replace", second),
        ("fsync", tmp_path.name),
        ("symlink", f".{LINK}.new"),
        ("replace", LINK),
        ("fsync", tmp_path.name),
        ("unlink", first),
    ]
    assert all(whole)


GONE, KNOWN = "gongkai-20260101T000000000000Z-00000001", "gongkai-20260102T000000000000Z-00000002"


@pytest.mark.parametrize(
    ("name", "stays"),
    [
        pytest.param(KNOWN, True, id="of-a-build-that-is-there"),
        pytest.param(GONE, False, id="of-a-build-that-is-gone"),
        pytest.param("gongkai-notes", True, id="named-nearly-like-one"),
        pytest.param("notes", True, id="of-somebody-else"),
        pytest.param(f"{GONE}.bak", True, id="a-copy-of-one-that-is-gone"),
    ],
)
def test_what_was_written_about_builds_that_are_gone_goes(tmp_path: Path, name: str, stays: bool) -> None:
    quality, build = tmp_path / "quality", tmp_path / f"{KNOWN[:-1]}3.duckdb"
    for path in (build, tmp_path / f"{KNOWN}.duckdb"):
        path.touch()
    for folder in (quality / name, quality / "validations"):
        folder.mkdir(parents=True)
        (folder / "suites.json").write_text(folder.name)
    kept = keep_beside(quality / "validations", build)
    assert kept == quality / build.stem
    assert (kept / "suites.json").read_text() == "validations"
    assert not (quality / "validations").exists()
    assert (quality / name / "suites.json").exists() == stays


def test_what_was_written_about_a_build_before_is_replaced_whole(tmp_path: Path) -> None:
    build = tmp_path / f"{KNOWN}.duckdb"
    build.touch()
    for folder, file in ((build.stem, "old.json"), ("validations", "new.json")):
        (tmp_path / "quality" / folder).mkdir(parents=True)
        (tmp_path / "quality" / folder / file).touch()
    kept = keep_beside(tmp_path / "quality" / "validations", build)
    assert [path.name for path in kept.iterdir()] == ["new.json"]


@pytest.mark.parametrize(
    ("keep", "ages", "left"),
    [
        pytest.param(3, (9, 9, 9, 9), [4, 3, 2], id="the-newest-three"),
        pytest.param(1, (9, 9, 9, 9), [4], id="the-newest"),
        pytest.param(0, (9, 9, 9, 9), [4], id="the-linked-one-at-least"),
        pytest.param(1, (9, 0, 9, 9), [4, 2], id="one-made-just-now"),
        pytest.param(2, (0, 0, 0, 0), [4, 3, 2, 1], id="all-made-just-now"),
    ],
)
def test_builds_are_pruned_by_number_and_age(
    keep: int, ages: tuple[int, ...], left: list[int], tmp_path: Path
) -> None:
    for day, age in enumerate(ages[:-1], 1):
        build = publish(draft_of(tmp_path, day, stamp_of(day)), tmp_path, keep=9).resolve()
        moment = build.stat().st_mtime - 60 * age
        os.utime(build, (moment, moment))
    publish(draft_of(tmp_path, len(ages), stamp_of(len(ages))), tmp_path, keep=keep, grace=300)
    assert [number_in(build) for build in builds(tmp_path)] == left


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
