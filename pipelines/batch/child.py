"""Files that somebody waits for -> their reports, each read in a child of this process with the
limits of a run: for the commands `read` and `check`, and for a page on which a file is dropped.

Whatever a file does to its reader, what comes back is a report: that of `read_report` or, where the
file met a limit or took the child with it, a quarantined one that says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from pipelines.batch import limits
from pipelines.batch.answering import Answering, Died
from pipelines.batch.failures import quarantined
from pipelines.model import Filing, Report

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_log = logging.getLogger(__name__)
Asked = Path | tuple[Filing, bytes] | tuple[Filing, tuple[bytes | None, ...]]
"""A file that the child opens, the bytes of a filing, or those of the parts that it is made of."""


class ReaderChild:
    """A process that reads one file after the other. It is started at once, and loads what reading
    takes while this process does something else."""

    def __init__(self, seconds: float) -> None:
        """`seconds`: of waiting for one file."""
        self._seconds = seconds
        self._start()

    def _start(self) -> None:
        self._child = Answering(_serve, self._seconds)
        self._begun = 0

    def begin(self, file: Asked) -> None:
        """Let the child read this file; then `report` must be asked for."""
        if self._begun >= limits.PER_CHILD:
            self.end()
            self._start()
        self._begun += 1
        self._file, self._until = file, monotonic() + self._seconds * _parts(file)
        self._child.send(file)

    def report(self) -> Report:
        """The report in the file that was begun.

        What ran out of memory in a child that had read others, or killed it, is read once more in a
        new one, since they may have been the cause.
        """
        first = self._begun == 1
        answer = self._answer()
        if first or not isinstance(answer, MemoryError | Died):
            return answer if isinstance(answer, Report) else self._quarantined(answer)
        _log.info("%s is read once more in a new child", _name(self._file))
        self.end()
        self._start()
        self.begin(self._file)
        return self.report()

    def _quarantined(self, error: Exception) -> Report:
        """Said of the file, with a new child for the next one."""
        self.end()
        self._start()
        return quarantined(_filing(self._file), error, self._seconds)

    def _answer(self) -> Report | Exception:
        try:
            answer: Report | Exception = self._child.answer(self._until - monotonic())
            return answer
        except (TimeoutError, Died) as ended:
            return ended

    def end(self) -> None:
        """Ends the child, whatever it does."""
        self._child.end()


@contextmanager
def reading(files: Sequence[Asked], seconds: float = limits.SECONDS_ALONE) -> Iterator[Iterator[Report]]:
    """The reports in the files, in their order. The child is at work from the beginning, and on
    each file while the one before is dealt with; it is ended with the context, also by an exception
    such as that of Ctrl-C."""
    child = ReaderChild(seconds)
    try:
        if files:
            child.begin(files[0])
        yield _reports(child, files)
    finally:
        child.end()


def _reports(child: ReaderChild, files: Sequence[Asked]) -> Iterator[Report]:
    for at in range(len(files)):
        report = child.report()
        if at + 1 < len(files):
            child.begin(files[at + 1])
        yield report


def _serve(pipe: Connection, seconds: float) -> None:
    """The child's life: a file comes, a report goes, until there is nobody at the other end."""
    import pipelines.report  # noqa: F401  # while the parent is not waiting yet

    while True:
        pipe.send(_read(pipe.recv(), seconds))


def _read(file: Asked, seconds: float) -> Report | MemoryError:
    from pipelines.report import read_report, report_of, report_of_parts

    try:
        if isinstance(file, Path):
            return read_report(file)
        filing, data = file
        return report_of(filing, data) if isinstance(data, bytes) else report_of_parts(filing, data)
    except MemoryError:
        pass  # what was held is let go with the exception, before anything is said
    except Exception as error:
        return quarantined(_filing(file), error, seconds)
    return MemoryError()


def _parts(file: Asked) -> int:
    """Files that are read for one report; each has the time of one."""
    return len(file[1]) if not isinstance(file, Path) and isinstance(file[1], tuple) else 1


def _name(file: Asked) -> str:
    return str(file) if isinstance(file, Path) else file[0].path


def _filing(file: Asked) -> Filing:
    """What is read, for a report that says why it could not be."""
    from pipelines.report import filing_of

    return filing_of(file)[0] if isinstance(file, Path) else file[0]
