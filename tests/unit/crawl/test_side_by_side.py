"""Processes of portals: those of one host in turn, what fails is raised, and what is left is ended."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest

from pipelines.crawl.side_by_side import by_host, finished

HANGS = "time.sleep(8)"


def test_hosts_side_by_side_and_each_in_turn() -> None:
    busy: list[str] = []
    both = threading.Barrier(2, timeout=20)

    def work(task: tuple[str, int]) -> tuple[str, int]:
        assert task[0] not in busy
        busy.append(task[0])
        both.wait()  # the other host is at work, too
        busy.remove(task[0])
        return task

    tasks = [("a", 1), ("a", 2), ("b", 1), ("b", 2)]
    assert sorted(by_host(tasks, lambda t: t[0], work)) == tasks


def test_what_a_task_raises_is_raised() -> None:
    def work(task: int) -> int:
        raise ValueError(f"task {task}")

    with pytest.raises(ValueError, match="task 1"):
        list(by_host([1], str, work))


def test_what_is_under_way_is_ended_when_nobody_waits() -> None:
    ends: list[int] = []

    def work(task: int) -> int:
        if task:
            ends.append(finished("timeit", ["-n1", "-r1", f"import time; {HANGS}"], 50)[0])
        return task

    answers = by_host([0, 1, 2, 3], str, work)
    with closing(answers):
        assert next(answers) == 0
    assert all(status < 0 for status in ends)


def test_status_output_and_the_limit_of_time() -> None:
    status, said, errors = finished("calendar", ["2023", "1"], 50)
    assert (status, b"January 2023" in said, errors) == (0, True, b"")
    assert finished("timeit", ["-n1", "-r1", f"import time; {HANGS}"], 0.5)[0] < 0
    assert finished("no_such_module", [], 50)[0] == 1
