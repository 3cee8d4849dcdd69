"""Tasks in forks of one process: whatever one does costs itself alone, and how it ended is known."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipelines.crawl.forks import Ended, Forks

LONG = 40.0  # seconds, more than any of these takes


@pytest.fixture
def forks() -> Iterator[Forks]:
    with closing(Forks("tests.data.forked", ())) as started:
        yield started


ENDS = {
    "is quiet": Ended(0, False, ""),
    "speaks": Ended(0, False, "one\ntwo"),
    "crashes": Ended(-11, False, ""),
}


@pytest.mark.parametrize("task", ENDS)
def test_how_a_task_ends(forks: Forks, task: str) -> None:
    assert forks.ended(task, LONG) == ENDS[task]
    assert forks.ended("is quiet", LONG) == ENDS["is quiet"]


def test_what_it_raises_is_what_it_says(forks: Forks) -> None:
    ended = forks.ended("raises", LONG)
    assert (ended.status, ended.said.splitlines()[-1]) == (1, "ValueError: so it is")


def test_one_that_hangs_is_ended(forks: Forks) -> None:
    assert forks.ended("hangs", 0.3).is_late
    assert not forks.ended("is quiet", LONG).is_late


def test_many_at_once_are_ended_together(forks: Forks) -> None:
    ends: list[Ended] = []
    threads = [threading.Thread(target=lambda: ends.append(forks.ended("hangs", LONG))) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert forks.ended("speaks", LONG) == ENDS["speaks"]
    while any(thread.is_alive() for thread in threads):  # one may just have begun
        forks.stop()
        threads[0].join(0.05)
    assert [(e.status != 0, e.is_late) for e in ends] == [(True, False)] * 8


def test_what_loses_its_server_ends_and_the_next_one_has_another(forks: Forks) -> None:
    assert forks.ended("takes its server along", LONG).status is None
    assert forks.ended("is quiet", LONG) == ENDS["is quiet"]


def test_a_task_holds_nothing_of_the_others(forks: Forks) -> None:
    thread = threading.Thread(target=forks.ended, args=("hangs", LONG))
    thread.start()
    assert forks.ended("is alone", LONG).said == "1"  # its own way to the run
    while thread.is_alive():
        forks.stop()
        thread.join(0.05)


def test_what_is_loaded_before_has_no_reactor() -> None:
    """Twisted's is that of one process, and would be shared by all."""
    pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")
    code = "from pipelines.crawl.process import preload; preload(); import sys, threading;"
    code += "assert 'twisted.internet.reactor' not in sys.modules; assert threading.active_count() == 1;"
    code += (
        "assert 'scrapy.extensions.throttle' in sys.modules; assert 'pipelines.read.web.html' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[3])
