"""How far a run has come, for its caller: the command line shows it, Dagster's own log does not
need it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_log = logging.getLogger(__name__)
Listener = Callable[[str, int, int], None]
"""Hears (step, done, total)."""


class Progress:
    """A resource of the graph: what the stages report to, handed in by whoever starts the run."""

    def __init__(self, listener: Listener | None = None) -> None:
        self._listener = listener

    def of(self, step: str) -> Callable[[int, int], None]:
        """A callback (done, total) for a stage that takes long."""

        def report(done: int, total: int) -> None:
            if done == total:
                _log.info("%s: %s", step, "begins" if not total else f"{done} done")
            if self._listener:
                self._listener(step, done, total)

        return report

    @contextmanager
    def under_way(self, step: str) -> Iterator[None]:
        """Report that a step without a countable end has begun and has ended."""
        report = self.of(step)
        report(0, 0)
        yield
        report(1, 1)
