"""What went wrong with the reader of a file: the issue of its report, and the whole error in the
log."""

from __future__ import annotations

import logging

import pytest

from pipelines.batch.failures import quarantined
from pipelines.model import Filing

FILING = Filing("2022/青禾县.pdf", "0" * 64, 1)


class Died(RuntimeError):
    """As the pool reports the death of a child."""

    def __init__(self, exitcode: int) -> None:
        super().__init__("Abnormal termination")
        self.exitcode = exitcode


@pytest.mark.parametrize(
    ("error", "seconds", "code", "detail"),
    [
        pytest.param(TimeoutError(), 60.0, "read.limit", "60 秒 s", id="our-limit-of-time"),
        pytest.param(TimeoutError(), None, "read.limit", "时间 time", id="a-cluster-s-limit-of-time"),
        pytest.param(MemoryError(), 60.0, "read.limit", "内存 memory", id="memory"),
        pytest.param(Died(-11), 60.0, "read.crash", "SIGSEGV", id="killed-by-a-signal"),
        pytest.param(Died(3), 60.0, "read.crash", "exit 3", id="ended-by-itself"),
        pytest.param(
            ValueError("first\nsecond"), 60.0, "read.crash", "ValueError: first", id="one-line-of-it"
        ),
        pytest.param(KeyError("x" * 400), None, "read.crash", f"KeyError: '{'x' * 189}", id="cut"),
    ],
)
def test_the_issue_says_what_went_wrong(
    error: Exception, seconds: float | None, code: str, detail: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "pipelines.batch.failures"):
        report = quarantined(FILING, error, seconds)
    (issue,) = report.issues
    assert (report.status, issue.code, issue.severity, issue.detail) == ("quarantined", code, "error", detail)
    (record,) = caplog.records
    assert record.getMessage() == f"2022/青禾县.pdf: {code} ({detail})"
    assert record.exc_info is not None
    assert record.exc_info[1] is error
