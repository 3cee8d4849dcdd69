"""Turns the drawn objects of a pdfium page into rulings: what is stroked straight, and thin filled boxes and images.

Wide filled boxes are backgrounds and no rulings: word processors paint white ones behind every line of text, which
look like tables of one column. Which rulings make a table is left to the lattice.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pipelines.read.frame import Frame, Matrix, Point, product
from pipelines.read.page_objects import IMAGE, PATH, TEXT, object_corners, object_matrix, subpaths, walk
from pipelines.read.quick import bind

Ruling = tuple[float, float, float]

THIN = 2.5
"""A filled box up to this thickness is a line."""
STRAIGHT = 1.0
"""A line that leaves its direction by more is oblique."""
MOST_RULINGS = 20_000
MOST_SEGMENTS = 200_000

_mode = (ctypes.c_int * 2)()  # pdfium writes here; it is never called from two threads
_mode_at = ctypes.addressof(_mode)


@dataclass
class Drawn:
    """What is drawn on a page: rulings as (position, low, high) in its frame, images as a share of its area, how many
    texts, segments of paths and pieces of curves, and for texts inside forms, by address, what brings the form into the
    frame."""

    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    pictures: float = 0.0
    texts: int = 0
    segments: int = 0
    curves: int = 0
    formed: dict[int, Matrix] = field(default_factory=dict)
    excessive: bool = False
    """The page is a drawing, or made to exhaust its reader: its rulings are given up."""

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Add a straight line between two points of the frame. A dot, which has no direction, may be part of a dotted
        line in either: it is added to both, and the lattice drops the one that joins nothing."""
        width, height = abs(x1 - x0), abs(y1 - y0)
        dot = width <= STRAIGHT and height <= STRAIGHT
        if height <= STRAIGHT and (dot or width > height):
            self.horizontals.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        if width <= STRAIGHT and (dot or height > width):
            self.verticals.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def box(self, points: Sequence[Point]) -> None:
        """Add the middle line of a filled box, if it is thin."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
        width, height = right - left, bottom - top
        if min(width, height) > THIN:
            return
        if max(width, height) <= THIN:
            middle = (left + right) / 2, (top + bottom) / 2
            self.horizontals.append((middle[1], left, right))
            self.verticals.append((middle[0], top, bottom))
        elif width > height:
            self.line(left, (top + bottom) / 2, right, (top + bottom) / 2)
        else:
            self.line((left + right) / 2, top, (left + right) / 2, bottom)


def read_drawn(page: Any, frame: Frame) -> Drawn:
    """Collect the rulings, images and texts of a raw pdfium page."""
    drawn, top = Drawn(), frame.matrix
    for handle, kind, outer in walk(page, top):
        if kind == TEXT:
            drawn.texts += 1
            if outer is not top:
                drawn.formed[handle] = outer
        elif kind == IMAGE:
            corner, opposite = object_corners(handle, outer)
            drawn.box((corner, opposite))
            area = abs((corner[0] - opposite[0]) * (corner[1] - opposite[1]))
            drawn.pictures += area / (frame.area or 1.0)
        elif kind == PATH and not drawn.excessive:
            drawn.segments += _add_path(drawn, handle, outer)
            if drawn.segments > MOST_SEGMENTS or len(drawn.horizontals) + len(drawn.verticals) > MOST_RULINGS:
                drawn.horizontals, drawn.verticals, drawn.excessive = [], [], True
    return drawn


def _add_path(drawn: Drawn, handle: int, outer: Matrix) -> int:
    """Add the rulings of a path; gives the number of its segments."""
    bind("FPDFPath_GetDrawMode")(handle, _mode_at, _mode_at + ctypes.sizeof(ctypes.c_int))
    fill, stroke = _mode[:]
    count: int = bind("FPDFPath_CountSegments")(handle) if fill or stroke else 0
    if not stroke and count <= 5:
        if count:  # a single box, mostly a background: its bounds say enough, and save three calls per point
            drawn.box(object_corners(handle, outer))
    elif count <= MOST_SEGMENTS:
        for points in subpaths(handle, count, product(object_matrix(handle), outer)):
            drawn.curves += points.count(None)
            if stroke:
                for start, end in pairwise(points):
                    if start and end:
                        drawn.line(*start, *end)
            elif None not in points:
                drawn.box([p for p in points if p])
    return count
