"""Finds the printed lines of a sheet and cuts them out, one small picture each, as the recogniser
wants them.

A line comes as its pieces: what wide gaps set apart is recognised apart, so that two numbers never
become one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.read.layout.page_transform import Box
from pipelines.read.scan.sheet import DPI, INK, LEAST_INK, PIXEL, Image, evened, read_sheet

APART = 0.75
"""In heights of their line: figures of a cell with a wider gap between them are two numbers."""
BETWEEN_LINES = int(0.028 * DPI)
SPECK = int(0.028 * DPI)
"""What is smaller and is alone is dirt: a decimal point never is alone."""
THIN = max(2, int(0.02 * DPI))
"""What is no thicker and lies along the side of a cell is a rest of its ruling."""
SMEAR = int(0.3 * DPI)
"""Outside of tables, what is closer is one field: more than an indented paragraph's blank, less
than columns leave."""
LETTER_GAP = int(0.08 * DPI)
TALLEST = int(0.6 * DPI)
"""Of a line of prose; what is taller is a picture, a seal or the shadow of the page's edge."""
WIDE, GUTTER, CLEAN = 1.2, 0.02, 0.002
"""Two pages side by side are so many times as wide as high; between them, for such a share of the
width, less than such a share of each column is ink."""
PALE = int(0.01 * DPI)
"""Pixels around the ink that go with it: thin strokes are paler towards their edge."""
MARGIN = 0.1
"""Of white around a piece, in its heights. With twice as much, of ninety pale lone figures six were
not seen at all."""
LEAST_HEIGHT = int(0.06 * DPI)
"""A dash alone is given room above and below, so that it is not blown up to the height of a
character."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a printed line: its picture with white around it, and the box of its ink in
    points of the sheet."""

    image: Image
    box: Box

    @property
    def aspect(self) -> float:
        """Width of the ink by its height."""
        return (self.box[2] - self.box[0]) / (self.box[3] - self.box[1])


def cell_lines(sheet: Image, box: Box) -> list[list[Piece]]:
    """The lines in a cell, top to bottom, each from left to right. None if nothing is printed in
    it."""
    margin = max(1, int(0.008 * DPI))
    left, top = (int(side / PIXEL) + margin for side in box[:2])
    right, bottom = (int(side / PIXEL) - margin + 1 for side in box[2:])
    if right - left < 2 * THIN or bottom - top < 2 * THIN:
        return []
    cell = _without_rests(sheet[top:bottom, left:right])
    ink = cell < INK
    if ink.sum() < LEAST_INK:
        return []
    lines = []
    for y0, y1 in _runs(ink.any(axis=1), BETWEEN_LINES):
        stretches = _runs(ink[y0:y1].any(axis=0), max(SPECK, int(APART * (y1 - y0))))
        stretches = [(x0, x1) for x0, x1 in stretches if _is_print(ink[y0:y1, x0:x1])]
        if stretches:
            lines.append([_piece(cell, (x0, y0, x1, y1), (left, top)) for x0, x1 in stretches])
    return lines


def prose_lines(sheet: Image, tables: Iterable[Box]) -> list[list[Piece]]:
    """The lines outside of the tables, top to bottom; pieces are fields."""
    import cv2
    import numpy as np

    ink = (sheet < INK).astype(np.uint8)
    for table in tables:
        left, top, right, bottom = (int(side / PIXEL) for side in table)
        ink[max(0, top - THIN) : bottom + THIN + 1, max(0, left - THIN) : right + THIN + 1] = 0
    _, marks, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    bulky = [
        i for i, (_, _, width, height, _) in enumerate(boxes.tolist()) if i and max(width, height) > TALLEST
    ]
    ink[np.isin(marks, bulky)] = 0
    smeared = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((BETWEEN_LINES, SMEAR), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(smeared, connectivity=8)
    fields = []
    for left, top, width, height, _ in boxes[1:].tolist():
        if height <= TALLEST and max(width, height) > 2 * SPECK:
            rows = np.flatnonzero(ink[top : top + height, left : left + width].any(axis=1))
            columns = np.flatnonzero(ink[top : top + height, left : left + width].any(axis=0))
            if rows.size:
                fields.append((left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1))
    return [[_piece(sheet, field, (0, 0)) for field in line] for line in _level(fields)]


def runs_level(sheet: Image) -> bool:
    """Whether print runs across the sheet, not up or down it: characters are closer in a line
    than lines do. Nothing else tells, as the recogniser reads characters on their side as well, for
    others."""
    import cv2
    import numpy as np

    ink = (sheet < INK).astype(np.uint8)

    def clusters(width: int, height: int) -> int:
        joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((height, width), np.uint8))
        _, _, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        return int((boxes[1:, cv2.CC_STAT_AREA] > SPECK * SPECK).sum())

    return clusters(LETTER_GAP, 1) <= clusters(1, LETTER_GAP)


def gutter(picture: Image) -> int | None:
    """The column at which a sheet parts on which two pages lie side by side; none if it is one
    page, as lines and rulings of a page that is wider than high pass its middle."""
    height, width = picture.shape
    if width < WIDE * height:
        return None
    even = evened(picture)
    start = int(0.45 * width)
    clear = (even[:, start : width - start] < INK).mean(axis=0) < CLEAN
    runs = [(end - begin, (begin + end) // 2) for begin, end in _runs(clear, 0)]
    widest, middle = max(runs, default=(0, 0))
    cut = start + middle
    empty = not (even[:, :cut] < INK).any() or not (even[:, cut:] < INK).any()
    return None if widest < GUTTER * width or empty or not runs_level(read_sheet(picture).image) else cut


def _level(boxes: list[tuple[int, int, int, int]]) -> list[list[tuple[int, int, int, int]]]:
    """Boxes as lines: those that are beside each other for more than half of the lower one's
    height."""
    lines: list[list[tuple[int, int, int, int]]] = []
    for box in sorted(boxes, key=lambda b: b[1] + b[3]):
        if lines:
            last = max(lines[-1], key=lambda b: b[3] - b[1])
            shared = min(box[3], last[3]) - max(box[1], last[1])
            if 2 * shared > min(box[3] - box[1], last[3] - last[1]):
                lines[-1].append(box)
                continue
        lines.append([box])
    return [sorted(line) for line in lines]


def _without_rests(cell: Image) -> Image:
    """The cell without what thin lies along its sides."""
    import cv2
    import numpy as np

    height, width = cell.shape
    _, marks, boxes, _ = cv2.connectedComponentsWithStats((cell < INK).astype(np.uint8), connectivity=8)
    rests = [
        i
        for i, (x, y, w, h, _) in enumerate(boxes.tolist())
        if i
        and (
            ((x <= 1 or x + w >= width - 1) and w <= THIN and h > w)
            or ((y <= 1 or y + h >= height - 1) and h <= THIN and w > h)
        )
    ]
    return np.where(np.isin(marks, rests), 255, cell).astype(np.uint8) if rests else cell


def _runs(filled: Image, gap: int) -> list[tuple[int, int]]:
    """Where a row of flags is set, as (start, end); what is no further apart than `gap` is one
    run."""
    import numpy as np

    turns = np.flatnonzero(np.diff(np.concatenate(([0], filled.astype(np.int8), [0])))).tolist()
    runs: list[tuple[int, int]] = []
    for start, end in zip(turns[::2], turns[1::2]):
        if runs and start - runs[-1][1] <= gap:
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs


def _is_print(ink: Image) -> bool:
    """Whether a stretch of ink is more than dirt: larger than a speck, and more than two grains
    beside each other."""
    import cv2
    import numpy as np

    if max(ink.shape[1], int(ink.any(axis=1).sum())) < SPECK:
        return False
    if ink.sum() >= 2 * LEAST_INK:
        return True
    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    return bool((boxes[1:, cv2.CC_STAT_AREA] >= LEAST_INK).any())


def _piece(image: Image, place: tuple[int, int, int, int], corner: tuple[int, int]) -> Piece:
    """Cut a place out of an image whose own upper left corner is at `corner` of the sheet, with
    white around it: the recogniser reads nothing that touches the edge, and nothing that is much
    higher than wide."""
    import cv2

    x0, y0, x1, y1 = int(place[0]) - PALE, int(place[1]) - PALE, int(place[2]) + PALE, int(place[3]) + PALE
    x0, y0, x1, y1 = max(0, x0), max(0, y0), min(image.shape[1], x1), min(image.shape[0], y1)
    height = max(y1 - y0, LEAST_HEIGHT)
    pad = max(2, round(MARGIN * height))
    above = (height - (y1 - y0)) // 2 + pad
    beside = max(pad, int((1.5 * height - (x1 - x0)) / 2))
    around = cv2.copyMakeBorder(
        image[y0:y1, x0:x1], above, above, beside, beside, cv2.BORDER_CONSTANT, value=255
    )
    x, y = corner
    return Piece(around, ((x + x0) * PIXEL, (y + y0) * PIXEL, (x + x1) * PIXEL, (y + y1) * PIXEL))
