"""What a warehouse of many reports costs, stage by stage, from shards that are there.

    python -m bench.scale [N ...]

The graph itself is run on them, then everything is exported, then a night follows that brings one
report in a hundred more. For each number of reports: seconds of each stage with the exponent by
which it grows from one size to the next (1: in proportion), and the most memory of the process
during it.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from time import perf_counter
from typing import TYPE_CHECKING
from unittest.mock import patch

from bench.ratios import note
from bench.stages import STAGES, Stages, exponent, machine, say, scratch

if TYPE_CHECKING:
    from pipelines.model import Filing

SIZES = (1_000, 10_000, 100_000)
ROWS = (*STAGES[1:], "export", "whole run", *(f"night {step}" for step in STAGES[1:]), "night")
NIGHT = 0.01
"""The share of reports that a night brings."""
DISK = 20.0
"""kB for each report, at most: shards, draft, builds, exports."""


@dataclass
class Costs:
    """Of so many reports: seconds and MB by row of the table; MB of the published file and seconds
    of a copy of it."""

    reports: int
    size: float
    copy: float
    seconds: dict[str, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)


def costs(count: int) -> Costs:
    """What about so many reports cost, in a folder that is gone afterwards."""
    from assets.run import run
    from bench.parsed import write
    from export.release import export
    from pipelines.batch.version import reader_version

    with scratch(1 + count * DISK / 1e6) as folder:
        raw, warehouse = folder / "raw", folder / "warehouse"
        raw.mkdir()
        say(f"shards of {count:,} reports")
        shards = warehouse / "shards" / reader_version()
        filings = write(shards, count)
        stages = Stages()
        say(f"a run over {len(filings):,}")
        with taken(filings), stages.stage("whole run"):
            run(raw, warehouse, 0, stages)
        stages.memory["whole run"] = max(stages.memory.values())
        size, begun = (warehouse / "gongkai.duckdb").stat().st_size / 1e6, perf_counter()
        shutil.copyfile(warehouse / "gongkai.duckdb", folder / "copy")
        copy = perf_counter() - begun
        with stages.stage("export"):
            export(warehouse / "gongkai.duckdb", folder / "releases", "none")
        first = len(filings)
        filings += write(shards, round(count * NIGHT), after=first)
        night = Stages()
        with taken(filings), stages.stage("night"):
            run(raw, warehouse, 0, night)
        stages.memory["night"] = max(night.memory.values())
        stages.seconds |= {f"night {step}": night.seconds[step] for step in STAGES[1:]}
        stages.memory |= {f"night {step}": night.memory[step] for step in STAGES[1:]}
        return Costs(first, size, copy, stages.seconds, stages.memory)


@contextmanager
def taken(filings: list[Filing]) -> Iterator[None]:
    """As if these lay in the folder of reports."""
    with (
        patch("pipelines.intake.manifest.filings", lambda raw: filings),
        patch("pipelines.batch.run.filings_in", lambda raw: filings),
    ):
        yield


def main(sizes: list[int]) -> None:
    """Print the table; each size in a process of its own."""
    print(machine())
    print(f"{'office-years':>12} {'stage':16}{'seconds':>9}{'growth':>8}{'MB':>8}")
    before: Costs | None = None
    for size in sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            now = pool.submit(costs, size).result()
        for row in ROWS:
            taken = now.seconds[row]
            line = f"{now.reports:>12,} {row:16}{taken:>9.1f}"
            growth = before and exponent((before.reports, before.seconds[row]), (now.reports, taken))
            if growth and not row.startswith("night "):
                note("scale", f"{row}, {now.reports:,} office-years", growth, "exponent")
            print(f"{line}{f'^{growth:.2f}' if growth else '':>8}{now.memory[row]:>8,.0f}")
        print(
            f"{now.reports:>12,} published file of {now.size:,.0f} MB, copied in {now.copy:.1f} s", flush=True
        )
        note("scale", f"publication / a copy of the file, {now.reports:,}", now.seconds["publish"] / now.copy)
        before = now


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
