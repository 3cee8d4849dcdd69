"""Every command with wrong arguments: one line on standard error, exit status 2, no traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assets.run import RunFailed
from tests.unit.terminal.called import NONE, REPORT, call, commands

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
    "lake: no folder of its files": ["lake", "x.ducklake", "--warehouse", "{warehouse}"],
    "lake: no warehouse": ["lake", "x.ducklake", "x", "--warehouse", NONE],
    "mirror: no such command": ["mirror", "nonsense"],
    "mirror push: an address without a place": ["mirror", "push", "s3://"],
    "mirror push: nothing to copy": ["mirror", "push", "{place}/copy", "--raw", NONE],
    "mirror pull: nothing there": ["mirror", "pull", NONE],
    "read: evidence where a file is": ["read", REPORT, "--evidence", "{place}"],
    "check: no year before": ["check", REPORT, "--previous"],
    "crawl: no such folder": ["crawl", "--raw", NONE],
    "sources check: no such folder": ["sources", "check", "--raw", NONE],
    "archive warc: no such folder": ["archive", "warc", "a", "2024", "x.warc", "--raw", NONE],
    "offices review: no such folder": [
        *("offices", "review", "--raw", NONE, "--warehouse", "{warehouse}"),
    ],
    "offices review: no warehouse": ["offices", "review", "--warehouse", NONE],
    "offices resolve: nothing named": ["offices", "resolve"],
    "offices roster: no such place": ["offices", "roster", "nonsense", "--warehouse", NONE],
    "offices gazetteer: no packages": ["offices", "gazetteer", "--from", NONE],
    "findings decide: no such day": [
        *("findings", "decide", "0", "--as", "contacted", "--why", "x", "--due", "2024-02-30"),
    ],
    "findings export: another kind of file": ["findings", "export", "list.txt"],
    "rules try: no rules in it": ["rules", "try", REPORT],
    "query: nothing in it": ["query", " ", "--warehouse", "{warehouse}"],
    "health: an age below none": ["health", "--max-age", "-1"],
    "doctor: no such option": ["doctor", "--nonsense"],
    "site: no such place": ["site", "x", "--place", "nonsense", "--warehouse", "{warehouse}"],
    "dashboard: no such address": ["dashboard", "--host", "256.0.0.1"],
}
"""What is wrong -> the arguments; `{place}` is a file where no folder can be."""


@pytest.mark.parametrize("case", WRONG)
def test_wrong_arguments_are_told_in_one_line(
    case: str,
    warehouse: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (place := tmp_path / "file").write_text("no folder")
    arguments = [argument.format(warehouse=warehouse, place=place) for argument in WRONG[case]]
    code, out, told = call(capsys, monkeypatch, *arguments)
    assert (code, out) == (2, "")
    assert len(told) == 1 and "Traceback" not in told[0], told


def test_no_command_is_left_out() -> None:
    tried = {
        name
        for name in commands()
        for arguments in WRONG.values()
        if arguments[: len(name.split())] == name.split()
    }
    assert commands() - tried == set()


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
