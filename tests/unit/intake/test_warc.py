"""A WARC of a source and year holds the exact bytes of every version, and what the log said of
each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from gongkai import app
from pipelines.intake.fetches import Fetch, FetchLog
from pipelines.intake.store import keep

warcio = pytest.importorskip("warcio", reason="the extra `crawl` is not installed")


def lay(raw: Path) -> None:
    log = FetchLog(raw, "yunxi")
    for at, outcome, data in (
        ("2025-12-31T23:59:59.000Z", "new", b"before"),
        ("2026-01-02T02:00:00.000Z", "new", "第一版".encode()),
        ("2026-01-03T02:00:00.000Z", "same", "第一版".encode()),
        ("2026-01-04T02:00:00.000Z", "changed", b"%PDF second"),
    ):
        log.add(
            Fetch(
                at=at,
                source="yunxi",
                kind="report",
                outcome=outcome,
                url="http://x.gov.cn/1",
                sha256=keep(raw, data),
                type="text/html",
                listed_title="年报",
            )
        )
    log.close()


@pytest.mark.parametrize("name", ["y.warc", "y.warc.gz"])
def test_every_version_of_the_year(name: str, tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    lay(tmp_path / "raw")
    target = tmp_path / name
    done = CliRunner().invoke(
        app, ["archive", "warc", "yunxi", "2026", str(target), "--raw", str(tmp_path / "raw")]
    )
    assert (done.exit_code, target.exists()) == (0, True), done.output
    with target.open("rb") as file:
        records = [(r.rec_type, r.rec_headers, r.content_stream().read()) for r in ArchiveIterator(file)]
    assert [kind for kind, _, _ in records] == ["warcinfo", "resource", "metadata", "resource", "metadata"]
    assert [data for kind, _, data in records if kind == "resource"] == ["第一版".encode(), b"%PDF second"]
    headers = records[1][1]
    assert headers.get_header("WARC-Target-URI") == "http://x.gov.cn/1"
    assert headers.get_header("WARC-Date") == "2026-01-02T02:00:00Z"
    assert json.loads(records[2][2])["listed_title"] == "年报"
    assert target.read_bytes()[:2] == (b"\x1f\x8b" if name.endswith("gz") else b"WA")


def test_a_year_without_anything_leaves_no_file_and_takes_none_away(tmp_path: Path) -> None:
    lay(tmp_path / "raw")
    target = tmp_path / "y.warc"
    done = CliRunner().invoke(
        app, ["archive", "warc", "yunxi", "1999", str(target), "--raw", str(tmp_path / "raw")]
    )
    assert done.exit_code == 1
    assert not list(tmp_path.glob("*warc*"))
    target.write_bytes(b"of another year")
    CliRunner().invoke(app, ["archive", "warc", "yunxi", "1999", str(target), "--raw", str(tmp_path / "raw")])
    assert target.read_bytes() == b"of another year"
