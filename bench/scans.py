"""How well scans are read: figures right, left in doubt, and wrong without a word, of reports whose
figures are known.

    python -m bench.scans [--only NAME ...] [--list] [PDF TRUTH.json ...]

Pages are rendered at 150 and 200 dots to the inch, spoilt as copiers spoil them (seeded), made a
file of pictures and read through the door. Measured are the PDF samples of raw/, forms of both
editions full of large figures that differ, and the published PDF files named, each with its
hand-checked cells. All files are read in one process of their own, whose peak memory is said. Needs
the extra `scan`, and a Chinese font for PDF files that do not carry theirs.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Any

from PIL import Image

from pipelines.catalogue import catalogue
from pipelines.model import DOUBTFUL, Filing, Report
from pipelines.report import report_of
from tests.data import copies
from tests.data.forms import Filled, render
from tests.data.forms_pdf import LEFT, RIGHT
from tests.data.torn import figures

ROOT = Path(__file__).parents[1]
SAMPLES = {
    "raw/2023/qinghe-2023.pdf": "tests/golden/expected/qinghe-2023.json",
    "raw/2024/hongze-2024.pdf": "tests/golden/expected/hongze-2024.json",
}
"""PDF files with their figures."""
SEED = 20
"""Of all random choices."""
Copy = Callable[[bytes, int, random.Random], bytes]


@dataclass
class Score:
    """Cells with a number in print: how many there are, are read right, are other than 0, and of
    these read right. Of all cells: in doubt and without a value where one is printed, and wrong
    without a word."""

    counts: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    pages: int = 0
    seconds: float = 0.0

    def add(self, other: Score) -> None:
        """Count the pages of another score in."""
        self.counts += other.counts
        self.pages += other.pages
        self.seconds += other.seconds

    def __str__(self) -> str:
        c = self.counts
        share = f"{c['right'] / c['numbers']:8.2%}" if c["numbers"] else " " * 8
        whole = "quarantined" if c["quarantined"] else ""
        return (
            f"{c['numbers']:7} {share} {c['nonzero_right']:6}/{c['nonzero']:<6} {c['flagged']:7}"
            f" {c['silent']:6} "
            f"{self.seconds / max(1, self.pages):10.2f} {whole}"
        )


def score(report: Report, truth: Mapping[str, Any], pages: int, seconds: float) -> Score:
    """Every cell of the truth (code -> value or None) against what was read."""
    read = {fact.code: fact for fact in report.facts}
    out = Score(pages=pages, seconds=seconds)
    out.counts["quarantined"] = report.status == "quarantined"
    for code, value in truth.items():
        fact = read.get(code)
        got = fact.value if fact else None
        real = value is not None
        out.counts["numbers"] += real
        out.counts["nonzero"] += bool(value)
        if got == value:
            out.counts["right"] += real
            out.counts["nonzero_right"] += bool(value)
            continue
        doubted = got is None and (report.status == "quarantined" or (fact and fact.status in DOUBTFUL))
        out.counts["flagged" if doubted else "silent"] += 1
        out.notes.append(
            f"{'doubt' if doubted else 'SILENT'} {code} is {value}, read {fact and (got, fact.text)}"
        )
    for code in read.keys() - truth.keys():
        if read[code].value is not None:
            out.counts["silent"] += 1
            out.notes.append(f"SILENT {code} does not exist, read {read[code].text}")
    return out


def _read(data: bytes) -> tuple[Report, float, int]:
    """In the process that reads: the report, the processor seconds it took, and the peak of its
    memory in MB so far."""
    start = process_time()
    report = report_of(Filing("scan", "0", len(data)), data)
    return report, process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _made(spoil: Callable[[Image.Image, random.Random], Image.Image]) -> Copy:
    """A copy of each page of its own, as a PDF of pictures."""
    return lambda pdf, dpi, rng: copies.image_pdf([spoil(p, rng) for p in copies.pages(pdf, dpi)], dpi)


def _clean(page: Image.Image, rng: random.Random) -> Image.Image:
    return page


def _hidden(pdf: bytes, dpi: int, rng: random.Random) -> bytes:
    text = "\n".join(f"{rng.randrange(999)} " * 10 for _ in range(30))
    return copies.image_pdf(copies.pages(pdf, dpi), dpi, hidden=text)


def _mixed(pdf: bytes, dpi: int, rng: random.Random) -> bytes:
    """The second page is a picture, the others are text."""
    import pypdfium2

    whole, scan = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument(_made(copies.noisy)(pdf, dpi, rng))
    whole.del_page(1)
    whole.import_pages(scan, [1], 1)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def _tif(pdf: bytes, dpi: int, rng: random.Random) -> bytes:
    first, *others = (copies.faxed(page, rng) for page in copies.pages(pdf, dpi))
    out = io.BytesIO()
    first.save(out, "TIFF", compression="group4", save_all=True, append_images=others, dpi=(dpi, dpi))
    return out.getvalue()


COPIES: dict[str, Copy] = {"clean": _made(_clean), "noisy": _made(copies.noisy)}
"""How pages are copied."""
ODDITIES: dict[str, Copy] = {
    "on its side": _made(lambda page, rng: page.transpose(copies.TURNS[0])),
    "on its head": _made(lambda page, rng: page.transpose(copies.TURNS[1])),
    "wrong text behind": _hidden,
    "text and scan mixed": _mixed,
    "dark, low contrast": _made(copies.dark),
    "red seal over tables": _made(copies.sealed),
    "fax, 1 bit, CCITT tif": _tif,
    "two pages on a sheet": lambda pdf, dpi, rng: copies.image_pdf(
        copies.side_by_side(copies.pages(pdf, dpi)), dpi
    ),
    "no outer border": lambda pdf, dpi, rng: COPIES["noisy"](
        copies.without_sides(pdf, LEFT, RIGHT), dpi, rng
    ),
    "no rulings": lambda pdf, dpi, rng: COPIES["noisy"](copies.without_rulings(pdf), dpi, rng),
    "photo at a slant": _made(copies.photographed),
}
"""Copies of one form that are hard in other ways."""


def forms() -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Full forms of each edition: 1 to 5 figures in a cell, amounts with decimals, all sums
    hold."""
    for edition, entry in catalogue().editions.items():
        year = entry.years[1] or entry.years[0] + 2
        rng = random.Random(f"{SEED} {edition}")
        printed = figures(rng, edition, large=True, largest=5_000)
        for code in printed:
            if code.startswith("t2.administrative_charges"):
                printed[code] = f"{rng.uniform(10, 9999):.2f}"
        pdf = render(Filled("某某县人民政府", year, edition, printed), "pdf")
        yield f"full form {edition}", pdf, {code: float(text) for code, text in printed.items()}


def reports(named: list[str]) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Name, bytes, and cell code -> value (None: no number is printed)."""
    pairs = [(ROOT / pdf, ROOT / truth) for pdf, truth in SAMPLES.items()]
    for pdf, truth in pairs + [(Path(a), Path(b)) for a, b in zip(named[::2], named[1::2], strict=True)]:
        if not pdf.exists():
            print(f"{pdf.name}: left out, there is no such file")
            continue
        cells = json.loads(truth.read_text("utf-8"))["cells"]
        yield pdf.stem, pdf.read_bytes(), {code: cell["value"] for code, cell in cells.items()}
    yield from forms()


def main(arguments: list[str]) -> int:
    """Print the table; 1 if anything was wrong without a word."""
    parser = argparse.ArgumentParser(prog="python -m bench.scans", description=__doc__.splitlines()[0])
    parser.add_argument("pairs", nargs="*", metavar="PDF TRUTH.json")
    parser.add_argument(
        "--only", nargs="*", default=[], help="words, one of which the name of a line must have"
    )
    parser.add_argument("--list", action="store_true", help="say which cells are not right")
    options = parser.parse_args(arguments)
    plan = [
        (f"{name}, {dpi} dpi, {kind}", copy, pdf, dpi, truth)
        for name, pdf, truth in reports(options.pairs)
        for dpi in (150, 200)
        for kind, copy in COPIES.items()
    ]
    *_, (_, form, figures_of) = forms()
    plan += [(kind, copy, form, 200, figures_of) for kind, copy in ODDITIES.items()]
    plan = [line for line in plan if not options.only or any(word in line[0] for word in options.only)]
    print(f"{'':42}{'numbers':>7} {'right':>8} {'not 0':>13} {'doubted':>7} {'silent':>6} {'CPU s/page':>10}")
    whole, peak = Score(), 0
    with ProcessPoolExecutor(1, get_context("spawn")) as reader:
        for name, copy, pdf, dpi, truth in plan:
            data = copy(pdf, dpi, random.Random(f"{SEED} {name}"))
            report, seconds, peak = reader.submit(_read, data).result()
            line = score(report, truth, len(copies.pages(pdf, 10)), seconds)
            whole.add(line)
            print(f"{name:42}{line}", flush=True)
            if options.list:
                print(*(f"    {note}" for note in line.notes), sep="\n")
                print(
                    *(f"    {i.code} {i.where} {i.detail}" for i in report.issues if i.severity == "error"),
                    sep="\n",
                )
    print(f"{'all':42}{whole}\nSeeded with {SEED}; peak memory of the reading process {peak} MB")
    return 1 if whole.counts["silent"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
