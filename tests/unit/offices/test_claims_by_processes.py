"""Shards are worked out by any number of processes, to the same tables in the same order; if the
processes die, here."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

import pytest

from pipelines.offices import shard_claims
from pipelines.offices.decisions import Decisions, Row
from pipelines.offices.shard_claims import of_shard, of_shards
from tests.unit.batch.test_child import as_from_a_terminal, gone, until
from tests.unit.offices.test_claims import FILINGS, ROOT, shards

BY_CONTENT = {filing.sha256: filing for filing in FILINGS[1:]}
DECIDED = Decisions([Row("青禾县民政局", division_code="320102")])


class Dying:
    """A pool of which the processes end after so many tables."""

    after = 0

    def __init__(self, *_: Any, **__: Any) -> None:
        pass

    def __enter__(self) -> Dying:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(self, work: Callable[..., Any], *given: Iterable[Any]) -> Iterator[Any]:
        for place, some in enumerate(zip(*given)):
            if place == self.after:
                raise BrokenProcessPool("out of memory")
            yield work(*some)


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard_claims, "MANY", 2)


@pytest.mark.usefixtures("few_are_many")
def test_processes_work_out_what_one_does(tmp_path: Path) -> None:
    """Two real children, which take some seconds to start: only they show that all is sent whole."""
    some = shards(tmp_path / "shards", 4)
    alone = [of_shard(shard, BY_CONTENT, DECIDED) for shard in some]
    assert sum(map(len, alone)) == len(FILINGS) - 1
    assert [*of_shards(some, BY_CONTENT, DECIDED, 2)] == alone


@pytest.mark.usefixtures("few_are_many")
@pytest.mark.parametrize("after", [0, 1, 3])
def test_what_dying_processes_leave_is_worked_out_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(shard_claims, "ProcessPoolExecutor", type("", (Dying,), {"after": after}))
    some = shards(tmp_path / "shards", 4)
    alone = [of_shard(shard, BY_CONTENT, DECIDED) for shard in some]
    assert [*of_shards(some, BY_CONTENT, DECIDED, 2)] == alone


@pytest.mark.usefixtures("few_are_many")
def test_where_no_process_can_be_started_all_is_worked_out_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(SpawnProcess, "start", full)
    some = shards(tmp_path / "shards", 4)
    assert len([*of_shards(some, BY_CONTENT, DECIDED, 2)]) == 4


WAITS = """
import multiprocessing, sys, time
from pathlib import Path
from pipelines.offices import shard_claims
from tests.unit.offices.test_shard_claims import BY_CONTENT, DECIDED

if __name__ == "__main__":
    shard_claims.MANY = 2
    for _ in shard_claims.of_shards(sorted(Path(sys.argv[1]).iterdir()), BY_CONTENT, DECIDED, 2):
        children = multiprocessing.active_children()
        Path(sys.argv[2]).write_text(" ".join(str(child.pid) for child in children))
        time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL], ids=lambda s: s.name)
def test_whatever_ends_a_run_ends_its_processes(tmp_path: Path, ending: signal.Signals) -> None:
    """SIGINT goes to all, as Ctrl-C in a terminal does; a child says nothing about it."""
    shards(tmp_path / "shards", 4)
    script, note = tmp_path / "run.py", tmp_path / "pids"
    script.write_text(WAITS)
    parent = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "shards"), str(note)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=as_from_a_terminal,
    )
    try:
        until(lambda: note.exists() and note.read_text() != "")
        os.killpg(parent.pid, ending) if ending == signal.SIGINT else parent.send_signal(ending)
        _, said = parent.communicate(timeout=60)
        children = [*map(int, note.read_text().split())]
        assert len(children) == 2
        until(lambda: all(map(gone, children)))
        assert "SpawnProcess" not in said
    finally:
        parent.kill()
        parent.wait()


def test_few_shards_start_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shard_claims, "ProcessPoolExecutor", None)
    assert len([*of_shards(shards(tmp_path / "shards", 4), BY_CONTENT, DECIDED, 2)]) == 4
