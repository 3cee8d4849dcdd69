"""The one set-up of logging: what the product's own loggers write to standard error, and from which
level on.

Every module asks `logging.getLogger(__name__)`. The environment variable GONGKAI_LOG names the
level (`debug`, `info`, `warning`, `error`); without it nothing is written. The loggers of other
libraries are left as they are.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from typing import TextIO

VARIABLE = "GONGKAI_LOG"
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


def configure(stream: TextIO | None = None) -> None:
    """Set up the product's loggers in this process, in place of an earlier set-up; `stream` is
    written to instead of standard error. Raises UnknownLevel."""
    level = os.environ.get(VARIABLE, "").strip().lower()
    if level and level not in LEVELS:
        raise UnknownLevel(f"{VARIABLE}={level}：可用 / known are {', '.join(LEVELS)}")
    handler = _Handler(stream or sys.stderr)
    handler.setFormatter(_Formatter(FORMAT))
    handler.setLevel(level.upper() if level else logging.CRITICAL + 1)
    for name in PACKAGES:
        logger = logging.getLogger(name)
        logger.handlers = [h for h in logger.handlers if not isinstance(h, _Handler)]
        logger.addHandler(handler)
        logger.setLevel(level.upper() if level else logging.NOTSET)
