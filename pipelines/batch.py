"""Many filings -> shards: a pool of processes with limits on time and memory, resumable, one bad file costs one file.

What is known by content and reader version is not read again. A killed run leaves whole shards; the next one goes on.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pipelines.manifest import files
from pipelines.manifest import filings as filings_in
from pipelines.model import Filing, Issue, Report, Statement
from pipelines.normalise import shards
from pipelines.version import reader_version

SECONDS = 60  # a report takes milliseconds, the referee seconds; what takes longer is no report
MEMORY = 2 * 2**30  # bytes of address space for each child
PER_SHARD = 1000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Batch:
    """All filings taken in, the shards that hold them, and how many had to be read now."""

    filings: list[Filing]
    shards: list[Path]
    read: int


def run(raw: Path, store: Path, workers: int | None = None, progress: Progress = lambda done, total: None) -> Batch:
    """Read every filing under `raw` that the shards under `store` do not hold yet."""
    taken = filings_in(raw)
    home = store / reader_version()
    home.mkdir(parents=True, exist_ok=True)
    for stray in home.glob(".*"):  # drafts of a run that was killed
        shutil.rmtree(stray, ignore_errors=True)
    held = shards.known(_shards(home))
    fresh = list({f.sha256: f for f in taken if f.sha256 and f.sha256 not in held}.values())
    done = 0
    progress(0, len(fresh))
    reports = _read(raw, fresh, workers or os.cpu_count() or 1)
    while part := list(islice(reports, PER_SHARD)):
        part.sort(key=lambda report: report.filing.sha256)
        name = hashlib.sha256("".join(r.filing.sha256 for r in part).encode()).hexdigest()[:16]
        shards.write(part, home / name, reader_version())
        done += len(part)
        progress(done, len(fresh))
    return Batch(taken, _shards(home), len(fresh))


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


def _limit(memory: int) -> None:
    """In a child: no more memory than this, no core files, and no word of a C library on the terminal."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _one(path: str, filing: Filing) -> Report:
    from pipelines.report import report_of

    return report_of(filing, Path(path).read_bytes())


def _read(raw: Path, fresh: Sequence[Filing], workers: int) -> Iterator[Report]:
    """Reports in the order of `fresh`, whatever the number of workers. A pool that breaks is no fault of the filings
    that wait and is replaced; raises BrokenProcessPool if the new one reads nothing either."""
    paths = files(raw) if fresh else {}
    while fresh:
        read = 0
        try:
            for report in _in_pool(raw, paths, fresh, min(workers, len(fresh))):
                read += 1
                yield report
        except BrokenProcessPool:
            if not read:
                raise
        fresh = fresh[read:]


def _in_pool(raw: Path, paths: dict[str, Path], fresh: Sequence[Filing], size: int) -> Iterator[Report]:
    import multiprocessing

    from pebble import ProcessPool

    fresh_start = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang or crash
    with ProcessPool(size, max_tasks=500, initializer=_limit, initargs=[MEMORY], context=fresh_start) as pool:
        waiting: Iterator[tuple[Filing, Future[Report]]] = (
            (f, pool.schedule(_one, args=(str(paths.get(f.path, raw / f.path)), f), timeout=SECONDS)) for f in fresh
        )
        # a window keeps the pool busy without holding a million futures
        window = list(islice(waiting, size * 50))
        while window:
            filing, future = window.pop(0)
            yield _result(filing, future)
            window += islice(waiting, 1)


def _result(filing: Filing, future: Future[Report]) -> Report:
    try:
        return future.result()
    except TimeoutError:
        return _failed(filing, "read.limit", f"{SECONDS} s")
    except MemoryError:
        return _failed(filing, "read.limit", f"{MEMORY // 2**20} MB")
    except BrokenProcessPool:
        raise
    except Exception as error:  # the child died, or met what no reader foresaw: one file, not the run
        return _failed(filing, "read.crash", f"{type(error).__name__}: {error}".splitlines()[0][:200])


def _failed(filing: Filing, code: str, detail: str) -> Report:
    issue = Issue("batch", code, "error", "", detail)
    return Report(filing, "unknown", "quarantined", Statement(None, None, "unknown"), (), (issue,))
