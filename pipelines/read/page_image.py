"""A page of a file with boxes on it -> a PNG on which these are outlined: what was read, where one
can see it.

Boxes are those of spots: points from the upper left corner of the page as it is shown. PDF is drawn
by pdfium, pictures are shown as they are; other formats have no page that could be drawn.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from typing import Any, Literal

from pipelines.read.formats import PDF_HEADER, binary_format
from pipelines.read.layout.page_transform import Box

Mark = Literal["read", "doubt", "finding"]
COLOURS: dict[Mark, tuple[int, int, int]] = {
    "read": (31, 119, 180),
    "doubt": (255, 140, 0),
    "finding": (214, 39, 40),
}
"""Blue, orange and red, told apart by those who cannot tell red from green; later ones are drawn
over earlier ones."""
DPI = 130
MOST_PIXELS = 8_000_000
"""Of a picture; A4 at 130 dots to the inch has a fifth."""
_TINT = 48  # of 255: the print below stays legible
_WIDTHS: dict[Mark, int] = {"read": 2, "doubt": 3, "finding": 3}


def page_png(data: bytes, page: int, outlines: Iterable[tuple[Box, Mark]]) -> bytes | None:
    """The picture of `page` (from 1) with each box outlined, those marked also tinted, as PNG.

    None if the file has no such page, or none that can be drawn. Never raises for bad content.
    """
    try:
        drawn = _page(data, page)
    except Exception:  # the file has been read, but a library may still stumble over this page of it
        return None
    if drawn is None:
        return None
    picture, scale = drawn
    out = io.BytesIO()
    _outlined(picture, scale, list(outlines)).save(out, "PNG", optimize=True)
    return out.getvalue()


def _page(data: bytes, page: int) -> tuple[Any, float] | None:
    """A page as a Pillow picture in colours, and how many of its pixels a point is."""
    format = binary_format(data)
    if format == "zip":
        from pipelines.read.zip import inside

        data = inside(data)
        format = binary_format(data)
    if format == "pdf":
        return _of_pdf(data[data.index(PDF_HEADER) :], page)
    return _of_picture(data, page) if format == "image" else None


def _of_pdf(data: bytes, page: int) -> tuple[Any, float]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        opened = document[page - 1]
        width, height = opened.get_size()
        scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        return opened.render(scale=scale).to_pil().convert("RGB"), scale
    finally:
        document.close()


def _of_picture(data: bytes, page: int) -> tuple[Any, float]:
    from PIL import Image

    from pipelines.read.scan.picture import as_seen
    from pipelines.read.scan.reader import sheet_scale
    from pipelines.read.scan.sheet import PIXEL

    with warnings.catch_warnings(), Image.open(io.BytesIO(data)) as image:
        warnings.simplefilter("ignore")
        image.seek(page - 1)
        picture = as_seen(image).convert("RGB")
    scale = 1 / (sheet_scale(*picture.size) * PIXEL)
    shrink = min(1.0, DPI / 72 / scale)
    if shrink < 1:
        picture = picture.resize((round(picture.width * shrink), round(picture.height * shrink)))
    return picture, scale * shrink


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
