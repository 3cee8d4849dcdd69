"""What somebody without this project would take instead, on the same files: cells that come out
right, and time.

    python -m bench.rivals [FILES_PER_LAYOUT]

Forms whose figures all differ, as PDF (tables whole, broken by page ends, without rulings) and as
web pages. pdfplumber `extract_tables`, camelot `read_pdf` (MIT; measured where `pip install
camelot-py` has been run, no dependency of this project) and pandas `read_html` give rows of texts,
not cells of the form: of them a cell counts as right as soon as its figure is in one row with its
label and its neighbours, in their order, which leaves it to the user to say which cell that is. Of
this project a cell is right if it is published under its own code. Processor seconds.
"""

from __future__ import annotations

import io
import random
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from tempfile import NamedTemporaryFile
from time import process_time

from bench.ratios import note
from bench.stages import machine
from pipelines.catalogue import catalogue
from pipelines.fold import key
from pipelines.model import Filing
from pipelines.report import report_of
from tests.data.copies import without_rulings
from tests.data.forms import Filled, render
from tests.data.mutations import distinct

COUNT = 10
"""Forms of each layout."""
CUTS = ("t2.administrative_penalties", "t3.carried_in", "t3.not_held")
"""Rows before which the tables are broken by pages."""
LAYOUTS: dict[str, tuple[str, Callable[[Filled], bytes]]] = {
    "PDF": ("pdf", lambda filled: render(filled, "pdf")),
    "PDF, tables over pages": ("pdf", lambda filled: render(replace(filled, cuts=CUTS), "pdf")),
    "PDF without rulings": ("pdf", lambda filled: without_rulings(render(filled, "pdf"))),
    "web page": ("html", lambda filled: render(filled, "html")),
}
"""Name of a layout -> its format, and how a form is drawn in it."""
Rows = list[list[str]]
Tool = Callable[[bytes], Rows]


def pdfplumber(data: bytes) -> Rows:
    """The rows of all tables of a PDF, by pdfplumber."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        tables = [table for page in document.pages for table in page.extract_tables()]
    return [[cell or "" for cell in row] for table in tables for row in table]


def camelot(data: bytes) -> Rows:
    """The rows of all tables of a PDF, by camelot."""
    import camelot

    with NamedTemporaryFile(suffix=".pdf") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        file.write(data)
        file.flush()
        return [
            list(map(str, row))
            for table in camelot.read_pdf(file.name, pages="all")
            for row in table.df.values
        ]


def pandas(data: bytes) -> Rows:
    """The rows of all tables of a web page, by pandas."""
    from pandas import isna, read_html

    frames = read_html(io.BytesIO(data), encoding="utf-8")
    return [[_shown(v) if not isna(v) else "" for v in row] for frame in frames for row in frame.to_numpy()]


def _shown(value: object) -> str:
    return f"{value:.0f}" if isinstance(value, float) else str(value)


TOOLS: dict[str, tuple[str, Tool]] = {
    "pdfplumber extract_tables": ("pdf", pdfplumber),
    "camelot read_pdf": ("pdf", camelot),
    "pandas read_html": ("html", pandas),
}
"""Name of a tool -> the format that it reads, and its function."""


def printed(filled: Filled) -> Iterator[tuple[str, list[str]]]:
    """The label and the figures of each row. Those of table 4 are next to each other and have
    headings instead."""
    for form in catalogue().editions[filled.edition].tables.values():
        for row in form.rows:
            label = "" if form.table == "t4" else key(catalogue().lines[form.table, "row", row.code].zh)
            cells = [f"{row.code}.{column}" for column in row.columns if f"{row.code}.{column}" in form.cells]
            yield label, [filled.printed(f"{form.table}.{cell}") for cell in cells]


def found(rows: Rows, label: str, wanted: list[str]) -> int:
    """How many of the figures of a row are in one row of the output beside its label, in their
    order."""
    bare = [["".join(text.split()) for text in row] for row in rows]
    with_any = [row for row in bare if not {*wanted}.isdisjoint(row)]
    return max((_in_order(wanted, row) for row in with_any if label in "".join(map(key, row))), default=0)


def _in_order(wanted: Sequence[str], row: Sequence[str]) -> int:
    """The length of their longest common subsequence."""
    before = [0] * (len(row) + 1)
    for text in wanted:
        now = [0]
        for at, other in enumerate(row):
            now.append(before[at] + 1 if text == other else max(now[at], before[at + 1]))
        before = now
    return before[-1]


def own(filled: Filled, data: bytes) -> tuple[int, int]:
    """Cells under their codes as printed, and cells with another number, by this project."""
    report = report_of(Filing("x", "0", len(data)), data)
    right = wrong = 0
    for fact in report.facts:
        text = filled.printed(f"{fact.table}.{fact.row}.{fact.column}")
        right += fact.value == float(text)
        wrong += fact.value is not None and fact.value != float(text)
    return right, wrong


def main(count: int = COUNT) -> None:
    """Print a line for each layout and tool."""
    print(machine())
    print(f"{'layout':24}{'tool':28}{'cells right':>12}{'ms a file':>11}{'time / ours':>13}")
    for name, (layout, make) in LAYOUTS.items():
        chance = random.Random(7)
        forms = [distinct(chance) for _ in range(count)]
        files = [(filled, make(filled)) for filled in forms]
        total = sum(len(row) for filled in forms for _, row in printed(filled))
        for filled, data in files[:1]:
            own(filled, data)  # what is imported and compiled once
        begun = process_time()
        ours = [own(filled, data) for filled, data in files]
        taken = process_time() - begun
        right, wrong = sum(r for r, _ in ours), sum(w for _, w in ours)
        _line(name, f"gongkai ({wrong} wrong)", right / total, taken / count, 1)
        note("rivals", f"{name}: cells right by their codes", right / total, "of all")
        for tool, (kind, work) in TOOLS.items():
            if kind != layout:
                continue
            if tool.startswith("camelot") and find_spec("camelot") is None:
                print(f"{name:24}{tool:28}{'not installed: pip install camelot-py':>36}")
                continue
            work(files[0][1])
            begun = process_time()
            out = [work(data) for _, data in files]
            spent = process_time() - begun
            right = sum(found(rows, *row) for (filled, _), rows in zip(files, out) for row in printed(filled))
            _line(name, tool, right / total, spent / count, spent / taken)
            note("rivals", f"{name}: {tool} / ours, time", spent / taken)
            note("rivals", f"{name}: {tool}, figures found", right / total, "of all")


def _line(name: str, tool: str, right: float, seconds: float, ratio: float) -> None:
    print(f"{name:24}{tool:28}{right:>12.1%}{1000 * seconds:>11.1f}{ratio:>13.1f}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
