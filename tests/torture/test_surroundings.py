"""What the machine and people do to a run: no space, no right to write, a second run, damaged
files, a wrong clock."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.torture.conftest import Line, digest_of, is_whole, only_whole


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a file system in memory with the given options; skips where that is not allowed."""
    places: list[Path] = []

    def mount(options: str) -> Path:
        place = tmp_path / f"mounted{len(places)}"
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=False)
        if done.returncode:
            pytest.skip("mounting a file system in memory is not allowed here")
        places.append(place)
        return place

    yield mount
    for place in places:
        subprocess.run(["umount", str(place)], check=True)


def _fails_in_one_line(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def _completes(line: Line, warehouse: Path) -> None:
    """The next run ends, with what it would have had without any failure."""
    done = line.run(warehouse)
    assert done.returncode == 0, done.stderr
    assert is_whole(warehouse)
    assert digest_of(warehouse) == line.digest


def _remount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(place)], check=True)


@only_whole
@pytest.mark.parametrize("room", [0.05, 0.5, 3, 6, 9, 12, 15, 18, 21])
def test_a_full_disk_leaves_the_old_build(
    line: Line, published: Callable[[int], Path], mounted: Callable[[str], Path], room: float
) -> None:
    """`room`: MB that are left beside the old build; a run needs about 20 for shards, draft and
    verdicts."""
    warehouse = mounted("size=200m")
    shutil.copytree(published(3), warehouse, symlinks=True, dirs_exist_ok=True)
    old = digest_of(warehouse)
    used = shutil.disk_usage(warehouse).used
    _remount(warehouse, f"size={int(used + room * 2**20)}")
    done = line.run(warehouse)
    assert is_whole(warehouse)
    if done.returncode:
        _fails_in_one_line(done)
        assert "磁盘已满" in done.stderr and not [*warehouse.glob("draft.duckdb*")]
        assert digest_of(warehouse) == old
    else:
        assert digest_of(warehouse) == line.digest
    assert done.returncode or room > 3, "a test of a full disk needs one that is full"
    _remount(warehouse, "size=200m")
    _completes(line, warehouse)


@only_whole
def test_an_archive_without_room_loses_nothing_that_waits_in_the_inbox(
    line: Line, tmp_path: Path, mounted: Callable[[str], Path]
) -> None:
    raw = mounted("size=200m")
    shutil.copytree(line.raw, raw, dirs_exist_ok=True)
    (raw / "inbox").mkdir()
    letter = (raw / "2022" / "yunxi-2022.docx").read_bytes() * 200
    (raw / "inbox" / "letter.docx").write_bytes(letter)
    _remount(raw, f"size={shutil.disk_usage(raw).used + 4096}")
    Line(raw, "", 0).run(tmp_path / "warehouse")
    held = [
        p
        for p in raw.rglob("*")
        if p.is_file() and p.stat().st_size == len(letter) and p.read_bytes() == letter
    ]
    assert held, "the file is neither in the inbox nor in the archive"
    _remount(raw, "size=200m")
    assert Line(raw, "", 0).run(tmp_path / "warehouse").returncode == 0
    assert not [*(raw / "inbox").glob("*.docx")]
    assert [p for p in (raw / "archive").rglob("*") if p.is_file() and p.read_bytes() == letter]


@only_whole
def test_a_folder_that_cannot_be_written_to(line: Line, mounted: Callable[[str], Path]) -> None:
    warehouse = mounted("size=200m")
    assert line.run(warehouse).returncode == 0
    _remount(warehouse, "ro")
    _fails_in_one_line(line.run(warehouse))
    assert digest_of(warehouse) == line.digest
    _remount(warehouse, "rw")
    _completes(line, warehouse)


@only_whole
def test_reports_that_cannot_be_written_to_are_read_all_the_same(
    line: Line, tmp_path: Path, mounted: Callable[[str], Path]
) -> None:
    raw = mounted("size=200m")
    shutil.copytree(line.raw, raw, dirs_exist_ok=True)
    _remount(raw, "ro")
    _completes(Line(raw, line.digest, 0), tmp_path / "warehouse")


@only_whole
def test_of_two_runs_at_once_one_has_its_way(line: Line, tmp_path: Path) -> None:
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    both = [subprocess.Popen(line.command(tmp_path), **pipes) for _ in range(2)]  # type: ignore[call-overload]
    told = [one.communicate(timeout=300)[1] for one in both]
    assert sorted(one.returncode for one in both)[0] == 0
    assert all(one.returncode == 0 or "another run" in words for one, words in zip(both, told))
    assert is_whole(tmp_path) and digest_of(tmp_path) == line.digest


def test_the_second_of_two_runs_says_so(line: Line, tmp_path: Path) -> None:
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = line.run(tmp_path)
    _fails_in_one_line(done)
    assert "another run" in done.stderr
    assert not [*tmp_path.glob("*.duckdb")]


@only_whole
def test_a_warehouse_that_is_deleted_is_made_again(line: Line, tmp_path: Path) -> None:
    """The reader that has it open keeps what it has, see test_readers.py."""
    shutil.copytree(line.raw.parent / "warehouse", tmp_path / "warehouse", symlinks=True)
    shutil.rmtree(tmp_path / "warehouse")
    _completes(line, tmp_path / "warehouse")


@only_whole
def test_a_link_to_a_build_that_is_gone_is_no_obstacle(line: Line, tmp_path: Path) -> None:
    shutil.copytree(line.raw.parent / "warehouse", tmp_path, symlinks=True, dirs_exist_ok=True)
    (tmp_path / "gongkai.duckdb").resolve().unlink()
    _completes(line, tmp_path)


@only_whole
@pytest.mark.parametrize("damage", ["cut", "emptied", "gone", "overwritten", "turned"])
def test_a_damaged_shard_is_read_again(line: Line, tmp_path: Path, damage: str) -> None:
    shutil.copytree(line.raw.parent / "warehouse" / "shards", tmp_path / "shards")
    shard = sorted((tmp_path / "shards").rglob("cells.parquet"))[0]
    data = shard.read_bytes()
    if damage == "gone":
        shard.unlink()
    else:
        half = len(data) // 2
        turned = data[:half] + bytes([data[half] ^ 1]) + data[half + 1 :]
        damaged = {"cut": data[:half], "emptied": b"", "overwritten": bytes(len(data)), "turned": turned}
        shard.write_bytes(damaged[damage])
    _completes(line, tmp_path)


@only_whole
def test_a_truncated_manifest_is_told_and_stops_nothing_published(line: Line, tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    shutil.copytree(line.raw, raw)
    other = Line(raw, line.digest, 0)
    _completes(other, warehouse)
    (raw / "manifest.csv").write_text('path,source_url\n2021/huiyuan-2021.txt,"https://exa', encoding="utf-8")
    other.run(warehouse)  # told or read as far as it goes; in both cases:
    assert is_whole(warehouse)
    (raw / "manifest.csv").write_bytes(b"path,source_url\n\xb9\xab\xbf\xaa.html,")
    _fails_in_one_line(other.run(warehouse))
    assert is_whole(warehouse)
    (raw / "manifest.csv").unlink()
    _completes(other, warehouse)


@only_whole
def test_a_clock_that_was_set_back_makes_the_newest_build_no_older(line: Line, tmp_path: Path) -> None:
    from warehouse.publish import builds
    from warehouse.query import run

    shutil.copytree(line.raw.parent / "warehouse", tmp_path, symlinks=True, dirs_exist_ok=True)
    ((before,),) = run("SELECT max(build) FROM quality.runs", tmp_path / "gongkai.duckdb")[1]
    program = shutil.which("faketime")
    if program is None:
        pytest.skip("faketime is not installed")
    done = subprocess.run(
        [program, "2020-01-01 00:00:00", *line.command(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    ((after,),) = run("SELECT max(build) FROM quality.runs", tmp_path / "gongkai.duckdb")[1]
    assert after > before
    assert builds(tmp_path)[0] == (tmp_path / "gongkai.duckdb").resolve()
    assert digest_of(tmp_path) == line.digest


@only_whole
@pytest.mark.parametrize("megabytes", [250, 500, 800, 1100])
def test_a_run_without_memory_leaves_the_old_build(
    line: Line, published: Callable[[int], Path], megabytes: int
) -> None:
    """The address space of the process is limited; it dies where it happens to be, or is content
    with so little."""
    warehouse = published(3)
    old = digest_of(warehouse)
    limited = ["bash", "-c", f'ulimit -v {megabytes * 1024}; exec "$@"', "bash", *line.command(warehouse)]
    done = subprocess.run(
        limited, capture_output=True, text=True, check=False, env=dict(os.environ), timeout=300
    )
    assert is_whole(warehouse)
    assert digest_of(warehouse) == (line.digest if done.returncode == 0 else old)
    assert done.returncode or megabytes > 250, "a test of want needs a want"
    _completes(line, warehouse)


@only_whole
def test_a_database_without_memory_says_so_in_one_line(line: Line, published: Callable[[int], Path]) -> None:
    warehouse = published(3)
    old = digest_of(warehouse)
    done = line.run(warehouse, GONGKAI_MEMORY="4MB")
    _fails_in_one_line(done)
    assert "emory" in done.stderr
    assert digest_of(warehouse) == old
    _completes(line, warehouse)


def test_what_is_restored_from_a_copy_of_the_reports_is_the_same(line: Line, tmp_path: Path) -> None:
    """A backup is `raw/`, copied by any means; the archive in it is verified before it is used."""
    from terminal.doctor import examine_archive

    copied = shutil.copytree(line.raw, tmp_path / "restored")
    assert not examine_archive(copied).bad
    restored = replace(line, raw=copied)
    done = restored.run(tmp_path / "warehouse")
    assert done.returncode == 0, done.stderr
    assert digest_of(tmp_path / "warehouse") == line.digest
