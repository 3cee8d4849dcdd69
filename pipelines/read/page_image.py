"""A page of a file with boxes on it -> a PNG on which these are outlined: what was read, where one
can see it.

Boxes are those of spots: points from the upper left corner of the page as it is shown. Which
formats have pages that can be drawn, and by what, is listed in `formats`.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from pipelines.read.formats import opened
from pipelines.read.layout.page_transform import Box
from pipelines.read.parts import part_of
from pipelines.read.zip import parts_in, unpacked

_log = logging.getLogger(__name__)

Mark = Literal["read", "doubt", "finding"]
COLOURS: dict[Mark, tuple[int, int, int]] = {
    "read": (31, 119, 180),
    "doubt": (255, 140, 0),
    "finding": (214, 39, 40),
}
"""Blue, orange and red, told apart by those who cannot tell red from green; later ones are drawn
over earlier ones."""
DPI = 130
"""Dots to the inch of a page as a person looks at it."""
_TINT = 48  # of 255: the print below stays legible
_WIDTHS: dict[Mark, int] = {"read": 2, "doubt": 3, "finding": 3}


def page_png(
    data: bytes, page: int, outlines: Iterable[tuple[Box, Mark]], part_pages: Sequence[int] = ()
) -> bytes | None:
    """The picture of `page` (from 1) with each box outlined, those marked also tinted, as PNG.
    `part_pages` of an archive whose documents were joined.

    The picture says how many of its dots are an inch of the page. None if the file has no such page,
    or none that can be drawn. Never raises for bad content.
    """
    try:
        if part_pages:
            part, page = part_of(page, part_pages)
            _, data = parts_in(data)[part - 1]
        drawn = _page(data, page)
    except Exception:  # the file has been read, but a library may still stumble over this page of it
        _log.warning("page %d could not be drawn", page, exc_info=True)
        return None
    if drawn is None:
        return None
    picture, scale = drawn
    out = io.BytesIO()
    inch = 72 * scale
    _outlined(picture, scale, list(outlines)).save(out, "PNG", optimize=True, dpi=(inch, inch))
    return out.getvalue()


def _page(data: bytes, page: int) -> tuple[Any, float] | None:
    """A page as a Pillow picture in colours, and how many of its pixels a point is."""
    format, data = unpacked(data)
    if format is None or not format.picture:
        return None
    drawn: tuple[Any, float] = opened(format.picture)(data, page, DPI)
    return drawn


def _outlined(picture: Any, scale: float, outlines: list[tuple[Box, Mark]]) -> Any:
    from PIL import Image, ImageDraw

    layer = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for mark, colour in COLOURS.items():
        for box in (box for box, its in outlines if its == mark):
            left, top, right, bottom = (round(side * scale) for side in box)
            corners = (left, top, max(left, right), max(top, bottom))
            fill = None if mark == "read" else (*colour, _TINT)
            pen.rectangle(corners, fill=fill, outline=(*colour, 255), width=_WIDTHS[mark])
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")
