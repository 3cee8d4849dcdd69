"""What a child that reads files may not do, and what is said of a file that met its limit."""

from __future__ import annotations

import hashlib
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.batch.processes import read_apart
from pipelines.model import Filing

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


def test_a_file_read_apart_is_the_report_it_is_anywhere_and_a_limit_is_told() -> None:
    data = (ROOT / "raw/2021/yunxi-2021.txt").read_bytes()
    (report,) = read_apart([_file(data)])
    assert (report.status, report.statement.year) == ("parsed", 2021)
    long = _file(data * 2000)  # several seconds of reading on any machine
    first, second = read_apart([long, long], seconds=0.2)
    assert first.status == second.status == "quarantined"
    assert [issue.code for issue in (*first.issues, *second.issues)] == ["read.limit"] * 2


def _file(data: bytes) -> tuple[Filing, bytes]:
    return Filing("yunxi-2021.txt", hashlib.sha256(data).hexdigest(), len(data)), data
