"""The objects of an OFD page -> glyphs and rulings, in points from the upper left corner of the
page.

Elements are known by their local names, as writers differ in the namespace. OFD counts in
millimetres, y downwards; an object has a box on the page and a matrix from its own coordinates into
that box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot, inf, isfinite
from typing import Any

from pipelines.read.colours import BLACK, WHITE
from pipelines.read.container import Unfit
from pipelines.read.layout.drawn import MOST_INKS, MOST_RULINGS, MOST_SEGMENTS, SMALL, THIN, Drawn
from pipelines.read.layout.glyph import UNKNOWN, Glyph
from pipelines.read.layout.page_transform import Matrix, Point, apply, product
from pipelines.read.ofd.paint import OPAQUE, Grounds, paint_of

POINTS = 72 / 25.4  # in a millimetre
MOST_GLYPHS = 200_000  # of a page
PLACEHOLDER = "\u00a4"
"""Written for a glyph whose character the writer did not know."""
_ASCENT, _DESCENT = 0.8, 0.1  # of the size of the font: about what characters and figures reach
_PATH = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[A-Za-z]")
_OPERANDS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_TRUE, _FALSE = "true", "false"


@dataclass
class Page:
    """What is on a page. `composed` counts objects that are made of others in another part,
    which are not read."""

    glyphs: list[Glyph] = field(default_factory=list)
    drawn: Drawn = field(default_factory=Drawn)
    composed: int = 0
    grounds: Grounds = field(default_factory=Grounds)

    def annotate(self, root: Any, area: float) -> None:
        """Take in what the annotations of the page show."""
        for annotation in root.iter("{*}Annot"):
            if annotation.get("Visible") == _FALSE:
                continue
            for appearance in annotation.iterfind("{*}Appearance"):
                box = _numbers(appearance.get("Boundary", ""), 4)
                self.add(appearance, area, (box[0], box[1]) if box else (0.0, 0.0))

    def add(self, root: Any, area: float, origin: Point = (0.0, 0.0)) -> None:
        """Take in all objects of a part: the page itself or its template. `area` of the page in
        square millimetres, `origin` of the part on it in millimetres."""
        for element in root.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject", "{*}CompositeObject"):
            box = _numbers(element.get("Boundary", ""), 4)
            if box is None or element.get("Visible") == _FALSE or element.get("Alpha") == "0":
                continue
            box[0], box[1] = box[0] + origin[0], box[1] + origin[1]
            inner = _numbers(element.get("CTM", ""), 6) or [1, 0, 0, 1, 0, 0]
            outer = (POINTS, 0.0, 0.0, POINTS, box[0] * POINTS, box[1] * POINTS)
            matrix = product((inner[0], inner[1], inner[2], inner[3], inner[4], inner[5]), outer)
            name = element.tag.rpartition("}")[2]
            if name == "TextObject":
                self._add_text(element, matrix)
            elif name == "PathObject":
                self._add_path(element, matrix)
            elif name == "ImageObject":
                self.drawn.pictures += box[2] * box[3] / area
                self._add_picture(box)
            else:
                self.composed += 1

    def _add_text(self, element: Any, matrix: Matrix) -> None:
        if element.get("Fill", _TRUE) == _FALSE and element.get("Stroke", _FALSE) == _FALSE:
            return
        size = _number(element.get("Size", ""), 3.5)
        scale = _number(element.get("HScale", ""), 1.0)
        em = size * hypot(matrix[2], matrix[3])
        turn, start = _turn(matrix), len(self.glyphs)
        for code in element.iterfind("{*}TextCode"):
            text = (code.text or "").strip("\r\n\t")
            across, down = (_offsets(code.get(name, ""), len(text)) for name in ("DeltaX", "DeltaY"))
            x, y = _number(code.get("X", ""), 0.0), _number(code.get("Y", ""), 0.0)
            for i, character in enumerate(text):
                width = size * scale * (0.5 if ord(character) < 0x100 else 1.0)
                self._put(character, matrix, (x, y), width, size, em, turn)
                x += across[i] if across else 0.0 if down else width
                y += down[i] if down else 0.0
        colour, opacity = paint_of(element)
        if colour != BLACK or opacity < OPAQUE or self.grounds.boxes:
            seen = (self.grounds.seen(g, colour, opacity) for g in self.glyphs[start:])
            self.glyphs[start:] = [g for g in seen if g]
        if len(self.glyphs) > MOST_GLYPHS:
            raise Unfit("read.too_large", f"more than {MOST_GLYPHS} characters on a page")

    def _put(
        self, character: str, matrix: Matrix, origin: Point, width: float, size: float, em: float, turn: int
    ) -> None:
        x, y = origin
        corners = apply(matrix, x, y - _ASCENT * size), apply(matrix, x + width, y + _DESCENT * size)
        xs, ys = sorted(c[0] for c in corners), sorted(c[1] for c in corners)
        x, y = apply(matrix, x, y)
        if all(map(isfinite, (x, y, *xs, *ys))):
            text = UNKNOWN if character == PLACEHOLDER else character
            self.glyphs.append(Glyph(x, y, xs[0], ys[0], xs[1], ys[1], em, turn, text))

    def _add_path(self, element: Any, matrix: Matrix) -> None:
        stroked = element.get("Stroke", _TRUE) != _FALSE
        if self.drawn.excessive or not (stroked or element.get("Fill") == _TRUE):
            return
        data = "".join(e.text or "" for e in element.iterfind("{*}AbbreviatedData"))
        for points in _subpaths(data):
            placed = [p and apply(matrix, *p) for p in points]
            self.drawn.segments += len(placed)
            if stroked:
                for start, end in pairwise(placed):
                    if start and end:
                        self.drawn.line(*start, *end)
            elif None not in placed:
                self.drawn.box([p for p in placed if p])
            self._add_shape(element, placed, stroked)
        if (
            self.drawn.segments > MOST_SEGMENTS
            or len(self.drawn.horizontals) + len(self.drawn.verticals) > MOST_RULINGS
        ):
            self.drawn.horizontals, self.drawn.verticals, self.drawn.excessive = [], [], True

    def _add_shape(self, element: Any, placed: list[Point | None], stroked: bool) -> None:
        """What a piece of a path covers, or may be a part of a figure."""
        points = [p for p in placed if p]
        curved = None in placed
        if not points or not (curved or element.get("Fill") == _TRUE):
            return
        left, right = min(p[0] for p in points), max(p[0] for p in points)
        top, bottom = min(p[1] for p in points), max(p[1] for p in points)
        thick = min(right - left, bottom - top) > THIN
        colour, opacity = paint_of(element)
        if element.get("Fill") == _TRUE and thick and opacity:
            straight = not curved and len(points) <= 5 and opacity == OPAQUE
            self.grounds.cover((left, top, right, bottom), colour if straight else None, self.glyphs)
        small = max(right - left, bottom - top) < SMALL and not stroked and colour != WHITE
        if (curved or (small and thick)) and opacity and len(self.drawn.inks) < MOST_INKS:
            self.drawn.ink(points)

    def _add_picture(self, box: list[float]) -> None:
        left, top, right, bottom = (n * POINTS for n in (box[0], box[1], box[0] + box[2], box[1] + box[3]))
        if min(right - left, bottom - top) > THIN and len(self.drawn.inks) < MOST_INKS:
            self.drawn.ink(((left, top), (right, bottom)))
            self.grounds.cover((left, top, right, bottom), None, self.glyphs)


def _subpaths(data: str) -> Iterator[list[Point | None]]:
    """The points of each line drawn without lifting the pen; None stands for a curve between two
    points."""
    points: list[Point | None] = []
    command = ""
    operands: list[float] = []
    for token in _PATH.findall(data):
        if token.isalpha():
            command, operands = token, []
        else:
            operands.append(float(token))
        if len(operands) < _OPERANDS.get(command, 1) or (command == "C" and operands):
            continue
        if command == "C":
            points += points[:1]
        elif command in ("M", "S"):
            if len(points) > 1:
                yield points
            points = [(operands[-2], operands[-1])]
        elif command in _OPERANDS:
            points += [] if command == "L" else [None]
            points.append((operands[-2], operands[-1]))
        operands = []
    if len(points) > 1:
        yield points


def _turn(matrix: Matrix) -> int:
    """By how many quarters, counterclockwise, writing is turned on the page."""
    a, b = matrix[0], matrix[1]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b < 0 else 3


def _offsets(text: str, count: int) -> list[float]:
    """Distances from character to character: `3.5 3.5` or, in short, `g 2 3.5`. Too few go on with
    the last; none where one of them is no number."""
    offsets: list[float] = []
    pieces = iter(text.split())
    for piece in pieces:
        repeat = min(int(_number(next(pieces, ""), 0.0)), count) if piece == "g" else 1
        offsets += [_number(next(pieces, "") if piece == "g" else piece, inf)] * repeat
        if len(offsets) >= count:
            break
    if inf in offsets:
        return []
    return offsets + offsets[-1:] * (count - len(offsets)) if offsets else []


def _number(text: str, default: float) -> float:
    try:
        value = float(text)
    except ValueError:
        return default
    return value if isfinite(value) else default


def _numbers(text: str, count: int) -> list[float] | None:
    """So many numbers; None if that is not what is there."""
    try:
        values = [float(piece) for piece in text.split()]
    except ValueError:
        return None
    return values if len(values) == count and all(map(isfinite, values)) else None
