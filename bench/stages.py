"""What a run reports of its progress -> seconds and peak memory of each of its stages."""

from __future__ import annotations

import math
import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter

STAGES = ("read", "offices", "build", "rules", "judge", "promises", "publish")
"""Those of a run: reading; whose reports they are; the tables; the findings; the verdicts of Great
Expectations; the check of our promises; publication."""
SEEN = 10.0  # seconds between two lines about a stage that goes on


@dataclass
class Stages:
    """A listener of a run. `seconds` by stage, `memory` in MB, the most that this process had
    during the stage."""

    seconds: dict[str, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    _begun: dict[str, float] = field(default_factory=dict)
    _reported: float = 0

    def __call__(self, step: str, done: int, total: int) -> None:
        """A stage has begun, goes on, or has ended."""
        if step not in self._begun:
            self._begun[step] = perf_counter()
            forget_peak()
        self.seconds[step] = perf_counter() - self._begun[step]
        self.memory[step] = max(peak(), self.memory.get(step, 0))
        if total != 1 and perf_counter() - self._reported > SEEN:
            self._reported = perf_counter()
            say(f"{step} {done:,}/{total:,}" if total else step)

    @contextmanager
    def stage(self, step: str) -> Iterator[None]:
        """A stage that is no part of a run."""
        self(step, 0, 0)
        yield
        self(step, 1, 1)


def say(text: str) -> None:
    """How far a benchmark is, on standard error."""
    print(f"... {text}", file=sys.stderr, flush=True)


def forget_peak() -> None:
    """Reset the peak memory of this process, where Linux allows it."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def peak() -> float:
    """MB: the most memory of this process since the last `forget_peak`."""
    try:
        high_water = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    except OSError:
        high_water = None
    if high_water:
        return int(high_water[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def machine() -> str:
    """What the figures were measured on, and how busy it was."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = f"{platform.machine()}, Python {platform.python_version()}"
    return f"{os.cpu_count()} cores, {memory:.0f} GB, {versions}, load {os.getloadavg()[0]:.1f}"


def exponent(before: tuple[float, float], now: tuple[float, float]) -> float:
    """By which power the second of each pair grows with the first; 1 is in proportion."""
    return math.log(now[1] / before[1]) / math.log(now[0] / before[0])


@contextmanager
def scratch(needed: float) -> Iterator[Path]:
    """A folder that is gone afterwards; refuses where less than `needed` GB are free. TMPDIR says
    where."""
    folder = Path(mkdtemp(prefix="gongkai-bench-"))
    try:
        if (free := shutil.disk_usage(folder).free / 1e9) < needed:
            sys.exit(
                f"{needed:.0f} GB are needed in {folder.parent}, {free:.0f} are free; TMPDIR names"
                f" another folder"
            )
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
