"""Bytes go in once and whole, the log is only added to, and whatever a kill leaves is seen and
costs nothing."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.intake.fetches import Fetch, FetchLog, fetches, log_path
from pipelines.intake.filed import filed
from pipelines.intake.inbox import take_in
from pipelines.intake.manifest import display_path, filings
from pipelines.intake.store import ArchiveBusy, archive_lock, content, keep, relative
from pipelines.intake.verify import verify


def log(raw: Path, *fetched: Fetch) -> None:
    file = FetchLog(raw, fetched[0].source)
    for fetch in fetched:
        file.add(fetch)
    file.close()


def report(
    raw: Path, data: bytes, at: str, url: str = "http://x.gov.cn/1", outcome: str = "new", **more: str
) -> Fetch:
    return Fetch(at=at, source="x", kind="report", outcome=outcome, url=url, sha256=keep(raw, data), **more)  # type: ignore[arg-type]


def test_the_same_bytes_are_one_file_named_by_their_hash(tmp_path: Path) -> None:
    sha256 = keep(tmp_path, b"one")
    assert sha256 == hashlib.sha256(b"one").hexdigest()
    before = (tmp_path / relative(sha256)).stat()
    assert keep(tmp_path, b"one") == sha256
    after = (tmp_path / relative(sha256)).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert content(tmp_path, sha256) == b"one"
    assert not after.st_mode & 0o222


def test_a_file_that_was_cut_short_is_written_again(tmp_path: Path) -> None:
    sha256 = keep(tmp_path, b"whole")
    place = tmp_path / relative(sha256)
    place.unlink()
    place.write_bytes(b"who")
    keep(tmp_path, b"whole")
    assert content(tmp_path, sha256) == b"whole"


@pytest.mark.parametrize("name", ["../../etc/passwd", "A" * 64, "", "a" * 63, "a" * 65])
def test_only_a_hash_names_a_file(name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        relative(name)


@pytest.mark.parametrize("name", ["../x", "x/y", "", ".x", "X", "x.y", "机关"])
def test_only_a_plain_name_names_a_log(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a-z"):
        log_path(tmp_path, name)


def test_a_line_that_a_kill_has_cut_is_passed_over_and_the_next_one_is_whole(tmp_path: Path) -> None:
    log(tmp_path, report(tmp_path, b"a", "2026-01-01T00:00:00Z"))
    with log_path(tmp_path, "x").open("ab") as file:
        file.write(b'{"at": "2026-01-01T00:00:01Z", "sour')
    log(tmp_path, report(tmp_path, b"b", "2026-01-02T00:00:00Z"))
    assert [content(tmp_path, f.sha256 or "") for f in fetches(tmp_path, "x")] == [b"a", b"b"]
    assert verify(tmp_path).cut == ["x.jsonl:2"]


def test_verification_tells_what_was_altered_lost_or_never_logged(tmp_path: Path) -> None:
    fetched = [report(tmp_path, data, "2026-01-01T00:00:00Z") for data in (b"good", b"altered", b"lost")]
    log(tmp_path, *fetched)
    names = [relative(f.sha256 or "") for f in fetched]
    (tmp_path / names[1]).chmod(0o644)
    (tmp_path / names[1]).write_bytes(b"other")
    (tmp_path / names[2]).unlink()
    stray = relative(keep(tmp_path, b"stray"))
    found = verify(tmp_path)
    assert (found.files, found.altered, found.missing, found.strays) == (3, [names[1]], [names[2]], [stray])
    assert not found.whole


def test_one_writer_at_a_time_and_drafts_of_a_killed_one_are_cleared(tmp_path: Path) -> None:
    drafts = tmp_path / "archive" / ".drafts"
    drafts.mkdir(parents=True)
    (drafts / "123-abc").write_bytes(b"half")
    with archive_lock(tmp_path):
        assert not list(drafts.iterdir())
        with pytest.raises(ArchiveBusy, match="under way"), archive_lock(tmp_path, patience=0.0):
            pass


def test_versions_of_a_report_are_filings_in_the_order_of_their_coming(tmp_path: Path) -> None:
    """Changed, and changed back: the first bytes are the news again."""
    log(
        tmp_path,
        report(tmp_path, b"first", "2026-01-01T00:00:00Z", listed_title="甲", listed_on="2026-01-01"),
        report(tmp_path, b"second", "2026-01-02T00:00:00Z", outcome="changed", listed_title="乙"),
        report(tmp_path, b"first", "2026-01-03T00:00:00Z", outcome="changed", listed_title="丙"),
        report(tmp_path, b"first", "2026-01-04T00:00:00Z", outcome="same"),
    )
    found = {content(tmp_path, f.sha256): (f.taken_at, f.listed_title) for f in filed(tmp_path)}
    assert found == {b"first": ("2026-01-03T00:00:00Z", "甲"), b"second": ("2026-01-02T00:00:00Z", "乙")}


def test_versions_follow_the_log_when_the_clock_was_set_back(tmp_path: Path) -> None:
    log(
        tmp_path,
        report(tmp_path, b"first", "2030-01-01T00:00:00.000Z"),
        report(tmp_path, b"second", "2026-01-02T00:00:00.000Z", outcome="changed"),
    )
    taken = {content(tmp_path, f.sha256): f.taken_at or "" for f in filed(tmp_path)}
    assert taken[b"second"] > taken[b"first"]


def test_a_page_that_offers_a_file_is_its_cover_and_alone_a_filing(tmp_path: Path) -> None:
    """A page whose file could not be fetched is all that there is of the report, and stays one."""
    page = {"url": "http://x.gov.cn/page"}
    log(
        tmp_path,
        report(tmp_path, b"cover", "2026-01-01T00:00:00Z", **page),
        report(tmp_path, b"lone", "2026-01-01T00:00:00Z", url="http://x.gov.cn/lone"),
        replace(
            report(
                tmp_path, b"%PDF", "2026-01-01T00:00:01Z", url="http://x.gov.cn/a.pdf", referrer=page["url"]
            ),
            kind="attachment",
        ),
        Fetch(
            at="2026-01-01T00:00:02Z",
            source="x",
            kind="attachment",
            outcome="gone",
            url="http://x.gov.cn/b.pdf",
            referrer="http://x.gov.cn/lone",
        ),
    )
    attached = {content(tmp_path, f.sha256): f.page_url for f in filed(tmp_path)}
    assert attached == {b"%PDF": page["url"], b"lone": None}


def test_archived_filings_stand_beside_those_of_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "2023").mkdir()
    (tmp_path / "2023" / "a.html").write_bytes(b"by hand")
    claims = {"listed_title": "题", "listed_on": "2024-01-20", "listed_office": "某局"}
    log(
        tmp_path,
        report(tmp_path, b"fetched", "2026-01-01T00:00:00Z", final_url="http://x.gov.cn/2", **claims),
        Fetch(
            at="2026-01-01T00:00:00Z",
            source="x",
            kind="list",
            outcome="new",
            sha256=keep(tmp_path, b"a list"),
        ),
    )
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "waiting.html").write_bytes(b"waits")
    found = filings(tmp_path)
    assert [f.path for f in found] == ["2023/a.html", relative(hashlib.sha256(b"fetched").hexdigest())]
    fetched = found[1]
    assert (fetched.source_url, fetched.published_on, fetched.listed_office, fetched.listed_title) == (
        *("http://x.gov.cn/2", "2024-01-20", "某局", "题"),
    )


def test_the_inbox_is_emptied_into_the_archive_and_names_become_claims(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    (inbox / "某县").mkdir(parents=True)
    for name, data in {"某县/某局2023年报.docx": b"docx", "again.docx": b"docx", "empty.pdf": b""}.items():
        (inbox / name).write_bytes(data)
        os.utime(inbox / name, (1, 1))
    for name in (".hidden", "half.pdf.part", "README.md"):
        (inbox / name).write_bytes(b"no report")
    assert take_in(tmp_path, display_path) == 3
    assert sorted(p.name for p in inbox.rglob("*") if p.is_file()) == [
        ".hidden",
        "README.md",
        "half.pdf.part",
    ]
    found = {f.sha256: f.listed_title for f in filed(tmp_path)}
    assert found[hashlib.sha256(b"docx").hexdigest()] == "again"
    assert len(found) == 2
    assert verify(tmp_path).whole


def test_a_file_that_is_still_being_written_waits(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    late = tmp_path / "inbox" / "late.pdf"
    late.write_bytes(b"half")
    os.utime(late, (time.time() + 60, time.time() + 60))
    assert take_in(tmp_path, display_path) == 0
    assert late.read_bytes() == b"half"
