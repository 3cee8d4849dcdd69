"""How fast files are read, as ratios to a library's own work on the same bytes in the same run.

    python -m bench.reading [FILE ...]

PDF: the whole Document, prose included, against pdfplumber's `extract_tables()` on all pages. HTML: the whole Document
against a bare parse by selectolax. Recognising: the Statement of a Document against the reading of it. Everything under
raw/ is measured, and the files named. Ratios hold from machine to machine, times do not.
"""

from __future__ import annotations

import io
import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from pipelines.read import read_bytes
from pipelines.recognise import recognise

RAW = Path(__file__).parents[1] / "raw"
RUNS = 9
Work = Callable[[bytes], object]


def pdfplumber_tables(data: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def bare_parse(data: bytes) -> object:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(data)


REFERENCE: dict[str, tuple[str, Work]] = {
    ".pdf": ("pdfplumber extract_tables", pdfplumber_tables),
    ".html": ("selectolax bare parse", bare_parse),
}


def seconds(works: list[Callable[[], object]], runs: int = RUNS) -> list[float]:
    """The median time of each work. They take turns, so that a busy moment of the machine falls on all of them."""
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
    """A row of the table: how long reading, recognising and the reference take, in ms, and their ratios."""
    data = path.read_bytes()
    name, reference = REFERENCE[path.suffix.lower()]
    document = read_bytes(data)
    own, known, other = seconds([lambda: read_bytes(data), lambda: recognise(document), lambda: reference(data)])
    ratio = f"{other / own:.1f}x faster" if other > own else f"{own / other:.1f}x slower"
    return (
        f"{path.name:32} {own * 1000:8.1f} {other * 1000:10.1f}  {ratio:14} than {name:26}"
        f" {known * 1000:8.1f} {known / own:6.1f}x"
    )


def main(paths: list[Path]) -> None:
    files = [p for p in sorted(RAW.rglob("*")) + paths if p.suffix.lower() in REFERENCE and p.is_file()]
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.machine()}; median of {RUNS} runs")
    print(f"{'file':32} {'read ms':>8} {'other ms':>10}  {'ratio':46} {'recognise ms, of reading'}")
    for path in files:
        print(measure(path))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
