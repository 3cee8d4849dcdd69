"""The pictures of docs/reading-values.md: what a file holds in a cell, what its page shows, what is
read. The middle is drawn by a browser or by pdfium, the last column is what the readers say.

    python -m tools.seen_pictures
"""

from __future__ import annotations

import base64
import inspect
import io
import re
from collections.abc import Callable
from html import escape
from typing import Any

from pipelines.read.pdf.reader import read_pdf
from pipelines.read.web.html import read_html
from pipelines.values import parse
from tests.data import pdf_painted as paint
from tools.serving import ROOT, browsing

PICTURES = ROOT / "docs/pictures"
WIDTH, SHADES = 960, 48
"""Pixels of a picture, its colours."""
Row = tuple[str, str, str, str]
"""What is done, what the file holds, what is shown (as HTML), what is read."""
WEB = (
    ("隐藏 hidden", '<span style="display:none">9</span>12'),
    ("与底色同色 white", '<span style="color:#fff">9</span>12'),
    ("移出页外 moved away", '<span style="position:absolute;left:-9999px">9</span>12'),
    ("注释号 mark of a note", "12<sup>1</sup>"),
    ("划改 struck, written anew", "<s>9</s> 12"),
    ("单独划掉 struck alone", "<s>12</s>"),
    ("下拉框 list", "<select><option>9<option selected>12</select>"),
    ("乘方 a power", "10<sup>3</sup>"),
    ("图 a drawing", '<svg width="30" height="17"><text y="15">12</text></svg>'),
    ("次序相反 reversed", '<bdo dir="rtl">21</bdo>'),
)
PDF = (
    ("白色 white", paint.white),
    ("不可见方式 invisible", paint.invisible),
    ("剪裁 clipped", paint.clipped),
    ("遮盖 covered", paint.covered),
    ("注释号 mark of a note", paint.raised),
    ("划改 struck, written anew", paint.struck),
    ("单独划掉 struck alone", paint.struck_alone),
    ("两字重叠 one over another", paint.one_over_another),
    ("画出的小数点 a drawn point", paint.dot_drawn),
    ("图片 picture", paint.figure_as_a_picture),
    ("水印 watermark", paint.small_watermark),
    ("表单域 form field", paint.field),
)
_TEXT = re.compile(r'"([^"]*)"')
_STYLE = """<meta charset="utf-8"><style>
body { font: 15px "Noto Sans CJK SC", sans-serif; margin: 12px; width: 930px }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #999; padding: 5px 9px; text-align: left }
th { background: #f0f0f0; font-weight: 600 } code { font: 13px "DejaVu Sans Mono", monospace }
td.seen { font-size: 17px; width: 150px }
th, td.read { white-space: nowrap } td.read { font-weight: 600 } td.open { color: #a04000 }
</style><table><tr><th>做法 How<th>文件里写着 The file holds<th>看到的 Seen<th>读作 Read as</tr>"""


def main() -> None:
    """Draw both pictures and say how large they are."""
    from PIL import Image

    PICTURES.mkdir(exist_ok=True)
    with browsing(WIDTH, 400) as page:
        for name, rows in (("seen-web", web()), ("seen-pdf", pdf())):
            page.set_content(_STYLE + "".join(map(_row, rows)) + "</table>")
            shot = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
            path = PICTURES / f"{name}.png"
            shot.quantize(SHADES, dither=Image.Dither.NONE).save(path, optimize=True)
            print(f"{path.name}: {path.stat().st_size:,} bytes")


def web() -> list[Row]:
    """A row for each way that a web page can show something other than its text."""
    rows = []
    for done, cell in WEB:
        grid = read_html(f"<!doctype html><table><tr><td>甲</td><td>{cell}</td></table>").blocks[0]
        rows.append((done, cell, cell, _read(grid.rows[0][1].text)))
    return rows


def pdf() -> list[Row]:
    """The same of a PDF; the file holds the texts that the drawing function writes."""
    rows = []
    for done, draw in PDF:
        file = paint.page(draw)
        (grid,) = [block for block in read_pdf(file).blocks if block.kind == "grid"]
        shown = f'<img src="data:image/png;base64,{_drawn(file)}" height="30">'
        rows.append((done, _held(draw), shown, _read(grid.rows[2][1].text)))
    return rows


def _held(draw: Callable[..., Any]) -> str:
    """The texts that a function writes, in their order."""
    texts = [t for t in _TEXT.findall(inspect.getsource(draw)) if any(c.isdigit() for c in t)]
    return " ".join(texts) or "—"


def _drawn(file: bytes) -> str:
    """The cell as pdfium draws it, as the text of a PNG."""
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(file)
    document.init_forms()
    page = document[0]
    width, height = page.get_size()
    left, top, right, bottom = paint.X - 5, paint.Y - 15, paint.X + 60, paint.Y + 6
    image = page.render(
        scale=3, crop=(left, height - bottom, width - right, top), may_draw_forms=True
    ).to_pil()
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return base64.b64encode(kept.getvalue()).decode()


def _read(text: str) -> str:
    value = parse(text)
    return f"{value.value:g}" if value.status == "number" else value.status


def _row(row: Row) -> str:
    done, held, shown, read = row
    kind = "read" if read[:1].isdigit() else "read open"
    cells = (f"<td>{escape(done)}", f"<td><code>{escape(held)}</code>", f'<td class="seen">{shown}')
    return "<tr>" + "".join(cells) + f'<td class="{kind}">{read}'


if __name__ == "__main__":
    main()
