"""What the machine and people do to a run: no space, no right to write, a second run, damaged files, a wrong clock."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
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


def test_a_full_disk_publishes_nothing(line: Line, mounted: Callable[[str], Path]) -> None:
    warehouse = mounted("size=3m")
    _fails_in_one_line(line.run(warehouse))
    subprocess.run(["mount", "-o", "remount,size=200m", str(warehouse)], check=True)
    assert line.run(warehouse).returncode == 0
    assert digest_of(warehouse) == line.digest


@only_whole
def test_a_folder_that_cannot_be_written_to(line: Line, mounted: Callable[[str], Path]) -> None:
    warehouse = mounted("size=200m")
    assert line.run(warehouse).returncode == 0
    subprocess.run(["mount", "-o", "remount,ro", str(warehouse)], check=True)
    _fails_in_one_line(line.run(warehouse))
    assert digest_of(warehouse) == line.digest


def test_the_second_of_two_runs_says_so(line: Line, tmp_path: Path) -> None:
    with (tmp_path / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = line.run(tmp_path)
    _fails_in_one_line(done)
    assert "another run" in done.stderr


@only_whole
@pytest.mark.parametrize("damage", ["cut", "emptied", "gone", "overwritten"])
def test_a_damaged_shard_is_read_again(line: Line, tmp_path: Path, damage: str) -> None:
    shutil.copytree(line.raw.parent / "warehouse" / "shards", tmp_path / "shards")
    shard = sorted((tmp_path / "shards").rglob("cells.parquet"))[0]
    data = shard.read_bytes()
    if damage == "gone":
        shard.unlink()
    else:
        shard.write_bytes({"cut": data[: len(data) // 2], "emptied": b"", "overwritten": bytes(len(data))}[damage])
    done = line.run(tmp_path)
    assert done.returncode == 0, done.stderr
    assert digest_of(tmp_path) == line.digest


@only_whole
def test_a_truncated_manifest_is_told_and_stops_nothing_published(line: Line, tmp_path: Path) -> None:
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    shutil.copytree(line.raw, raw)
    other = Line(raw, "", 0)
    assert other.run(warehouse).returncode == 0
    (raw / "manifest.csv").write_text('path,source_url\n2021/huiyuan-2021.txt,"https://exa', encoding="utf-8")
    other.run(warehouse)  # told or read as far as it goes; in both cases:
    assert is_whole(warehouse)
    (raw / "manifest.csv").write_bytes(b"path,source_url\n\xb9\xab\xbf\xaa.html,")
    _fails_in_one_line(other.run(warehouse))
    assert is_whole(warehouse)


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
def test_a_run_without_memory_fails_and_leaves_the_old_build(line: Line, tmp_path: Path) -> None:
    shutil.copytree(line.raw.parent / "warehouse", tmp_path, symlinks=True, dirs_exist_ok=True)
    limited = ["bash", "-c", 'ulimit -v 900000; exec "$@"', "bash", *line.command(tmp_path)]
    done = subprocess.run(limited, capture_output=True, text=True, check=False, env=dict(os.environ), timeout=300)
    assert is_whole(tmp_path)
    assert digest_of(tmp_path) == line.digest
    if done.returncode == 0:
        pytest.skip("the run is content with so little")
