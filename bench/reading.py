"""How fast files are read, as ratios to a library's own work on the same bytes in the same run.

    python -m bench.reading [FILE ...]

PDF against pdfplumber's `extract_tables()` on all pages, HTML against a bare parse by selectolax,
text by itself: first bytes to Document, prose included, then bytes to facts. Recognising by itself,
in ms. Everything under raw/ is measured, and the files named: the PDFs of raw/ only name their
font, so a report with embedded fonts, as offices print them, has to be named. Processor time.
Ratios hold from machine to machine, times do not.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

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
KINDS = {".pdf": "PDF, fonts embedded", ".html": "web page", ".txt": "text dump", ".md": "text dump"}
"""Extension -> what the file is called in the summary."""


class Measured(NamedTuple):
    """A file and what it took, in seconds: the library compared with (0 where there is none),
    reading, recognising, and all from bytes to facts. `once`: no second reader was asked."""

    path: Path
    other: float
    read: float
    recognised: float
    whole: float
    once: bool

    @property
    def kind(self) -> str:
        """What the file is measured as."""
        if self.path.suffix.lower() != ".pdf":
            return KINDS[self.path.suffix.lower()]
        return KINDS[".pdf"] if b"/FontFile" in self.path.read_bytes() else "PDF, font not embedded"


def seconds(works: list[Callable[[], object]], runs: int = RUNS) -> list[float]:
    """The median processor time of each work. They take turns, so that a busy moment of the machine
    falls on all of them."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(runs):
        for work, taken in zip(works, times, strict=True):
            start = process_time()
            work()
            taken.append(process_time() - start)
    return [median(taken) for taken in times]


def measure(path: Path) -> Measured:
    """The times of one file."""
    data = path.read_bytes()
    document = read_bytes(data)
    filing = Filing(path.name, "0", len(data))
    works = [lambda: read_bytes(data), lambda: recognise(document), lambda: report_of(filing, data)]
    if (compared := REFERENCE.get(path.suffix.lower())) is not None:
        works.append(lambda: compared[1](data))
    read, known, whole, *other = seconds(works)
    once = report_of(filing, data).second_reading == "none"
    return Measured(path, other[0] if other else 0.0, read, known, whole, once)


def _line(one: Measured) -> str:
    """A row of the table: times in ms, and ratios to the reference."""
    times = " ".join(f"{t * 1000:10.2f}" for t in one[1:5])
    row = f"{one.path.name:30} {times}"
    if not one.other:
        return row
    name = REFERENCE[one.path.suffix.lower()][0]
    return f"{row}   {_ratio(one.read, one.other):>13} {_ratio(one.whole, one.other):>13}   than {name}"


def _ratio(own: float, other: float) -> str:
    return f"{other / own:.1f}x faster" if other > own else f"{own / other:.1f}x slower"


def _judged(one: Measured) -> tuple[str, float, str]:
    """What a file is judged by: its name, the figure, and its unit, where it is not times."""
    if one.kind.startswith("PDF"):
        return "pdfplumber extract_tables / to facts", one.other / one.whole, ""
    if one.other:
        return "read / selectolax bare parse", one.read / one.other, ""
    return "bytes to facts", 1000 * one.whole, "ms"


def _summary(measured: list[Measured]) -> None:
    """A line for each kind of file, the slowest of it. What a second reader had to read again is
    left out, as that reader is the library compared with."""
    for kind in dict.fromkeys(one.kind for one in measured):
        files = [one for one in measured if one.kind == kind and one.once]
        slower = min if kind.startswith("PDF") else max
        if files:
            slowest = slower(files, key=lambda one: _judged(one)[1])
            of, figure, unit = _judged(slowest)
            note("reading", f"{kind}, slowest: {of}", figure, unit)
            print(f"{kind:24}{of:40}{figure:8.2f} {unit:3} {slowest.path.name}")


def main(paths: list[Path]) -> None:
    """Measure every file under raw/ and those named, and print a line for each and each kind."""
    files = [p for p in sorted(RAW.rglob("*")) + paths if p.suffix.lower() in KINDS and p.name != "README.md"]
    print(f"{machine()}; processor time, median of {RUNS} runs")
    names = " ".join(f"{name:>10}" for name in ("other ms", "read ms", "recognise", "to facts"))
    print(f"{'file':30} {names}   {'reading':>13} {'to facts':>13}")
    measured = []
    for path in files:
        measured.append(measure(path))
        print(_line(measured[-1]), flush=True)
    print("\nthe slowest of each kind")
    _summary(measured)


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
