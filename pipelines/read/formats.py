"""Bytes -> name of the format, by magic numbers, names inside containers and the first tags; reads
no content.

Names are those of Document.format. Which of them can be read is for the door to know.
"""

from __future__ import annotations

import io
import re
import zipfile

PDF_HEADER = b"%PDF-"
_PDF_WITHIN = 1024  # crawlers save HTTP headers and blank lines before it; readers of PDF accept that too

_MAGIC = {
    b"{\\rtf": "rtf",
    b"Rar!\x1a\x07": "rar",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"II*\x00": "image",
    b"MM\x00*": "image",
    b"GIF8": "image",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),  # before the workbooks, as charts inside a text are workbooks
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_NAMES = {
    "xl/workbook.xml": "xlsx",
    "OFD.xml": "ofd",
    "ppt/presentation.xml": "pptx",
    "content.xml": "odt",
}
WORD_PART = re.compile(r"word/document\d*\.xml")  # Word online numbers it


def binary_format(data: bytes) -> str | None:
    """The format of a file that is not made of characters, `encrypted` or `damaged` for office
    files; else None."""
    if data.startswith(_ZIP):
        return _inside_zip(data)
    if data.startswith(_OLE):
        return next((kind for name, kind in _OLE_STREAMS if _has_stream(data, name)), "ole")
    if PDF_HEADER in data[: _PDF_WITHIN + len(PDF_HEADER)]:
        return "pdf"
    if data[:2] == b"BM" and data[6:10] == bytes(4):
        return "image"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image"
    return next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)


def _inside_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "damaged"
    if any(WORD_PART.fullmatch(name) for name in names):
        return "docx"
    return next((kind for name, kind in _ZIP_NAMES.items() if name in names), "zip")


def _has_stream(data: bytes, name: str) -> bool:
    """Whether the OLE file has a directory entry of that name: 128 bytes each, name first, padded
    with zeros."""
    entry = (name + "\0").encode("utf-16-le")
    at = data.find(entry)
    while at >= 0 and at % 128:
        at = data.find(entry, at + 1)
    return at >= 0


_BEFORE_TAGS = r"(?:\s++|<!--.*?-->|<\?xml.*?\?>)*+"
_FIRST_TAG = re.compile(
    _BEFORE_TAGS
    + r"<(?:!doctype\s+html|html|head|body|meta|title|link|base|script|style|table|tbody|tr|td|div|p|span"
    r"|font|center|form|h[1-6]|ul|ol|pre|br|hr|img|a|b|strong|section|article|main|header|iframe)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE_TAG = re.compile(r"<(?:!doctype\s+html|html|body|table)\b", re.IGNORECASE)
_TABLE_TAGS = re.compile(
    r"<table\b[^<]*<(?:t|c|!)", re.IGNORECASE
)  # tr, tbody, thead, caption, colgroup, a comment
_MHT_STARTS = ("mime-version:", "from:", "content-type:", "subject:", "date:", "message-id:", "x-")
_MHT = re.compile(r"^(?:mime-version:|content-type:\s*multipart/related)", re.IGNORECASE | re.MULTILINE)


def is_html(text: str) -> bool:
    """A page, a fragment of one, a page below an HTTP header, or text with tables in HTML."""
    if _FIRST_TAG.match(text):
        return True
    return "</" in text and bool(_PAGE_TAG.search(text[:4096]) or _TABLE_TAGS.search(text))


def markup_format(text: str) -> str | None:
    """`mht` for a page saved with its pictures, `xml` for Word's own and other XML; None for all
    that can be read."""
    start = text[:2048].lstrip()
    if start[:64].lower().startswith(_MHT_STARTS) and _MHT.search(start):
        return "mht"
    if start.startswith("<?xml") and not _FIRST_TAG.match(text):
        return "xml"
    return None
