"""Many filings become shards; each content is read once, and a bad one costs nothing but itself."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import time
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pebble import ProcessPool

from pipelines.batch import limits, processes, run
from pipelines.batch.shards import SUMS, TABLES, Rows
from pipelines.model import Filing
from tests.data.forms import Filled, render
from tests.unit.recognise.dumps import PRINTED

READ = processes.read_one
BAD = {
    b"raise": "read.crash",
    b"die": "read.crash",
    b"hang": "read.limit",
    b"swallow": "read.limit",
}


class KilledWorker(Exception):
    """What a cluster raises for work that killed its workers."""


def read_badly(path: str, filing: Filing) -> Rows | None:
    """Stands in for the reader, in the children: some contents are fatal."""
    data = Path(path).read_bytes()
    if data == b"raise":
        raise RuntimeError("a reader that\nfails")
    if data == b"die":
        os._exit(7)
    while data == b"hang":
        time.sleep(600)
    if data == b"swallow":
        bytearray(4 * limits.MEMORY)
    return READ(path, filing)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that hangs gets half a second, all others as much as they need: a busy machine
    changes nothing."""
    schedule = ProcessPool.schedule

    def limited(pool: ProcessPool, function: Any, args: tuple[str, Filing], timeout: float) -> Any:
        return schedule(pool, function, args=args, timeout=0.5 if args[0].endswith("hang.txt") else None)

    monkeypatch.setattr(ProcessPool, "schedule", limited)


def fail_once(path: str, filing: Filing) -> Rows | None:
    """Stands in for the reader: each file fails at the first attempt, as if for want of time or by
    the death of the child."""
    tried = Path(path).with_name(f".{Path(path).name}.tried")
    if not tried.exists():
        tried.touch()
        if filing.path.endswith("2021.txt"):
            os._exit(7)
        raise TimeoutError
    return READ(path, filing)


def report(year: int) -> bytes:
    return render(Filled("青禾县民政局", year, "f2021", PRINTED["f2021"]), "tabs")


def contents(made: run.Batch) -> dict[str, bytes]:
    return {
        f"{p.parent.name}/{p.name}": p.read_bytes() for shard in made.shards for p in sorted(shard.iterdir())
    }


def rows(made: run.Batch, table: str = "filings") -> list[dict[str, Any]]:
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
    first = run.run(raw, store, 1, lambda done, total: heard.append((done, total)))
    assert (first.read, len(first.filings), heard[0], heard[-1]) == (2, 2, (0, 2), (2, 2))
    (raw / "again.html").write_bytes(report(2022))  # the same bytes under another path
    (raw / "manifest.csv").write_text("path\ngone.pdf\n", encoding="utf-8")
    (raw / "2021" / "2021.txt").rename(raw / "moved.txt")
    second = run.run(raw, store, 1)
    assert second.read == 0
    assert [f.path for f in second.filings] == ["2021/2022.txt", "again.html", "gone.pdf", "moved.txt"]
    (raw / "new.txt").write_bytes(report(2023))
    (raw / "copy.txt").write_bytes(report(2023))
    third = run.run(raw, store, 1)
    assert third.read == 1
    assert sorted(row["year"] for row in rows(third)) == [2021, 2022, 2023]
    assert run.known_shards(store) == third.shards


@pytest.mark.usefixtures("impatient")
def test_a_bad_filing_costs_itself(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for data in BAD:
        (raw / f"{data.decode()}.txt").write_bytes(data)
    monkeypatch.setattr(processes, "read_one", read_badly)
    made = run.run(raw, tmp_path / "store", 2)
    read = {row["sha256"]: row for row in rows(made)}
    assert len(read) == made.read == len(BAD) + 2
    issues = {row["report_id"]: (row["stage"], row["code"], row["severity"]) for row in rows(made, "issues")}
    for filing in made.filings:
        row = read[filing.sha256]
        code = BAD.get((raw / filing.path).read_bytes())
        assert row["status"] == ("quarantined" if code else "parsed")
        assert issues.get(row["report_id"]) == (("batch", code, "error") if code else None)
    assert len(rows(made, "cells")) == 2 * 200
    assert run.run(raw, tmp_path / "store", 2).read == 0


def test_what_met_a_limit_is_read_once_more_alone(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine may have been busy, or another child have taken the memory."""
    monkeypatch.setattr(processes, "read_one", fail_once)
    made = run.run(raw, tmp_path / "store", 2)
    assert [row["status"] for row in rows(made)] == ["parsed", "parsed"]
    assert rows(made, "issues") == []


def test_a_file_that_changes_or_goes_is_left_to_the_next_run(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = run.filings_in(raw)
    (raw / "2021" / "2021.txt").unlink()
    (raw / "2021" / "2022.txt").write_bytes(report(2023))
    monkeypatch.setattr(run, "filings_in", lambda raw: taken)
    assert rows(run.run(raw, tmp_path / "store", 1)) == []
    monkeypatch.undo()
    assert [row["year"] for row in rows(run.run(raw, tmp_path / "store", 1))] == [2023]


@pytest.mark.parametrize("name", ["filings.parquet", "cells.parquet", SUMS])
def test_a_shard_that_cannot_be_read_is_read_again(raw: Path, tmp_path: Path, name: str) -> None:
    (shard,) = run.run(raw, tmp_path / "store", 1).shards
    (shard / name).write_bytes(b"PAR1 torn")
    made = run.run(raw, tmp_path / "store", 1)
    assert made.read == 2
    assert [row["status"] for row in rows(made)] == ["parsed", "parsed"]


def test_a_shard_in_which_one_bit_has_turned_is_read_again(raw: Path, tmp_path: Path) -> None:
    """It may open like any other, and hold another number."""
    (shard,) = run.run(raw, tmp_path / "store", 1).shards
    data = (shard / "cells.parquet").read_bytes()
    for at in range(4, len(data) - 8, len(data) // 7):
        (shard / "cells.parquet").write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert run.run(raw, tmp_path / "store", 1).read == 2
        assert (shard / "cells.parquet").read_bytes() == data


@pytest.mark.parametrize("name", ["0" * 16, "f" * 16], ids=["before it", "behind it"])
def test_a_filing_is_in_one_shard(raw: Path, tmp_path: Path, name: str) -> None:
    """As a store that was put together from two copies has it twice."""
    (shard,) = run.run(raw, tmp_path / "store", 1).shards
    shutil.copytree(shard, shard.with_name(name))
    batch = run.run(raw, tmp_path / "store", 1)
    assert len(batch.shards) == 1 and len(rows(batch)) == 2


def test_the_shards_do_not_depend_on_workers_names_or_executor(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "PER_SHARD", 3)
    (raw / "empty.txt").write_bytes(b"")
    (raw / "noise.bin").write_bytes(bytes(range(256)) * 9)
    for year in range(2023, 2026):
        (raw / f"{year}.txt").write_bytes(report(year))
    made = [contents(run.run(raw, tmp_path / f"store{n}", n)) for n in (1, 2, 3)]
    shuffled = tmp_path / "shuffled"
    shuffled.mkdir()
    for path in (p for p in raw.rglob("*") if p.is_file()):
        (shuffled / hashlib.md5(path.read_bytes()).hexdigest()).write_bytes(path.read_bytes())
    made.append(contents(run.run(shuffled, tmp_path / "store-s", 2)))
    with ThreadPoolExecutor(2) as threads:
        made.append(contents(run.run(raw, tmp_path / "store-t", executor=threads)))
    assert len(made[0]) == 3 * len((*TABLES, SUMS))
    assert all(one == made[0] for one in made)


def test_an_executor_that_gives_up_a_chunk_loses_only_the_bad_file(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(tasks: list[processes.Task]) -> None:
        raise KilledWorker("too often")

    (raw / "raise.txt").write_bytes(b"raise")
    monkeypatch.setattr(processes, "read_all", give_up)
    monkeypatch.setattr(processes, "read_one", read_badly)
    with ThreadPoolExecutor(2) as threads:
        made = run.run(raw, tmp_path / "store", executor=threads)
    assert sorted(row["status"] for row in rows(made)) == ["parsed", "parsed", "quarantined"]
    assert [row["code"] for row in rows(made, "issues")] == ["read.crash"]


def test_an_executor_that_is_broken_stops_the_run(raw: Path, tmp_path: Path) -> None:
    """Its processes died, whatever they were doing: nothing is said of the filings."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, fresh, os._exit, (1,)) as gone, pytest.raises(BrokenExecutor):
        run.run(raw, tmp_path / "store", executor=gone)
    assert run.known_shards(tmp_path / "store") == []


def test_workers_with_other_code_are_refused(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "reader_version", lambda: "of last year")
    with ThreadPoolExecutor(1) as threads, pytest.raises(run.ReadersDiffer):
        run.run(raw, tmp_path / "store", executor=threads)


def test_a_draft_that_fails_leaves_nothing(tmp_path: Path) -> None:
    from pipelines.batch.shards import rows, write
    from pipelines.report import read_report

    good = rows(read_report(tmp_path), "v")
    with pytest.raises(AttributeError):
        write([good, None], tmp_path / "shard")  # type: ignore[list-item]
    assert [*tmp_path.iterdir()] == []
    write([good], tmp_path / "shard")
    assert sorted(p.name for p in (tmp_path / "shard").iterdir()) == sorted(
        [SUMS, *(f"{t}.parquet" for t in TABLES)]
    )


def test_half_a_character_stops_no_run(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    from pipelines.batch.shards import rows, write
    from pipelines.report import read_report

    kept = rows(read_report(tmp_path), "v")
    kept["issues"] = [
        (1, "read", "read.damaged", "error", "", text) for text in ("a\ud83db", "\ud83d\ude00", "")
    ]
    write([kept], tmp_path / "shard")
    assert pq.read_table(tmp_path / "shard" / "issues.parquet")["detail"].to_pylist() == [
        "a\ufffdb",
        "😀",
        "",
    ]


def test_shards_of_older_readers_are_pruned(tmp_path: Path) -> None:
    from pipelines.batch.version import reader_version

    for name in ("0123456789ab", reader_version()):
        (tmp_path / name / "shard").mkdir(parents=True)
    run.prune(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [reader_version()]
    assert run.known_shards(tmp_path / "none") == []


def test_workers_that_never_start_are_no_fault_of_the_filings(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run ends; no filing is remembered as unreadable."""
    monkeypatch.setattr(
        limits, "limit", read_badly
    )  # wrong arguments: each child ends before it reads anything
    with pytest.raises(BrokenExecutor):
        run.run(raw, tmp_path / "store", 1)
    assert run.known_shards(tmp_path / "store") == []
