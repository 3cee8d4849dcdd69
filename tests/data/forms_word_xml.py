"""Writes a filled form as a Word document in one XML file: that of Word 2003, or a docx with its
parts in one file."""

from __future__ import annotations

import io
import re
import zipfile

from tests.data.filled import Filled
from tests.data.forms_docx import NAMESPACE, docx

PROGRAM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
)
WORD_2003 = "http://schemas.microsoft.com/office/word/2003/wordml"
PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"


def word_xml(filled: Filled, *, package: bool = False) -> bytes:
    """The file as bytes; `package`: the parts of a docx in one file, else as Word 2003 writes."""
    with zipfile.ZipFile(io.BytesIO(docx(filled))) as archive:
        text = archive.read("word/document.xml").decode("utf-8")
    document = re.sub(r"^<\?xml.*?\?>", "", text)
    if package:
        part = f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{document}</pkg:xmlData></pkg:part>'
        return f'{PROGRAM}<pkg:package xmlns:pkg="{PACKAGE}">{part}</pkg:package>'.encode()
    document = document.replace(NAMESPACE, WORD_2003).replace("w:document", "w:wordDocument")
    return (PROGRAM + document.replace("w:vMerge", "w:vmerge")).encode()
