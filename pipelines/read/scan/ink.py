"""Turns a coloured picture of a page into a grey one on which red seals have faded, so that print
below them is read.

Seals are 3 to 6 cm wide and of one red. Whatever else is red is print like any other: it stays.
"""

from __future__ import annotations

from pipelines.read.scan.sheet import DPI, Image

RED = 40
"""By how much, of 255, red is stronger than the other colours in the ink of a seal."""
SMALLEST, LARGEST = int(1.0 * DPI), int(2.7 * DPI)
"""Of the width and the height of a seal at the resolution of a sheet."""
GAP = int(0.06 * DPI)
"""Characters and rim of a seal are closer."""
EDGE = 3
"""Pixels around the ink, which a JPEG blurs in colour more than in light."""


def grey(coloured: Image, scale: float = 1.0) -> Image:
    """A picture of shape (height, width, 3: red, green, blue) in grey; `scale`: its pixels to one
    of a sheet."""
    import cv2
    import numpy as np

    plain = cv2.cvtColor(coloured, cv2.COLOR_RGB2GRAY)
    red, green, blue = cv2.split(coloured)
    ink = (cv2.subtract(red, cv2.max(green, blue)) > RED).astype(np.uint8)
    least, most, gap = (max(1, round(side * scale)) for side in (SMALLEST, LARGEST, GAP))
    if int(ink.sum()) < 4 * least:
        return plain
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for i, (x, y, width, height, _) in enumerate(boxes.tolist()):
        if not i or min(width, height) < least or max(width, height) > most:
            continue
        part = slice(max(0, y - EDGE), y + height + EDGE), slice(max(0, x - EDGE), x + width + EDGE)
        seal = (
            cv2.dilate(ink[part], np.ones((2 * EDGE + 1, 2 * EDGE + 1), np.uint8)) > 0
        )  # with what its rim surrounds
        strength = np.percentile(red[part][ink[part] > 0], 25)
        faded = np.minimum(255, red[part].astype(np.float32) * 255 / max(1.0, strength)).astype(np.uint8)
        plain[part] = np.where(seal, faded, plain[part])
    return plain
