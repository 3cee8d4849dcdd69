"""A publication that is killed before any of its steps leaves the old build or the new one, and the
next one ends."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.torture.conftest import DATABASE, ROOT, SHARE, Line, digest_of, is_whole

EVERY = 1 if SHARE else 4
"""Before each step under `make torture`, before every fourth in `make test`."""
PUBLISH = """
import os, signal, sys
from pathlib import Path
from pipelines.batch.run import prune
from warehouse.publish import keep_beside, publish

folder, last, done = Path(sys.argv[1]), int(sys.argv[2]), 0
STEPS = ("os.rename", "os.symlink", "os.remove", "os.chmod", "shutil.rmtree", "os.rmdir")

def count(event, arguments):
    global done
    if event in STEPS:
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
build = publish(folder / "draft.duckdb", folder, 1, 0)
keep_beside(folder / "quality" / "validations", build)
prune(folder / "shards")
"""


def _prepared(line: Line, folder: Path, old: Path) -> None:
    """A warehouse with an old build, and beside it a draft that waits, its verdicts, and shards of
    an older reader."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(old, folder, symlinks=True)
    new = line.raw.parent / "warehouse"
    shutil.copy((new / DATABASE).resolve(), folder / "draft.duckdb")
    (folder / "draft.duckdb").chmod(0o644)
    shutil.copytree(next((new / "quality").iterdir()), folder / "quality" / "validations")
    (folder / "shards" / "0123456789ab" / "old").mkdir(parents=True)


def _killed_before(step: int, folder: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-c", PUBLISH, str(folder), str(step)], cwd=ROOT, check=False, timeout=120
    )
    assert done.returncode in (0, -signal.SIGKILL)
    return done.returncode != 0


def test_killed_before_any_step_of_a_publication(
    line: Line, published: Callable[[int], Path], tmp_path: Path
) -> None:
    old = published(1)
    before, folder, step, killed = digest_of(old), tmp_path / "copy", 1, 0
    _prepared(line, folder, old)
    while _killed_before(step, folder):
        killed += 1
        assert is_whole(folder)
        assert digest_of(folder) in (before, line.digest)
        if not (
            folder / "draft.duckdb"
        ).exists():  # it has its name, but nobody points to it yet: the run builds it anew
            _prepared(line, folder, old)
        assert not _killed_before(0, folder)
        assert digest_of(folder) == line.digest
        step += EVERY
        _prepared(line, folder, old)
    assert digest_of(folder) == line.digest
    assert killed * EVERY >= 8
    assert not (folder / "shards" / "0123456789ab").exists()
