"""A page of a PDF -> the picture that a viewer shows of it, drawn by pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from pipelines.read.layout.page_transform import Box
from pipelines.read.pdf.header import from_header

MOST_PIXELS = 8_000_000
"""Of a picture; A4 at 130 dots to the inch has a fifth."""
GREY_SCALE = 3.0
"""Pixels in a point: the thinnest stroke of a printed digit is a pixel wide."""
MOST_GREY_PIXELS = 12_000_000
"""Pixels of a page drawn in grey: an A3 sheet at that scale has 9 million."""


def page_picture(data: bytes, page: int, dpi: int) -> tuple[Any, float]:
    """`page` (from 1) as a Pillow picture in colours, and how many of its pixels a point is. Raises
    what pypdfium2 raises for bytes that are no PDF and for pages that are not there."""
    import pypdfium2

    document = pypdfium2.PdfDocument(from_header(data))
    try:
        opened = document[page - 1]
        width, height = opened.get_size()
        scale = min(dpi / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        return opened.render(scale=scale).to_pil().convert("RGB"), scale
    finally:
        document.close()


class GreyPage:
    """A page as it is shown, in grey, with everything that is switched on now; or `part` of it, a box
    in points: that of a character takes a thousandth of the time."""

    def __init__(self, page: Any, part: Box | None = None) -> None:
        import pypdfium2.raw as pdfium

        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        self.scale = min(GREY_SCALE, (MOST_GREY_PIXELS / max(1.0, width * height)) ** 0.5)
        self.right, self.bottom = max(1, round(width * self.scale)), max(1, round(height * self.scale))
        size = self.right, self.bottom
        self.left, self.top = 0, 0
        if part:
            self.left, self.top, self.right, self.bottom = self._pixels_of(part)
        bitmap = pdfium.FPDFBitmap_CreateEx(
            max(1, self.right - self.left), max(1, self.bottom - self.top), pdfium.FPDFBitmap_Gray, None, 0
        )
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, *size, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, -self.left, -self.top, *size, 0, pdfium.FPDF_ANNOT)
            self.stride = pdfium.FPDFBitmap_GetStride(bitmap)
            size_of = self.stride * pdfium.FPDFBitmap_GetHeight(bitmap)
            self._pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size_of)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def _pixels_of(self, box: Box) -> tuple[int, int, int, int]:
        """Where a box in points is, as far as it is drawn."""
        left, right = (min(max(round(x * self.scale), self.left), self.right) for x in (box[0], box[2]))
        top, bottom = (min(max(round(y * self.scale), self.top), self.bottom) for y in (box[1], box[3]))
        return left, top, right, bottom

    def rows(self, box: Box) -> Iterator[bytes]:
        """The pixels of a box in points, row by row."""
        left, top, right, bottom = self._pixels_of(box)
        for y in range(top - self.top, bottom - self.top):
            start = y * self.stride - self.left
            yield self._pixels[start + left : start + right]
