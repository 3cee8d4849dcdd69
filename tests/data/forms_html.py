"""Writes a filled form as a web page of a government portal, plain or with the quirks that such
pages have."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from tests.data.filled import Filled, Grid
from tests.data.forms_grid import Place, Slot, parts, places


def html(
    filled: Filled,
    *,
    nested: bool = False,
    pieces: bool = False,
    padded: bool = False,
    ghosts: bool = False,
    unmerged: bool = False,
    encoding: str = "utf-8",
    meta: Mapping[str, object] | None = None,
) -> bytes:
    """The page as bytes in `encoding`.

    `nested` puts all of it into layout tables; `pieces` cuts a cell's text into several <span> and
    <p>; `padded` surrounds it with runs of &nbsp;; `ghosts` adds rows without cells and hidden
    ones; `unmerged` prints empty cells instead of spans; `meta` are the <meta> entries of the head
    (`ArticleTitle`, `PubDate`, `Url`).
    """
    body = []
    for part in parts(filled):
        if part.kind == "table":
            body.append(_table(part.grid, pieces, padded, ghosts, unmerged))
        elif part.kind == "title":
            body.append(f'<div class="article-title">{escape(part.text)}</div>')
        else:
            body.append(f'<p style="text-indent: 2em">{escape(part.text)}</p>')
    content = "\n".join(body)
    if nested:
        content = (
            '<table width="100%"><tbody><tr><td width="20%"><table><tr><td>网站导航</td></tr>'
            '<tr><td><a href="/">首页</a></td></tr></table></td>'
            f"<td><table><tbody><tr><td>{content}</td></tr></tbody></table></td></tr></tbody></table>"
        )
    charset = "gb2312" if encoding == "gb18030" else encoding
    head = "".join(
        f'<meta name="{name}" content="{escape(str(text))}">\n' for name, text in (meta or {}).items()
    )
    page = (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="{charset}">\n{head}'
        f"<title>{escape(filled.heading)}_政府信息公开年报</title>\n"
        "<style>td { border: 1px solid }</style>\n</head>\n<body>\n"
        f"{content}\n<script>var shown = 0;</script>\n</body>\n</html>\n"
    )
    return page.encode(encoding)


def _table(rows: Grid, pieces: bool, padded: bool, ghosts: bool, unmerged: bool) -> str:
    out = ['<table border="1" cellspacing="0"><tbody>']
    for number, line in enumerate(places(rows)):
        cells = "".join(_cell(place, pieces, padded, unmerged) for place in line)
        out.append(f"<tr>{cells}</tr>")
        if ghosts and number % 4 == 1:
            out.append("<tr></tr>")
    if ghosts:
        out.append('<tr style="display: none"><td></td></tr>')
    return "\n".join([*out, "</tbody></table>"])


def _cell(place: Place, pieces: bool, padded: bool, unmerged: bool) -> str:
    slot, begun = place
    content = "<p>&nbsp;</p>" if begun or not slot.text else _content(slot, pieces, padded)
    if unmerged:
        return f"<td>{content}</td>" + "<td></td>" * (slot.across - 1)
    if begun:
        return ""
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", slot.across), ("rowspan", slot.down))
        if count > 1
    )
    return f"<td{spans}>{content}</td>"


def _content(slot: Slot, pieces: bool, padded: bool) -> str:
    """Labels are cut into two paragraphs, values into two spans of one paragraph, as word
    processors paste them."""
    blanks = "&nbsp;&nbsp; " if padded else ""
    if not pieces or len(slot.text) < 2:
        text = escape(slot.text).replace("\n", "<br>")
        return f"<p>{blanks}<span>{text}</span>{blanks}</p>"
    half = len(slot.text) // 2
    joint = "</span><span>" if slot.code else "</span></p><p><span>"
    return f"<p>{blanks}<span>{escape(slot.text[:half])}{joint}{escape(slot.text[half:])}</span>{blanks}</p>"
