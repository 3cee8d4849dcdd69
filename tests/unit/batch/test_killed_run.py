"""A run that is killed at any moment leaves whole shards and no children, and the next one goes on
to the same end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from pipelines.batch import run
from pipelines.batch.shards import TABLES
from tests.data.forms import Filled, render
from tests.unit.recognise.dumps import PRINTED

ROOT = Path(__file__).parents[3]
RUN = """
import sys
from pathlib import Path
from pipelines.batch import run
from pipelines.batch import processes

if __name__ == "__main__":
    run.PER_SHARD = 2
    run.run(Path(sys.argv[1]), Path(sys.argv[2]), 2, lambda done, total: (print(done, flush=True), input()))
"""
YEARS = range(2021, 2045)


def started(raw: Path, store: Path, script: Path) -> subprocess.Popen[str]:
    """A run that says of each file that it has been read, and goes on when it gets a line."""
    script.write_text(RUN, encoding="utf-8")
    words = [sys.executable, str(script), str(raw), str(store)]
    here = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        env=here,
    )


def gone(session: int) -> bool:
    """Whether nothing of a session is left; some seconds are granted."""
    for _ in range(100):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def tables(made: run.Batch) -> dict[str, list[dict[str, Any]]]:
    """All rows of all shards, in an order of their own."""
    import pyarrow.parquet as pq

    return {
        table: sorted(
            (row for shard in made.shards for row in pq.read_table(shard / f"{table}.parquet").to_pylist()),
            key=str,
        )
        for table in TABLES
    }


def test_a_killed_run_leaves_whole_shards_and_the_next_one_goes_on(tmp_path: Path) -> None:
    raw, store = tmp_path / "raw", tmp_path / "store"
    raw.mkdir()
    for year in YEARS:
        (raw / f"{year}.txt").write_bytes(
            render(Filled("青禾县民政局", year, "f2021", PRINTED["f2021"]), "tabs")
        )
    chance = random.Random(11)
    held = 0
    for _ in range(3):
        child = started(raw, store, tmp_path / "run.py")
        assert child.stdin and child.stdout
        heard = chance.randrange(3, 7)  # three times that is less than there are files
        child.stdin.write("\n" * heard)
        child.stdin.flush()
        for _ in range(heard):
            child.stdout.readline()
        time.sleep(chance.random() / 20)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdin.close()
        child.stdout.close()
        assert gone(child.pid)
        kept = len(run.known_shards(store))
        assert kept >= held
        held = kept
    assert held
    made = run.run(raw, store, 2)
    assert 0 < made.read < len(YEARS)
    assert not [p for shard in made.shards for p in shard.parent.glob(".*")]
    assert tables(made) == tables(run.run(raw, tmp_path / "undisturbed", 1))
