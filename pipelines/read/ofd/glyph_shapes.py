"""Whether the glyphs that a text of an OFD names (CGTransform) for its digits are drawn as those
digits in the font that the file has. Held against common fonts as in a PDF."""

from __future__ import annotations

import ctypes
import unicodedata
from typing import Any

from pipelines.read.pdf.digit_shapes import looks_like, shapes_in

MOST_SHAPES = 40
"""Digits of fonts in a file that are looked at; those beyond are in doubt."""
LARGEST = 3_000_000
"""Bytes of a font that is looked at; those with the signs of a document have a tenth."""
NO_GLYPH = -1
"""Of a character that is drawn together with others."""


def named_glyphs(element: Any) -> dict[int, int]:
    """Position of a character in its text -> the glyph that is drawn for it, where one is named."""
    glyphs: dict[int, int] = {}
    for transform in element.iterfind("{*}CGTransform"):
        start, count = (_whole(transform.get(name), n) for name, n in (("CodePosition", 0), ("CodeCount", 1)))
        text = " ".join(e.text or "" for e in transform.iterfind("{*}Glyphs"))
        drawn = [_whole(piece, NO_GLYPH) for piece in text.split()]
        for at in range(min(count, max(len(drawn), 1))):
            glyphs[start + at] = drawn[at] if len(drawn) == count else NO_GLYPH
    return glyphs


def draws_itself(font: bytes, character: str, glyph: int) -> bool:
    """Whether a glyph of a font looks like this digit."""
    import pypdfium2.raw as pdfium

    if glyph == NO_GLYPH or len(font) > LARGEST:
        return False
    data = (ctypes.c_uint8 * len(font)).from_buffer_copy(font)
    (shape,) = shapes_in(
        lambda document: pdfium.FPDFText_LoadFont(document, data, len(font), pdfium.FPDF_FONT_TRUETYPE, 1),
        [lambda text: pdfium.FPDFText_SetCharcodes(text, (ctypes.c_uint32 * 1)(glyph), 1)],
    )
    return shape is not None and looks_like(shape, str(unicodedata.decimal(character)))


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
