"""What a child that reads files may not do."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CHILD = """
import socket, sys
from pipelines.batch.limits import MEMORY, limit
limit(MEMORY)
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


def test_a_child_gets_no_more_memory_than_it_may_have() -> None:
    program = (
        "from pipelines.batch.limits import limit\n"
        "limit(2**28)\n"
        "try:\n"
        "    bytearray(2**29)\n"
        "except MemoryError:\n"
        "    print('no memory')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "no memory\n"
