"""The one set-up of logging: what the product's own loggers write to standard error, and from which
level on.

Every module asks `logging.getLogger(__name__)`. The environment variable GONGKAI_LOG names the
level (`debug`, `info`, `warning`, `error`); without it nothing is written. GONGKAI_LOG_FILE names a
file to write to instead. The loggers of other libraries are left as they are.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

VARIABLE, TO_FILE = "GONGKAI_LOG", "GONGKAI_LOG_FILE"
"""The variables of the environment that name the level, and a file to write to."""
LARGEST, OLD_ONES = 5_000_000, 4
"""Bytes after which a log file is put aside, and how many of these are kept."""
LEVELS = ("debug", "info", "warning", "error")
PACKAGES = (
    *("pipelines", "expectations", "warehouse", "findings"),
    *("export", "dashboard", "assets", "terminal"),
)
"""The roots of the product's loggers: a logger has the name of its module."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
"""A log line: time, level, module, message."""


class UnknownLevel(ValueError):
    """GONGKAI_LOG names no level; the message lists those that there are."""


class _Formatter(logging.Formatter):
    """One line for each message, whatever the name of a file or a text in it has: what would end
    the line or speak to the terminal is escaped."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        return _CONTROL.sub(lambda c: c[0].encode("unicode_escape").decode(), super().formatMessage(record))


class _Handler(logging.StreamHandler[TextIO]):
    """A type of its own, so that a second set-up finds the handler of the first."""


class _FileHandler(RotatingFileHandler):
    """The same for a file that several processes write to: each line is written, and the file put aside,
    by one of them at a time, and a file that another has put aside is left for the new one."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line, whole. Where it cannot be written, logging says so on standard error, and what wanted
        to say it goes on."""
        try:
            with _alone(self.baseFilename):
                if self.stream and _put_aside(self.stream, self.baseFilename):
                    self.stream.close()
                    self.stream = self._open()
                super().emit(record)
        except OSError:  # its folder is gone, or the disk takes no locks
            self.handleError(record)


@contextmanager
def _alone(file: str) -> Iterator[None]:
    """While no other process writes a line to this file. On Windows, which has no such locks, one may."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    folder = os.open(Path(file).parent, os.O_RDONLY)  # no file for the lock is left beside the log
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _put_aside(stream: TextIO, file: str) -> bool:
    """Whether what is written to is no longer the file of that name."""
    named = Path(file)
    return not (named.exists() and os.path.samestat(os.fstat(stream.fileno()), named.stat()))


def configure(stream: TextIO | None = None) -> None:
    """Set up the product's loggers in this process, in place of an earlier set-up; `stream` is
    written to instead of standard error, or of the file that GONGKAI_LOG_FILE names, in which `info` and
    what is graver stands where no level is named. Raises UnknownLevel, OSError for that file."""
    file = os.environ.get(TO_FILE, "").strip()
    level = os.environ.get(VARIABLE, "").strip().lower() or ("info" if file else "")
    if level and level not in LEVELS:
        raise UnknownLevel(f"{VARIABLE}={level}：可用 / known are {', '.join(LEVELS)}")
    handler: logging.Handler = _Handler(stream or sys.stderr)
    if file and stream is None:
        handler = _FileHandler(file, maxBytes=LARGEST, backupCount=OLD_ONES, encoding="utf-8")
    handler.setFormatter(_Formatter(FORMAT))
    handler.setLevel(level.upper() if level else logging.CRITICAL + 1)
    for name in PACKAGES:
        logger = logging.getLogger(name)
        for earlier in [h for h in logger.handlers if isinstance(h, _Handler | _FileHandler)]:
            logger.removeHandler(earlier)
            earlier.close()
        logger.addHandler(handler)
        logger.setLevel(level.upper() if level else logging.NOTSET)
