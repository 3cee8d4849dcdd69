"""Every command with wrong arguments, and on a disk that is full, read-only or not there: one line on
standard error, the right exit status, no traceback."""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import Any

import pytest

import gongkai
from assets.run import RunFailed
from tests.unit.export.small_release import build

RAW = Path(__file__).resolve().parents[3] / "raw"
REPORT = str(RAW / "2022/qinghe-2022.html")
NONE = "/nowhere/at/all"


def call(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str
) -> tuple[Any, ...]:
    """Exit status, what is on standard output, and the lines on standard error."""
    monkeypatch.setattr(sys, "argv", ["gongkai", *arguments])
    with pytest.raises(SystemExit) as ended:
        gongkai.main()
        raise SystemExit(0)
    out, err = capsys.readouterr()
    return ended.value.code, out, [line for line in err.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warehouse")
    build(folder).rename(folder / "gongkai.duckdb")
    return folder


WRONG = {
    "no such command": ["nonsense"],
    "no such option": ["run", "--nonsense"],
    "run: workers below none": ["run", "--workers", "-1"],
    "run: workers that are no number": ["run", "--workers", "many"],
    "run: no such folder": ["run", "--raw", NONE],
    "read: nothing named": ["read"],
    "check: nothing named": ["check"],
    "check: a page of another kind": ["check", REPORT, "--report", "page.doc"],
    "crawl: no such source": ["crawl", "nonsense"],
    "sources find: nothing named": ["sources", "find"],
    "sources check: no such source": ["sources", "check", "nonsense"],
    "archive warc: a year that is none": ["archive", "warc", "a", "never", "x.warc"],
    "offices: no such command": ["offices", "nonsense"],
    "offices show: nothing named": ["offices", "show"],
    "findings list: a limit of none": ["findings", "list", "--limit", "0"],
    "findings list: no such state": ["findings", "list", "--state", "nonsense"],
    "findings list: no such rule": [
        "findings",
        "list",
        "--rule",
        "no.such.rule",
        "--warehouse",
        "{warehouse}",
    ],
    "findings decide: no such decision": ["findings", "decide", "0", "--as", "nonsense", "--why", "x"],
    "findings decide: no such finding": [
        *("findings", "decide", "0000", "--as", "confirmed", "--why", "x", "--warehouse", "{warehouse}"),
    ],
    "findings export: no warehouse": ["findings", "export", "list.xlsx", "--warehouse", NONE],
    "rules try: no such file": ["rules", "try", NONE],
    "query: nothing asked": ["query"],
    "query: no warehouse": ["query", "SELECT 1", "--warehouse", NONE],
    "query: no SQL": ["query", "nonsense", "--warehouse", "{warehouse}"],
    "query: no such form": ["query", "SELECT 1", "--format", "nonsense"],
    "health: no warehouse": ["health", "--warehouse", NONE],
    "export: nothing named": ["export"],
    "export: no such workbooks": ["export", "x", "--workbooks", "nonsense"],
    "export: no warehouse": ["export", "x", "--warehouse", NONE],
    "site: no warehouse": ["site", "x", "--warehouse", NONE],
    "dashboard: a port that is none": ["dashboard", "--port", "99999"],
    "mirror: no such command": ["mirror", "nonsense"],
}
"""What is wrong -> the arguments."""


@pytest.mark.parametrize("case", WRONG)
def test_wrong_arguments_are_told_in_one_line(
    case: str, warehouse: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = [argument.format(warehouse=warehouse) for argument in WRONG[case]]
    code, out, told = call(capsys, monkeypatch, *arguments)
    assert (code, out) == (2, "")
    assert len(told) == 1 and "Traceback" not in told[0], told


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


def test_a_notification_that_did_not_arrive_is_a_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, warehouse: Path, tmp_path: Path
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise RunFailed("the disk is gone", {"webhook": "not delivered: \x1b[2J HTTP 500"})

    monkeypatch.setattr("assets.run.run", fails)
    monkeypatch.chdir(tmp_path)
    code, out, told = call(capsys, monkeypatch, "run", "--raw", str(tmp_path))
    assert (code, out) == (1, "")
    assert told[0] == "webhook: not delivered: <u+001b>[2J HTTP 500" and "the disk is gone" in told[1]
