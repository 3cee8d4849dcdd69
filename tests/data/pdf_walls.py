"""Small PDFs with one trap each in how their tables are drawn; most hold `pdf_sheet.TABLE`."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from tests.data.pdf_sheet import HEIGHT, XS, YS, Line, Rows, Sheet, drawn, picture, rulings


def stroked() -> bytes:
    return drawn(lambda sheet, line: sheet.line(*line))


def thin_boxes() -> bytes:
    """Every wall is a filled box of 0.6 points, as word processors draw them."""
    return drawn(lambda s, w: s.fill(w[0] - 0.3, w[1] - 0.3, w[2] + 0.3, w[3] + 0.3))


def double_lines() -> bytes:
    """Every wall is drawn twice, two points apart."""

    def draw(sheet: Sheet, wall: Line) -> None:
        x, y = (0.0, 1.0) if wall[1] == wall[3] else (1.0, 0.0)
        sheet.line(wall[0] - x, wall[1] - y, wall[2] - x, wall[3] - y)
        sheet.line(wall[0] + x, wall[1] + y, wall[2] + x, wall[3] + y)

    return drawn(draw)


def dotted_lines(step: float = 2.0) -> bytes:
    """Every wall is a row of squares of one point."""

    def draw(sheet: Sheet, wall: Line) -> None:
        length = max(wall[2] - wall[0], wall[3] - wall[1])
        for n in range(int(length / step) + 1):
            x, y = (wall[0] + n * step, wall[1]) if wall[1] == wall[3] else (wall[0], wall[1] + n * step)
            sheet.fill(x - 0.5, y - 0.5, x + 0.5, y + 0.5)

    return drawn(draw)


def white_backgrounds() -> bytes:
    """A white box behind every line of prose and every cell, then the table and the text."""
    sheet = Sheet()
    for top in (28, 178, 200):
        sheet.fill(40, top, 370, top + 18, grey=1)
    for r in range(4):
        for c in range(4):
            sheet.fill(XS[c] + 1, YS[r] + 1, XS[c + 1] - 1, YS[r + 1] - 1, grey=1)
    sheet.text(40, 40, "二、主动公开政府信息情况")
    for line in rulings():
        sheet.line(*line)
    sheet.write()
    sheet.text(40, 190, "本年度共制发规章12件。")
    sheet.text(40, 212, "规范性文件9487件。")
    return sheet.bytes()


BORDERLESS: Rows = (
    ("信息内容", "制发", "废止", "有效"),
    ("规章", "12", "0", "8"),
    ("规范性文件", "9487", "3", "950"),
)


def shaded_only() -> bytes:
    """A table of coloured boxes without any line."""
    sheet = Sheet()
    for r in range(3):
        for c in range(4):
            sheet.fill(XS[c] + 2, YS[r] + 2, XS[c + 1] - 2, YS[r + 1] - 2, grey=0.8)
    sheet.write(BORDERLESS)
    return sheet.bytes()


def borderless() -> bytes:
    sheet = Sheet()
    sheet.write(BORDERLESS)
    return sheet.bytes()


def cut_by_page() -> bytes:
    """A table that a page break cuts inside a merged cell, without a line on either side of the
    cut."""
    sheet = Sheet()
    rows = (("三、办理结果", "予以公开", "50", "1"), (None, "部分公开", "9", "2"))
    spans = {(0, 0): (2, 1)}
    for line in rulings(2, spans):
        if not line[1] == line[3] == YS[2]:
            sheet.line(*line)
    sheet.write(rows)
    sheet.canvas.showPage()
    for line in rulings(2, spans):
        if not line[1] == line[3] == YS[0]:
            sheet.line(*line)
    sheet.write(((None, "不予公开", "4", "3"), (None, "无法提供", "31", "0")))
    return sheet.bytes()


def missing_wall() -> bytes:
    """The wall between 12 and 0 is not drawn, nor half of the one below 12: two numbers share a
    region, and a third."""
    sheet = Sheet()
    left_out = [(XS[2], YS[2], XS[2], YS[3]), (XS[1], YS[3], XS[2], YS[3])]
    for line in rulings():
        if line not in left_out:
            sheet.line(*line)
    sheet.write()
    return sheet.bytes()


def hatching(lines: int) -> bytes:
    """A line of text over that many short crossing lines, which join nothing."""
    sheet = Sheet()
    sheet.text(40, 20, "附图")
    for n in range(lines // 2):
        x, y = 40 + n % 60 * 6, 40 + n // 60 % 40 * 6
        sheet.line(x, y, x + 5, y)
        sheet.line(x, y, x, y + 5)
    return sheet.bytes()


def thin_images() -> bytes:
    """Every wall is a picture of half a point."""

    def draw(sheet: Sheet, wall: Line) -> None:
        width, height = max(wall[2] - wall[0], 0.5), max(wall[3] - wall[1], 0.5)
        sheet.canvas.drawImage(picture(), wall[0], HEIGHT - wall[3], width, height)

    return drawn(draw)


def pages(count: int) -> bytes:
    """So many empty pages."""
    sheet = Sheet()
    for _ in range(count):
        sheet.canvas.showPage()
    return sheet.bytes()


def ruled(rows: int, pages: int = 1) -> bytes:
    """A PDF of pages with a table of so many rows and ten columns each, a figure in every cell."""
    out, height = io.BytesIO(), 780 / rows
    canvas = Canvas(out)
    for _ in range(pages):
        canvas.setFont("Helvetica", 4)
        for row in range(rows + 1):
            canvas.line(30, 30 + row * height, 530, 30 + row * height)
        for column in range(11):
            canvas.line(30 + 50 * column, 30, 30 + 50 * column, 810)
        for row in range(rows):
            for column in range(10):
                canvas.drawString(32 + 50 * column, 30 + (row + 0.2) * height, "12")
        canvas.showPage()
    canvas.save()
    return out.getvalue()
