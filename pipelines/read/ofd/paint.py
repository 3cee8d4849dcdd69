"""What colour an object of an OFD page is painted in, and what of the page is seen after it: text
like its ground or without opacity is not, nor what is painted over later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from pipelines.read.colours import BLACK, WHITE, Colour, legibility
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Box
from pipelines.read.ofd.resources import Resources

OPAQUE = 255
WATERMARK = 20.0
"""Points: pale type of this size is a watermark."""
_SHEET: Box = (-inf, -inf, inf, inf)
PALE = 200
"""Of 255: what is no darker hides black text as white paper does."""
_WHOLE, _TOUCHED = 0.9, 0.15
"""Of a character's box: covered so far it is not seen, covered less than this it is."""


@dataclass
class Grounds:
    """The filled boxes of a page so far, the last one on top, with their colours, None for a picture or
    a colour that is not known; and whether all of the box is filled."""

    boxes: list[tuple[Box, Colour | None, bool]] = field(default_factory=list)

    def seen(self, glyph: Glyph, colour: Colour | None, opacity: int) -> Glyph | None:
        """A character painted now: None where nobody sees it; in doubt in a colour that is not
        known."""
        if opacity == 0:
            return None
        if colour is None:
            return glyph._replace(mark="doubtful")
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        sights = set()
        for (left, top, right, bottom), ground, whole in reversed([(_SHEET, WHITE, True), *self.boxes]):
            if left <= x <= right and top <= y <= bottom:
                sights.add(legibility(mixed(colour, opacity, ground or WHITE), ground))
                if whole:
                    break
        sight = sights.pop() if len(sights) == 1 else "doubtful"
        if sight == "hidden" or (sight and glyph.em > WATERMARK):
            return None
        return glyph._replace(mark="doubtful") if sight else glyph

    def cover(self, box: Box, colour: Colour | None, glyphs: list[Glyph], whole: bool = True) -> None:
        """Paint a box, or a part of it, over the characters so far; a picture or a dark box leaves
        them in doubt."""
        self.boxes.append((box, colour, whole))
        _veil(box, colour if whole and is_pale(colour) else None, glyphs)

    @staticmethod
    def overwrite(written: Sequence[Glyph], glyphs: list[Glyph]) -> None:
        """Write pale characters over those so far, which leaves these in doubt."""
        for glyph in written:
            if not glyph.text.isspace():
                _veil((glyph.left, glyph.top, glyph.right, glyph.bottom), None, glyphs)


def mixed(colour: Colour, opacity: int, under: Colour) -> Colour:
    """What is seen of a colour over another one."""
    red, green, blue = ((c * opacity + u * (OPAQUE - opacity)) // OPAQUE for c, u in zip(colour, under))
    return red, green, blue


def is_pale(colour: Colour | None) -> bool:
    """Whether black text under it, if it hides that, is as if it were not there."""
    return colour is not None and min(colour) >= PALE


def _veil(box: Box, colour: Colour | None, glyphs: list[Glyph]) -> None:
    left, top, right, bottom = box
    if any(g.left < right and left < g.right and g.top < bottom and top < g.bottom for g in glyphs):
        glyphs[:] = [g for g in (_under(g, box, colour) for g in glyphs) if g]


def _under(glyph: Glyph, box: Box, colour: Colour | None) -> Glyph | None:
    width = min(box[2], glyph.right) - max(box[0], glyph.left)
    height = min(box[3], glyph.bottom) - max(box[1], glyph.top)
    area = (glyph.right - glyph.left) * (glyph.bottom - glyph.top)
    share = max(width, 0) * max(height, 0) / area if area else 0.0
    if share < _TOUCHED:
        return glyph
    return None if share > _WHOLE and colour is not None else glyph._replace(mark="doubtful")


def paint_of(element: Any, resources: Resources, name: str = "FillColor") -> tuple[Colour | None, int]:
    """Colour and opacity (0 to 255) of an object. None where it is not known as red, green and blue
    (or grey): patterns, indices of a palette, drawing parameters that are not in the file."""
    opacity = _whole(element.get("Alpha"), OPAQUE)
    colour, known = resources.painted(element, name)
    if colour is None:
        return (BLACK if known else None), opacity
    opacity = opacity * _whole(colour.get("Alpha"), OPAQUE) // OPAQUE
    values = [_whole(piece, -1) for piece in (colour.get("Value") or "").split()]
    counted = colour.get("ColorSpace", "") not in resources.coarse
    if (
        len(colour)
        or colour.get("Index")
        or not counted
        or (values and not all(0 <= v <= 255 for v in values))
    ):
        return None, opacity
    if len(values) == 1:
        values *= 3
    elif len(values) == 4:  # cyan, magenta, yellow, black
        values = [(255 - value) * (255 - values[3]) // 255 for value in values[:3]]
    return ((values[0], values[1], values[2]) if len(values) == 3 else None if values else BLACK), opacity


def _whole(text: str | None, default: int) -> int:
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default
