"""What an export costs in which one year changed, beside one of all: python -m bench.exports [N ...].

On a warehouse of N office-years, from shards that are there, comes a night that brings other versions
of 1 % of the offices, of their latest year. The build before is exported, then this one beside it,
then this one in full. Workbooks are left out. The releases must be the same bytes.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench.night import VERSIONS
from bench.scale import DISK, taken
from bench.stages import Stages, forget_peak, machine, peak, say, scratch

if TYPE_CHECKING:
    from pipelines.model import Filing

SIZES = (10_000,)
CHANGED = 0.01
"""The share of offices whose latest report changes."""


def costs(count: int) -> None:
    """Print a line for each of the three exports, in a folder that is gone afterwards."""
    from assets.run import run
    from bench.parsed import rewrite, write
    from pipelines.batch.version import reader_version

    with scratch(2 + 2 * count * DISK / 1e6) as folder:
        raw, warehouse, out = folder / "raw", folder / "warehouse", folder / "releases"
        raw.mkdir()
        shards = warehouse / "shards" / reader_version()
        say(f"a run over {count:,} reports")
        filings = write(shards, count)
        with taken(filings):
            run(raw, warehouse, 1, Stages())
        first = _export(count, "the first", warehouse, out)
        latest = _latest(shards, rewrite(shards, round(count * CHANGED), VERSIONS))
        say(f"a night with {len(latest):,} other versions")
        with taken(filings + latest):
            run(raw, warehouse, 1, Stages())
        beside = folder / "beside"
        shutil.copytree(first, beside / first.name)
        own = _export(count, "one year changed", warehouse, out)
        full = _export(count, "the same in full", warehouse, beside, full=True)
        if _bytes(own) != _bytes(full):
            sys.exit("a release is not what a full one is")


def _latest(shards: Path, versions: list[Filing]) -> list[Filing]:
    """Those of the versions that are of the latest year."""
    import pyarrow.parquet as pq

    (shard,) = shards.glob(f"*{VERSIONS}")
    read = pq.read_table(shard / "filings.parquet", columns=["sha256", "year"]).to_pylist()
    last = max(row["year"] for row in read)
    wanted = {row["sha256"] for row in read if row["year"] == last}
    return [filing for filing in versions if filing.sha256 in wanted]


def _export(count: int, what: str, warehouse: Path, folder: Path, full: bool = False) -> Path:
    from export.release import export

    forget_peak()
    begun, worked = perf_counter(), process_time()
    done = export(warehouse / "gongkai.duckdb", folder, "none", full=full)
    seconds, processor = perf_counter() - begun, process_time() - worked
    counted = f"{seconds:>9.1f}{processor:>11.1f}{peak():>8,.0f}{done.written:>9,}{done.kept:>7,}"
    print(f"{count:>12,} {what:18}{counted}", flush=True)
    return done.folder


def _bytes(folder: Path) -> dict[str, str]:
    """The digest of each file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def main(sizes: list[int]) -> None:
    """Print the table; each size in a process of its own."""
    print(machine())
    print(
        f"{'office-years':>12} {'export':18}{'seconds':>9}{'processor':>11}{'MB':>8}{'written':>9}{'kept':>7}"
    )
    for size in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            pool.submit(costs, size).result()


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
