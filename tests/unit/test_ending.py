"""A child ends with its parent, also where the parent ends before the child asks for that."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.batch.test_child import gone, until

ROOT = Path(__file__).parents[2]
PARENT = """
import multiprocessing, os, sys, time
from pathlib import Path
from pipelines.ending import end_with_parent

def child(note, late):
    parent = os.getppid()
    if not late:
        end_with_parent()
    Path(note).write_text(str(os.getpid()))
    while late and os.getppid() == parent:
        time.sleep(0.01)
    end_with_parent()
    time.sleep(100)

multiprocessing.get_context("fork").Process(target=child, args=(sys.argv[1], sys.argv[2] == "late")).start()
time.sleep(100)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
@pytest.mark.parametrize("asked", ["before", "late"])
def test_a_child_ends_with_its_parent(tmp_path: Path, asked: str) -> None:
    note = tmp_path / "pid"
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(note), asked], env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    try:
        until(lambda: note.exists() and note.read_text() != "")
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        child = int(note.read_text())
        until(lambda: gone(child))
    finally:
        parent.kill()
        parent.wait()
