"""One change in a private copy of the tree -> whether the tests that belong to the file notice it.

The tests run in a fork of this process, which has imported the libraries that they need, so that a
trial costs what the tests cost. Limits are of processor time, five times that of the unchanged run:
a busy machine makes no mutant slow. A mutant that uses it up loops and is killed by that; one that
waits without using any is no proof of anything, and is listed as `waits`. Needs Linux (fork,
/proc).
"""

from __future__ import annotations

import compileall
import contextlib
import ctypes
import importlib
import os
import py_compile
import resource
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Outcome = Literal["killed", "loops", "survived", "waits", "no tests"]
STILL_SECONDS = 60.0  # without any processor time, after which a trial is waiting for ever
MEMORY = 6 << 30  # bytes of addresses; a mutant that collects without end fails before the machine does
GIVEN = ["-x", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", "-p", "no:warnings"]


class CleanRunFailed(RuntimeError):
    """The tests of a module fail on the unchanged tree: nothing can be learnt from them."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run of tests ended: pytest's exit status, or the signal that ended it; processor time
    used."""

    status: int
    seconds: float
    output: str


def private_copy(root: Path, into: Path) -> Path:
    """The files of a checkout, uncommitted ones included, and their bytecode, which is told from
    that of a mutant by its content: two changes within one second are not mixed up."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=root, capture_output=True
    )
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    for path in [root / n for n in names if n] or [
        p for p in root.rglob("*") if "__pycache__" not in p.parts
    ]:
        if path.is_file():
            target = into / path.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    mode = py_compile.PycInvalidationMode.CHECKED_HASH
    compileall.compile_dir(into, quiet=2, invalidation_mode=mode)
    return into


class Trials:
    """Runs the tests of one file, first unchanged, then with each change, in a copy of the tree."""

    def __init__(self, tree: Path, file: str, tests: list[str], least_seconds: float) -> None:
        """Raises CleanRunFailed."""
        self.tree, self.tests, self.path = tree, tests, tree / file
        self.source = self.path.read_bytes()
        self.limit = 0.0
        if tests:
            clean = self._run(seconds=3600)
            if clean.status != 0:
                names = " ".join(tests)
                raise CleanRunFailed(
                    f"{names} fail on the unchanged tree: {clean.status}\n{clean.output[-2000:]}"
                )
            self.limit = max(least_seconds, 5 * clean.seconds)

    def outcome(self, changed: bytes) -> Outcome:
        """What the tests say of the file with this content."""
        if not self.tests:
            return "no tests"
        self.path.write_bytes(changed)
        try:
            ended = self._run(self.limit)
        finally:
            self.path.write_bytes(self.source)
        if ended.status == 0:
            return "survived"
        if ended.status == -signal.SIGALRM:
            return "waits"
        return "loops" if ended.status in (-signal.SIGXCPU, -signal.SIGKILL) else "killed"

    def _run(self, seconds: float) -> Ended:
        log, loaded = self.tree / ".trial.log", self.tree / ".trial.modules"
        loaded.unlink(missing_ok=True)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = os.fork()
        if child == 0:
            status = 70
            try:
                status = self._child(int(seconds) + 1, log, loaded)
            finally:
                os._exit(status)
        status = _wait(child)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        if loaded.exists():
            _import_libraries(loaded.read_text().split())
        return Ended(status, used, log.read_text(errors="replace"))

    def _child(self, seconds: int, log: Path, loaded: Path) -> int:
        os.setsid()
        die_with_parent()
        for target, source, flags in (
            (0, os.devnull, os.O_RDONLY),
            (1, log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        ):
            os.dup2(os.open(source, flags), target)
        os.dup2(1, 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.chdir(self.tree)
        sys.path = [str(self.tree), *(p for p in sys.path if p and not (Path(p) / "pyproject.toml").exists())]
        os.environ["PYTHONPATH"] = str(self.tree)
        import pytest

        status = int(pytest.main([*GIVEN, *self.tests], plugins=[_Unshrunk()]))
        if seconds > 3000:  # the unchanged run says which libraries its tests need
            loaded.write_text("\n".join(n for n, m in list(sys.modules.items()) if _of_a_library(m)))
        sys.stdout.flush()
        return status


def die_with_parent() -> None:
    """A process that is killed leaves none behind that tries on."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class _Unshrunk:
    """Hypothesis looks for one counterexample and for no smaller one; the same one each time."""

    def pytest_collection(self) -> None:
        with contextlib.suppress(ImportError):
            from hypothesis import Phase, settings

            phases = (Phase.explicit, Phase.generate)
            settings.register_profile(
                "unshrunk", deadline=None, derandomize=True, phases=phases, database=None
            )
            settings.load_profile("unshrunk")


def _of_a_library(module: Any) -> bool:
    file = getattr(module, "__file__", None)
    return bool(file) and "site-packages" in Path(file).parts


def _import_libraries(names: list[str]) -> None:
    for name in names:
        if name not in sys.modules and "pytest" not in name:
            with contextlib.suppress(Exception):
                importlib.import_module(name)


def _wait(child: int) -> int:
    """The exit status, or minus the signal; SIGALRM for one that was ended since nothing moved."""
    moved, used = time.monotonic(), -1
    while True:
        for _ in range(100):
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                _end_group(child)
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        if (now := _ticks(child)) != used:
            moved, used = time.monotonic(), now
        elif time.monotonic() - moved > STILL_SECONDS:
            _end_group(child)
            os.waitpid(child, 0)
            return -signal.SIGALRM


def _end_group(leader: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(leader, signal.SIGKILL)


def _ticks(group: int) -> int:
    """Processor time of all processes of a group, in ticks."""
    total = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                total += int(fields[11]) + int(fields[12])
    return total
