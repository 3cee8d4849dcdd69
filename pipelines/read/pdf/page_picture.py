"""A page of a PDF -> the picture that a viewer shows of it, drawn by pdfium."""

from __future__ import annotations

from typing import Any

from pipelines.read.pdf.header import from_header

MOST_PIXELS = 8_000_000
"""Of a picture; A4 at 130 dots to the inch has a fifth."""


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
