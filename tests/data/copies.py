"""What scanners, copiers, faxes, phones and clerks do to pictures of pages. Each fault is drawn
from a given generator.

Pages are grey pictures, upright, black on white; so are the results, but for those with a seal,
which are coloured.
"""

from __future__ import annotations

import io
import random
import re
from collections.abc import Sequence

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

TURNS = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
LINE = re.compile(rb"n ([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S")
"""A ruling in an uncompressed PDF of reportlab."""


def pages(pdf: bytes, dpi: int) -> list[Image.Image]:
    """The pages of a PDF as clean pictures."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = []
    for number in range(len(document)):
        page = document[number]
        pictures.append(page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L"))
    return pictures


def image_pdf(pictures: Sequence[Image.Image], dpi: int, hidden: str = "") -> bytes:
    """A PDF that shows one picture to a page, with invisible text behind each."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for picture in pictures:
        size = picture.width * 72 / dpi, picture.height * 72 / dpi
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(picture), 0, 0, *size)
        if hidden:
            writing = canvas.beginText(72, size[1] - 72)
            writing.setTextRenderMode(3)
            writing.textLines(hidden)
            canvas.drawText(writing)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def noisy(page: Image.Image, rng: random.Random) -> Image.Image:
    """A bad copy: up to 2 degrees askew, out of focus, a shadow across it, grain, and a JPEG of
    quality 50 to 70."""
    angle, blur, sigma, quality = (
        rng.uniform(-2, 2),
        rng.uniform(0.6, 1),
        rng.uniform(6, 12),
        rng.randint(50, 70),
    )
    askew = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(blur))
    values = np.asarray(askew).astype(float)
    shadow = np.linspace(rng.uniform(0.65, 0.85), 1.0, values.shape[1])
    values *= shadow if rng.random() < 0.5 else shadow[::-1]
    values += np.random.default_rng(rng.randrange(2**32)).normal(0, sigma, values.shape)
    return _jpeg(_picture(values), quality)


def dark(page: Image.Image, rng: random.Random, print_shade: int = 90) -> Image.Image:
    """Of little contrast: grey print on grey paper."""
    values = print_shade + np.asarray(page).astype(float) * (145 - print_shade) / 255
    values += np.random.default_rng(rng.randrange(2**32)).normal(0, 2, values.shape)
    return _jpeg(_picture(values), 60)


def photographed(page: Image.Image, rng: random.Random) -> Image.Image:
    """Taken with a phone held at a slant: the upper edge is shorter than the lower one."""
    width, height = page.size
    slant = rng.uniform(0.03, 0.06) * width
    corners = (-slant, 0, 0, height, width, height, width + slant, 0)
    seen = page.transform(page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=255)
    return noisy(seen.rotate(rng.uniform(-1, 1), Image.Resampling.BICUBIC, fillcolor=255), rng)


def faxed(page: Image.Image, rng: random.Random) -> Image.Image:
    """Black or white, with some dirt."""
    values = np.asarray(page.rotate(rng.uniform(-0.5, 0.5), Image.Resampling.BICUBIC, fillcolor=255)).astype(
        float
    )
    values += np.random.default_rng(rng.randrange(2**32)).normal(0, 30, values.shape)
    return _picture(values).point(lambda value: 255 if value > 150 else 0).convert("1")


def sealed(page: Image.Image, rng: random.Random, centre: tuple[float, float] | None = None) -> Image.Image:
    """A red seal of the usual 4 cm stamped over the page, if nothing else is said (in widths and
    heights of the page) over its middle, where the tables are."""
    ink = Image.new("L", page.size, 0)
    draw = ImageDraw.Draw(ink)
    radius = page.width * 2.1 / 21
    across, down = centre or (rng.uniform(0.4, 0.7), rng.uniform(0.3, 0.5))
    x, y = page.width * across, page.height * down
    draw.ellipse(
        (x - radius, y - radius, x + radius, y + radius), outline=255, width=max(3, round(radius / 18))
    )
    points = [(np.pi * (k / 5 - 0.5), radius * (0.35, 0.14)[k % 2]) for k in range(10)]
    draw.polygon([(x + r * np.cos(a), y + r * np.sin(a)) for a, r in points], fill=255)
    for k in range(14):  # in place of the name along the rim
        a = np.pi * (0.75 + k * 1.5 / 13)
        px, py, half = x + 0.75 * radius * np.cos(a), y + 0.75 * radius * np.sin(a), radius / 12
        draw.rectangle(
            (px - half, py - half, px + half, py + half), outline=255, width=max(2, round(radius / 30))
        )
    share = np.asarray(ink.filter(ImageFilter.GaussianBlur(0.7))).astype(float)[..., None] / 255
    paper = np.repeat(np.asarray(page).astype(float)[..., None], 3, axis=2)
    stamped = paper * (1 - share) + paper * np.array([205, 45, 50]) / 255 * share
    return _jpeg(Image.fromarray(stamped.clip(0, 255).astype(np.uint8)), 75)


def side_by_side(pictures: Sequence[Image.Image]) -> list[Image.Image]:
    """Two pages to a picture, as an open book lies on a scanner."""
    spreads = []
    for left, right in zip(pictures[::2], [*pictures[1::2], None][: (len(pictures) + 1) // 2]):
        spread = Image.new("L", (2 * left.width, left.height), 255)
        spread.paste(left, (0, 0))
        if right:
            spread.paste(right, (left.width, 0))
        spreads.append(spread)
    return spreads


def without_sides(pdf: bytes, left: float, right: float) -> bytes:
    """A PDF of forms_pdf without the rulings down the left and right edges of its tables."""
    return LINE.sub(
        lambda m: (
            b" " * len(m[0])
            if m[1] == m[3] and any(abs(float(m[1]) - x) < 0.5 for x in (left, right))
            else m[0]
        ),
        pdf,
    )


def without_rulings(pdf: bytes) -> bytes:
    """A PDF of forms_pdf without any ruling."""
    return LINE.sub(lambda m: b" " * len(m[0]), pdf)


def _picture(values: np.ndarray) -> Image.Image:
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def _jpeg(picture: Image.Image, quality: int) -> Image.Image:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(out)
