"""A Word file (docx) -> paragraphs and grids in reading order, as Word would print it.

Read from the XML itself, because libraries lose numbers without a word: those in tracked insertions, smart tags,
content controls, fields. What Word computes while it lays out (numbering of headings, page breaks) is not there to be
read. What is printed, and in what order, is known by `docx_body`; this file opens the container and guards the limits.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from pipelines.model import Document
from pipelines.read.docx_body import read_body
from pipelines.read.formats import WORD_PART
from pipelines.read.refusal import refuse

MAX_UNPACKED = 64 * 2**20  # bytes, all parts together
MAX_RATIO = 200  # unpacked to packed; honest files stay below 50, a bomb has 700


def read_docx(data: bytes) -> Document:
    """The main text of the file; headers, footers and notes are left out. A file without text carries `read.empty`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
            if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
                return refuse("docx", "read.too_large", f"{unpacked} bytes unpacked from {packed}", "lxml")
            main = min((p for p in parts if WORD_PART.fullmatch(p.filename)), key=lambda p: p.filename, default=None)
            if main is None:
                return refuse("docx", "read.damaged", "word/document.xml is missing", "lxml")
            if main.flag_bits & 1:
                return refuse("docx", "read.encrypted", reader="lxml")
            xml = archive.read(main)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(xml, parser)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, etree.XMLSyntaxError) as error:
        return refuse("docx", "read.damaged", str(error), "lxml")
    blocks = read_body(root)
    if blocks:
        return Document("docx", blocks, reader="lxml")
    if next(root.iter("{*}altChunk"), None) is not None:  # the whole text is a web page in a part of its own
        return refuse("docx", "read.unsupported_format", "altChunk", "lxml")
    return refuse("docx", "read.empty", reader="lxml")
