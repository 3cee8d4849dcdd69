"""How long the forty questions take: python -m bench.queries DIR (a build of
bench/synthetic.py)."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from tools.questions import questions

RUNS, MEMORY, THREADS = 3, "4GB", 2
"""Runs of each question; what DuckDB may take."""


def seconds(database: Path, sql: str) -> float:
    """The median time of a query, a new connection for each run, as the dashboard has it."""
    import duckdb

    taken = []
    for _ in range(RUNS):
        start = perf_counter()
        with duckdb.connect(str(database), read_only=True) as connection:
            connection.execute(f"SET memory_limit = '{MEMORY}'; SET threads = {THREADS}")
            connection.execute(sql).fetchall()
        taken.append(perf_counter() - start)
    return median(taken)


def main(database: Path) -> None:
    """Ask each question several times and print how long that takes."""
    import duckdb

    with duckdb.connect(str(database), read_only=True) as connection:
        ((reports,),) = connection.execute("SELECT count(*) FROM reports").fetchall()
    print(
        f"{reports:,} reports, {os.cpu_count()} cores, {MEMORY}, {THREADS} threads, DuckDB"
        f" {duckdb.__version__},"
    )
    print(f"Python {platform.python_version()}; median of {RUNS} runs, seconds")
    times = []
    for one in questions():
        times.append(seconds(database, one.sql))
        print(f"{times[-1]:8.3f}  {one.number}. {one.en}", flush=True)
    print(f"{median(times):8.3f}  median\n{max(times):8.3f}  slowest")


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "gongkai.duckdb")
