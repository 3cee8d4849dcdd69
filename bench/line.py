"""What the whole line costs on files that are really read, and on a night that brings one in a
hundred more.

    python -m bench.line [FILES ...]

Made-up reports in web pages, PDF, Word and text (bench.corpus) go from files to the published
build, with as many workers as cores. For each number of files: seconds of each stage, files per
second, the exponent by which it grows from one size to the next, peak memory; then the share of
everything that is in no stage (Dagster, checks, publication). Every cell that was read is held
against what is printed in it. Needs about 100 kB of disk for each file, in a folder that is gone
afterwards (TMPDIR says where).
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from bench.ratios import note
from bench.stages import STAGES, Stages, exponent, machine, say, scratch
from pipelines.model import DOUBTFUL

SIZES = (20_000,)
NIGHT = 0.01
OWN = ("read", "offices", "build", "rules", "judge")
"""The stages; what else a run does holds them together: Dagster, the checks of our promises,
publication."""
SAMPLE = 400
"""So many files are read once more, one step after the other."""
DISK = 100.0
"""kB for each file, at most: the file, its part of shard, draft and builds."""


@dataclass
class Costs:
    """Of a run over so many files: seconds and MB by stage, seconds of the whole run and of the
    night, of which some for reading; MB of a worker; cells that are printed, read otherwise, and
    left in doubt."""

    files: int
    seconds: dict[str, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    whole: float = 0
    night: float = 0
    night_reading: float = 0
    worker: float = 0
    cells: tuple[int, int, int] = (0, 0, 0)

    @property
    def beside(self) -> float:
        """What a run costs over the sum of its stages, as a share of them."""
        stages = sum(self.seconds[stage] for stage in OWN)
        return (self.whole - stages) / stages


def costs(count: int) -> Costs:
    """What so many files cost."""
    from assets.run import run
    from bench import corpus
    from bench.fuzz import Watch

    with scratch(1 + count * DISK / 1e6) as folder:
        more = max(1, round(count * NIGHT))
        say(f"{count + more:,} files")
        corpus.write(folder, count + more, workers=os.cpu_count() or 1)
        waiting = folder / "waiting"
        waiting.mkdir()
        new = Random(1).sample(sorted(p for p in (folder / "raw").rglob("*") if p.is_file()), more)
        for path in new:
            path.rename(waiting / f"{path.parent.name}-{path.name}")
        steps(folder / "raw")
        stages, watch = Stages(), Watch()
        begun = perf_counter()
        with watch:
            run(folder / "raw", folder / "warehouse", listener=stages)
        measured = Costs(
            count, stages.seconds, stages.memory, perf_counter() - begun, worker=watch.most("VmHWM") / 2**20
        )
        measured.cells = judged(folder / "warehouse" / "gongkai.duckdb", folder / "truth.jsonl")
        for path in waiting.iterdir():
            path.rename(folder / "raw" / path.name)
        say(f"a night with {more:,} more")
        stages, begun = Stages(), perf_counter()
        run(folder / "raw", folder / "warehouse", listener=stages)
        measured.night, measured.night_reading = perf_counter() - begun, stages.seconds["read"]
        return measured


def steps(raw: Path) -> None:
    """Print what each step takes in files of each format, one after the other on one core, and the
    bare parse of the same bytes beside it."""
    from bench.formats import BARE
    from pipelines.model import Filing
    from pipelines.read import read_bytes
    from pipelines.recognise import recognise
    from pipelines.report import report_of

    paths = sorted(p for p in raw.rglob("*") if p.is_file())
    spent: dict[str, list[float]] = {}
    for path in Random(2).sample(paths, min(SAMPLE, len(paths))):
        data = path.read_bytes()
        document = read_bytes(data)
        works = (
            lambda data=data, path=path: BARE[path.suffix[1:]][1](data),
            lambda data=data: read_bytes(data),
            lambda document=document: recognise(document),
            lambda data=data, path=path: report_of(Filing(path.name, "0", len(data)), data),
        )
        row = spent.setdefault(path.suffix[1:], [0, 0, 0, 0, 0, 0])
        row[0], row[1] = row[0] + 1, row[1] + len(data)
        for at, work in enumerate(works, 2):
            begun = process_time()
            work()
            row[at] += process_time() - begun
    print(
        f"\n{'format':8}{'kB':>7}{'bare ms':>9}{'read':>8}{'recognise':>11}{'to facts':>10}"
        f"{'files/s and core':>18}"
    )
    for suffix, (count, size, *taken) in sorted(spent.items()):
        bare, read, known, whole = (1000 * seconds / count for seconds in taken)
        line = f"{suffix:8}{size / count / 1000:>7.0f}{bare:>9.2f}{read:>8.2f}{known:>11.2f}{whole:>10.2f}"
        print(f"{line}{1000 / whole:>18.0f}", flush=True)


def judged(database: Path, truth: Path) -> tuple[int, int, int]:
    """Cells that are printed; of them those published with another number, and those left in
    doubt."""
    from warehouse.query import run

    printed: dict[tuple[str, int], dict[str, str]] = {}
    for line in truth.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        printed[one["path"].rpartition("/")[2], one["year"]] = one["cells"]
    cells = wrong = doubtful = 0
    years = run("SELECT DISTINCT year FROM reports WHERE is_current", database)[1]
    for (year,) in years:
        sql = (
            "SELECT r.raw_path, c.cell, c.value, c.status FROM cells AS c JOIN reports AS r USING (report_id)"
        )
        for path, cell, value, status in run(f"{sql} WHERE r.year = {int(year)}", database)[1]:
            name = path.rpartition("/")[2]
            text = printed.get((name, year), {}).get(cell)
            if text is None:
                continue
            cells += 1
            if status in DOUBTFUL:
                doubtful += text.lstrip("-").isdigit()
            elif text.lstrip("-").isdigit():
                wrong += value != float(text)
            else:
                wrong += value is not None and status == "number"
    return cells, wrong, doubtful


def main(sizes: list[int]) -> None:
    """Print the tables."""
    print(machine())
    before: Costs | None = None
    for size in sizes:
        now = costs(size)
        print(f"\n{now.files:,} files   {'seconds':>9}{'files/s':>9}{'growth':>8}{'MB':>8}")
        for row, taken, memory in (
            *((stage, now.seconds[stage], now.memory[stage]) for stage in STAGES),
            ("whole run", now.whole, max(now.memory.values())),
        ):
            then = before and (before.whole if row == "whole run" else before.seconds[row])
            growth = f"^{exponent((before.files, then), (now.files, taken)):.2f}" if before and then else ""
            print(f"  {row:16}{taken:>9.1f}{now.files / max(taken, 1e-9):>9.0f}{growth:>8}{memory:>8,.0f}")
        cells, wrong, doubtful = now.cells
        print(
            f"  over the sum of {', '.join(OWN)}: {now.beside:.1%}; a worker has at most {now.worker:,.0f} MB"
        )
        print(f"  cells {cells:,}, published otherwise than printed {wrong:,}, left in doubt {doubtful:,}")
        share = now.night_reading / now.seconds["read"]
        note("line", f"{now.files:,} files: everything beside the stages / the stages", now.beside)
        note("line", f"{now.files:,} files: reading of a night with {NIGHT:.0%} more / full reading", share)
        print(
            f"  a night with {NIGHT:.0%} more: {now.night:.1f} s; its reading {share:.1%} of the full one",
            flush=True,
        )
        before = now


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
