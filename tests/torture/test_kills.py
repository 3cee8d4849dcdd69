"""A run that is killed at any moment leaves the old build or the new one, and the next run ends
where it should."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import sleep

from tests.torture.conftest import DATABASE, ROOT, Line, digest_of, is_whole, only_whole, times

KILLS = times(50, 2)
SEED = 20190515


def _kill(line: Line, warehouse: Path, after: float) -> None:
    """Start a run and kill it and its children after so many seconds, if it is not done by then."""
    child = subprocess.Popen(
        line.command(warehouse),
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        child.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def test_killed_at_any_moment(line: Line, published: Callable[[int], Path]) -> None:
    warehouse = published(3)
    old, moments = digest_of(warehouse), random.Random(SEED)
    for _ in range(KILLS):
        _kill(line, warehouse, moments.uniform(0.3, line.seconds))
        assert is_whole(warehouse)
        assert digest_of(warehouse) in (old, line.digest)
    done = line.run(warehouse)
    assert done.returncode == 0, done.stderr
    assert digest_of(warehouse) == line.digest


@only_whole
def test_killed_again_and_again_from_the_first_run_on(line: Line, tmp_path: Path) -> None:
    """Without an old build there is none at all until a whole one stands."""
    moments = random.Random(SEED + 1)
    for _ in range(times(10, 2)):
        _kill(line, tmp_path, moments.uniform(0.3, line.seconds))
        assert not (tmp_path / DATABASE).exists() or is_whole(tmp_path)
        sleep(0.05)
    assert line.run(tmp_path).returncode == 0
    assert digest_of(tmp_path) == line.digest
