"""Makes scans: a page with one ruled table, drawn as a PDF, looked at and spoilt as scanners and copiers spoil pages.

In Latin letters, which need no font that the machine may lack. Pillow and pypdfium2 only; places are points of the page.
"""

from __future__ import annotations

import io
import random
from typing import Any

from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PAGE = 595.0, 842.0
XS = (70.0, 230.0, 310.0, 390.0, 470.0)
YS = (150.0, 175.0, 200.0, 225.0, 250.0, 275.0)
TITLE, CLOSING = "Annual report of the office for 2024", "Of these 12 rules were made in the first half of the year"
ROWS = (
    ("Applications and outcomes", "persons", "others", "total"),
    ("Received in this year", "4718", "0", "4718"),
    ("Carried in from before", "9", "136", "145"),
    ("Handled in this year", "4589", "", "4725"),
    ("Carried out to the next", "138", "/", "138"),
)
HIDDEN = "Received 9999 9 9999"


def page(dpi: int = 200) -> Image.Image:
    """The page as a clean grey picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE)
    canvas.setFont("Helvetica", 16)
    canvas.drawString(70, PAGE[1] - 100, TITLE)
    canvas.setFont("Helvetica", 10)
    for y in YS:
        canvas.line(XS[0], PAGE[1] - y, XS[-1], PAGE[1] - y)
    for x in XS:
        canvas.line(x, PAGE[1] - YS[0], x, PAGE[1] - YS[-1])
    for row, y in zip(ROWS, YS):
        for column, text in enumerate(row):
            canvas.drawString(XS[column] + 8, PAGE[1] - y - 16, text)
    canvas.drawString(70, PAGE[1] - 320, CLOSING)
    canvas.save()
    return _rendered(out.getvalue(), dpi)


def spoilt(clean: Image.Image, angle: float = 0.0, noise: float = 0.0, blur: float = 0.0, quality: int = 0) -> Image.Image:
    """Turned counterclockwise by some degrees, blurred, with grain, in a shadow and saved as JPEG."""
    picture = clean.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    if blur:
        picture = picture.filter(ImageFilter.GaussianBlur(blur))
    if noise:
        chance = random.Random(7)
        grain = bytes(min(255, max(0, round(chance.gauss(128, noise)))) for _ in range(picture.width * 64))
        rows = [grain[64 * i : 64 * i + 64] for i in range(picture.width)]
        chance.shuffle(rows)
        strip = Image.frombytes("L", (64, picture.width), b"".join(rows)).rotate(90, expand=True)
        pixels = picture.load()
        patch = strip.load()
        assert pixels is not None and patch is not None
        for y in range(picture.height):
            shift = chance.randrange(picture.width)
            for x in range(picture.width):
                value = pixels[x, y] * 0.9 + patch[(x + shift) % picture.width, y % 64] - 128  # type: ignore[operator,index]
                pixels[x, y] = min(255, max(0, round(value)))
    if quality:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        picture = Image.open(out)
    return picture
