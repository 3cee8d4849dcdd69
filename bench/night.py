"""What a night costs, by what it brings: python -m bench.night [N ...].

On a warehouse of N office-years, from shards that are there, nights follow each other: nothing new,
0.1 %, 1 % and 10 % new, and new versions of 0.1 %. Beside each the same inputs are built in full,
from the same build before, in a warehouse of its own. The last line is JSON: a list of objects with
`reports`, `new`, `changed`, seconds, processor seconds, the most memory (MB), bytes written and the
content digest of both, and the seconds of the night by stage.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

from bench.scale import DISK, taken
from bench.stages import STAGES, Stages, machine, say, scratch

if TYPE_CHECKING:
    from pipelines.model import Filing

SIZES = (10_000,)
NIGHTS = ((0.0, 0.0), (0.001, 0.0), (0.01, 0.0), (0.1, 0.0), (0.0, 0.001))
"""The shares of reports that each night brings, and those that it brings another version of."""
VERSIONS = 50_000_000
"""Where the numbers of shards begin that hold other versions."""


@dataclass(frozen=True)
class Cost:
    """Of one run: seconds, processor seconds, the most memory in MB, MB written; seconds by
    stage."""

    seconds: float
    processor: float
    memory: float
    written: float
    stages: dict[str, float]
    digest: str


def nights(count: int) -> Iterator[dict[str, Any]]:
    """The nights of a warehouse of about so many office-years, in a folder that is gone
    afterwards."""
    from bench.parsed import rewrite, write
    from pipelines.batch.version import reader_version

    with scratch(2 + 2.5 * count * DISK / 1e6) as folder:
        warehouse, twin = folder / "warehouse", folder / "twin"
        shards = warehouse / "shards" / reader_version()
        say(f"shards of {count:,} reports")
        filings = write(shards, count)
        say(f"the first run over {len(filings):,}")
        _cost(warehouse, filings)
        for new, changed in NIGHTS:
            held = len(filings)
            added, versions = round(count * new), round(count * changed)
            if added:
                filings += write(shards, added, after=held)
            if versions:
                filings += rewrite(shards, versions, VERSIONS)
            _copy(warehouse, twin)
            say(f"a night on {held:,} with {added:,} new and {versions:,} changed")
            night = _cost(warehouse, filings)
            say("the same in full")
            full = _cost(twin, filings, full=True)
            yield {
                "reports": held,
                "new": added,
                "changed": versions,
                "full_s": round(full.seconds, 2),
                "night_s": round(night.seconds, 2),
                "full_processor_s": round(full.processor, 2),
                "night_processor_s": round(night.processor, 2),
                "full_peak_mb": round(full.memory),
                "peak_mb": round(night.memory),
                "full_written_mb": round(full.written, 1),
                "written_mb": round(night.written, 1),
                "full_digest": full.digest,
                "night_digest": night.digest,
                "stages": {step: round(seconds, 2) for step, seconds in night.stages.items()},
            }


def _copy(warehouse: Path, twin: Path) -> None:
    """The same warehouse once more: its files are never written to again, so that names of their own
    are enough."""
    shutil.rmtree(twin, ignore_errors=True)
    shutil.copytree(warehouse, twin, symlinks=True, copy_function=os.link)


def _cost(warehouse: Path, filings: list[Filing], full: bool = False) -> Cost:
    """What a run over these costs, in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_run, warehouse, filings, full).result()


def _run(warehouse: Path, filings: list[Filing], full: bool) -> Cost:
    from assets.run import run
    from warehouse.content_digest import digest

    raw = warehouse.parent / "raw"
    raw.mkdir(exist_ok=True)
    stages, begun, worked = Stages(), perf_counter(), process_time()
    with taken(filings):
        run(raw, warehouse, 0, stages, full=full)
    seconds, processor = perf_counter() - begun, process_time() - worked
    written = _written()
    memory = max(stages.memory.values())
    of_stages = {step: stages.seconds[step] for step in STAGES if step in stages.seconds}
    return Cost(seconds, processor, memory, written, of_stages, digest(warehouse / "gongkai.duckdb"))


def _written() -> float:
    """MB that this process has written, where Linux says so."""
    try:
        counts = dict(line.split(": ") for line in Path("/proc/self/io").read_text().splitlines())
    except OSError:
        return 0.0
    return int(counts["write_bytes"]) / 1e6


def main(sizes: list[int]) -> None:
    """Print a line for each night, then all of them as JSON."""
    print(machine())
    print(
        f"{'office-years':>12}{'new':>9}{'changed':>9}{'full s':>9}{'night s':>9}{'MB':>8}{'written MB':>12}"
    )
    every = []
    for size in sizes:
        for one in nights(size):
            line = f"{one['reports']:>12,}{one['new']:>9,}{one['changed']:>9,}{one['full_s']:>9}"
            same = "" if one["full_digest"] == one["night_digest"] else "  NOT THE SAME"
            print(f"{line}{one['night_s']:>9}{one['peak_mb']:>8,}{one['written_mb']:>12,}{same}", flush=True)
            every.append(one)
    print(json.dumps(every))
    if any(one["full_digest"] != one["night_digest"] for one in every):
        sys.exit("a night is not what a full build is")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
