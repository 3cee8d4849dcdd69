"""What a child that reads files may not do, and what is said of a file that met its limit."""

from __future__ import annotations

import hashlib
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.batch import processes
from pipelines.batch.processes import read_apart
from pipelines.model import Filing, Report

ROOT = Path(__file__).resolve().parents[3]
CHILD = """
import socket, sys
from pipelines.batch.processes import MEMORY, _limit
_limit(MEMORY)
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5)
except OSError:
    print("no network")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process go without a network")
def test_a_child_has_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        child = [sys.executable, "-c", CHILD, port]
        done = subprocess.run(child, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    if not done.stdout:
        namespaces = Path("/proc/sys/user/max_net_namespaces")
        pytest.skip(
            f"the kernel does not let go of the network: {namespaces.read_text() if namespaces.exists() else ''}"
        )
    assert done.stdout == "no network\n"


def test_a_file_read_apart_is_the_report_it_is_anywhere() -> None:
    data = (ROOT / "raw/2021/yunxi-2021.txt").read_bytes()
    (report,) = read_apart([_file(data)])
    assert (report.status, report.statement.year) == ("parsed", 2021)


def _hang(filing: Filing, data: bytes) -> Report:
    """Stands in for the reader, in the children."""
    while True:
        time.sleep(600)


def test_files_read_apart_that_never_end_meet_the_limit_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_report", _hang)
    first, second = read_apart([_file(b"1"), _file(b"2")], seconds=0.2)
    assert first.status == second.status == "quarantined"
    assert [issue.code for issue in (*first.issues, *second.issues)] == ["read.limit"] * 2


def _file(data: bytes) -> tuple[Filing, bytes]:
    return Filing("yunxi-2021.txt", hashlib.sha256(data).hexdigest(), len(data)), data
