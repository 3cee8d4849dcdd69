"""Turns the drawn objects of a pdfium page into rulings: what is stroked straight, and thin filled
boxes and images.

Wide filled boxes are backgrounds and no rulings: word processors paint white ones behind every line
of text, which look like tables of one column. Which rulings make a table is left to the lattice.
"""

from __future__ import annotations

import ctypes
from itertools import pairwise
from math import hypot
from typing import Any

from pipelines.read.layout.drawn import MOST_INKS, MOST_RULINGS, MOST_SEGMENTS, SMALL, THIN, Drawn
from pipelines.read.layout.page_transform import Frame, Matrix, Point, product
from pipelines.read.pdf.page_objects import (
    IMAGE,
    PATH,
    SHADING,
    TEXT,
    fill_colour,
    object_corners,
    object_matrix,
    subpaths,
    walk,
)
from pipelines.read.pdf.pdfium_calls import bind, pointer

PALE = 200
"""Of 255: what may be a stroke of a figure is no lighter."""
_mode = (ctypes.c_int * 2)()  # pdfium writes here; it is never called from two threads
_mode_at = pointer(ctypes.addressof(_mode))
_stroke_at = pointer(ctypes.addressof(_mode) + ctypes.sizeof(ctypes.c_int))
_width = (ctypes.c_float * 1)()
_width_at = pointer(ctypes.addressof(_width))


def read_drawn(page: Any, frame: Frame) -> Drawn:
    """Collect the rulings, images and texts of a raw pdfium page."""
    drawn, top = Drawn(sheet=frame.size), frame.matrix
    for handle, kind, outer in walk(page, top):
        if kind == TEXT:
            drawn.texts += 1
            if _hides(handle):
                drawn.cover(object_corners(handle, outer))
            drawn.handles.append(handle)
            if outer is not top:
                drawn.formed[handle] = outer
        elif kind == IMAGE:
            corner, opposite = object_corners(handle, outer)
            drawn.box((corner, opposite))
            if min(abs(corner[0] - opposite[0]), abs(corner[1] - opposite[1])) > THIN:
                drawn.ink((corner, opposite))
            drawn.cover((corner, opposite), True)
            area = abs((corner[0] - opposite[0]) * (corner[1] - opposite[1]))
            drawn.pictures += area / (frame.area or 1.0)
        elif kind == SHADING:
            drawn.cover(object_corners(handle, outer), True)
        elif kind == PATH and not drawn.excessive:
            drawn.segments += _add_path(drawn, handle, outer)
            if drawn.segments > MOST_SEGMENTS or len(drawn.horizontals) + len(drawn.verticals) > MOST_RULINGS:
                drawn.horizontals, drawn.verticals, drawn.excessive = [], [], True
    return drawn


def _add_box(drawn: Drawn, handle: int, corners: tuple[Point, Point]) -> None:
    """Add a filled box: a line, if it is thin; else a background, and, if it is small and dark,
    perhaps a stroke of a figure."""
    width, height = abs(corners[0][0] - corners[1][0]), abs(corners[0][1] - corners[1][1])
    if width <= THIN or height <= THIN:
        drawn.box(corners)
        return
    dark = _is_dark(handle)
    drawn.cover(corners, dark)
    if width < SMALL and height < SMALL and dark:
        drawn.ink(corners)


def _is_dark(handle: int) -> bool:
    """Whether what fills an object hides dark text that is painted on it."""
    return min(fill_colour(handle)[:3]) < PALE


def _hides(handle: int) -> bool:
    """Whether a text may hide dark text under it: its characters are light, or drawn with a pen."""
    return min(fill_colour(handle)[:3]) >= PALE or bind("FPDFTextObj_GetTextRenderMode")(pointer(handle)) != 0


def _is_broad(handle: int, outer: Matrix) -> bool:
    """Whether a stroke is as broad as no line is, so that it hides what is under it."""
    bind("FPDFPageObj_GetStrokeWidth")(pointer(handle), _width_at)
    a, b, *_ = object_matrix(handle)
    return _width[0] * hypot(a, b) * hypot(*outer[:2]) > THIN


def _add_path(drawn: Drawn, handle: int, outer: Matrix) -> int:
    """Add the rulings of a path; gives the number of its segments."""
    path = pointer(handle)
    bind("FPDFPath_GetDrawMode")(path, _mode_at, _stroke_at)
    fill, stroke = _mode[:]
    count: int = bind("FPDFPath_CountSegments")(path) if fill or stroke else 0
    if not stroke and count <= 5:
        if count:  # a single box, mostly a background: its bounds say enough, and save three calls per point
            _add_box(drawn, handle, object_corners(handle, outer))
    elif count <= MOST_SEGMENTS:
        pieces = subpaths(handle, count, product(object_matrix(handle), outer))
        if fill:
            drawn.cover([p for points in pieces for p in points if p], _is_dark(handle))
        elif _is_broad(handle, outer):
            drawn.cover(object_corners(handle, outer))
        for points in pieces:
            curves = points.count(None)
            drawn.curves += curves
            if (curves or (fill and len(points) > 5)) and len(drawn.inks) < MOST_INKS:
                drawn.ink([p for p in points if p])
            if stroke:
                for start, end in pairwise(points):
                    if start and end:
                        drawn.line(*start, *end)
            elif None not in points:
                drawn.box([p for p in points if p])
    return count
