"""A Word document that was saved as one XML file -> blocks: Word 2003's own XML, or a docx with its
parts in one file.

Both differ from the main part of a docx in a few names and wrappers only. They are changed into
those of a docx, and `docx_body` does the rest. Not left to LibreOffice, which prints what a tracked
change has deleted.
"""

from __future__ import annotations

from lxml import etree

from pipelines.model import Document
from pipelines.read.refusal import refuse
from pipelines.read.word.docx_body import read_body
from pipelines.read.word.docx_looks import theme_of
from pipelines.read.word.docx_styles import Styles
from pipelines.read.word.docx_xml import Element

_WRAPPER = "sdtContent"  # a name that a docx has for what may be around anything
_NAMES = {
    "sect": _WRAPPER, "sub-section": _WRAPPER, "pBdrGroup": _WRAPPER, "content": _WRAPPER, "vmerge": "vMerge",
    "hmerge": "hMerge",
}  # fmt: skip
_REVISIONS = {"Word.Insertion": "ins", "Word.Deletion": "del"}


def read_word_xml(data: bytes) -> Document:
    """The main text of the file; XML of any other kind carries `read.unsupported_format`."""
    try:
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        )
    except (ValueError, etree.XMLSyntaxError) as error:
        return refuse("xml", "read.damaged", str(error), "lxml")
    main = next(filter(_is_text, root.iter("{*}wordDocument", "{*}document")), None)
    if main is None:
        return refuse("xml", "read.unsupported_format", "xml", "lxml")
    for element in main.iter("{*}annotation", *(f"{{*}}{name}" for name in _NAMES)):
        _rename(element)
    blocks = read_body(main, Styles(next(root.iter("{*}styles"), None), theme_of(root)))
    return Document("xml", blocks, reader="lxml") if blocks else refuse("xml", "read.empty", reader="lxml")


def _is_text(element: Element) -> bool:
    return "word" in (etree.QName(element).namespace or "")


def _rename(element: Element) -> None:
    """Give an element the name that it has in a docx."""
    name = etree.QName(element)
    new = _NAMES.get(name.localname)
    if name.localname == "annotation":
        kind = next((value for key, value in element.attrib.items() if key.endswith("}type")), "")
        new = _REVISIONS.get(kind, _WRAPPER)
    element.tag = f"{{{name.namespace}}}{new}"
