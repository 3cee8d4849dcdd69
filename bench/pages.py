"""How long each page of the dashboard takes in a browser: python -m bench.pages DIR (a build of
bench/synthetic.py)."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from tools.serving import browsing, serving

PAGES = (
    *("", "quality", "quality?year=2022&kind=department", "report?report=1001&cell=t3.requests_new.total"),
    *("office?office=1000", "compare", "compare?measure=granted_share&year=2021&kind=department"),
    *("place", "place?scope=jurisdiction", "publication", "check"),
)
"""Addresses of the pages that are opened."""
ROUNDS = 4
"""How often each page is opened."""


def main(folder: Path) -> None:
    """Open each page several times and print how long that takes."""
    with serving(folder, Path("raw")) as address, browsing() as page:
        times: dict[str, list[float]] = {name: [] for name in PAGES}
        for _ in range(ROUNDS):
            for name in PAGES:
                start = perf_counter()
                page.goto(f"{address}/{name}")
                page.wait_for_selector('[data-testid="stMain"] h1')
                page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')
                times[name].append(perf_counter() - start)
    print("first load, then the median of the others, seconds")
    for name, (first, *others) in times.items():
        print(f"{first:6.2f} {median(others):6.2f}  /{name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
