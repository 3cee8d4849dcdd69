"""A run over damaged files of all formats: everything is accounted for, limits hold, and no figure
is in a wrong place.

    python -m bench.fuzz [COUNT] [SEED]

Prints what became of the files, and of the cells whose truth is known. A figure that the damage
itself changed or wiped out in readable text is what is printed now, and no reader can tell but by
the sums; a figure read in another's place is a fault of ours. Exits with 1 if there is any, if a
file is unaccounted for, or a limit was exceeded by a tenth.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.batch import limits, processes, run
from pipelines.batch.shards import Rows
from pipelines.model import DOUBTFUL, Filing
from tests.data.expected import codes
from tests.data.mutations import Mutated, mutated, mutated_scans

STATUSES = ("parsed", "partial", "quarantined")
CELLS = ("right", "open", "changed", "wiped", "moved")
SCANNED = 50
"""Files for one scan besides, as a scan takes seconds."""
SLACK = 1.1
STARTED = b"spawn_main"
"""In the command of a child; before it has that it still is the parent, and as large."""
_READ = processes.read_one


@dataclass
class Outcome:
    """Counts by (kind of file, what became of it or its cells), and what should not have
    happened."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    longest: float = 0.0
    memory: int = 0
    """Most resident bytes of a child."""
    space: int = 0
    """Most bytes of address space of a child, which is what is limited."""


def fuzz(files: Sequence[Mutated], folder: Path, workers: int = 2) -> Outcome:
    """Write the files to `folder`, read them in a real run, and compare."""
    raw, log = folder / "raw", folder / "log"
    for new in (raw, log):
        new.mkdir()
    for file in files:
        (raw / file.name).write_bytes(file.data)
    watch = Watch()
    processes.read_one, before = timed, processes.read_one
    os.environ["GONGKAI_FUZZ_LOG"] = str(log)
    try:
        with watch:
            made = run.run(raw, folder / "store", workers)
    finally:
        processes.read_one = before
    out = Outcome(memory=watch.most("VmHWM"), space=watch.most("VmPeak"))
    _judge_files(files, made, out)
    _judge_times(log, watch, out)
    if out.space > SLACK * limits.MEMORY:
        out.faults.append(f"a child took {out.space} bytes")
    return out


def timed(path: str, filing: Filing) -> Rows | None:
    """In a child: reads, and notes when it began and ended."""
    log = Path(os.environ["GONGKAI_FUZZ_LOG"]) / f"{os.getpid()}"
    with log.open("a") as notes:
        notes.write(f"{time.time()} {filing.path}\n")
    read = _READ(path, filing)
    with log.open("a") as notes:
        notes.write(f"{time.time()} \n")
    return read


class Watch(threading.Thread):
    """Looks at the children of this process while they live: most memory of each, and when it was
    last seen."""

    def __init__(self) -> None:
        """Used once, as a context."""
        super().__init__(daemon=True)
        self.seen: dict[int, float] = {}
        self._most: Counter[str] = Counter()
        self._over = threading.Event()

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def most(self, name: str) -> int:
        """Bytes; what Linux calls `name`. Elsewhere only what the system itself keeps of children
        that have ended."""
        return self._most[name] or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024

    def run(self) -> None:
        """Look at the children twenty times a second until the context ends."""
        while not self._over.wait(0.05):
            for folder in Path("/proc").glob("[0-9]*"):
                try:
                    lines = (folder / "status").read_text().splitlines()
                    command = (folder / "cmdline").read_bytes()
                except OSError:
                    continue
                status = dict(line.split(":", 1) for line in lines if ":" in line)
                if status["PPid"].strip() == str(os.getpid()) and STARTED in command:
                    self.seen[int(folder.name)] = time.time()
                    for name in ("VmHWM", "VmPeak"):
                        self._most[name] = max(
                            self._most[name], int(status.get(name, "0 kB").split()[0]) * 1024
                        )


def _judge_files(files: Sequence[Mutated], made: run.Batch, out: Outcome) -> None:
    import pyarrow.parquet as pq

    tables: dict[str, list[dict[str, Any]]] = {
        table: [row for shard in made.shards for row in pq.read_table(shard / f"{table}.parquet").to_pylist()]
        for table in ("filings", "cells", "issues")
    }
    filings = {row["sha256"]: row for row in tables["filings"]}
    taken = {filing.path: filing.sha256 for filing in made.filings}
    cells: dict[int, dict[str, dict[str, Any]]] = {}
    for cell in tables["cells"]:
        cells.setdefault(cell["report_id"], {})["{table}.{row}.{column}".format(**cell)] = cell
    crashed = {
        i["report_id"]: i["detail"] for i in tables["issues"] if i["code"] in ("read.crash", "read.limit")
    }
    for file in files:
        row = filings.get(taken.get(file.name, ""))
        if row is None:
            out.faults.append(f"{file.name} is not accounted for")
            continue
        if row["report_id"] in crashed:
            out.faults.append(f"{file.name}: {crashed[row['report_id']]}")
        kinds = (file.format, file.damage)
        out.counts.update((kind, row["status"]) for kind in kinds)
        for code, became in _compared(file, cells.get(row["report_id"], {})).items():
            out.counts.update((kind, became) for kind in kinds)
            if became == "moved" or (file.damage == "renamed" and became != "right"):
                out.faults.append(f"{file.name}: {code} {became}: {file.filled.printed(code)}")


def _compared(file: Mutated, cells: dict[str, dict[str, Any]]) -> dict[str, str]:
    """What became of each cell of the form."""
    printed = {float(file.filled.printed(code)) for code in codes(file.filled)}
    out = {}
    for code in codes(file.filled):
        cell = cells.get(code)
        if cell is None or cell["status"] in DOUBTFUL:
            out[code] = "open"
        elif cell["value"] is None:
            out[code] = "wiped"
        elif cell["value"] == float(file.filled.printed(code)):
            out[code] = "right"
        else:
            out[code] = "moved" if cell["value"] in printed else "changed"
    return out


def _judge_times(log: Path, watch: Watch, out: Outcome) -> None:
    """How long each attempt took; one that was ended counts until its process was last seen."""
    for notes in log.iterdir():
        lines = [line.split(" ", 1) for line in notes.read_text().splitlines()]
        for index, (start, name) in enumerate(lines):
            if name:
                end = (
                    float(lines[index + 1][0])
                    if index + 1 < len(lines)
                    else watch.seen.get(int(notes.name), 0.0)
                )
                out.longest = max(out.longest, end - float(start))
    if out.longest > SLACK * limits.SECONDS_ALONE:
        out.faults.append(f"a file was read for {out.longest:.0f} s")


def table(out: Outcome) -> str:
    """The counts, a line for each format and each kind of damage."""
    kinds = dict.fromkeys(kind for kind, _ in out.counts)
    lines = ["".join(f"{name:>12}" for name in ("", *STATUSES, *CELLS))]
    lines += [
        "".join([f"{kind:>12}", *(f"{out.counts[kind, name]:12,}" for name in (*STATUSES, *CELLS))])
        for kind in kinds
    ]
    memory = f"{out.memory / 2**20:.0f} MB resident, {out.space / 2**20:.0f} MB of address space"
    return "\n".join([*lines, f"longest {out.longest:.1f} s; largest child {memory}"])


def main(count: int = 1000, seed: int = 1) -> int:
    """Run and print. Gives the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        out = fuzz([*mutated(count, seed), *mutated_scans(count // SCANNED, seed)], Path(folder))
    print(table(out))
    for fault in out.faults[:50]:
        print("✗", fault)
    print(f"{count} files, seed {seed}: {len(out.faults)} faults")
    return 1 if out.faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
