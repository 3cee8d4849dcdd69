"""Spreads the reading of filings over processes: children of this one, held to limits of time and
memory, or any executor of the standard interface, such as a cluster's.

Whatever a file does to its reader, what comes back is the rows of a report or None for a file that
is gone.
"""

from __future__ import annotations

import hashlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, TimeoutError
from functools import partial
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from pipelines import logs
from pipelines.batch.failures import quarantined
from pipelines.batch.shards import Rows, rows
from pipelines.batch.version import reader_version
from pipelines.model import Filing, Report

if TYPE_CHECKING:
    from pebble import ProcessPool

SECONDS = 60.0  # a report takes milliseconds, the referee seconds; what takes longer is no report
SECONDS_ALONE = 240.0  # for a second attempt: a long scan, or a machine that was busy with other things
MEMORY = 2 * 2**30  # bytes of address space for each child
PER_CHILD = 500  # filings; then a new child takes over, so that what libraries lose does not add up
CHUNK = 50  # filings sent to an executor at a time: a second of its work against milliseconds of sending
WAITING = 100  # tasks per worker, or chunks, that are sent ahead

_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
_WITHOUT_NETWORK = (
    0x40000000,
    0x40000000 | 0x10000000,
)  # CLONE_NEWNET of unshare(2), for others than root in a namespace
Task = tuple[str, Filing]
"""A path that the worker can open, and the filing that is there."""
Done = tuple[Filing, Rows | None]
_log = logging.getLogger(__name__)
_Sent = TypeVar("_Sent")
_Result = TypeVar("_Result")


def on_this_machine(tasks: Sequence[Task], workers: int) -> Iterator[Done]:
    """What is read in each file, as they get done, in children with limits.

    A file that met a limit or took its child with it is read once more at the end, alone and with
    more time, since the others or the machine may have been the cause. That result is kept. A
    pool that breaks is no fault of the files that wait and is replaced; raises BrokenExecutor if
    the new one reads nothing either.
    """
    again: list[Task] = []
    for task, future in _unbroken(tasks, workers, SECONDS):
        if _at_limit(future):
            _log.info("%s met a limit and is read once more at the end", task[1].path)
            again.append(task)
        else:
            yield task[1], _outcome(task[1], future, SECONDS)
    for task, future in _unbroken(again, 1, SECONDS_ALONE):
        yield task[1], _outcome(task[1], future, SECONDS_ALONE)


def on_executor(executor: Executor, tasks: Sequence[Task]) -> Iterator[Done]:
    """The same by the processes of `executor`, sent in chunks. Limits are the executor's own: if it
    gives up a chunk, its files are sent one by one, so that only the bad one is lost. Raises
    BrokenExecutor if it takes no more work."""
    chunks = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
    one_by_one: list[Task] = []
    for chunk, future in _as_done(lambda chunk: executor.submit(read_all, chunk), chunks, WAITING):
        if error := future.exception():
            _log.warning("a chunk was given up, its %d files are sent one by one", len(chunk), exc_info=error)
            one_by_one += chunk
        else:
            yield from zip((filing for _, filing in chunk), future.result())
    for task, one in _as_done(lambda task: executor.submit(read_one, *task), one_by_one, WAITING):
        yield task[1], _outcome(task[1], one, None)


def read_apart(files: Sequence[tuple[Filing, bytes]], seconds: float = SECONDS) -> list[Report]:
    """Files that nobody vouches for, each read in a child with the same limits of memory and of
    `seconds`.

    What met a limit or took its child with it is quarantined with that reason.
    """
    with _children(min(len(files), os.cpu_count() or 1)) as pool:
        futures = [pool.schedule(_report, args=file, timeout=seconds) for file in files]
        return [
            _report_of(filing, future, seconds) for (filing, _), future in zip(files, futures, strict=True)
        ]


def _report(filing: Filing, data: bytes) -> Report:
    from pipelines.report import report_of

    return report_of(filing, data)


def _report_of(filing: Filing, future: Future[Report], seconds: float) -> Report:
    try:
        return future.result()
    except Exception as error:
        return quarantined(filing, error, seconds)


def read_one(path: str, filing: Filing) -> Rows | None:
    """The work itself: what a shard keeps of a file; None if it is gone or is not what it was when
    it was taken in."""
    from pipelines.report import report_of

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        _log.warning("%s is left to the next run: %s", filing.path, error)
        return None
    if hashlib.sha256(data).hexdigest() != filing.sha256:
        _log.warning("%s is left to the next run: it was changed since it was taken in", filing.path)
        return None
    return rows(report_of(filing, data), reader_version())


def read_all(tasks: Sequence[Task]) -> list[Rows | None]:
    """A chunk of it. A file that makes the reader raise is its own affair."""
    out: list[Rows | None] = []
    for path, filing in tasks:
        try:
            out.append(read_one(path, filing))
        except Exception as error:
            out.append(_failed(filing, error, None))
    return out


def _as_done(
    submit: Callable[[_Sent], Future[_Result]], work: Sequence[_Sent], ahead: int
) -> Iterator[tuple[_Sent, Future[_Result]]]:
    """Pieces of work with their futures as these get done; `ahead` are under way, as a million
    futures need memory."""
    done: SimpleQueue[tuple[_Sent, Future[_Result]]] = SimpleQueue()
    rest = iter(work)

    def tell(piece: _Sent, future: Future[_Result]) -> None:
        done.put((piece, future))

    def send(count: int) -> int:
        sent = 0
        for piece in islice(rest, count):
            submit(piece).add_done_callback(partial(tell, piece))
            sent += 1
        return sent

    under_way = send(ahead)
    while under_way:
        yield done.get()
        under_way += send(1) - 1


def _unbroken(
    tasks: Sequence[Task], workers: int, seconds: float
) -> Iterator[tuple[Task, Future[Rows | None]]]:
    left = dict.fromkeys(tasks)
    while left:
        before = len(left)
        try:
            for task, future in _in_pool([*left], min(workers, len(left)), seconds):
                if isinstance(future.exception(), BrokenExecutor):
                    raise future.exception() or BrokenExecutor()
                del left[task]
                yield task, future
        except BrokenExecutor as error:
            if len(left) == before:
                raise
            _log.warning("the pool of readers broke and is replaced: %s", error)


def _in_pool(tasks: Sequence[Task], size: int, seconds: float) -> Iterator[tuple[Task, Future[Rows | None]]]:
    with _children(size) as pool:

        def submit(task: Task) -> Future[Rows | None]:
            try:
                sent: Future[Rows | None] = pool.schedule(read_one, args=task, timeout=seconds)
            except RuntimeError as error:
                raise BrokenExecutor(str(error)) from error
            return sent

        try:
            yield from _as_done(submit, tasks, size * WAITING)
        finally:
            pool.stop()  # type: ignore[no-untyped-call]  # whoever stops listening wants nothing of what waits


def _children(size: int) -> ProcessPool:
    """So many processes that are held to the limit of memory."""
    import multiprocessing

    from pebble import ProcessPool

    fresh = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang or crash
    return ProcessPool(size, max_tasks=PER_CHILD, initializer=_limit, initargs=[MEMORY], context=fresh)


def _limit(memory: int) -> None:
    """In a child: no more memory than this, no core files, no word of a C library on the terminal
    (the log goes on to be written there), no network where the kernel lets it go, and no life after
    the parent's, which could not end it any more if it hangs."""
    import ctypes
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logs.configure(os.fdopen(os.dup(2), "w", encoding="utf-8", errors="backslashreplace"))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        any(ctypes.CDLL(None).unshare(flags) == 0 for flags in _WITHOUT_NETWORK)


def _at_limit(future: Future[Rows | None]) -> bool:
    """Whether the cause may have been outside of the file: a limit, or the death of the child."""
    from pebble import ProcessExpired

    if error := future.exception():
        return isinstance(error, TimeoutError | MemoryError | ProcessExpired)
    read = future.result()
    return read is not None and any("read.limit" in issue for issue in read["issues"])


def _outcome(filing: Filing, future: Future[Rows | None], seconds: float | None) -> Rows | None:
    error = future.exception()
    if isinstance(error, BrokenExecutor):
        raise error
    return _failed(filing, error, seconds) if error else future.result()


def _failed(filing: Filing, error: BaseException, seconds: float | None) -> Rows:
    return rows(quarantined(filing, error, seconds), reader_version())
