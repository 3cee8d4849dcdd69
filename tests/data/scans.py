"""Makes scans: a page with one ruled table, drawn as a PDF, looked at, and spoilt as scanners and
copiers spoil pages.

In Latin letters, which need no font that the machine may lack. Coordinates are points of the page,
y downwards.
"""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipelines.read.scan.lines import cell_lines
from pipelines.read.scan.reader import sized

PAGE = WIDTH, HEIGHT = 595.0, 842.0
XS = (70.0, 230.0, 310.0, 390.0, 470.0)
YS = (150.0, 175.0, 200.0, 225.0, 250.0, 275.0)
TITLE = "Annual report of the office for 2024"
CLOSING = "Of these 12 rules were made in the first half of the year"
ROWS = (
    ("Applications and outcomes", "persons", "others", "total"),
    ("Received in this year", "4718", "0", "4718"),
    ("Carried in from before", "9", "136", "145"),
    ("Handled in this year", "4589", "", "4725"),
    ("Carried out to the next", "138", "/", "138"),
)


def picture(dpi: int = 200) -> Image.Image:
    """The page as a clean grey picture."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE)
    canvas.setFont("Helvetica", 16)
    canvas.drawString(XS[0], HEIGHT - 100, TITLE)
    canvas.setFont("Helvetica", 10)
    for y in YS:
        canvas.line(XS[0], HEIGHT - y, XS[-1], HEIGHT - y)
    for x in XS:
        canvas.line(x, HEIGHT - YS[0], x, HEIGHT - YS[-1])
    for row, y in zip(ROWS, YS):
        for column, text in enumerate(row):
            canvas.drawString(XS[column] + 8, HEIGHT - y - 16, text)
    canvas.drawString(XS[0], HEIGHT - 320, CLOSING)
    canvas.save()
    document = pypdfium2.PdfDocument(out.getvalue())
    page = document[0]
    return page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")


def spoilt(clean: Image.Image, angle: float, noise: float, blur: float, quality: int) -> Image.Image:
    """Turned counterclockwise by so many degrees, blurred, with a shadow across it and grain, and
    saved as a JPEG."""
    turned = clean.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255).filter(
        ImageFilter.GaussianBlur(blur)
    )
    values = np.asarray(turned).astype(float)
    values *= np.linspace(0.7, 1.0, values.shape[1])
    values += np.random.default_rng(7).normal(0, noise, values.shape)
    out = io.BytesIO()
    Image.fromarray(values.clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=quality)
    return Image.open(out)


def saved(*pages: Image.Image, format: str = "PNG") -> bytes:
    """Pictures as one file."""
    out = io.BytesIO()
    pages[0].save(out, format, save_all=len(pages) > 1, append_images=pages[1:])
    return out.getvalue()


def pdf(scan: Image.Image, hidden: str = "", visible: str = "") -> bytes:
    """A PDF whose one page the picture fills; behind it invisible text, or beside it some that can
    be seen."""
    out = io.BytesIO()
    size = PAGE if scan.width < scan.height else PAGE[::-1]
    canvas = Canvas(out, pagesize=size)
    canvas.drawImage(ImageReader(scan), 0, 0, *size)
    for text, mode in ((hidden, 3), (visible, 0)):
        if text:
            writing = canvas.beginText(XS[0], 40)
            writing.setFont("Helvetica", 10)
            writing.setTextRenderMode(mode)
            writing.textLine(text)
            canvas.drawText(writing)
    canvas.save()
    return out.getvalue()


def figure(text: str, dpi: int, blur: float, noise: float) -> np.ndarray:
    """A line of small print in a cell of its own, cut out of its page as a reader cuts it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=PAGE)
    canvas.setFont("Times-Roman", 8)
    canvas.drawString(100, HEIGHT - 140, text)
    canvas.save()
    page = pypdfium2.PdfDocument(out.getvalue())[0]
    clean = (
        page.render(scale=dpi / 72, grayscale=True)
        .to_pil()
        .convert("L")
        .filter(ImageFilter.GaussianBlur(blur))
    )
    values = np.asarray(clean) + np.random.default_rng(7).normal(0, noise, (clean.height, clean.width))
    ((piece,),) = cell_lines(sized(values.clip(0, 255).astype(np.uint8)), (90, 128, 120, 148))
    return piece.image
