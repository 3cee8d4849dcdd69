"""Spreads the reading of filings over processes: children of this one, held to limits of time and
memory, or any executor of the standard interface, such as a cluster's.

Whatever a file does to its reader, what comes back is the rows of a report or None for a file that
is gone.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, TimeoutError
from functools import partial
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from pipelines.batch import limits
from pipelines.batch.failures import quarantined
from pipelines.batch.shards import Rows, rows
from pipelines.batch.version import reader_version
from pipelines.model import Filing

if TYPE_CHECKING:
    from pebble import ProcessPool

CHUNK = 50  # filings sent to an executor at a time: a second of its work against milliseconds of sending
WAITING = 100  # tasks per worker, or chunks, that are sent ahead

Task = tuple[str | tuple[str, ...], Filing]
"""A path that the worker can open, or those of its parts, and the filing that is there."""
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
    for task, future in _unbroken(tasks, workers, limits.SECONDS):
        if _at_limit(future):
            _log.info("%s met a limit and is read once more at the end", task[1].path)
            again.append(task)
        else:
            yield task[1], _outcome(task[1], future, limits.SECONDS)
    for task, future in _unbroken(again, 1, limits.SECONDS_ALONE):
        yield task[1], _outcome(task[1], future, limits.SECONDS_ALONE)


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


def read_one(path: str | tuple[str, ...], filing: Filing) -> Rows | None:
    """The work itself: what a shard keeps of a filing; None if a file of it is gone or is not what it
    was when it was taken in."""
    from pipelines.report import report_of, report_of_parts

    if isinstance(path, str):
        data = _content(path, filing)
        return None if data is None else rows(report_of(filing, data), reader_version())
    parts = [_content(*one) if one[1].sha256 else None for one in zip(path, filing.parts, strict=True)]
    if any(data is None and file.sha256 for data, file in zip(parts, filing.parts)):
        return None
    return rows(report_of_parts(filing, parts), reader_version())


def _content(path: str, file: Filing) -> bytes | None:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        _log.warning("%s is left to the next run: %s", file.path, error)
        return None
    if hashlib.sha256(data).hexdigest() != file.sha256:
        _log.warning("%s is left to the next run: it was changed since it was taken in", file.path)
        return None
    return data


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

    def forward(piece: _Sent, future: Future[_Result]) -> None:
        done.put((piece, future))

    def send(count: int) -> int:
        sent = 0
        for piece in islice(rest, count):
            submit(piece).add_done_callback(partial(forward, piece))
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
                limit = seconds * len(task[1].files)  # each has the time of one
                sent: Future[Rows | None] = pool.schedule(read_one, args=task, timeout=limit)
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
    return ProcessPool(size, limits.PER_CHILD, limits.limit, [limits.MEMORY], fresh)


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
