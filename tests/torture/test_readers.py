"""Readers that never pause, over many publications: no query fails, and each sees one build and all
of it."""

from __future__ import annotations

import multiprocessing
import shutil
from multiprocessing.synchronize import Event
from pathlib import Path

from tests.torture.conftest import DATABASE, Line, times
from warehouse.publish import publish

PUBLICATIONS = times(100, 8)
READERS = 2


def _stamped(source: Path, draft: Path, number: int) -> None:
    """A draft that says in two tables which publication it is."""
    import duckdb

    shutil.copy(source, draft)
    draft.chmod(0o644)
    with duckdb.connect(str(draft)) as connection:
        connection.execute(f"UPDATE quality.tallies SET cells = {number}")
        connection.execute(f"UPDATE quality.filings SET size = {number}")


def _read(database: Path, stop: Event, seen: multiprocessing.Queue) -> None:  # type: ignore[type-arg]
    """Ask over and over, a connection each time, until told to stop; tell what came, or what went
    wrong."""
    from warehouse.query import run

    sql = (
        "SELECT (SELECT list(DISTINCT cells) FROM quality.tallies), (SELECT list(DISTINCT size)"
        " FROM quality.filings)"
    )
    numbers, queries, fault = [], 0, ""
    while not fault and not stop.is_set():
        try:
            (((*first,), (*second,)),) = run(sql, database)[1]
            fault = (
                "" if first == second and len(first) == 1 else f"two builds in one answer: {first}, {second}"
            )
            numbers += first if numbers[-1:] != first else []
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"
        queries += 1
    seen.put((queries, numbers, fault))


def test_no_reader_fails_or_sees_two_builds(line: Line, tmp_path: Path) -> None:
    source = (line.raw.parent / "warehouse" / DATABASE).resolve()
    _stamped(source, tmp_path / "draft.duckdb", 0)
    publish(tmp_path / "draft.duckdb", tmp_path)
    apart = multiprocessing.get_context("spawn")
    stop, seen = apart.Event(), apart.Queue()
    readers = [apart.Process(target=_read, args=(tmp_path / DATABASE, stop, seen)) for _ in range(READERS)]
    for reader in readers:
        reader.start()
    for number in range(1, PUBLICATIONS + 1):
        _stamped(source, tmp_path / "draft.duckdb", number)
        publish(tmp_path / "draft.duckdb", tmp_path)
    stop.set()
    told = [seen.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    for queries, numbers, fault in told:
        assert not fault
        assert queries > 0
        assert numbers == sorted(numbers), "a reader went back to an older build"


def test_a_reader_keeps_a_build_that_is_deleted(line: Line, tmp_path: Path) -> None:
    import duckdb

    shutil.copy((line.raw.parent / "warehouse" / DATABASE).resolve(), tmp_path / "gone.duckdb")
    with duckdb.connect(str(tmp_path / "gone.duckdb"), read_only=True) as reader:
        before = reader.execute("SELECT count(*), sum(value) FROM requests").fetchall()
        (tmp_path / "gone.duckdb").unlink()
        assert reader.execute("SELECT count(*), sum(value) FROM requests").fetchall() == before
