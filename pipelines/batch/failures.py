"""What a reader met instead of a report -> the quarantined report that says so, and a log line with
the whole error."""

from __future__ import annotations

import logging

from pipelines.batch.answering import how_ended
from pipelines.catalogue.book import UNKNOWN
from pipelines.model import Filing, Issue, Report, Statement

LONGEST = 200  # characters of an error that its issue keeps
_log = logging.getLogger(__name__)


def quarantined(filing: Filing, error: BaseException, seconds: float | None) -> Report:
    """The report of a filing whose reader ended in `error`; `seconds` is the limit of time that it
    had, None if it was not ours."""
    code, detail = _issue(error, seconds)
    _log.warning("%s: %s (%s)", filing.path, code, detail, exc_info=error)
    issue = Issue("batch", code, "error", detail=detail)
    return Report(filing, "unknown", "quarantined", Statement(None, None, UNKNOWN), (), (issue,))


def _issue(error: BaseException, seconds: float | None) -> tuple[str, str]:
    """Its code and detail."""
    if isinstance(error, TimeoutError):
        return "read.limit", f"{seconds:.0f} 秒 s" if seconds else "时间 time"
    if isinstance(error, MemoryError):
        return "read.limit", "内存 memory"
    if code := getattr(error, "exitcode", None):  # the child died
        return "read.crash", how_ended(code)
    return "read.crash", f"{type(error).__name__}: {error}".splitlines()[0][:LONGEST]
