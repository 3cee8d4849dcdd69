"""Turns coordinates of a PDF page into points counted from an upper left corner, y downwards.

A page may carry a rotation, its box need not start at (0, 0), and its text may run sideways on the
sheet: the same page then has one frame as it is shown, and another as it is read.
"""

from __future__ import annotations

from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): x' = a x + c y + e, y' = b x + d y + f."""
Point = tuple[float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
"""The transformation that changes nothing."""
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """The box of a page in PDF space (y upwards), turned clockwise by `quarters` of a full turn."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0

    @property
    def matrix(self) -> Matrix:
        """From PDF space into this frame."""
        return (
            (1.0, 0.0, 0.0, -1.0, -self.left, self.top),
            (0.0, 1.0, 1.0, 0.0, -self.bottom, -self.left),
            (-1.0, 0.0, 0.0, 1.0, self.right, -self.bottom),
            (0.0, -1.0, -1.0, 0.0, self.top, self.right),
        )[self.quarters]

    @property
    def area(self) -> float:
        """In square points."""
        return (self.right - self.left) * (self.top - self.bottom)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, as the frame is turned."""
        across, down = self.right - self.left, self.top - self.bottom
        return (down, across) if self.quarters % 2 else (across, down)

    def turned(self, quarters: int) -> Frame:
        """The same page, turned on clockwise."""
        return Frame(self.left, self.bottom, self.right, self.top, (self.quarters + quarters) % 4)

    def box_in(self, other: Frame, box: Box) -> Box:
        """A (left, top, right, bottom) of this frame as it is in another frame of the same page."""
        a, b, c, d, e, f = self.matrix
        xs, ys = [], []
        for x, y in ((box[0], box[1]), (box[2], box[3])):
            # The linear part is a turn or a reflection: its inverse is its transpose.
            user = a * (x - e) + b * (y - f), c * (x - e) + d * (y - f)
            there = apply(other.matrix, *user)
            xs.append(there[0])
            ys.append(there[1])
        return min(xs), min(ys), max(xs), max(ys)


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """The point (x, y) after the transformation."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def product(first: Matrix, then: Matrix) -> Matrix:
    """The transformation that does one and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
