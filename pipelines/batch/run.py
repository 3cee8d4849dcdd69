"""Many filings -> shards: resumable, one bad file costs one file. Spreading them over
processes is left to processes.py.

What is known by content and reader version is not read again. A killed run leaves whole shards; the
next one goes on. The shards are the same files whatever the number of workers, the order in which
they end, and the names of the files.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from pipelines.batch import shards
from pipelines.batch.processes import Task, on_executor, on_this_machine
from pipelines.batch.shards import Rows
from pipelines.batch.together import together
from pipelines.batch.version import reader_version
from pipelines.intake.manifest import files
from pipelines.intake.manifest import filings as filings_in
from pipelines.model import Filing

PER_SHARD = 1000
"""Filings in a shard."""
AT_RISK = 300.0  # seconds of work that a killed run may lose; scans take hours to fill a shard
MOST_OPEN = 4  # shards' worth of reports that wait in memory for others of their shards, 50 MB each
Progress = Callable[[int, int], None]


class ReadersDiffer(RuntimeError):
    """A worker runs other code than the process that stores what it read."""


@dataclass(frozen=True, slots=True)
class Batch:
    """All filings taken in, the shards that hold them, and how many had to be read now."""

    filings: list[Filing]
    shards: list[Path]
    read: int


def run(
    raw: Path,
    store: Path,
    workers: int | None = None,
    progress: Progress = lambda done, total: None,
    executor: Executor | None = None,
) -> Batch:
    """Read every filing under `raw` that the shards under `store` do not hold yet.

    `workers` processes of this machine, by default one per core; or an `executor` of processes
    elsewhere that see the same files under the same paths and have limits of their own. Raises
    ReadersDiffer, and BrokenExecutor if nothing can be read at all.
    """
    taken = filings_in(raw)
    home = store / reader_version()
    home.mkdir(parents=True, exist_ok=True)
    for stray in home.glob(".*"):  # drafts of a run that was killed
        shutil.rmtree(stray, ignore_errors=True)
    held = shards.known(_shards(home))
    held |= _carried(store, home, held)

    def read(filings: Iterable[Filing]) -> int:
        fresh = {f.sha256: f for f in filings if f.sha256 and f.sha256 not in held}
        tasks = _tasks(raw, [fresh[sha256] for sha256 in sorted(fresh)])
        results = (
            on_executor(executor, tasks)
            if executor
            else on_this_machine(tasks, workers or os.cpu_count() or 1)
        )
        shelf = _Shelf(home, [filing.sha256 for _, filing in tasks])
        progress(0, len(tasks))
        for done, (filing, rows) in enumerate(results, 1):
            shelf.put(filing.sha256, rows)
            progress(done, len(tasks))
        shelf.close()
        return len(tasks)

    count = read(taken)
    listed, contents = together(taken, _shards(home)), {filing.sha256 for filing in taken}
    if joined := [filing for filing in listed if filing.parts and filing.sha256 not in contents]:
        count += read(joined)
    return Batch(listed, _shards(home), count)


def _carried(store: Path, home: Path, held: Set[str]) -> set[str]:
    """What shards of older readers hold that the present one would read the same, taken over: a
    change of the reader of one format leaves the files of all others as they are."""
    taken: set[str] = set()
    for older in sorted(p for p in store.iterdir() if p.is_dir() and p != home):
        shards.known(_shards(older))  # those that cannot be read are gone then
        for shard in _shards(older):
            taken |= shards.carry(shard, home, held | taken)
    return taken


def prune(store: Path) -> None:
    """Remove the shards of older readers; their filings have all been read again."""
    for folder in store.iterdir() if store.is_dir() else ():
        if folder.is_dir() and folder.name != reader_version():
            shutil.rmtree(folder, ignore_errors=True)


def known_shards(store: Path) -> list[Path]:
    """The whole shards of the present reader."""
    home = store / reader_version()
    return _shards(home) if home.is_dir() else []


def _shards(home: Path) -> list[Path]:
    return sorted(p for p in home.iterdir() if p.is_dir() and not p.name.startswith("."))


def _tasks(raw: Path, fresh: Sequence[Filing]) -> list[Task]:
    paths = files(raw) if fresh else {}

    def place(file: Filing) -> str:
        return str(paths.get(file.path, raw / file.path))

    return [(tuple(map(place, f.parts)) if f.parts else place(f), f) for f in fresh]


class _Shelf:
    """Collects what was read and writes each shard as soon as the last of its filings is in.

    Which filings share a shard follows from their hashes alone, unless work would be at risk or
    pile up: then what is there is written, and what comes after gets a shard of its own.
    """

    def __init__(self, home: Path, order: Sequence[str]) -> None:
        self._home = home
        self._place = {sha256: number // PER_SHARD for number, sha256 in enumerate(order)}
        self._owed = Counter(self._place.values())
        self._open: dict[int, list[Rows]] = defaultdict(list)
        self._written = monotonic()

    def put(self, sha256: str, rows: Rows | None) -> None:
        """What was read in a filing, None if its file is gone. Raises ReadersDiffer."""
        place = self._place[sha256]
        self._owed[place] -= 1
        if rows:
            if (version := rows["filings"][0][-1]) != reader_version():
                raise ReadersDiffer(
                    f"a worker reads with version {version}, this process stores {reader_version()}"
                )
            self._open[place].append(rows)
        if not self._owed[place]:
            self._write(place)
        elif (
            monotonic() - self._written > AT_RISK
            or sum(map(len, self._open.values())) > MOST_OPEN * PER_SHARD
        ):
            self.close()

    def close(self) -> None:
        """Write all that is there."""
        for place in [*self._open]:
            self._write(place)

    def _write(self, place: int) -> None:
        self._written = monotonic()
        part = sorted(self._open.pop(place, ()), key=_sha256)
        if part:
            name = hashlib.sha256("".join(map(_sha256, part)).encode()).hexdigest()[:16]
            shards.write(part, self._home / name)


def _sha256(rows: Rows) -> str:
    return str(rows["filings"][0][0])
