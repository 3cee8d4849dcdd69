"""A child of this process that answers over a pipe: with the limits of a run, waited for no longer than is
said, and ended whatever it does."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.batch import limits

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext


class Died(Exception):
    """The child ended before it had answered; `exitcode` is minus the number of a signal, or what
    it exited with."""

    def __init__(self, exitcode: int) -> None:
        super().__init__(exitcode)
        self.exitcode = exitcode

    @property
    def how(self) -> str:
        """The name of the signal, or what it exited with."""
        return how_ended(self.exitcode)


def how_ended(exitcode: int) -> str:
    """An exit code of a child in words: the name of the signal where it is negative."""
    return signal.Signals(-exitcode).name if exitcode < 0 else f"exit {exitcode}"


class Answering:
    """The child, begun at once. Used as a context, it ends with the block."""

    def __init__(
        self,
        serve: Callable[..., None],
        *given: Any,
        memory: int = limits.MEMORY,
        context: BaseContext | None = None,
    ) -> None:
        """`serve(pipe, *given)` is its life, in `memory` bytes of address space; by fork where that is safe,
        unless there is a `context`."""
        context = context or own_context()
        self._pipe, theirs = context.Pipe()
        life = (serve, theirs, self._pipe, memory, given)
        self._process = context.Process(target=_live, args=life, daemon=True)  # type: ignore[attr-defined]
        self._process.start()
        theirs.close()

    def send(self, asked: Any) -> None:
        """Asks the child; of one that is dead `answer` says how it ended."""
        with suppress(OSError):
            self._pipe.send(asked)

    def answer(self, seconds: float) -> Any:
        """What it says next. Raises TimeoutError, Died."""
        return self._said(seconds, self._pipe.recv)

    def bytes(self, seconds: float) -> bytes:
        """The same where it sends plain bytes, in which nothing of this process can be named."""
        said: bytes = self._said(seconds, self._pipe.recv_bytes)
        return said

    def _said(self, seconds: float, receive: Callable[[], Any]) -> Any:
        try:
            if not self._pipe.poll(max(0.0, seconds)):
                raise TimeoutError
            return receive()
        except TimeoutError:  # which is an OSError
            raise
        except (EOFError, OSError):
            self._process.join()
            raise Died(self._process.exitcode or 0) from None

    def end(self) -> None:
        """Ends the child, whatever it does."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def __enter__(self) -> Answering:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()


def own_context() -> BaseContext:
    """A child by fork where that is safe and cheap, which is on Linux in a process with one thread:
    in the copy of a process with several, a lock may be held for ever."""
    import multiprocessing

    alone = sys.platform == "linux" and len([*Path("/proc/self/task").iterdir()]) == 1
    return multiprocessing.get_context("fork" if alone else "spawn")


def _live(
    serve: Callable[..., None], pipe: Connection, parents: Connection, memory: int, given: tuple[Any, ...]
) -> None:
    """The child's life, which ends when there is nobody at the other end."""
    parents.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, for all: the parent ends the child
    limits.limit(memory)
    with suppress(EOFError, ConnectionError):
        serve(pipe, *given)
