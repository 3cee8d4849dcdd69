"""Which figures of a page may not be seen as the file has them: those whose colour, opacity, way of
painting, clip or layer is out of the usual, and those that something is painted over later.

Asked per text object that paints a figure, so that a clean page pays next to nothing; whether such
a figure is seen is settled by `painted`, which looks at the page.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.read.layout.drawn import Drawn
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import IDENTITY, Box, Matrix, product
from pipelines.read.pdf.expansion import has_object_streams, object_streams
from pipelines.read.pdf.page_objects import fill_colour, object_corners, object_matrix
from pipelines.read.pdf.pdfium_calls import address, bind, pointer

DARK = 150
"""Of 255: what is no lighter is seen on white paper."""
SMALL = 3.0
"""Points: digits that are less high are not read with certainty."""
_LAYERS = b"/OCProperties"
_name = (ctypes.c_ushort * 64)()
_name_at, _name_size = pointer(ctypes.addressof(_name)), ctypes.c_ulong(ctypes.sizeof(_name))
_length = (ctypes.c_ulong * 1)()
_length_at = pointer(ctypes.addressof(_length))
_point = (ctypes.c_float * 2)()
_size = (ctypes.c_float * 1)()
_size_at = pointer(ctypes.addressof(_size))
_x_at, _y_at = (pointer(ctypes.addressof(_point) + 4 * n) for n in range(2))


def has_layers(data: bytes) -> bool:
    """Whether the file may have layers that can be switched off (optional content)."""
    if _LAYERS in data:
        return True
    if b"/Encrypt" in data:
        return has_object_streams(data)
    return any(objects is None or _LAYERS in objects for objects in object_streams(data))


def painters(text_page: Any, figures: Mapping[int, int]) -> dict[int, int]:
    """Of `figures` (index of a glyph -> that of its character in pdfium) the address of the text
    object that paints each; 0 where there is none."""
    page, object_of = pointer(address(text_page)), bind("FPDFText_GetTextObject")
    return {glyph: object_of(page, character) or 0 for glyph, character in figures.items()}


def suspects(
    by_glyph: Mapping[int, int], glyphs: Sequence[Glyph], drawn: Drawn, layers: bool
) -> dict[int, int]:
    """Of the figures (index of a glyph -> address of the text object that paints it) those that may
    not be seen."""
    judged = {
        handle: _is_unusual(handle) or (layers and (handle in drawn.formed or on_layer(handle)))
        for handle in set(by_glyph.values())
        if handle
    }
    doubted = {glyph: handle for glyph, handle in by_glyph.items() if judged.get(handle, False)}
    small = (i for i in by_glyph if height(glyphs[i]) < SMALL and glyphs[i].text.isdigit())
    doubted |= {i: by_glyph[i] for i in small}
    if drawn.covers:
        doubted |= _covered(glyphs, by_glyph, drawn)
    return doubted


def height(glyph: Glyph) -> float:
    """Of a character in points, whichever way it is turned."""
    return glyph.right - glyph.left if glyph.turn % 2 else glyph.bottom - glyph.top


def on_layer(handle: int) -> bool:
    """Whether an object is on a layer of its own (marked as optional content)."""
    mark_of, name_of = bind("FPDFPageObj_GetMark"), bind("FPDFPageObjMark_GetName")
    marked = pointer(handle)
    for i in range(max(bind("FPDFPageObj_CountMarks")(marked), 0)):
        name_of(pointer(mark_of(marked, i)), _name_at, _name_size, _length_at)
        if _name[:3] == [0x4F, 0x43, 0]:  # OC
            return True
    return False


def turned_over(by_glyph: Mapping[int, int], drawn: Drawn, into_frame: Matrix) -> list[int]:
    """Of the figures those that are mirrored, or stand on their heads: a 6 may be a 9."""
    judged = {
        handle: _is_turned_over(handle, drawn.formed.get(handle, into_frame))
        for handle in set(by_glyph.values())
        if handle
    }
    return [glyph for glyph, handle in by_glyph.items() if judged.get(handle, False)]


def _is_turned_over(handle: int, outer: Matrix) -> bool:
    a, b, c, d, _, _ = product(object_matrix(handle), outer)
    if a * d - b * c > 0:  # the frame counts downwards, so that upright text turns the other way
        return True
    return (
        a < 0
        and abs(a) > abs(b)
        and bind("FPDFTextObj_GetFontSize")(pointer(handle), _size_at) == 1
        and _size[0] > 0
    )


def _is_unusual(handle: int) -> bool:
    red, green, blue, alpha = fill_colour(handle)
    text = pointer(handle)
    if max(red, green, blue) > DARK or alpha < 255 or bind("FPDFTextObj_GetTextRenderMode")(text) != 0:
        return True
    if bind("FPDFPageObj_HasTransparency")(text):
        return True
    clip = pointer(bind("FPDFPageObj_GetClipPath")(text))
    paths: int = bind("FPDFClipPath_CountPaths")(clip)
    return paths > 0 and _is_clipped(handle, clip, paths)


def _is_clipped(handle: int, clip: Any, paths: int) -> bool:
    """Whether a clip of the object is no plain box, or does not hold all of it."""
    count_of, segment_of = bind("FPDFClipPath_CountPathSegments"), bind("FPDFClipPath_GetPathSegment")
    point_of = bind("FPDFPathSegment_GetPoint")
    (left, bottom), (right, top) = object_corners(handle, IDENTITY)
    for path in range(paths):
        count = count_of(clip, path)
        if not 4 <= count <= 5:
            return True
        xs, ys = [], []
        for i in range(count):
            point_of(pointer(segment_of(clip, path, i)), _x_at, _y_at)
            xs.append(_point[0])
            ys.append(_point[1])
        if min(xs) > left + 0.5 or max(xs) < right - 0.5 or min(ys) > bottom + 0.5 or max(ys) < top - 0.5:
            return True
    return False


def _covered(glyphs: Sequence[Glyph], by_glyph: Mapping[int, int], drawn: Drawn) -> dict[int, int]:
    """The figures over which something is painted later."""
    order = {handle: n for n, handle in enumerate(drawn.handles)}
    figures = sorted((glyphs[i].bottom, order.get(handle, 0), i) for i, handle in by_glyph.items())
    tallest = max((glyphs[i].bottom - glyphs[i].top for i in by_glyph), default=0.0)
    first = min((painted for _, painted, _ in figures), default=0)
    covered: dict[int, int] = {}
    for after, box in drawn.covers:
        if after <= first:
            continue
        start, end = bisect_left(figures, (box[1],)), bisect_left(figures, (box[3] + tallest,))
        for _, painted, i in figures[start:end]:
            if painted < after and i not in covered and _overlaps(box, glyphs[i]):
                covered[i] = by_glyph[i]
        if 2 * (len(by_glyph) - len(covered)) < len(figures):
            figures = [figure for figure in figures if figure[2] not in covered]
    return covered


def _overlaps(box: Box, glyph: Glyph) -> bool:
    return (
        box[0] < glyph.right - 0.3
        and glyph.left + 0.3 < box[2]
        and box[1] < glyph.bottom - 0.3
        and glyph.top + 0.3 < box[3]
    )
