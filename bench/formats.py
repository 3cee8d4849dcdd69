"""What reading costs in each format, as a ratio to the bare parse of the same bytes by the library
below.

    python -m bench.formats

The same filled form in every format; median of turns. Ratios hold from machine to machine, times do
not.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping

from bench.ratios import note
from bench.reading import RUNS, Work, bare_parse, pdfplumber_tables, seconds
from bench.stages import machine
from pipelines.model import Filing
from pipelines.read import read_bytes
from pipelines.read.scan.text import installed
from pipelines.report import report_of
from tests.data.mutations import FORMATS, SCANS, distinct


def parts_of_zip(data: bytes) -> object:
    """Every part in XML as a tree."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]


def streams(data: bytes) -> object:
    """Every stream of an OLE file."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as archive:
        return [archive.openstream(name).read() for name in archive.listdir()]


def sheets(data: bytes) -> object:
    """Every cell of a workbook."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def pages(data: bytes) -> object:
    """The text of every page of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in document]


def characters(data: bytes) -> object:
    """No library is below: the bytes as text."""
    return data.decode("utf-8", "replace").split("\n")


def pixels(data: bytes) -> object:
    """A picture, decoded."""
    from PIL import Image

    return Image.open(io.BytesIO(data)).tobytes()


BARE: Mapping[str, tuple[str, Work]] = {
    "txt": ("decoding", characters),
    "html": ("selectolax parse", bare_parse),
    "pdf": ("pdfium text of all pages", pages),
    "docx": ("zipfile and lxml", parts_of_zip),
    "doc": ("olefile streams", streams),
    "rtf": ("decoding", characters),
    "xls": ("calamine cells", sheets),
    "xlsx": ("calamine cells", sheets),
    "ofd": ("zipfile and lxml", parts_of_zip),
}
"""Extension -> what is compared with: the name of the bare parse, and its function."""


def main() -> None:
    """Print a table, a line for each format."""
    print(f"{machine()}; median of {RUNS} runs")
    print(f"{'format':8}{'kB':>6}{'bare ms':>10}{'read':>9}{'to facts':>10}{'x bare':>9}   the library below")
    filled = distinct(random.Random(1))
    for format, (name, bare) in BARE.items():
        data = FORMATS[format](filled)
        print(_line(format, data, name, bare), flush=True)
    print(_line("pdf", FORMATS["pdf"](filled), "pdfplumber extract_tables", pdfplumber_tables), flush=True)
    if installed():  # table 4 only, as recognising takes seconds
        print(_line("png", SCANS["png"](filled), "decoding", pixels, runs=2))


def _line(format: str, data: bytes, name: str, bare: Work, runs: int = RUNS) -> str:
    works: list[Callable[[], object]] = [
        lambda: bare(data),
        lambda: read_bytes(data),
        lambda: report_of(Filing("x", "0", len(data)), data),
    ]
    below, read, whole = (1000 * taken for taken in seconds(works, runs))
    note("formats", f"{format}: read / {name}", read / below)
    return (
        f"{format:8}{len(data) / 1000:6.0f}{below:10.2f}{read:9.2f}{whole:10.2f}{read / below:9.2f}   {name}"
    )


if __name__ == "__main__":
    main()
