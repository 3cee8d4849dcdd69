"""Whether the figures of an OFD are drawn as they are written in a font that the file has: by the
glyphs that a text names for them (CGTransform), else by the font's own table of characters. Held
against common fonts as in a PDF."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from typing import Any

from pipelines.read.layout.glyph import BLANKS
from pipelines.read.pdf.digit_shapes import DIGITS, Shape, is_drawn_as, shapes_in

MOST_SHAPES = 40
"""Named glyphs of fonts in a file that are looked at; those beyond are in doubt."""
MOST_FONTS = 60
"""Fonts of a file whose own tables are looked at, which takes 30 ms for each; digits of those beyond are
in doubt."""
LARGEST = 3_000_000
"""Bytes of a font of which named glyphs are looked at; those with the signs of a document have a
tenth."""
LARGEST_OF_ALL = 40_000_000
"""Bytes of a font whose own table is looked at, which takes half a second; whole Chinese fonts have half
of it."""
SIGNS = frozenset("-−－.．/／—–")
"""Signs of figures: what is drawn for one may be a digit, or nothing at all."""
JUDGED = SIGNS | BLANKS
"""What is looked at besides digits."""
WRITTEN_DIGITS = DIGITS + "０１２３４５６７８９"
"""Those of full width are figures, too."""
WRITTEN = WRITTEN_DIGITS + "".join(sorted(JUDGED))
"""The characters of figures in the table of a font."""
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
    """Whether a glyph of a font looks like this digit; for a sign, whether it is seen and looks like
    no digit, and for a blank, whether it is none. Where that cannot be told, a digit does not."""
    if glyph == NO_GLYPH or len(font) > LARGEST:
        return not character.isdecimal()
    (shape,) = _shapes(font, [_glyph(glyph)])
    if shape is None:
        return character in BLANKS
    return is_drawn_as(shape, character)


def drawn_otherwise(font: bytes) -> str:
    """The digits and signs that a font draws as something else by its own table of characters; all digits,
    if it is too large to be looked at. Those that are not in it are taken from another font, and are
    what they say."""
    import pypdfium2.raw as pdfium

    def written(character: str) -> Callable[[Any], object]:
        return lambda text: pdfium.FPDFText_SetText(text, (ctypes.c_ushort * 2)(ord(character), 0))

    if len(font) > LARGEST_OF_ALL:
        return WRITTEN_DIGITS
    *shapes, missing = _shapes(font, [*map(written, WRITTEN), _glyph(0)])
    return "".join(
        character
        for character, shape in zip(WRITTEN, shapes)
        if shape is not None and shape != missing and not is_drawn_as(shape, character)
    )


def _glyph(number: int) -> Callable[[Any], object]:
    import pypdfium2.raw as pdfium

    return lambda text: pdfium.FPDFText_SetCharcodes(text, (ctypes.c_uint32 * 1)(number), 1)


def _shapes(font: bytes, characters: Sequence[Callable[[Any], object]]) -> list[Shape | None]:
    import pypdfium2.raw as pdfium

    data = (ctypes.c_uint8 * len(font)).from_buffer_copy(font)
    return shapes_in(
        lambda document: pdfium.FPDFText_LoadFont(document, data, len(font), pdfium.FPDF_FONT_TRUETYPE, 1),
        characters,
    )


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default
