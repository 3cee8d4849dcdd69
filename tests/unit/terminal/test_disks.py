"""Every command that writes, on a disk that is full, read-only or not there: one line on standard error,
the right exit status, no traceback, nothing half written."""

from __future__ import annotations

import errno
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.unit.terminal.called import NONE, RAW, REPORT, call, commands
from warehouse.query import run

WRITING: dict[str, tuple[list[str], int]] = {
    "export": (["export", "{place}/releases", "--warehouse", "{warehouse}"], 1),
    "check --report as html": (["check", REPORT, "--report", "{place}/page.html"], 2),
    "check --report as xlsx": (["check", REPORT, "--report", "{place}/page.xlsx"], 2),
    "findings export": (
        ["findings", "export", "{place}/list.xlsx", "--warehouse", "{warehouse}", "--raw", "{place}"],
        2,
    ),
    "offices roster --out": (["offices", "roster", "320813", "--out", "{place}/roster.csv"], 2),
    "site": (["site", "{place}/site", "--warehouse", "{warehouse}"], 2),
}
"""A command that writes -> its arguments, and with what it ends where it cannot."""
ON_A_DISK: dict[str, tuple[list[str], int]] = {
    **WRITING,
    "read --evidence": (["read", str(RAW / "2023/qinghe-2023.pdf"), "--evidence", "{place}/drawn"], 2),
    "archive warc": (["archive", "warc", "a", "2024", "{place}/x.warc", "--raw", str(RAW)], 2),
    "offices review": (["offices", "review", "--raw", "{place}", "--warehouse", "{warehouse}"], 2),
    "findings decide": (
        [
            *("findings", "decide", "{finding}", "--as", "confirmed", "--why", "x", "--by", "y"),
            *("--raw", "{place}", "--warehouse", "{warehouse}"),
        ],
        2,
    ),
    "lake": (["lake", "{place}/lake.ducklake", "{place}/data", "--warehouse", "{warehouse}"], 1),
    "mirror push": (["mirror", "push", "{place}/copy", "--raw", str(RAW), "--warehouse", NONE], 2),
    "mirror pull": (["mirror", "pull", "{copy}", "--raw", "{place}/raw", "--warehouse", "{place}"], 2),
    "sources find": (
        [
            *("sources", "find", "http://127.0.0.1:9/", "--local", "--pace", "0"),
            *("--kept", "{place}/kept.jsonl", "--raw", str(RAW)),
        ],
        2,
    ),
    "run": (["run", "--raw", "{copy}/raw", "--warehouse", "{place}"], 1),
}
"""The same on a disk of its own, where also what writes by other ways than Python's is stopped."""
ELSEWHERE = {
    "crawl": "asks portals; what it cannot write is told in the line of the source",
    "offices gazetteer": "writes into the checkout, and needs packages that are not here",
}
"""A command that writes -> why it is not tried here."""
READING = {
    *("query", "health", "doctor", "dashboard", "rules try", "sources check"),
    *("offices show", "offices resolve", "findings list"),
}
"""Those that write nothing."""


def test_no_command_that_writes_is_left_out() -> None:
    written = {name for name in commands() for case in ON_A_DISK if case.startswith(name)}
    assert commands() - written - READING == set(ELSEWHERE)


@pytest.fixture(scope="module", params=["full", "read-only"])
def disk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A file system of its own that takes nothing."""
    place = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("mounting a file system in memory is not allowed here")
    try:
        if request.param == "read-only":
            subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)
        else:
            with pytest.raises(OSError, match="No space"):
                (place / "all of it").write_bytes(bytes(2**17))
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.parametrize("command", ON_A_DISK)
def test_a_disk_of_its_own_that_takes_nothing_is_told_in_one_line(
    command: str,
    disk: Path,
    warehouse: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GONGKAI_CONTACT", "who@example.org")
    (tmp_path / "raw").mkdir()
    shutil.copy(REPORT, tmp_path / "raw")
    ((finding,),) = run("SELECT min(fingerprint) FROM quality.findings", warehouse / "gongkai.duckdb")[1]
    before = sorted(disk.rglob("*"))
    arguments, ends = ON_A_DISK[command]
    named = {"place": disk, "warehouse": warehouse, "copy": tmp_path, "finding": finding}
    code, _, told = call(capsys, monkeypatch, *[a.format(**named) for a in arguments])
    assert code == ends
    assert len(told) == 1 and "Traceback" not in told[0], told
    assert "磁盘已满" in told[0] if before else "read-only" in told[0].lower()
    assert str(disk) in told[0] or command == "run"
    assert [
        path for path in disk.rglob("*") if path.is_file() and path not in before and path.stat().st_size
    ] == []


@pytest.mark.parametrize("command", WRITING)
def test_a_place_that_is_none_is_told_in_one_line(
    command: str,
    warehouse: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file where a folder is wanted, which stops the mightiest of users, too."""
    (tmp_path / "file").write_text("no folder")
    arguments, ends = WRITING[command]
    named = [a.format(place=tmp_path / "file", warehouse=warehouse) for a in arguments]
    code, _, told = call(capsys, monkeypatch, *named)
    assert code == ends
    assert len(told) == 1 and "Traceback" not in told[0], told


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS], ids=["full", "read-only"])
@pytest.mark.parametrize("command", WRITING)
def test_a_disk_that_takes_nothing_is_told_in_one_line(
    command: str,
    number: int,
    warehouse: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = tmp_path / "place"
    place.mkdir()
    really = Path.open

    def refuses(path: Path, mode: str = "r", *more: Any, **options: Any) -> Any:
        if path.is_relative_to(place) and set(mode) & set("wax+"):
            raise OSError(
                number, "No space left on device" if number == errno.ENOSPC else "Read-only", str(path)
            )
        return really(path, mode, *more, **options)

    monkeypatch.setattr(Path, "open", refuses)
    monkeypatch.setattr(Path, "write_text", lambda path, *_, **__: refuses(path, "w"))
    monkeypatch.setattr(Path, "write_bytes", lambda path, *_, **__: refuses(path, "w"))
    arguments, ends = WRITING[command]
    code, _, told = call(
        capsys, monkeypatch, *[a.format(place=place, warehouse=warehouse) for a in arguments]
    )
    assert code == ends
    assert len(told) == 1 and "Traceback" not in told[0], told
    assert number != errno.ENOSPC or "磁盘已满" in told[0]
    assert [path for path in place.rglob("*") if path.is_file()] == []
