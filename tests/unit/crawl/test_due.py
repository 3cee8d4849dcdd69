"""What the archive no longer holds as it came is asked for again, and what nobody touched is not read
every night."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from pipelines.crawl import due
from pipelines.crawl.due import Due
from pipelines.crawl.journal import Journal
from pipelines.crawl.sources import made
from pipelines.intake.fetches import Fetch, FetchLog, now
from pipelines.intake.store import is_kept, keep, relative

URL = "http://x.cn/nb/1.html"
TICK = 0.02
"""Seconds: more than the clock of a file system, which stands still between its ticks."""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """An archive with one page, which came just now."""
    sha256 = keep(tmp_path, b"<p>1</p>")
    log = FetchLog(tmp_path, "x")
    log.add(Fetch(at=now(), source="x", kind="report", outcome="new", url=URL, sha256=sha256, etag="1"))
    log.close()
    return tmp_path


def of(raw: Path) -> Due:
    row = {"portal": "x", "family": "static_list", "list": "http://x.cn/nb/"}
    return Due(Journal(made("x", row), raw), raw)


def kept(raw: Path) -> Path:
    [path] = (raw / "archive" / "sha256").rglob("?" * 64)
    return path


def test_what_came_and_is_there_is_not_asked_for_nor_read(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "_NIGHTS", 2**40)  # its turn is on another night
    monkeypatch.setattr(due, "is_kept", lambda *_: pytest.fail("the file was read"))
    assert not of(raw).is_open(URL)


def test_what_was_altered_is_asked_for_without_conditions(raw: Path) -> None:
    path = kept(raw)
    path.chmod(0o644)
    sleep(TICK)
    before = path.stat()
    path.write_bytes(b"<p>2</p>")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # which says nothing
    assert (of(raw).is_open(URL), of(raw).conditions(URL)) == (True, {})


def test_what_is_gone_is_asked_for(raw: Path) -> None:
    kept(raw).unlink()
    assert of(raw).is_open(URL)


def test_what_a_disk_has_lost_is_found_in_its_turn(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "is_untouched", lambda *_: True)
    monkeypatch.setattr(due, "is_kept", lambda *_: False)
    nights = []
    for night in range(due._NIGHTS):

        class Day(datetime):
            @classmethod
            def today(cls, night: int = night) -> datetime:  # type: ignore[override]
                return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=night)

        monkeypatch.setattr(due, "date", Day)
        nights.append(of(raw).is_open(URL))
    assert sum(nights) == 1


def test_what_is_whole_is_asked_for_with_conditions(raw: Path) -> None:
    assert is_kept(raw, kept(raw).name)
    assert (raw / relative(kept(raw).name)).exists()
    assert of(raw).conditions(URL) == {"If-None-Match": "1"}
