"""Many filings become shards; each content is read once, and a bad one costs nothing but itself."""

from __future__ import annotations

import os
import time
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from pipelines import batch
from pipelines.model import Filing, Report
from pipelines.normalise.shards import COLUMNS
from tests.data.forms import Filled, render
from tests.unit.recognise.dumps import PRINTED

BAD = {
    b"raise": "read.crash",
    b"die": "read.crash",
    b"hang": "read.limit",
    b"swallow": "read.limit",
}


def read_badly(path: str, filing: Filing) -> Report:
    """Stands in for the reader, in the children: some contents are fatal."""
    from pipelines.report import report_of

    data = Path(path).read_bytes()
    if data == b"raise":
        raise RuntimeError("a reader that\nfails")
    if data == b"die":
        os._exit(7)
    if data == b"hang":
        time.sleep(600)
    if data == b"swallow":
        bytearray(4 * batch.MEMORY)
    return report_of(filing, data)


def report(year: int) -> bytes:
    return render(Filled("青禾县民政局", year, "f2021", PRINTED["f2021"]), "tabs")


def rows(made: batch.Batch, table: str = "filings") -> list[dict[str, Any]]:
    import pyarrow.parquet as pq

    return [row for shard in made.shards for row in pq.read_table(shard / f"{table}.parquet").to_pylist()]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "2021").mkdir(parents=True)
    for year in (2021, 2022):
        (folder / "2021" / f"{year}.txt").write_bytes(report(year))
    return folder


def test_only_new_content_is_read(raw: Path, tmp_path: Path) -> None:
    store, heard = tmp_path / "store", []
    first = batch.run(raw, store, 1, lambda done, total: heard.append((done, total)))
    assert (first.read, len(first.filings), heard[0], heard[-1]) == (2, 2, (0, 2), (2, 2))
    (raw / "again.html").write_bytes(report(2022))  # the same bytes under another path
    (raw / "manifest.csv").write_text("path\ngone.pdf\n", encoding="utf-8")
    (raw / "2021" / "2021.txt").rename(raw / "moved.txt")
    second = batch.run(raw, store, 1)
    assert second.read == 0
    assert [f.path for f in second.filings] == ["2021/2022.txt", "again.html", "gone.pdf", "moved.txt"]
    (raw / "new.txt").write_bytes(report(2023))
    (raw / "copy.txt").write_bytes(report(2023))
    third = batch.run(raw, store, 1)
    assert third.read == 1
    assert sorted(row["year"] for row in rows(third)) == [2021, 2022, 2023]
    assert batch.known_shards(store) == third.shards


def test_a_bad_filing_costs_itself(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for data in BAD:
        (raw / f"{data.decode()}.txt").write_bytes(data)
    monkeypatch.setattr(batch, "_one", read_badly)
    monkeypatch.setattr(batch, "SECONDS", 8)  # a child starts within seconds even on a busy machine
    made = batch.run(raw, tmp_path / "store", 2)
    read = {row["sha256"]: row for row in rows(made)}
    assert len(read) == made.read == len(BAD) + 2
    issues = {row["report_id"]: (row["stage"], row["code"], row["severity"]) for row in rows(made, "issues")}
    for filing in made.filings:
        row = read[filing.sha256]
        code = BAD.get((raw / filing.path).read_bytes())
        assert row["status"] == ("quarantined" if code else "parsed")
        assert issues.get(row["report_id"]) == (("batch", code, "error") if code else None)
    assert len(rows(made, "cells")) == 2 * 200
    assert batch.run(raw, tmp_path / "store", 2).read == 0


def test_a_killed_run_leaves_whole_shards_and_the_next_one_goes_on(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    monkeypatch.setattr(batch, "PER_SHARD", 1)

    def killed(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch.run(raw, store, 1, killed)
    (whole,) = batch.known_shards(store)
    draft = whole.with_name(f".{whole.name}.999")
    draft.mkdir()
    (draft / "filings.parquet").write_bytes(b"PAR1")
    made = batch.run(raw, store, 1)
    assert made.read == 1
    assert whole in made.shards
    assert not draft.exists()
    assert sorted(row["year"] for row in rows(made)) == [2021, 2022]


def test_a_shard_that_cannot_be_read_is_read_again(raw: Path, tmp_path: Path) -> None:
    (shard,) = batch.run(raw, tmp_path / "store", 1).shards
    (shard / "filings.parquet").write_bytes(b"PAR1 torn")
    made = batch.run(raw, tmp_path / "store", 1)
    assert made.read == 2
    assert [row["status"] for row in rows(made)] == ["parsed", "parsed"]


def test_the_result_does_not_depend_on_the_workers(raw: Path, tmp_path: Path) -> None:
    (raw / "empty.txt").write_bytes(b"")
    (raw / "noise.bin").write_bytes(bytes(range(256)) * 9)
    one, two = (batch.run(raw, tmp_path / f"store{n}", n) for n in (1, 2))
    assert [shard.name for shard in one.shards] == [shard.name for shard in two.shards]
    for table in COLUMNS:
        assert rows(one, table) == rows(two, table)


def test_a_draft_that_fails_leaves_nothing(tmp_path: Path) -> None:
    from pipelines.normalise.shards import write
    from pipelines.report import read_report

    good = read_report(tmp_path)
    with pytest.raises(AttributeError):
        write([good, None], tmp_path / "shard", "v")  # type: ignore[list-item]
    assert [*tmp_path.iterdir()] == []
    write([good], tmp_path / "shard", "v")
    assert sorted(p.name for p in (tmp_path / "shard").iterdir()) == sorted(f"{t}.parquet" for t in COLUMNS)


def test_shards_of_older_readers_are_pruned(tmp_path: Path) -> None:
    from pipelines.version import reader_version

    for name in ("0123456789ab", reader_version()):
        (tmp_path / name / "shard").mkdir(parents=True)
    batch.prune(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [reader_version()]
    assert batch.known_shards(tmp_path / "none") == []


def test_workers_that_never_start_are_no_fault_of_the_filings(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run ends; no filing is remembered as unreadable."""
    monkeypatch.setattr(batch, "_limit", read_badly)  # wrong arguments: each child ends before it reads anything
    with pytest.raises(BrokenProcessPool):
        batch.run(raw, tmp_path / "store", 1)
    assert batch.known_shards(tmp_path / "store") == []
