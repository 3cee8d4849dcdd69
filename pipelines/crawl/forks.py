"""A process that has loaded all that a task takes, and forks itself for each: a task costs no start,
and whatever it does costs itself alone.

Each task has a socket between the run and its process. The run writes the task, a line, and closes
its direction when the task is to end; back come a byte when it has begun, what the process says on
standard error, a zero byte, and how it ended. No process outlives the run or the one that it was
forked from.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from pipelines.crawl.side_by_side import as_process

_CHUNK = 1 << 16
_MOST_SAID = 1 << 20  # bytes of standard error that are kept of a task
_BEGUN, _END = b"\1", b"\0"
_ATTEMPTS = 3  # to begin a task, where the process that forks is lost just then


@dataclass(frozen=True, slots=True)
class Ended:
    """How a task ended: `status` as that of a process, None if that is not known; `is_late` if it
    was ended for the time it took; what it said on standard error."""

    status: int | None
    is_late: bool
    said: str


class Forks:
    """Tasks for `python -m module words`, which calls `serve`. It is started at the first task, and
    again if it is lost; `pass_fds` are open in all its processes."""

    def __init__(self, module: str, words: Sequence[str], pass_fds: Sequence[int] = ()) -> None:
        self._module, self._words, self._fds = module, tuple(words), tuple(pass_fds)
        self._starting = threading.Lock()
        self._server: subprocess.Popen[bytes] | None = None
        self._asking: socket.socket | None = None
        self._under_way: set[socket.socket] = set()

    def ended(self, task: str, seconds: float) -> Ended:
        """Run a task, and end it after so many seconds. Raises OSError."""
        late = threading.Event()
        for _ in range(_ATTEMPTS):
            answer = self._answer(task, seconds, late)
            if answer.startswith(_BEGUN):
                break
        said, _, status = answer.removeprefix(_BEGUN).rpartition(_END)
        text = said.decode("utf-8", "replace").strip()
        return Ended(int(status) if status.lstrip(b"-").isdigit() else None, late.is_set(), text)

    def _answer(self, task: str, seconds: float, late: threading.Event) -> bytes:
        """All that comes back; nothing where the process that forks was lost before it did."""
        here, there = socket.socketpair()

        def end() -> None:
            late.set()
            _close_direction(here)

        clock = threading.Timer(seconds, end)
        try:
            with there:
                self._hand_over(there)
            self._under_way.add(here)
            here.sendall(task.encode() + b"\n")
            clock.start()
            return _read(here)
        except ConnectionError:
            return b""
        finally:
            clock.cancel()
            self._under_way.discard(here)
            here.close()

    def stop(self) -> None:
        """End what is under way."""
        for control in list(self._under_way):
            _close_direction(control)

    def close(self) -> None:
        """End all of it."""
        with self._starting:
            if self._server and self._asking:
                self._asking.close()
                self._server.wait()
                self._server = None

    def _hand_over(self, control: socket.socket) -> None:
        with self._starting:
            if self._server is None or self._server.poll() is not None or _is_closed(self._asking):
                self._start()
            assert self._asking
            socket.send_fds(self._asking, [b"."], [control.fileno()])

    def _start(self) -> None:
        command, env = as_process(self._module, self._words)
        if self._asking:
            self._asking.close()
        self._asking, asked = socket.socketpair()
        with asked:
            self._server = subprocess.Popen(
                command,
                env=env,
                stdin=asked.fileno(),
                stdout=subprocess.DEVNULL,
                pass_fds=self._fds,
            )


def _is_closed(asking: socket.socket | None) -> bool:
    """Whether there is nobody at the other end, who never says anything."""
    return asking is None or bool(select.select([asking], [], [], 0)[0])


def _close_direction(control: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it has just ended
        control.shutdown(socket.SHUT_WR)


def _read(control: socket.socket) -> bytes:
    """All that comes, of much of it the beginning and the end."""
    said = b""
    with contextlib.suppress(ConnectionError):  # the other end was lost
        while more := control.recv(_CHUNK):
            said += more
            said = said[:1] + said[1:][-_MOST_SAID:]
    return said


@dataclass(slots=True)
class _Child:
    pid: int
    control: socket.socket
    is_ended: bool = False


def serve(work: Callable[[str], None]) -> None:
    """Fork for each task that comes through standard input, until that is closed; then end what is
    left. What `work` needs is best imported before; no thread may be running."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # that is for the run to decide
    gc.freeze()  # what is there now is shared by all processes as long as nobody writes to it
    asked = socket.socket(fileno=os.dup(0))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    here, mine = os.pipe()  # `mine` is open as long as this process lives
    children: dict[int, _Child] = {}  # by the end of a pipe that closes with them
    while True:
        controls = {c.control.fileno(): c for c in children.values() if not c.is_ended}
        ready, _, _ = select.select([asked.fileno(), *children, *controls], [], [])
        for file in set(ready) & set(controls):  # the run has closed it
            os.kill(controls[file].pid, signal.SIGKILL)
            controls[file].is_ended = True
        for file in set(ready) & set(children):
            child = children.pop(file)
            os.close(file)
            _tell(child.control, os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1]))
        if asked.fileno() in ready:
            fds = socket.recv_fds(asked, 1, 1)[1]
            if not fds:
                break
            control = socket.socket(fileno=fds[0])
            task = _line(control)
            with contextlib.suppress(OSError):  # whoever asked is gone, which the next round sees
                control.sendall(_BEGUN)
            lives, dies = os.pipe()
            if not (pid := os.fork()):
                for file in (*children, mine, lives, asked.fileno()):
                    os.close(file)
                for other in children.values():
                    other.control.close()
                _live(work, task, control.fileno(), here)
            os.close(dies)
            children[lives] = _Child(pid, control)
    for child in children.values():
        os.kill(child.pid, signal.SIGKILL)


def _line(control: socket.socket) -> str:
    with control.makefile("rb") as file:
        return file.readline().decode().rstrip("\n")


def _tell(control: socket.socket, status: int) -> None:
    with contextlib.suppress(OSError), control:  # nobody may be there any more
        control.sendall(_END + str(status).encode())


def _live(work: Callable[[str], None], task: str, control: int, server: int) -> NoReturn:
    """The life of a process that was forked."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(control, 2)
    threading.Thread(target=_end_with, args=(control, server), daemon=True).start()
    status = 1
    try:
        work(task)
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _end_with(*others: int) -> None:
    select.select(others, [], [])
    os._exit(1)
