"""What the pages cost on a build of bench/synthetic.py: python -m bench.pages DIR.

First answers of a server that is up, the same from its cache, how heavy each is, many visitors at
once, and the memory of the server; all on this machine.
"""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import quote
from urllib.request import Request, urlopen

from tools.serving import serving

PAGES = (
    *("/", "/?measure=errors_rate", "/search?q=第3县", "/suggest?q=第3县", "/offices/1000", "/offices/1"),
    *("/reports/10001", "/reports/10001?cell=t3.requests_new.total", "/findings", "/findings?page=20"),
    *("/findings?year=2022&kind=department", "/publication", "/publication?year=2021", "/places"),
    *("/places?scope=jurisdiction", "/compare", "/compare?measure=granted_share&year=2021&kind=department"),
    *("/quality", "/method", "/check", "/findings.csv", "/publication.places.json"),
)
"""Addresses that are asked for."""
VISITORS, ROUNDS = 200, 3
"""Visitors at once, and how often each asks."""


def main(folder: Path) -> None:
    """Ask for each page and print how long that takes."""
    with serving(folder, Path("raw")) as address:
        print(f"load {os.getloadavg()[0]:.1f}; ms of the first answer and from the cache, kB as sent")
        firsts = []
        for page in PAGES:
            first, size = _asked(address, page)
            again = min(_asked(address, page)[0] for _ in range(3))
            firsts.append(first)
            print(f"{1000 * first:7.0f} {1000 * again:6.1f} {size / 1000:7.0f}  {page}")
        print(f"first answers: median {1000 * median(firsts):.0f} ms, longest {1000 * max(firsts):.0f} ms")
        pages = [PAGES[at % len(PAGES)] for at in range(VISITORS * ROUNDS)]
        begun = perf_counter()
        with ThreadPoolExecutor(VISITORS) as pool:
            times = sorted(pool.map(lambda page: _asked(address, page)[0], pages))
        took = perf_counter() - begun
        print(
            f"{VISITORS} visitors at once: {len(times)} answers in {took:.1f} s, median"
            f" {1000 * median(times):.0f} ms, p95 {1000 * times[int(0.95 * len(times))]:.0f} ms"
        )
        print(f"memory of the server: {_memory(address)} MB")


def _asked(address: str, page: str) -> tuple[float, int]:
    """Seconds, and bytes as they are sent. Raises HTTPError."""
    asked = Request(address + quote(page, safe="/?=&."), headers={"Accept-Encoding": "gzip"})
    begun = perf_counter()
    with urlopen(asked, timeout=60) as answer:
        body = answer.read()
        took = perf_counter() - begun
        if answer.headers.get("content-encoding") == "gzip":
            gzip.decompress(body)
    return took, len(body)


def _memory(address: str) -> str:
    """Resident megabytes of the process that listens there, as /proc has it."""
    port = address.rpartition(":")[2]
    listed = subprocess.run(["pgrep", "-f", f"dashboard --port {port}"], capture_output=True, text=True)
    status = Path(f"/proc/{listed.stdout.split()[0]}/status").read_text() if listed.stdout else ""
    peak = re.search(r"VmHWM:\s+(\d+)", status)
    return f"{int(peak[1]) // 1024}" if peak else "?"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
