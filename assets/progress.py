"""How far a run has come, for its caller: the command line shows it, Dagster's own log does not need
it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, int, int], None]
_listeners: list[Listener] = []


def report_progress(step: str) -> Callable[[int, int], None]:
    """A callback (done, total) for a stage that takes long."""

    def tell(done: int, total: int) -> None:
        for listener in _listeners:
            listener(step, done, total)

    return tell


@contextmanager
def under_way(step: str) -> Iterator[None]:
    """Tell that a step without a countable end has begun and has ended."""
    tell = report_progress(step)
    tell(0, 0)
    yield
    tell(1, 1)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send progress to `listener` while the block runs."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
