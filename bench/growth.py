"""How the cost of reading grows with pages, rulings and cells: the exponent fitted, 1 being linear.

python -m bench.growth
"""

from __future__ import annotations

import io
from collections.abc import Callable
from math import log
from statistics import linear_regression

from reportlab.pdfgen.canvas import Canvas

from bench.ratios import note
from bench.reading import seconds
from bench.stages import machine
from pipelines.read import read_bytes
from tests.data.pdf_walls import ruled

STEPS = (1, 2, 4, 8)
"""How many times as much is read."""
_CELL = "<td><p>12</p></td>"


def crossed(lines: int) -> bytes:
    """A PDF of one page with a net of so many rulings and nothing in it."""
    out, each = io.BytesIO(), lines // 2
    canvas = Canvas(out)
    for line in range(each):
        canvas.line(20, 20 + line * 780 / each, 570, 20 + line * 780 / each)
        canvas.line(20 + line * 550 / each, 20, 20 + line * 550 / each, 800)
    canvas.save()
    return out.getvalue()


def net(cells: int) -> bytes:
    """A web page with a table of so many cells, ten in a row."""
    return f"<html><body><table>{f'<tr>{_CELL * 10}</tr>' * (cells // 10)}</table></body></html>".encode()


def dump(cells: int) -> bytes:
    """A text with so many fields, ten in a line."""
    return ("\t".join(["12"] * 10) + "\n").encode() * (cells // 10)


GROWING: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "pages of a PDF": (10, lambda count: ruled(30, count)),
    "cells of a page of a PDF": (200, lambda count: ruled(count // 10)),
    "rulings of a page of a PDF": (50, crossed),
    "cells of a web page": (2000, net),
    "fields of a text": (2000, dump),
}
"""What grows -> the first size, and a file of any size."""


def main() -> None:
    """Print a table: milliseconds at each size, and the exponent."""
    print(f"{machine()}; ms to read 1, 2, 4 and 8 times as many")
    for name, (least, make) in GROWING.items():
        files = [make(least * step) for step in STEPS]
        taken = seconds([lambda data=data: read_bytes(data) for data in files], runs=5)  # type: ignore[misc]
        exponent = linear_regression([log(step) for step in STEPS], [log(t) for t in taken]).slope
        note("growth", name, exponent, "exponent")
        times = "".join(f"{1000 * t:9.1f}" for t in taken)
        print(f"{least:6} {name:28}{times}   growth {exponent:.2f}", flush=True)


if __name__ == "__main__":
    main()
