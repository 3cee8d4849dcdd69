"""The outline that a font of a PDF has for a character -> its shape, drawn by pdfium on a page of its
own: whatever is painted around the character or over it is not in the way."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from struct import Struct
from typing import Any

from pipelines.read.layout.glyph import Glyph
from pipelines.read.pdf.digit_shapes import SIZE, Shape, shapes_of
from pipelines.read.pdf.pdfium_calls import bind, pointer

MOST_SEGMENTS = 400
"""Of an outline; the digits of printed fonts have up to 110."""
MOST_KEPT = 2_000
"""Outlines whose shapes are remembered; a report has some thirty."""
APART = 0.02
"""In sizes of the font: the box of a character and that of its outline differ by no more."""
LINE, CURVE, MOVE = 0, 1, 2
"""Kinds of segments, as fpdf_edit.h numbers them. A curve has three of them, the last at its end."""
_EM = ctypes.c_float(1.0)
_numbers = (ctypes.c_float * 2)()  # pdfium writes here; it is never called from two threads
_x_at, _y_at = (pointer(ctypes.addressof(_numbers) + 4 * n) for n in range(2))
_pair = Struct("2f").unpack_from

Outline = tuple[tuple[int, float, float], ...]
"""Kind and end of each segment, in sizes of the font, upwards from the origin of the character."""


def outline_of(font: int, character: str) -> Outline:
    """Of the code that a font, by its address, gives this character; empty where it has none."""
    path = bind("FPDFFont_GetGlyphPath")(pointer(font), ord(character), _EM)
    if not path:
        return ()
    drawn = pointer(path)
    segment_of, kind_of = bind("FPDFGlyphPath_GetGlyphPathSegment"), bind("FPDFPathSegment_GetType")
    point_of = bind("FPDFPathSegment_GetPoint")
    segments = []
    for i in range(min(bind("FPDFGlyphPath_CountGlyphSegments")(drawn), MOST_SEGMENTS)):
        segment = pointer(segment_of(drawn, i))
        point_of(segment, _x_at, _y_at)
        segments.append((kind_of(segment), *_pair(_numbers)))
    return tuple(segments)


def is_outlined(outline: Outline, glyph: Glyph) -> bool:
    """Whether the box of a character is that of the outline."""
    em = glyph.em
    xs, ys = [x for _, x, _ in outline], [y for _, _, y in outline]
    return (
        abs(glyph.left - glyph.x - em * min(xs)) < APART * em
        and abs(glyph.right - glyph.x - em * max(xs)) < APART * em
        and abs(glyph.y - glyph.bottom - em * min(ys)) < APART * em
        and abs(glyph.y - glyph.top - em * max(ys)) < APART * em
    )


@lru_cache(MOST_KEPT)
def shape_of_outline(outline: Outline) -> Shape | None:
    """The shape that is filled; None where there is none."""
    (shape,) = shapes_of(lambda _: iter([_filled(outline)]), 1)
    return shape


def _filled(outline: Outline) -> Any:
    import pypdfium2.raw as pdfium

    path = pdfium.FPDFPageObj_CreateNewPath(0, 0)
    curve: list[float] = []
    for kind, *point in outline:
        x, y = (SIZE * n for n in point)
        if kind == MOVE:
            pdfium.FPDFPath_MoveTo(path, x, y)
        elif kind == LINE:
            pdfium.FPDFPath_LineTo(path, x, y)
        else:
            curve += x, y
            if len(curve) == 6:
                pdfium.FPDFPath_BezierTo(path, *curve)
                curve = []
    pdfium.FPDFPath_SetDrawMode(path, pdfium.FPDF_FILLMODE_WINDING, 0)
    pdfium.FPDFPageObj_SetFillColor(path, 0, 0, 0, 255)
    return path
