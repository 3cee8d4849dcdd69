"""How much faster two workers are than one, over a whole run of new files, and how much memory a
worker takes.

    python -m bench.workers [FILES]

PDFs with tables whose sums hold, all different. A worker's memory is the most that any child had
resident at any time.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench.fuzz import Watch
from bench.ratios import note
from bench.stages import machine
from pipelines.batch import run
from tests.data.mutations import FORMATS, distinct


def main(count: int = 400) -> None:
    """Print a line for each number of workers, and the ratio."""
    print(f"{machine()}; {count} PDFs")
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        raw.mkdir()
        chance = random.Random(1)
        for number in range(count):
            (raw / f"{number}.pdf").write_bytes(FORMATS["pdf"](distinct(chance)))
        taken = {}
        for workers in (1, 2):
            watch = Watch()
            start = perf_counter()
            with watch:
                run.run(raw, Path(folder) / f"store{workers}", workers)
            taken[workers] = perf_counter() - start
            rate, memory = count / taken[workers], watch.most("VmHWM") / 2**20
            print(
                f"{workers} workers: {taken[workers]:6.1f} s, {rate:5.1f} files/s, {memory:.0f} MB"
                f" in a worker"
            )
        note("workers", "two workers / one", taken[1] / taken[2])
        print(f"two workers: {taken[1] / taken[2]:.2f} times one")
        _scans(Path(folder) / "scans")


def _scans(folder: Path, count: int = 4) -> None:
    """The same for pages that are pictures, where what recognises them is installed."""
    from pipelines.read.scan.text import installed

    if not installed():
        return
    from tests.data.scans import pdf, picture, spoilt

    (folder / "raw").mkdir(parents=True)
    clean = picture(200)
    for number in range(count):
        (folder / "raw" / f"{number}.pdf").write_bytes(pdf(spoilt(clean, number / 4, 4, 0.5, 70)))
    watch = Watch()
    start = perf_counter()
    with watch:
        run.run(folder / "raw", folder / "store", 1)
    taken, memory = perf_counter() - start, watch.most("VmHWM") / 2**20
    print(
        f"1 worker: {taken / count:.1f} s for a scanned page, start included, {memory:.0f} MB in the worker"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
