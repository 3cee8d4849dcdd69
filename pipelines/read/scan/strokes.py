"""Tells by shape what a recogniser does not see: a lone slash from a one, a dash from the Chinese
character for one, and how many shapes there are.

Measured on six fonts at 150 and 200 dots to the inch, clean and with grain and blur: lone slashes
lean by 0.23 to 0.56 of their height and keep to their line within 0.08 of it; ones lean the other
way by up to 0.14, sevens are crooked.
"""

from __future__ import annotations

from pipelines.read.scan.sheet import DPI, FAINT, INK, Image

SLASH, DASH, ONE = "/", "—", "1"
STRAIGHT = 0.1
LEANING, DOUBTFUL = 0.2, 0.1
"""Of its height, to the right: a slash leans more than the one, an upright one less than the
other."""
BARE, FLAGGED, UPRIGHT = 0.055, 0.08, 0.4
"""Of its height, a one keeps to its line within 0.056 to 0.075 and is narrower than 0.4: so were 90
of 92 pale ones and none of 700 other figures."""
FLAT = 2.0
THICKEST = int(0.04 * DPI)
LEAST_INK = 5
SLENDER, LOWEST = 0.75, int(0.055 * DPI)
"""A figure is narrower than so many of its heights, a character is not; marks between words are
lower."""
POINT = int(0.025 * DPI)
"""How wide and high a decimal point is at most."""


def lone_stroke(line: Image) -> str | None:
    """`/`, `—` or `1` if that is all there is on the line, an empty text if it may be a slash or a
    one, else None.

    A bare upright line is none of them: a one has a flag or a foot, dirt has not.
    """
    import numpy as np

    rows, columns = np.nonzero(line < INK)
    if rows.size < LEAST_INK:
        return None
    height, width = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    if width >= FLAT * height:
        return DASH if height <= THICKEST else None
    if height < THICKEST:
        return None
    slope, start = np.polyfit(rows, columns, 1)
    crooked = np.sqrt(np.mean(np.square(columns - start - slope * rows))) / height
    if crooked > STRAIGHT:
        return None
    if -slope > DOUBTFUL:
        return SLASH if -slope > LEANING else ""
    one = BARE < crooked < FLAGGED and abs(slope) < DOUBTFUL and width < UPRIGHT * height and height >= LOWEST
    return ONE if one else None


def shapes(line: Image) -> int:
    """How many stretches of ink blank columns part on a line. What is as small as a point does not
    count: it may be grain; nor do the halves of a thin figure whose top is pale."""
    import numpy as np

    ink = line < FAINT
    turns = np.flatnonzero(np.diff(np.concatenate(([0], ink.any(axis=0).astype(np.int8), [0])))).tolist()
    heights = (
        int(np.ptp(np.flatnonzero(ink[:, start:end].any(axis=1)))) + 1
        for start, end in zip(turns[::2], turns[1::2])
    )
    return sum(
        max(end - start, height) > POINT for start, end, height in zip(turns[::2], turns[1::2], heights)
    )


def slender(line: Image) -> bool:
    """Whether all there is on the line is one shape as high and narrow as a figure."""
    import numpy as np

    rows, columns = np.nonzero(line < INK)
    if rows.size < LEAST_INK or shapes(line) != 1:
        return False
    height, width = int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1
    return height >= LOWEST and width < SLENDER * height
