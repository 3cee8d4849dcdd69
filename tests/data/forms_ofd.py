"""Writes a filled form as an OFD: a zip of XML with text and lines at places in millimetres, as
printers write it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from tests.data.filled import Filled, Grid
from tests.data.forms_grid import parts, places, widths

NAMESPACE = "http://www.ofdspec.org/2016"
WIDTH, HEIGHT, MARGIN = 210.0, 297.0, 20.0
WIDTHS = {
    "t2": (55.0, 38, 38, 38),
    "t3": (10.0, 20, 42, 14, 14, 14, 14, 14, 14, 14),
    "t4": (11.3,) * 15,
    "st": (118.0, 22, 30),
}
SIZE, LEADING, PAD = 2.8, 3.9, 1.0
Inside = Callable[[float, float, float], tuple[str, str]]
"""Draws a cell, given the middle and the baseline of its text and its size: the objects of the page
and its annotations."""


def ofd(
    filled: Filled,
    *,
    boxes: bool = False,
    scaled: bool = False,
    short: bool = True,
    prefix: str = "ofd:",
    method: int = zipfile.ZIP_DEFLATED,
    inside: Mapping[str, Inside] | None = None,
    resources: str = "",
) -> bytes:
    """The file as bytes.

    `boxes` draws each ruling as a thin filled box instead of a stroke; `scaled` gives every object
    a matrix and coordinates in tenths; `short` writes equal distances between characters as `g 5
    2.8`; `prefix` of all elements. `inside` draws the cells of these codes;
    `resources` are what their objects share.
    """
    pages = _Pages(boxes, scaled, short, prefix)
    pages.inside = inside or {}
    for part in parts(filled):
        if part.kind == "table":
            pages.table(part.grid, widths(part.grid, WIDTHS[part.table]))
        elif part.kind == "break":
            pages.turn(part.text)
        else:
            pages.paragraph(part.text, 5.0 if part.kind == "title" else 3.7)
    return packed(pages.finish(), prefix, method, pages.annotations, resources)


def packed(
    pages: list[str],
    prefix: str = "ofd:",
    method: int = zipfile.ZIP_DEFLATED,
    annotations: Mapping[int, str] | None = None,
    resources: str = "",
) -> bytes:
    """A container with these pages, given as the XML of their objects; `annotations` by the numbers
    of their pages; `resources` as the XML of what objects share."""
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    space = f"{name}={quoteattr(NAMESPACE)}"

    def part(root: str, content: str) -> str:
        return f'<?xml version="1.0" encoding="UTF-8"?><{prefix}{root} {space}>{content}</{prefix}{root}>'

    listed = "".join(
        f'<{prefix}Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(1, len(pages) + 1)
    )
    noted = f"<{prefix}Annotations>Annots.xml</{prefix}Annotations>" if annotations else ""
    shared = f"<{prefix}CommonData><{prefix}PublicRes>Res.xml</{prefix}PublicRes></{prefix}CommonData>"
    files = {
        "OFD.xml": part(
            "OFD",
            f"<{prefix}DocBody><{prefix}DocRoot>/Doc_0/Document.xml</{prefix}DocRoot></{prefix}DocBody>",
        ),
        "Doc_0/Document.xml": part(
            "Document", f"{shared if resources else ''}<{prefix}Pages>{listed}</{prefix}Pages>{noted}"
        ),
    }
    if resources:
        files["Doc_0/Res.xml"] = part("Res", resources)
    if annotations:
        files["Doc_0/Annots.xml"] = part(
            "Annotations",
            "".join(
                f'<{prefix}Page PageID="{n}"><{prefix}FileLoc>Annot_{n}.xml</{prefix}FileLoc></{prefix}Page>'
                for n in annotations
            ),
        )
        files |= {f"Doc_0/Annot_{n}.xml": part("PageAnnot", content) for n, content in annotations.items()}
    for n, content in enumerate(pages, 1):
        box = (
            f"<{prefix}Area><{prefix}PhysicalBox>0 0 {WIDTH:g}"
            f" {HEIGHT:g}</{prefix}PhysicalBox></{prefix}Area>"
        )
        layer = f'<{prefix}Content><{prefix}Layer ID="9">{content}</{prefix}Layer></{prefix}Content>'
        files[f"Doc_0/Pages/Page_{n}/Content.xml"] = part("Page", box + layer)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for file, text in files.items():
            archive.writestr(zipfile.ZipInfo(file), text.encode(), method)
    return out.getvalue()


class _Pages:
    """The pages written so far, the objects of the last one, and how far down it is filled."""

    def __init__(self, boxes: bool, scaled: bool, short: bool, prefix: str) -> None:
        self._boxes, self._short, self._prefix = boxes, short, prefix
        self._unit = 10.0 if scaled else 1.0
        self._pages: list[str] = []
        self._objects: list[str] = []
        self._y = MARGIN
        self.inside: Mapping[str, Inside] = {}
        self.annotations: dict[int, str] = {}

    def finish(self) -> list[str]:
        return [*self._pages, "".join(self._objects)]

    def paragraph(self, text: str, size: float) -> None:
        for line in _wrapped(text, WIDTH - 2 * MARGIN, size):
            if self._y + size * 1.6 > HEIGHT - MARGIN:
                self.turn()
            self._text(MARGIN, self._y + size, size, line)
            self._y += size * 1.6

    def table(self, grid: Grid, widths: tuple[float, ...]) -> None:
        edges = [MARGIN]
        for width in widths:
            edges.append(edges[-1] + width)
        cells = []
        heights = [0.0] * len(grid)
        for row, line in enumerate(places(grid)):
            column = 0
            for slot, begun in line:
                if not begun:
                    lines = _wrapped(slot.text, edges[column + slot.across] - edges[column] - 2 * PAD, SIZE)
                    cells.append((row, column, slot, lines))
                    need = len(lines) * LEADING + 2 * PAD
                    heights[row] = max(heights[row], need / slot.down)
                column += slot.across
        if self._y + sum(heights) > HEIGHT - MARGIN:
            self.turn()
        tops = [self._y + sum(heights[:n]) for n in range(len(heights) + 1)]
        for row, column, slot, lines in cells:
            left, right = edges[column], edges[column + slot.across]
            top, bottom = tops[row], tops[row + slot.down]
            for a, b in (
                ((left, top), (right, top)),
                ((left, bottom), (right, bottom)),
                ((left, top), (left, bottom)),
                ((right, top), (right, bottom)),
            ):
                self._line(*a, *b)
            y = (top + bottom - len(lines) * LEADING) / 2
            if slot.code in self.inside:
                self._draw(self.inside[slot.code], (left + right) / 2, (top + bottom - LEADING) / 2)
                continue
            for n, text in enumerate(lines):
                x = (left + right - sum(map(_width, text)) * SIZE) / 2
                self._text(x, y + n * LEADING + SIZE, SIZE, text)
        self._y = tops[-1] + 3

    def _draw(self, inside: Inside, middle: float, top: float) -> None:
        objects, annotation = inside(middle, top + SIZE, SIZE)
        self._objects.append(objects)
        if annotation:
            number = len(self._pages) + 1
            self.annotations[number] = self.annotations.get(number, "") + annotation

    def turn(self, footer: str = "") -> None:
        """Begin a new page, with this text at the foot of the last."""
        self._text(WIDTH / 2, HEIGHT - MARGIN / 2, SIZE, footer)
        self._pages.append("".join(self._objects))
        self._objects, self._y = [], MARGIN

    def _matrix(self) -> str:
        return "" if self._unit == 1 else f' CTM="{1 / self._unit} 0 0 {1 / self._unit} 0 0"'

    def _text(self, x: float, y: float, size: float, text: str) -> None:
        if not text:
            return
        u, p = self._unit, self._prefix
        gaps = [f"{_width(c) * size * u:.4g}" for c in text[:-1]]
        short = self._short and len(gaps) > 1 and len(set(gaps)) == 1
        delta = f"g {len(gaps)} {gaps[0]}" if short else " ".join(gaps)
        self._objects.append(
            f'<{p}TextObject ID="1" Boundary="{x:.3f} {y - size:.3f} 150 {size * 1.2:.3f}"'
            f' Font="1" Size="{size * u:g}"'
            f'{self._matrix()}><{p}TextCode X="0" Y="{size * u:g}"'
            f' DeltaX="{delta}">{escape(text)}</{p}TextCode>'
            f"</{p}TextObject>"
        )

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        u, p = self._unit, self._prefix
        w, h = (x1 - x0) * u, (y1 - y0) * u
        if self._boxes:
            w, h = max(w, 0.2 * u), max(h, 0.2 * u)
            kind, path = ' Stroke="false" Fill="true"', f"M 0 0 L {w:g} 0 L {w:g} {h:g} L 0 {h:g} C"
        else:
            kind, path = ' LineWidth="0.25"', f"M 0 0 L {w:g} {h:g}"
        self._objects.append(
            f'<{p}PathObject ID="2" Boundary="{x0:.3f} {y0:.3f} {x1 - x0 + 0.2:.3f}'
            f' {y1 - y0 + 0.2:.3f}"{kind}'
            f"{self._matrix()}><{p}AbbreviatedData>{path}</{p}AbbreviatedData></{p}PathObject>"
        )


def _width(character: str) -> float:
    """In sizes of the font."""
    return 0.5 if character.isascii() else 1.0


def _wrapped(text: str, width: float, size: float) -> list[str]:
    lines = [""]
    for character in text:
        if character == "\n":
            lines.append("")
            continue
        if lines[-1] and sum(map(_width, lines[-1] + character)) * size > width:
            lines.append("")
        lines[-1] += character
    return lines
