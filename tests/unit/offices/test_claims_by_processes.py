"""Many shards are worked out by any number of processes, to the same tables in the same order; if the
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

from pipelines.batch.shards import digest
from pipelines.offices import claims
from pipelines.offices.claims import Memory, claimed
from pipelines.offices.decisions import Decisions, Row
from tests.unit.batch.test_child import as_from_a_terminal, gone, until
from tests.unit.offices.test_claims import FILINGS, ROOT, shards

BY_CONTENT = {filing.sha256: filing for filing in FILINGS[1:]}
DECIDED = Decisions([Row("青禾县民政局", division_code="320102")])


class Dying:
    """A pool of which the processes end after so many shards."""

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
            assert work(*some) is None  # killed while it sends more than a pipe takes, it would be waited for
            yield None


@pytest.fixture
def some(tmp_path: Path) -> list[Path]:
    return shards(tmp_path / "shards", 4)


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Memory:
    """In which nothing is; four shards are many."""
    monkeypatch.setattr(claims, "MANY", 4)
    return Memory(tmp_path / "memory", digest)


def test_processes_work_out_what_one_does(
    some: list[Path], memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two real children, which take some seconds to start, and nothing is worked out here."""
    alone = claimed(BY_CONTENT, some, DECIDED)
    assert len(alone) == len(FILINGS) - 1
    monkeypatch.setattr(claims, "of_shard", None)
    assert claimed(BY_CONTENT, some, DECIDED, memory, 2) == alone
    assert claimed(BY_CONTENT, some, DECIDED, memory) == alone  # as it is remembered


@pytest.mark.parametrize("after", [0, 1, 3])
def test_what_dying_processes_leave_is_worked_out_here(
    some: list[Path], memory: Memory, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(claims, "ProcessPoolExecutor", type("", (Dying,), {"after": after}))
    assert claimed(BY_CONTENT, some, DECIDED, memory, 2) == claimed(BY_CONTENT, some, DECIDED)


def test_where_no_process_can_be_started_all_is_worked_out_here(
    some: list[Path], memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(SpawnProcess, "start", full)
    assert claimed(BY_CONTENT, some, DECIDED, memory, 2) == claimed(BY_CONTENT, some, DECIDED)


def test_what_processes_cannot_put_by_is_worked_out_here(
    some: list[Path], memory: Memory, capfd: pytest.CaptureFixture[str]
) -> None:
    """Two real children, which say nothing of it where nobody asked for a log."""
    memory.folder.write_text("a file where the folder should be")
    assert claimed(BY_CONTENT, some, DECIDED, memory, 2) == claimed(BY_CONTENT, some, DECIDED)
    assert capfd.readouterr().err == ""


WAITS = """
import multiprocessing, sys, time
from pathlib import Path
from pipelines.offices import claims
from tests.unit.offices.test_claims_by_processes import BY_CONTENT, DECIDED

if __name__ == "__main__":
    claims.MANY = 2
    to_do = [(shard, Path(sys.argv[1], f"{shard.name}.table")) for shard in Path(sys.argv[1]).iterdir()]
    for _ in claims._worked_out(to_do, BY_CONTENT, DECIDED, 2):
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


@pytest.mark.parametrize(("many", "workers"), [(5, 2), (4, 1)])
def test_few_shards_and_one_worker_start_no_process(
    some: list[Path], memory: Memory, monkeypatch: pytest.MonkeyPatch, many: int, workers: int
) -> None:
    monkeypatch.setattr(claims, "MANY", many)
    monkeypatch.setattr(claims, "ProcessPoolExecutor", None)
    assert len(claimed(BY_CONTENT, some, DECIDED, memory, workers)) == len(FILINGS) - 1
