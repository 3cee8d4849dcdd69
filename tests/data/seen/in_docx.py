"""Cells of Word documents that show something other than the text in them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tests.data.forms import Filled
from tests.data.forms_docx import NAMESPACE, docx
from tests.data.seen.trick import Put, Trick, chooser

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_TYPES = {
    "word/styles.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml",
    "word/numbering.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml",
}
_STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="GoneToo"><w:basedOn w:val="Gone"/></w:style>
<w:style w:type="character" w:styleId="Back"><w:basedOn w:val="Gone"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Pale"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Out"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="OutToo"><w:basedOn w:val="Out"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="High"><w:rPr><w:position w:val="12"/><w:sz w:val="12"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="GoneLine"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="OutLine"><w:rPr><w:strike/></w:rPr></w:style>
"""
_NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="@F"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
"""
_SPACES = (
    f'xmlns:w="{NAMESPACE}" xmlns:m="{_MATH}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def run(text: str, properties: str = "") -> str:
    """A run of text with its properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(content: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _style(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


def _field(instruction: str, result: str, data: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
    between = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{between}{result}{end}"


def _list(chosen: str) -> str:
    entries = '<w:listEntry w:val="@E"/><w:listEntry w:val="@F"/>'
    return f"<w:ffData><w:ddList>{chosen}{entries}</w:ddList></w:ffData>"


_WHITE = '<w:color w:val="FFFFFF"/>'
_BOX = (
    '<w:r><w:pict><v:shape style="position:absolute;width:60pt;height:20pt"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>@F</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
_PICTURE = '<w:r><w:drawing><wp:inline><wp:extent cx="600000" cy="200000"/></wp:inline></w:drawing></w:r>'
_REVISED = 'w:id="7" w:author="甲" w:date="2024-01-01T00:00:00Z"'
_POWER = "<m:oMath><m:sSup><m:e><m:r><m:t>@F</m:t></m:r></m:e><m:sup><m:r><m:t>@E</m:t></m:r></m:sup></m:sSup></m:oMath>"
_RUBY = (
    "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>@E</w:t></w:r></w:rt>"
    "<w:rubyBase><w:r><w:t>@F</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)


def _beside(kind: str, name: str, properties: str) -> list[Trick]:
    """Digits of these properties behind the figure, before it, and within it."""
    e = run("@E", properties)
    where = {"behind": run("@F") + e, "before": e + run("@F"), "within": run("@A") + e + run("@B")}
    return [Trick(kind, f"{name} {at}", line(runs), "@F") for at, runs in where.items()]  # type: ignore[arg-type]


TRICKS: tuple[Trick, ...] = (
    *_beside("hidden", "vanish", "<w:vanish/>"),
    *_beside("hidden", "by a style", _style("Gone")),
    *_beside("hidden", "by what a style is based on", _style("GoneToo")),
    *_beside("hidden", "white", _WHITE),
    *_beside("hidden", "white by a style", _style("Pale")),
    *_beside("hidden", "tiny", '<w:sz w:val="2"/>'),
    *_beside("hidden", "scaled to nothing", '<w:w w:val="1"/>'),
    *_beside("hidden", "white by a theme", '<w:color w:val="auto" w:themeColor="background1"/>'),
    Trick("hidden", "a colour like the ground", line(run("@F", '<w:color w:val="00FF00"/>') + run("@E", '<w:color w:val="FFFF00"/><w:shd w:val="clear" w:fill="FFFF00"/>')), "@F"),
    Trick("hidden", "black highlight", line(run("@F") + run("@E", '<w:color w:val="000000"/><w:highlight w:val="black"/>')), "@F"),
    Trick("hidden", "deleted", line(run("@F") + f"<w:del {_REVISED}><w:r><w:delText>@E</w:delText></w:r></w:del>"), "@F"),
    Trick("hidden", "moved away", line(run("@F") + f"<w:moveFrom {_REVISED}>{run('@E')}</w:moveFrom>"), "@F"),
    Trick("hidden", "a field's instruction", line(_field(" QUOTE @E ", run("@F"))), "@F"),
    Trick("hidden", "a line that is hidden", line(run("@F")) + line(run("@E", "<w:vanish/>")), "@F"),
    Trick("shown", "shown again by a style", line(run("@A", _style("Back")) + run("@B")), "@F"),
    Trick("shown", "vanish switched off", line(run("@A", '<w:vanish w:val="0"/>') + run("@B")), "@F"),
    Trick("shown", "white on a dark ground", line(run("@F", _WHITE + '<w:shd w:val="clear" w:fill="1F497D"/>')), "@F"),
    Trick("shown", "underlined", line(run("@F", '<w:u w:val="single"/>')), "@F"),
    Trick("shown", "bold in part", line(run("@A", "<w:b/>") + run("@B")), "@F"),
    Trick("shown", "inserted", line(f"<w:ins {_REVISED}>{run('@F')}</w:ins>"), "@F"),
    Trick("shown", "a control", line(f"<w:sdt><w:sdtContent>{run('@F')}</w:sdtContent></w:sdt>"), "@F"),
    Trick("shown", "a link", line(f'<w:hyperlink w:anchor="x">{run("@F")}</w:hyperlink>'), "@F"),
    Trick("shown", "a smart tag", line(f'<w:smartTag w:element="x">{run("@F")}</w:smartTag>'), "@F"),
    Trick("shown", "bookmarked", line(f'<w:bookmarkStart w:id="1" w:name="b"/>{run("@F")}<w:bookmarkEnd w:id="1"/>'), "@F"),
    Trick("shown", "the result of a field", line(_field(" =SUM(LEFT) ", run("@F"))), "@F"),
    Trick("shown", "strike switched off", line(run("@F", _style("Out") + '<w:strike w:val="0"/>')), "@F"),
    Trick("shown", "spell checked", line(f'<w:proofErr w:type="spellStart"/>{run("@A")}<w:proofErr w:type="spellEnd"/>{run("@B")}'), "@F"),
    *_beside("struck", "strike", "<w:strike/>"),
    *_beside("struck", "dstrike", "<w:dstrike/>"),
    *_beside("struck", "by a style", _style("Out")),
    *_beside("struck", "by what a style is based on", _style("OutToo")),
    Trick("struck", "alone", line(run("@F", "<w:strike/>")), None),
    Trick("struck", "alone by a style", line(run("@F", _style("Out"))), None),
    Trick("struck", "the line", line(run("@F"), '<w:pStyle w:val="OutLine"/>'), None),
    *(Trick("raised", f"{name} behind", line(run("@F") + run("@E", properties)), "@F") for name, properties in (
        ("superscript", '<w:vertAlign w:val="superscript"/>'),
        ("subscript", '<w:vertAlign w:val="subscript"/>'),
        ("by a style", _style("Mark")),
        ("position", '<w:position w:val="12"/>'),
        ("position and size by a style", _style("High")),
        ("lowered", '<w:position w:val="-10"/><w:sz w:val="12"/>'),
    )),
    Trick("raised", "mark of its own", line(run("@F") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>@E</w:t></w:r>'), "@F"),
    Trick("raised", "a note", line(run("@F") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), "@F"),
    Trick("raised", "a power", line(_POWER), None),
    Trick("raised", "an equation field", line(run("@F") + _field(r" EQ \s\up5(@E) ", "")), None),
    Trick("raised", "ruby", line(_RUBY), "@F"),
    Trick("object", "picture", line(_PICTURE), None),
    Trick("object", "picture beside", line(run("@F") + _PICTURE), None),
    Trick("object", "embedded object", line("<w:r><w:object/></w:r>"), None),
    Trick("object", "text box", line(_BOX), "@F"),
    Trick("object", "embedded document", '<w:altChunk r:id="rId9"/><w:p/>', "@F", {"word/chunk.html": "<p>@F</p>"}),
    Trick("object", "drop-down", line(_field(" FORMDROPDOWN ", "", _list('<w:result w:val="1"/>'))), "@F"),
    Trick("object", "drop-down of no choice", line(_field(" FORMDROPDOWN ", "", _list(""))), "@E"),
    Trick("object", "form text", line(_field(" FORMTEXT ", run("@F"))), "@F"),
    Trick("object", "equation of a number", line("<m:oMath><m:r><m:t>@F</m:t></m:r></m:oMath>"), "@F"),
    Trick("object", "bound control", line(f"<w:sdt><w:sdtPr><w:dataBinding w:xpath='/d/n[1]'/></w:sdtPr><w:sdtContent>{run('@E')}</w:sdtContent></w:sdt>"), None, {"customXml/item1.xml": "<d><n>@F</n></d>"}),
    Trick("object", "symbol", line('<w:r><w:sym w:font="Wingdings" w:char="F08C"/></w:r>'), None),
    Trick("object", "tick box", line('<w:r><w:t>☑</w:t></w:r>'), None),
    Trick("generated", "list number", line("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'), None, {"word/numbering.xml": _NUMBERING}),
    Trick("generated", "list number before", line(run("@E"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'), None, {"word/numbering.xml": _NUMBERING}),
    Trick("generated", "sum without a result", line(_field(" =SUM(LEFT) ", "")), ""),
    Trick("moved", "right to left", line(run("@F", "<w:rtl/>")), "@F"),
    Trick("moved", "tabbed", line(run("@A") + "<w:r><w:tab/></w:r>" + run("@B")), None),
    Trick("moved", "in two lines", line(run("@A")) + line(run("@B")), None),
    Trick("moved", "nested table", f"<w:tbl><w:tr><w:tc>{line(run('@A'))}</w:tc><w:tc>{line(run('@B'))}</w:tc></w:tr></w:tbl><w:p/>", None),
    Trick("moved", "nested table of one cell", f"<w:tbl><w:tr><w:tc>{line(run('@F'))}</w:tc></w:tr></w:tbl><w:p/>", "@F"),
    Trick("blank", "vanish", line(run("@E", "<w:vanish/>")), ""),
    Trick("blank", "white", line(run("@E", _WHITE)), ""),
    Trick("blank", "by the line's style", line(run("@E"), '<w:pStyle w:val="GoneLine"/>'), ""),
    Trick("blank", "deleted", line(f"<w:del {_REVISED}><w:r><w:delText>@E</w:delText></w:r></w:del>"), ""),
    Trick("doubt", "nearly white", line(run("@F") + run("@E", '<w:color w:val="F2F2F2"/>')), None),
    Trick("doubt", "half the size", line(run("@A") + run("@B", '<w:sz w:val="9"/>')), "@F"),
)  # fmt: skip

any_trick = chooser(TRICKS)


def write(filled: Filled, put: Mapping[str, Put], marks: Mapping[str, str]) -> bytes:
    """The document with these cells in the place of their marks."""
    with zipfile.ZipFile(io.BytesIO(docx(filled))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    body = files["word/document.xml"].replace(f'xmlns:w="{NAMESPACE}"', _SPACES, 1)
    parts = {"word/styles.xml": f'<w:styles xmlns:w="{NAMESPACE}">{_STYLES}</w:styles>'}
    for code, trick in put.items():
        cell = f'<w:p><w:r><w:t xml:space="preserve">{marks[code]}</w:t></w:r></w:p>'
        assert body.count(cell) == 1, code
        body = body.replace(cell, trick.content)
        for name, text in trick.parts.items():
            wrapped = (
                f'<w:numbering xmlns:w="{NAMESPACE}">{text}</w:numbering>' if "numbering" in name else text
            )
            parts.setdefault(name, wrapped)
    files["word/document.xml"] = body
    listed = "".join(
        f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in _TYPES.items() if n in parts
    )
    files["[Content_Types].xml"] = files["[Content_Types].xml"].replace("</Types>", f"{listed}</Types>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, text in {**files, **parts}.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return out.getvalue()
