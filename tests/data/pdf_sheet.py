"""Draws small PDFs for the tests of the readers. Coordinates are points from the upper left corner.

`TABLE` is the table that most of them hold, drawn each time in another way; a None continues the
cell before or above.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT, SIZE = "STSong-Light", 10
WIDTH, HEIGHT = 420.0, 300.0
XS = (40.0, 150.0, 230.0, 300.0, 370.0)
YS = (60.0, 85.0, 110.0, 135.0, 160.0)

Rows = Sequence[Sequence[str | None]]
TABLE: Rows = (
    ("行政行为", "合计", None, "备注"),
    (None, "制发", "废止", ""),
    ("规章", "12", "0", "/"),
    ("规范性文件", "9487", "", None),
)
SPANS = {(0, 0): (2, 1), (0, 1): (1, 2), (2, 3): (2, 1)}
"""(row, column) of an origin -> rows and columns that it covers."""

Line = tuple[float, float, float, float]


@cache
def _font() -> str:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return FONT


class Sheet:
    """A PDF in the making, with y counted downwards."""

    def __init__(self, **settings: object) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(WIDTH, HEIGHT), **settings)  # type: ignore[arg-type]
        self.font = _font()

    def text(self, x: float, y: float, text: str) -> None:
        self.canvas.setFont(self.font, SIZE)
        self.canvas.drawString(x, HEIGHT - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def fill(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.rect(x0, HEIGHT - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.setFillGray(0)

    def write(self, rows: Rows = TABLE, top: int = 0) -> None:
        """The texts of the table, its first row in row `top` of the raster."""
        for r, row in enumerate(rows, top):
            for c, text in enumerate(row):
                if text:
                    self.text(XS[c] + 6, YS[r] + 16, text)

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()


def rulings(rows: int = 4, spans: dict[tuple[int, int], tuple[int, int]] = SPANS) -> list[Line]:
    """The walls of a table, one piece per box and side, left out inside merged cells."""
    owner = {(r, c): (r, c) for r in range(rows) for c in range(4)}
    for (r0, c0), (height, width) in spans.items():
        owner |= {(r, c): (r0, c0) for r in range(r0, r0 + height) for c in range(c0, c0 + width)}
    lines = []
    for r in range(rows + 1):
        for c in range(5):
            here = owner.get((r, c))
            if c < 4 and (here is None or here != owner.get((r - 1, c))):
                lines.append((XS[c], YS[r], XS[c + 1], YS[r]))
            if r < rows and (here is None or here != owner.get((r, c - 1))):
                lines.append((XS[c], YS[r], XS[c], YS[r + 1]))
    return lines


def drawn(draw: Callable[[Sheet, Line], None]) -> bytes:
    """A page with prose above and below the table, whose walls `draw` draws one by one."""
    sheet = Sheet()
    sheet.text(40, 40, "二、主动公开政府信息情况")
    for line in rulings():
        draw(sheet, line)
    sheet.write()
    sheet.text(40, 190, "本年度共制发规章12件。")
    return sheet.bytes()


def picture(grey: int = 200) -> ImageReader:
    """A square of one grey."""
    return ImageReader(Image.new("L", (4, 4), grey))
