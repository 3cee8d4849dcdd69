"""What is drawn on a page, as every format with drawn lines hands it on: rulings, pictures, and how
much of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.read.layout.borders import Ruling
from pipelines.read.layout.page_transform import Box, Matrix, Point

THIN = 2.5
"""A filled box up to this thickness is a line."""
STRAIGHT = 1.0
"""A line that leaves its direction by more is oblique."""
OBLIQUE = 600.0
"""Points: an oblique line across more is a decoration of its page, no line through a wide cell."""
SMALL = 30.0
"""Points: a filled shape with longer sides is no stroke of a figure."""
MOST_INKS = 2_000
"""Shapes of a page that are looked at as ink; more are a drawing."""
MOST_RULINGS = 20_000
"""Rulings of a page; the densest form has some hundred."""
MOST_SEGMENTS = 200_000
"""Straight pieces of all paths of a page."""


@dataclass
class Drawn:
    """What is drawn on a page: rulings as (position, low, high) in its frame, images as a share of
    its area, how many texts, segments of paths and pieces of curves, and for texts inside forms, by
    address, what brings the form into the frame. `inks` are the boxes of what may be a figure or a
    part of one and is no text: pictures, curves, small shapes."""

    horizontals: list[Ruling] = field(default_factory=list)
    verticals: list[Ruling] = field(default_factory=list)
    pictures: float = 0.0
    texts: int = 0
    segments: int = 0
    curves: int = 0
    inks: list[Box] = field(default_factory=list)
    obliques: list[Box] = field(default_factory=list)
    """Short lines aslant, from point to point."""
    handles: list[int] = field(default_factory=list)
    covers: list[tuple[int, Box]] = field(default_factory=list)
    """Texts by address in the order in which they are painted, and the boxes that are painted over
    so many of them."""
    formed: dict[int, Matrix] = field(default_factory=dict)
    sheet: tuple[float, float] | None = None
    """Width and height of what of the frame is shown; None where that is not known."""
    excessive: bool = False
    """The page is a drawing, or made to exhaust its reader: its rulings are given up."""

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Add a straight line between two points of the frame. A dot, which has no direction, may
        be part of a dotted line in either: it is added to both, and the lattice drops the one that
        joins nothing."""
        if abs(y1 - y0) <= STRAIGHT:
            self.horizontals.append(((y0 + y1) / 2, *((x0, x1) if x0 < x1 else (x1, x0))))
        if abs(x1 - x0) <= STRAIGHT:
            self.verticals.append(((x0 + x1) / 2, *((y0, y1) if y0 < y1 else (y1, y0))))
        elif abs(y1 - y0) > STRAIGHT and abs(x1 - x0) < OBLIQUE and len(self.obliques) < MOST_INKS:
            self.obliques.append((x0, y0, x1, y1))

    def ink(self, points: Sequence[Point]) -> None:
        """Add what is painted between these points and is no ruling."""
        self.inks.append(_around(points))

    def cover(self, points: Sequence[Point], dark: bool = False) -> None:
        """Add what is painted between these points over the texts so far; where it is dark, text
        painted later may not be seen on it either."""
        if self.handles or dark:
            self.covers.append((MOST_SEGMENTS if dark else len(self.handles), _around(points)))

    def box(self, points: Sequence[Point]) -> None:
        """Add the middle line of a filled box, if it is thin."""
        left, top, right, bottom = _around(points)
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


def _around(points: Sequence[Point]) -> Box:
    if len(points) == 2:  # corners, as most things have
        (x0, y0), (x1, y1) = points
        left, right = (x0, x1) if x0 < x1 else (x1, x0)
        top, bottom = (y0, y1) if y0 < y1 else (y1, y0)
        return left, top, right, bottom
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)
