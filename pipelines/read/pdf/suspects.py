"""Which figures of a page may not be seen as the file has them: those whose colour, opacity, way of
painting, clip or layer is out of the usual, and those that something is painted over later.

Asked per text object that paints a figure, so that a clean page pays next to nothing; whether such a
figure is seen is settled by `painted`, which looks at the page.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pipelines.read.layout.drawn import Drawn
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import IDENTITY, Box
from pipelines.read.pdf.page_objects import fill_colour, object_corners
from pipelines.read.pdf.pdfium_calls import address, bind

DARK = 150
"""Of 255: what is no lighter is seen on white paper."""
SMALL = 3.0
"""Points: digits that are less high are not read with certainty."""
BAND = 16.0
"""Points: covers are looked up by stripes of the page of this height."""
_LAYERS = b"/OCProperties"
_PACKED = re.compile(rb"/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_MOST = 4_000_000  # bytes of unpacked objects that are searched
_name = (ctypes.c_ushort * 64)()
_name_at = ctypes.addressof(_name)
_length = (ctypes.c_ulong * 1)()
_length_at = ctypes.addressof(_length)
_point = (ctypes.c_float * 2)()
_point_at = ctypes.addressof(_point)


def has_layers(data: bytes) -> bool:
    """Whether the file may have layers that can be switched off (optional content)."""
    if _LAYERS in data:
        return True
    if b"/Encrypt" in data:
        return _PACKED.search(data) is not None
    for packed in _PACKED.finditer(data):
        stream = _STREAM.search(data, packed.end(), packed.end() + 1000)
        if stream is None:
            continue
        try:
            if _LAYERS in zlib.decompressobj().decompress(data[stream.end() :], _MOST):
                return True
        except zlib.error:
            return True
    return False


def suspects(
    text_page: Any, glyphs: Sequence[Glyph], figures: Mapping[int, int], drawn: Drawn, layers: bool
) -> dict[int, int]:
    """Of `figures` (index of a glyph -> that of its character in pdfium) those that may not be seen,
    with the address of the text object that paints each."""
    page, object_of = address(text_page), bind("FPDFText_GetTextObject")
    by_glyph = {glyph: object_of(page, character) for glyph, character in figures.items()}
    judged = {
        handle: _is_unusual(handle) or (layers and (handle in drawn.formed or on_layer(handle)))
        for handle in set(by_glyph.values())
        if handle
    }
    doubted = {glyph: handle for glyph, handle in by_glyph.items() if judged.get(handle, False)}
    small = (i for i in by_glyph if glyphs[i].bottom - glyphs[i].top < SMALL and glyphs[i].text.isdigit())
    doubted |= {i: by_glyph[i] for i in small}
    if drawn.covers:
        doubted |= _covered(glyphs, by_glyph, drawn)
    return doubted


def on_layer(handle: int) -> bool:
    """Whether an object is on a layer of its own (marked as optional content)."""
    mark_of, name_of = bind("FPDFPageObj_GetMark"), bind("FPDFPageObjMark_GetName")
    for i in range(max(bind("FPDFPageObj_CountMarks")(handle), 0)):
        name_of(mark_of(handle, i), _name_at, ctypes.sizeof(_name), _length_at)
        if _name[:3] == [0x4F, 0x43, 0]:  # OC
            return True
    return False


def _is_unusual(handle: int) -> bool:
    red, green, blue, alpha = fill_colour(handle)
    if max(red, green, blue) > DARK or alpha < 255 or bind("FPDFTextObj_GetTextRenderMode")(handle) != 0:
        return True
    if bind("FPDFPageObj_HasTransparency")(handle):
        return True
    clip = bind("FPDFPageObj_GetClipPath")(handle)
    paths: int = bind("FPDFClipPath_CountPaths")(clip)
    return paths > 0 and _is_clipped(handle, clip, paths)


def _is_clipped(handle: int, clip: int, paths: int) -> bool:
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
            point_of(segment_of(clip, path, i), _point_at, _point_at + 4)
            xs.append(_point[0])
            ys.append(_point[1])
        if min(xs) > left + 0.5 or max(xs) < right - 0.5 or min(ys) > bottom + 0.5 or max(ys) < top - 0.5:
            return True
    return False


def _covered(glyphs: Sequence[Glyph], by_glyph: Mapping[int, int], drawn: Drawn) -> dict[int, int]:
    """The figures over which something is painted later."""
    order = {handle: n for n, handle in enumerate(drawn.handles)}
    bands: dict[int, list[tuple[int, Box]]] = defaultdict(list)
    for cover in drawn.covers:
        for band in _bands(cover[1][1], cover[1][3]):
            bands[band].append(cover)
    return {
        i: handle
        for i, handle in by_glyph.items()
        if any(
            after > order.get(handle, 0) and _overlaps(box, glyphs[i])
            for band in _bands(glyphs[i].top, glyphs[i].bottom)
            for after, box in bands.get(band, ())
        )
    }


def _bands(top: float, bottom: float) -> Iterable[int]:
    first = int(max(top, 0.0) // BAND)
    return range(first, min(int(max(bottom, 0.0) // BAND), first + 1000) + 1)


def _overlaps(box: Box, glyph: Glyph) -> bool:
    return (
        box[0] < glyph.right - 0.3
        and glyph.left + 0.3 < box[2]
        and box[1] < glyph.bottom - 0.3
        and glyph.top + 0.3 < box[3]
    )
