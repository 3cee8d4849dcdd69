"""Turns a grey picture of a page into an even, upright sheet and the rulings that are drawn on it.

Pictures are arrays of bytes (0 black, 255 white) at `DPI` pixels to the inch, y counted downwards.
Which cells the rulings make is left to the lattice, what is in them to `lines`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipelines.read.layout.borders import Ruling
from pipelines.read.layout.page_transform import Box

Image = Any
"""A numpy array of bytes; numpy comes with the extra only."""

DPI = 200
PIXEL = 72 / DPI
"""In points."""
INK = 185
"""Darker than this, on paper made evenly white, is print."""
FAINT = 205
"""The same for rulings, which are thin and so paler after a blur."""
DARKEST, BLACK, BLANK = 0.1, 100, 235
"""Per cent of a page that are inside of strokes if anything is printed on it; up to which shade
they are black enough, and from which on they are the grain of blank paper."""
LEAST_INK = 6
"""Pixels: the dot of a decimal point has about nine."""
BESIDE = int(0.05 * DPI)
"""Pixels around print in which a grain may be a part of it: a stroke that is broken, or a point."""
STEEPEST = 6.0
"""Degrees by which a sheet may lie askew."""
STRAIGHT = 0.04
"""Degrees that do not matter: half a pixel over the length of a table."""
ACROSS, DOWN = int(0.5 * DPI), int(0.24 * DPI)
"""The shortest rulings: a row is higher than its characters. Level strokes of neighbouring
characters may run together, over the width of a narrow cell; but level rulings always pass several
cells."""
THICK = int(0.08 * DPI)
"""Pixels: no ruling is thicker."""
TOUCH = 0.03 * DPI
"""Pixels between the ends of two rulings that meet."""


@dataclass(frozen=True)
class Sheet:
    """A page on white paper, its rulings taken off and given in points; and by how many degrees it
    was turned."""

    image: Image
    horizontals: list[Ruling]
    verticals: list[Ruling]
    angle: float

    def as_scanned(self, box: Box) -> Box:
        """What surrounds a box (in points) on the page as it was before it was straightened."""
        from math import cos, radians, sin

        height, width = (side * PIXEL / 2 for side in self.image.shape)
        cosine, sine = cos(radians(self.angle)), sin(radians(self.angle))
        corners = [(x - width, y - height) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs = [width + x * cosine - y * sine for x, y in corners]
        ys = [height + x * sine + y * cosine for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


def read_sheet(picture: Image) -> Sheet:
    """Even out the paper, straighten the page and take the rulings off it."""
    import cv2

    even = evened(picture)
    angle = _skew(even)
    if angle:
        height, width = even.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        even = cv2.warpAffine(even, turn, (width, height), borderValue=255, flags=cv2.INTER_CUBIC)
    across, down = _strokes(even, ACROSS, 1), _strokes(even, 1, DOWN)
    horizontals, verticals = _crossing(_rulings(across, ACROSS), _rulings(down.T, DOWN))
    for mask, image, rulings in ((across, even, horizontals), (down.T, even.T, verticals)):
        _erase(image, mask, rulings)
    _without_dirt(even)
    return Sheet(even, [_in_points(r) for r in horizontals], [_in_points(r) for r in verticals], angle)


def evened(picture: Image) -> Image:
    """Divided by the paper around each point, so that shadows and yellowed paper become white; and
    where even the darkest print is grey, stretched until that is black: of figures in grey on grey
    no stroke may be lost."""
    import cv2
    import numpy as np

    height, width = picture.shape
    small = cv2.resize(picture, (max(1, width // 4), max(1, height // 4)), interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 7)
    even = cv2.divide(picture, cv2.resize(paper, (width, height)), scale=255)
    darkest = float(np.percentile(even[::4, ::4], DARKEST))
    if darkest <= BLACK or np.percentile(cv2.blur(even, (3, 3))[::2, ::2], DARKEST) >= BLANK:
        return even
    return np.clip(255 - (255 - even.astype(np.float32)) * (255 / (255 - darkest)), 0, 255).astype(np.uint8)


def _without_dirt(even: Image) -> None:
    """Whiten the grains that a fax leaves: what is smaller than a point and has no print beside
    it."""
    import cv2
    import numpy as np

    ink = (even < INK).astype(np.uint8)
    _, marks, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    grains = boxes[:, cv2.CC_STAT_AREA] < LEAST_INK
    grains[0] = False
    printed = np.where(grains[marks], 0, ink).astype(np.uint8)
    near = cv2.dilate(printed, np.ones((2 * BESIDE + 1, 2 * BESIDE + 1), np.uint8)) > 0
    kept = np.zeros(len(boxes), bool)
    kept[np.unique(marks[near])] = True
    even[(grains & ~kept)[marks]] = 255


def _skew(even: Image) -> float:
    """By how many degrees the page must be turned to be upright: rows of print are most distinct
    from the blanks between them where they run level, and rulings even more so. Zero if that makes
    no difference."""
    import cv2
    import numpy as np

    def sharpness(image: Image, angle: float) -> float:
        height, width = image.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
        rows = cv2.warpAffine(image, turn, (width, height)).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    ink = cv2.threshold(even, FAINT, 255, cv2.THRESH_BINARY_INV)[1]
    best = 0.0
    for shrunk, reach, step in ((4, STEEPEST, 0.5), (4, 0.5, 0.1), (2, 0.1, 0.02)):
        image = cv2.resize(ink, None, fx=1 / shrunk, fy=1 / shrunk, interpolation=cv2.INTER_AREA)
        angles = best + np.arange(-reach, reach + step / 2, step)
        best = float(max(angles, key=lambda angle: (sharpness(image, angle), -abs(angle))))
    return best if abs(best) >= STRAIGHT else 0.0


def _strokes(even: Image, width: int, height: int) -> Image:
    """A mask of what is at least so wide and high: long straight strokes."""
    import cv2
    import numpy as np

    ink = cv2.threshold(even, FAINT, 255, cv2.THRESH_BINARY_INV)[1]
    thick = cv2.dilate(ink, np.ones((3, 3), np.uint8))  # joins what a blur has broken, or a rest of skew
    return cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((height, width), np.uint8))


def _rulings(mask: Image, shortest: int) -> list[Ruling]:
    """The level strokes of a mask as (position, low, high) in pixels."""
    import cv2

    _, _, boxes, _ = cv2.connectedComponentsWithStats(mask.copy(), connectivity=8)
    return [
        (y + height / 2, float(x), float(x + width))
        for x, y, width, height, _ in boxes[1:].tolist()
        if height <= THICK and width >= shortest
    ]


def _crossing(horizontals: list[Ruling], verticals: list[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """Those that cross two others at least: a long stroke of a character, or an underline, does
    not."""

    def crosses(one: Ruling, others: list[Ruling]) -> int:
        return sum(
            one[1] - TOUCH <= other[0] <= one[2] + TOUCH and other[1] - TOUCH <= one[0] <= other[2] + TOUCH
            for other in others
        )

    while True:
        across = [one for one in horizontals if crosses(one, verticals) >= 2]
        down = [one for one in verticals if crosses(one, across) >= 2]
        if len(across) == len(horizontals) and len(down) == len(verticals):
            return across, down
        horizontals, verticals = across, down


def _erase(image: Image, mask: Image, rulings: list[Ruling]) -> None:
    """Paint level rulings white, only where they are: print that touches them keeps the rest of its
    strokes."""
    import cv2
    import numpy as np

    reach = int(0.02 * DPI)
    for position, low, high in rulings:
        rows = slice(max(0, int(position) - reach), int(position) + reach + 1)
        columns = slice(int(low), int(high) + 1)
        drawn = cv2.dilate(np.ascontiguousarray(mask[rows, columns]), np.ones((3, 3), np.uint8)) > 0
        image[rows, columns][drawn] = 255


def _in_points(ruling: Ruling) -> Ruling:
    return ruling[0] * PIXEL, ruling[1] * PIXEL, ruling[2] * PIXEL
