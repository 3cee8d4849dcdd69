"""Portals side by side, each task in a process of its own, those of one host one after the other."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any, TypeVar

Task = TypeVar("Task")
Made = TypeVar("Made")

AT_ONCE = 4
"""Hosts at the same time, unless it is said; each process waits for its portal most of the time."""
_children: set[subprocess.Popen[bytes]] = set()
"""The processes that are under way."""


def end_processes() -> None:
    """End all that `finished` waits for."""
    for child in list(_children):
        child.kill()


def by_host(
    tasks: Sequence[Task],
    host: Callable[[Task], str],
    work: Callable[[Task], Made],
    at_once: int = AT_ONCE,
    pause: Callable[[Task], float] = lambda _: 0.0,
    end: Callable[[], None] = end_processes,
) -> Generator[Made, None, None]:
    """What `work` gives for each task, as it comes; `pause` are the seconds after it until the next
    one of its host. Hosts with the most tasks begin, as they decide how long all of it takes.

    What `work` raises is raised here; then, and when nobody takes what comes any more, no further
    task is begun and `end` ends every process: a run that is to end does not wait for its portals.
    """
    hosts: dict[str, list[Task]] = {}
    for task in tasks:
        hosts.setdefault(host(task), []).append(task)
    ready: queue.Queue[Made | BaseException] = queue.Queue()
    stopped = threading.Event()

    def one_after_the_other(of_host: list[Task]) -> None:
        for number, task in enumerate(of_host):
            if number:
                stopped.wait(pause(of_host[number - 1]))
            if stopped.is_set():
                return
            try:
                ready.put(work(task))
            except BaseException as error:
                ready.put(error)

    longest = sorted(hosts.values(), key=len, reverse=True)
    with ThreadPoolExecutor(at_once) as pool:
        futures = [pool.submit(one_after_the_other, of_host) for of_host in longest]
        try:
            for _ in tasks:
                answer = ready.get()
                if isinstance(answer, BaseException):
                    raise answer
                yield answer
        finally:
            stopped.set()
            while wait(futures, timeout=0.1).not_done:  # one may just have begun
                end()


def as_process(module: str, words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The command and the environment by which a module of this code runs as a process."""
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return [sys.executable, "-m", module, *words], os.environ | {"PYTHONPATH": path}


def finished(module: str, words: Sequence[str], seconds: float, **kept: Any) -> tuple[int, bytes, bytes]:
    """Exit status, standard output and standard error of a module that ran as a process; minus the
    number of a signal where one ended it, as one does after so many seconds.

    Its standard input stays open as long as this process lives, so that it can end with it. `kept`
    goes to Popen. Raises OSError.
    """
    command, env = as_process(module, words)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, stderr=pipe, **kept) as child:
        assert child.stdout and child.stderr
        _children.add(child)
        clock = threading.Timer(seconds, child.kill)
        clock.start()
        errors: list[bytes] = []
        beside = threading.Thread(target=lambda stream: errors.append(stream.read()), args=(child.stderr,))
        beside.start()
        try:
            said = child.stdout.read()
            beside.join()
            return child.wait(), said, b"".join(errors)
        finally:
            clock.cancel()
            child.kill()
            _children.discard(child)
