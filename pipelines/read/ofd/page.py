"""The objects of an OFD page -> glyphs and rulings, in points from the upper left corner of the
page.

Elements are known by their local names, as writers differ in the namespace. OFD counts in
millimetres, y downwards; an object has a box on the page and a matrix from its own coordinates into
that box.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot, isfinite
from typing import Any

from pipelines.read.colours import BLACK, WHITE
from pipelines.read.container import Unfit
from pipelines.read.layout.drawn import MOST_INKS, MOST_RULINGS, MOST_SEGMENTS, SMALL, THIN, Drawn
from pipelines.read.layout.glyph import UNKNOWN, Glyph
from pipelines.read.layout.page_transform import Box, Matrix, Point, apply, product
from pipelines.read.ofd.clips import LINE_ENDS, shown, within
from pipelines.read.ofd.glyph_shapes import JUDGED, named_glyphs
from pipelines.read.ofd.numbers import is_false, matrix_of, number, numbers, offsets
from pipelines.read.ofd.paint import OPAQUE, Grounds, is_pale, mixed, paint_of
from pipelines.read.ofd.paths import subpaths
from pipelines.read.ofd.resources import Resources

POINTS = 72 / 25.4  # in a millimetre
MOST_GLYPHS = 200_000  # of a page
PLACEHOLDER = "\u00a4"
"""Written for a glyph whose character the writer did not know."""
_ASCENT, _DESCENT = 0.8, 0.1  # of the size of the font: about what characters and figures reach
LEAST = 4.0
"""Points: figures of a smaller type are specks, which nobody reads with certainty."""
LARGE = 0.25
"""Of a page: a composed object that covers more of it is a watermark, or the page itself."""
_PLANES = {"Background": 0, "Body": 1, "Foreground": 2}
"""The layers of a page by their types, in the order in which they are painted."""


@dataclass
class Page:
    """What is on a page. `composed` counts objects that are made of others in another part,
    which are not read."""

    glyphs: list[Glyph] = field(default_factory=list)
    drawn: Drawn = field(default_factory=Drawn)
    composed: int = 0
    grounds: Grounds = field(default_factory=Grounds)
    resources: Resources = field(default_factory=Resources)

    def annotate(self, root: Any, area: float) -> None:
        """Take in what the annotations of the page show."""
        for annotation in root.iter("{*}Annot"):
            if is_false(annotation, "Visible"):
                continue
            for appearance in annotation.iterfind("{*}Appearance"):
                box = numbers(appearance.get("Boundary", ""), 4)
                self.add(appearance, area, (box[0], box[1]) if box else (0.0, 0.0))

    def add(self, root: Any, area: float, origin: Point = (0.0, 0.0)) -> None:
        """Take in all objects of a part: the page itself or its template. `area` of the page in
        square millimetres, `origin` of the part on it in millimetres."""
        for element in _objects(root):
            box = numbers(element.get("Boundary", ""), 4)
            if box is None or is_false(element, "Visible") or element.get("Alpha") == "0":
                continue
            box[0], box[1] = box[0] + origin[0], box[1] + origin[1]
            outer = (POINTS, 0.0, 0.0, POINTS, box[0] * POINTS, box[1] * POINTS)
            inner = matrix_of(element)
            matrix = product(inner, outer)
            name = element.tag.rpartition("}")[2]
            if name == "TextObject":
                start = len(self.glyphs)
                self._add_text(element, matrix)
                left, top = outer[4], outer[5]
                around = (left, top, left + box[2] * POINTS, top + box[3] * POINTS)
                written = within(self.glyphs[start:], element, around)
                self.glyphs[start:] = shown(written, element, inner, outer)
                self._paint(element, start)
            elif name == "PathObject":
                self._add_path(element, matrix)
            elif name == "ImageObject":
                self.drawn.pictures += box[2] * box[3] / area
                self._add_picture(box)
            else:
                self.composed += 1
                inked = self._ink(box)
                if inked and box[2] * box[3] < LARGE * area:
                    self.grounds.cover(inked, None, self.glyphs)

    def _add_text(self, element: Any, matrix: Matrix) -> None:
        if is_false(element, "Fill") and is_false(element, "Stroke", True):
            return
        size = number(element.get("Size", ""), 3.5)
        scale = number(element.get("HScale", ""), 1.0)
        em = size * hypot(matrix[2], matrix[3])
        turn = _turn(matrix)
        doubted = em < LEAST or turn == 2 or _is_mirrored(matrix) or _is_turned(element)
        named, at = named_glyphs(element), 0
        for code in element.iterfind("{*}TextCode"):
            text = (code.text or "").strip(LINE_ENDS)
            across, down = (offsets(code.get(name, ""), len(text)) for name in ("DeltaX", "DeltaY"))
            x, y = number(code.get("X", ""), 0.0), number(code.get("Y", ""), 0.0)
            for i, character in enumerate(text):
                width = size * scale * (0.5 if ord(character) < 0x100 else 1.0)
                glyph = named.get(at + i)
                if not character.isdecimal():
                    if character in JUDGED and self._is_drawn_otherwise(element, character, glyph):
                        character = UNKNOWN
                    self._put(character, matrix, (x, y), width, size, em, turn)
                else:
                    self._put(character, matrix, (x, y), width, size, em, turn)
                    if doubted or self._is_drawn_otherwise(element, character, glyph):
                        self.glyphs[-1:] = [g._replace(mark="doubtful") for g in self.glyphs[-1:]]
                x += across[i] if across else 0.0 if down else width
                y += down[i] if down else 0.0
            at += len(text)
        if len(self.glyphs) > MOST_GLYPHS:
            raise Unfit("read.too_large", f"more than {MOST_GLYPHS} characters on a page")

    def _is_drawn_otherwise(self, element: Any, character: str, glyph: int | None) -> bool:
        """Whether a character of a figure is, or may be, drawn as another: by the glyph named for it, or
        by the table of its font."""
        font = element.get("Font", "")
        if glyph is not None:
            return not self.resources.draws(font, character, glyph)
        return self.resources.draws_another(font, character)

    def _paint(self, element: Any, start: int) -> None:
        """The colour of the text whose characters are those from `start` on."""
        filled = not is_false(element, "Fill")
        colour, opacity = paint_of(element, self.resources, "FillColor" if filled else "StrokeColor")
        if colour != BLACK or opacity < OPAQUE or self.grounds.boxes:
            if opacity and (colour is None or is_pale(colour)):
                earlier = self.glyphs[:start]
                self.grounds.overwrite(self.glyphs[start:], earlier)
                self.glyphs[:start] = earlier
            seen = (self.grounds.seen(g, colour, opacity) for g in self.glyphs[start:])
            self.glyphs[start:] = [g for g in seen if g]

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
        stroked = not is_false(element, "Stroke")
        if self.drawn.excessive or not (stroked or _is_filled(element)):
            return
        data = "".join(e.text or "" for e in element.iterfind("{*}AbbreviatedData"))
        for points in subpaths(data):
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
        if not points or not (curved or _is_filled(element)):
            return
        left, right = min(p[0] for p in points), max(p[0] for p in points)
        top, bottom = min(p[1] for p in points), max(p[1] for p in points)
        thick = min(right - left, bottom - top) > THIN
        colour, opacity = paint_of(element, self.resources)
        if _is_filled(element) and (thick or colour == WHITE) and opacity:
            whole = opacity == OPAQUE and element.find("{*}Clips") is None
            straight = not curved and len(points) <= 5 and whole
            ground = mixed(colour, opacity, WHITE) if colour else None
            self.grounds.cover((left, top, right, bottom), ground, self.glyphs, straight)
        small = max(right - left, bottom - top) < SMALL and not stroked and colour != WHITE
        if (curved or (small and thick)) and opacity and len(self.drawn.inks) < MOST_INKS:
            self.drawn.ink(points)

    def _add_picture(self, box: list[float]) -> None:
        if inked := self._ink(box):
            self.grounds.cover(inked, None, self.glyphs)

    def _ink(self, box: list[float]) -> Box | None:
        """Something without text in a box in millimetres; where that is in points."""
        left, top, right, bottom = (n * POINTS for n in (box[0], box[1], box[0] + box[2], box[1] + box[3]))
        if min(right - left, bottom - top) <= THIN or len(self.drawn.inks) >= MOST_INKS:
            return None
        self.drawn.ink(((left, top), (right, bottom)))
        return left, top, right, bottom


def _objects(root: Any) -> list[Any]:
    """What is painted of a part, in its order: by the types of the layers, then as they are listed."""
    objects = root.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject", "{*}CompositeObject")
    return sorted(objects, key=_plane)


def _plane(element: Any) -> int:
    layer = next(element.iterancestors("{*}Layer"), None)
    return _PLANES.get("" if layer is None else layer.get("Type", ""), _PLANES["Body"])


def _is_filled(path: Any) -> bool:
    return not is_false(path, "Fill", True)


def _is_turned(text: Any) -> bool:
    """Whether characters are written in another direction than to the right, or each is turned."""
    return any(number(text.get(name, ""), 0.0) % 360 for name in ("ReadDirection", "CharDirection"))


def _is_mirrored(matrix: Matrix) -> bool:
    return matrix[0] * matrix[3] - matrix[1] * matrix[2] < 0


def _turn(matrix: Matrix) -> int:
    """By how many quarters, counterclockwise, writing is turned on the page."""
    a, b = matrix[0], matrix[1]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b < 0 else 3
