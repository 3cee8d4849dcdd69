"""What of a page's figures is painted: the page is drawn by pdfium with and without the texts in
question, and each of their characters is held against what changed in its place.

That answers for every way of hiding at once: white on white, painted over, clipped, invisible,
on a layer that is off. No characters are recognised here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Box
from pipelines.read.pdf.pdfium_calls import bind
from pipelines.read.pdf.suspects import on_layer

SCALE = 3.0
"""Pixels in a point: the thinnest stroke of a printed digit is a pixel wide."""
MOST_PIXELS = 12_000_000
NOTHING, FAINT = 12, 64
"""Of 255, by how much a character changes the page at its darkest: not so that it is seen; so little
that it is seen, but is a watermark, or open."""
LARGER = 1.3
"""Times the usual size of the figures: faint type that is larger is a watermark."""
PARTLY = 0.6
"""Of the height and width of a character: with less of it to be seen it is open which it is."""


def as_painted(
    page: Any, glyphs: Sequence[Glyph], suspects: Mapping[int, int], placing: Callable[[Box], Box] | None
) -> list[Glyph]:
    """The glyphs of a raw pdfium page without those that nobody sees; what may not be seen is marked
    as doubtful. `suspects`: index of a glyph -> address of the text object that paints it.
    `placing` brings a box into the frame of the page as it is shown.
    """
    place = placing or (lambda box: box)
    shown = _Picture(page)
    without = _without(page, set(suspects.values()))
    usual = (
        median(g.em for i, g in enumerate(glyphs) if i not in suspects)
        if len(suspects) < len(glyphs)
        else 0.0
    )
    layered = {handle for handle in set(suspects.values()) if on_layer(handle)}
    kept: dict[int, Glyph | None] = {}
    faint: list[int] = []
    for i in suspects:
        glyph = glyphs[i]
        box = (glyph.left, glyph.top, glyph.right, glyph.bottom)
        strength, across, down = shown.change(without, place(box))
        if strength < NOTHING:
            kept[i] = (
                glyph._replace(mark="doubtful")
                if _left_over(glyphs, i, suspects, without, place(box))
                else None
            )
        elif strength < FAINT:
            faint.append(i)
        elif min(across, down) < PARTLY or suspects[i] in layered:
            kept[i] = glyph._replace(mark="doubtful")
    kept |= {i: _behind(glyphs, i, faint, usual) for i in faint}
    return [g for g in (kept.get(i, glyph) for i, glyph in enumerate(glyphs)) if g]


def _left_over(
    glyphs: Sequence[Glyph], i: int, suspects: Mapping[int, int], without: _Picture, box: Box
) -> bool:
    """Whether in place of a character that is not seen something else is, which no other character
    explains: pdfium hands on only the first of two characters in the same place."""
    if without.contrast(box) < FAINT:
        return False
    glyph = glyphs[i]
    width = glyph.right - glyph.left
    return not any(
        n not in suspects
        and min(other.right, glyph.right) - max(other.left, glyph.left) > width / 3
        and other.top < glyph.bottom
        and glyph.top < other.bottom
        for n, other in enumerate(glyphs)
    )


def _behind(glyphs: Sequence[Glyph], i: int, faint: Sequence[int], usual: float) -> Glyph | None:
    """A faint figure: none where it is a watermark (larger than the type of the page, or under
    other characters), else in doubt."""
    glyph, pale = glyphs[i], set(faint)
    if glyph.em > LARGER * usual:
        return None
    line = [
        glyphs[n]
        for n in faint
        if abs(glyphs[n].y - glyph.y) < 1 and abs(glyphs[n].x - glyph.x) < 3 * glyph.em
    ]
    left, right = min(g.left for g in line), max(g.right for g in line)
    for n, other in enumerate(glyphs):
        if (
            n not in pale
            and other.left < right
            and left < other.right
            and (other.top < glyph.bottom and glyph.top < other.bottom)
        ):
            return None
    return glyph._replace(mark="doubtful")


class _Picture:
    """A page as it is shown, in grey, with everything that is switched on now."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium

        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        self.scale = min(SCALE, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        self.width, self.height = max(1, round(width * self.scale)), max(1, round(height * self.scale))
        bitmap = pdfium.FPDFBitmap_CreateEx(self.width, self.height, pdfium.FPDFBitmap_Gray, None, 0)
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self.width, self.height, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, self.width, self.height, 0, pdfium.FPDF_ANNOT)
            self.stride = pdfium.FPDFBitmap_GetStride(bitmap)
            self._pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), self.stride * self.height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def rows(self, box: Box) -> Iterator[bytes]:
        """The pixels of a box in points, row by row."""
        left, right = (min(max(round(x * self.scale), 0), self.width) for x in (box[0], box[2]))
        top, bottom = (min(max(round(y * self.scale), 0), self.height) for y in (box[1], box[3]))
        for y in range(top, bottom):
            yield self._pixels[y * self.stride + left : y * self.stride + right]

    def contrast(self, box: Box) -> int:
        """Between the darkest and the lightest pixel of a box."""
        pixels = b"".join(self.rows(box))
        return max(pixels) - min(pixels) if pixels else 0

    def change(self, other: _Picture, box: Box) -> tuple[int, float, float]:
        """By how much the pictures differ in a box (where they do, in the upper quarter: at most
        would be what is under the character), and over which shares of its width and height."""
        steps: list[int] = []
        lines, columns, count = 0, set(), 0
        for mine, its in zip(self.rows(box), other.rows(box)):
            count += 1
            if mine != its:
                apart = [abs(a - b) for a, b in zip(mine, its)]
                steps += filter(None, apart)
                lines += 1
                columns |= {x for x, step in enumerate(apart) if step >= NOTHING}
        width = max(1, round(box[2] * self.scale) - round(box[0] * self.scale))
        strength = sorted(steps)[len(steps) * 3 // 4] if steps else 0
        return strength, len(columns) / width, lines / max(count, 1)


def _without(page: Any, handles: set[int]) -> _Picture:
    """The page without these text objects, which are switched on again after."""
    switch = bind("FPDFPageObj_SetIsActive")
    for handle in handles:
        switch(handle, 0)
    try:
        return _Picture(page)
    finally:
        for handle in handles:
            switch(handle, 1)
