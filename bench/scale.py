"""What a warehouse of many reports costs, stage by stage, from shards that are there: python -m bench.scale [N ...]

The graph itself is run on them. For each number of reports: seconds of each stage, and the exponent by which it grows
from one size to the next (1: in proportion); peak memory of the process and the size of the build. Then a night that
adds one report in a hundred.
"""

from __future__ import annotations

import math
import os
import platform
import resource
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from unittest.mock import patch

SIZES = (1_000, 10_000, 100_000)
STAGES = ("build", "rules", "judge", "publish")
"""Whose they are and the tables; the findings; the judgement of Great Expectations; publication."""
Costs = dict[str, float]


def costs(count: int) -> Costs:
    """Seconds per stage, `memory` and `size` in MB, for about so many reports."""
    from bench.parsed import write
    from pipelines.version import reader_version

    folder = Path(tempfile.mkdtemp(prefix="scale"))
    try:
        (folder / "raw").mkdir()
        filings = write(folder / "warehouse" / "shards" / reader_version(), count)
        models = folder / "warehouse" / "shards" / reader_version() / "models"
        shutil.rmtree(models)
        with (
            patch("pipelines.manifest.filings", lambda raw: filings),
            patch("pipelines.batch.filings_in", lambda raw: filings),
        ):
            spent = _run(folder)
        spent["size"] = (folder / "warehouse" / "gongkai.duckdb").stat().st_size / 1e6
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {"reports": len(filings), **spent, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _run(folder: Path) -> Costs:
    """One run of the graph, its stages told apart by what it tells of its progress."""
    from assets.run import run

    moments: list[tuple[str, int, float]] = []
    begun = perf_counter()
    run(folder / "raw", folder / "warehouse", 1, lambda step, done, total: moments.append((step, done, perf_counter())))
    whole = perf_counter() - begun
    at = {(step, done): moment for step, done, moment in moments}
    return {
        "build": at["build", 1] - at["build", 0],
        "rules": at["judge", 0] - at["build", 1],
        "judge": at["judge", 1] - at["judge", 0],
        "publish": at["publish", 1] - at["publish", 0],
        "whole": whole,
    }


def main(sizes: list[int]) -> None:
    """Print the table; each size in a process of its own."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print(
        f"{'reports':>10}"
        + "".join(f"{stage:>16}" for stage in (*STAGES, "whole"))
        + f"{'memory MB':>12}{'build MB':>10}"
    )
    before: Costs = {}
    for size in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            now = pool.submit(costs, size).result()
        line = f"{now['reports']:>10,.0f}"
        for stage in (*STAGES, "whole"):
            line += f"{now[stage]:>9.1f} s" + (f" ^{_exponent(before, now, stage):.2f}" if before else " " * 5)
        print(line + f"{now['memory']:>12,.0f}{now['size']:>10,.0f}", flush=True)
        before = now


def _exponent(before: Costs, now: Costs, stage: str) -> float:
    return math.log(now[stage] / before[stage]) / math.log(now["reports"] / before["reports"])


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
