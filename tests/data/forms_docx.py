"""Writes a filled form as a Word document: a zip of XML with merged cells, and on demand the places
where a plain reader of paragraphs and runs loses a number (tracked changes, fields, content
controls)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping
from xml.sax.saxutils import escape

from tests.data.filled import Filled, Grid
from tests.data.forms_grid import Slot, parts, places

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types'
    ' xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/>'
    "</Relationships>"
)
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def docx(
    filled: Filled,
    *,
    replaced: Mapping[str, str] | None = None,
    fields: Collection[str] = (),
    controls: Collection[str] = (),
    boxed: Collection[str] = (),
) -> bytes:
    """The document as bytes.

    `replaced` maps a cell code to the text that a tracked change deleted before inserting the
    printed one; the cells of `fields` hold their text as the result of a field, those of `controls`
    as a content control; the tables of `boxed` stand inside a content control as a whole.
    """
    body = []
    for part in parts(filled):
        if part.kind == "table":
            table = _table(part.grid, replaced or {}, fields, controls)
            body.append(
                f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>" if part.table in boxed else table
            )
        else:
            body.append(_paragraph(_run(part.text)))
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="{NAMESPACE}"><w:body>'
        f"{''.join(body)}<w:sectPr/></w:body></w:document>"
    )
    files = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    packed = io.BytesIO()
    with zipfile.ZipFile(
        packed, "w", zipfile.ZIP_STORED
    ) as archive:  # stored: the same bytes with every zlib
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text.encode("utf-8"))
    return packed.getvalue()


def _run(text: str, tag: str = "t") -> str:
    if not text:
        return ""
    broken = f'</w:{tag}><w:br/><w:{tag} xml:space="preserve">'
    return f'<w:r><w:{tag} xml:space="preserve">{escape(text).replace(chr(10), broken)}</w:{tag}></w:r>'


def _paragraph(content: str) -> str:
    return f"<w:p>{content}</w:p>"


def _table(
    rows: Grid, replaced: Mapping[str, str], fields: Collection[str], controls: Collection[str]
) -> str:
    out = [f"<w:tbl><w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>"]
    for line in places(rows):
        out.append("<w:tr>")
        for slot, begun in line:
            properties = f'<w:gridSpan w:val="{slot.across}"/>' if slot.across > 1 else ""
            if slot.down > 1:
                properties += "<w:vMerge/>" if begun else '<w:vMerge w:val="restart"/>'
            content = "" if begun else _content(slot, replaced, fields, controls)
            out.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{_paragraph(content)}</w:tc>")
        out.append("</w:tr>")
    return "".join([*out, "</w:tbl>"])


def _content(
    slot: Slot, replaced: Mapping[str, str], fields: Collection[str], controls: Collection[str]
) -> str:
    run = _run(slot.text)
    if slot.code in replaced:
        who = 'w:author="核稿" w:date="2000-01-01T00:00:00Z"'
        old = _run(replaced[slot.code], "delText")
        return f'<w:del w:id="1" {who}>{old}</w:del><w:ins w:id="2" {who}>{run}</w:ins>'
    if slot.code in fields:
        return f'<w:fldSimple w:instr=" =SUM(LEFT) ">{run}</w:fldSimple>'
    if slot.code in controls:
        return f"<w:sdt><w:sdtContent>{run}</w:sdtContent></w:sdt>"
    return run
