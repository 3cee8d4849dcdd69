"""How fast files are read, as ratios to a library's own work on the same bytes in the same run.

    python -m bench.reading [FILE ...]

PDF against pdfplumber's `extract_tables()` on all pages, HTML against a bare parse by selectolax:
first bytes to Document, prose included, then bytes to facts. Recognising by itself, in ms.
Everything under raw/ is measured, and the files named. Ratios hold from machine to machine, times
do not.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.ratios import note
from bench.stages import machine
from pipelines.model import Filing
from pipelines.read import read_bytes
from pipelines.recognise import recognise
from pipelines.report import report_of

RAW = Path(__file__).parents[1] / "raw"
RUNS = 9
"""Runs of each measurement, of which the median is taken."""
Work = Callable[[bytes], object]


def pdfplumber_tables(data: bytes) -> object:
    """The tables of all pages, as pdfplumber extracts them."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def bare_parse(data: bytes) -> object:
    """The page parsed by selectolax, and nothing else."""
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(data)


REFERENCE: dict[str, tuple[str, Work]] = {
    ".pdf": ("pdfplumber extract_tables", pdfplumber_tables),
    ".html": ("selectolax bare parse", bare_parse),
}
"""Extension -> what is compared with."""


def seconds(works: list[Callable[[], object]], runs: int = RUNS) -> list[float]:
    """The median time of each work. They take turns, so that a busy moment of the machine falls on
    all of them."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(runs):
        for work, taken in zip(works, times, strict=True):
            start = perf_counter()
            work()
            taken.append(perf_counter() - start)
    return [median(taken) for taken in times]


def measure(path: Path) -> str:
    """A row of the table: times in ms, and ratios to the reference."""
    data = path.read_bytes()
    name, reference = REFERENCE[path.suffix.lower()]
    document = read_bytes(data)
    filing = Filing(path.name, "0", len(data))
    works = [lambda: reference(data), lambda: read_bytes(data), lambda: recognise(document)]
    other, read, known, whole = seconds([*works, lambda: report_of(filing, data)])
    note("reading", f"{path.name}: {name} / to facts", other / whole)
    times = " ".join(f"{t * 1000:10.2f}" for t in (other, read, known, whole))
    return f"{path.name:30} {times}   {_ratio(read, other):>13} {_ratio(whole, other):>13}   than {name}"


def _ratio(own: float, other: float) -> str:
    return f"{other / own:.1f}x faster" if other > own else f"{own / other:.1f}x slower"


def main(paths: list[Path]) -> None:
    """Measure every file under raw/ and those named, and print a line for each."""
    files = [p for p in sorted(RAW.rglob("*")) + paths if p.suffix.lower() in REFERENCE and p.is_file()]
    print(f"{machine()}; median of {RUNS} runs")
    names = " ".join(f"{name:>10}" for name in ("other ms", "read ms", "recognise", "to facts"))
    print(f"{'file':30} {names}   {'reading':>13} {'to facts':>13}")
    for path in files:
        print(measure(path))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
