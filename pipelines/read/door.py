"""The one door of the stage: bytes of any kind -> Document. Decides by content, never by name or
extension.

What a format is made of is left to its own file; this one knows only which reader to call, the
limits that hold for all of them, and that no bad file may raise. Readers are imported when needed,
as the libraries below them are heavy.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipelines.model import Document, Issue
from pipelines.read.encoding import Decoded, decode
from pipelines.read.formats import PDF_HEADER, binary_format, is_html, markup_format
from pipelines.read.refusal import refuse

MAX_BYTES = 64 * 2**20  # the longest reports with pictures are a tenth of that
_CONTROL = bytes(code for code in range(32) if chr(code) not in "\t\n\v\f\r")
_HOLE = "\0" * 16  # a sector that was never written; what stood on either side of it would be read as one
MAX_UNSOUND = 0.05  # of the characters: damaged texts stay far below, binary data far above


def read(path: Path) -> Document:
    """The file at `path` as a document. Never raises: what is wrong with the file stands in `issues`."""
    try:
        if not path.is_file():
            return refuse("unknown", "read.missing", str(path))
        if path.stat().st_size > MAX_BYTES:
            return refuse("unknown", "read.too_large", f"{path.stat().st_size} bytes")
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        return refuse("unknown", "read.missing", f"{path}: {error}")
    return read_bytes(data)


def read_bytes(data: bytes) -> Document:
    """The content of a file as a document. Never raises: what is wrong with the content stands in
    `issues`."""
    if not data.strip():
        return refuse("unknown", "read.empty")
    if len(data) > MAX_BYTES:
        return refuse("unknown", "read.too_large", f"{len(data)} bytes")
    format = binary_format(data)
    try:
        return _read_binary(format, data) if format else _read_characters(data)
    except MemoryError:
        return refuse(format or "unknown", "read.limit", "memory")
    except Exception as error:  # a reader may meet anything in a bad file; the run goes on without the file
        return refuse(format or "unknown", "read.crash", f"{type(error).__name__}: {error}")


def _read_binary(format: str, data: bytes) -> Document:
    if format == "pdf":
        from pipelines.read.pdf.reader import read_pdf

        return read_pdf(data[data.index(PDF_HEADER) :])  # offsets inside a PDF count from its own header
    if format == "docx":
        from pipelines.read.word.docx import read_docx

        return read_docx(data)
    if format == "image":
        from pipelines.read.scan.picture import read_picture

        return read_picture(data)
    if format in ("doc", "ole"):  # the list of streams may be what a torn file lacks
        from pipelines.read.word.doc import read_doc

        return read_doc(data)
    if format == "rtf":
        from pipelines.read.word.rtf import read_rtf

        return read_rtf(data)
    if format == "xlsx":
        from pipelines.read.sheets.xlsx import read_xlsx

        return read_xlsx(data)
    if format == "xls":
        from pipelines.read.sheets.xls import read_xls

        return read_xls(data)
    if format == "ofd":
        from pipelines.read.ofd.reader import read_ofd

        return read_ofd(data)
    if format == "zip":
        from pipelines.read.zip import read_archive

        return read_archive(data, read_bytes)
    if format == "encrypted":
        return refuse("office", "read.encrypted")
    if format == "damaged":
        return refuse(
            "docx" if b"word/" in data else "zip", "read.damaged", "the list of its parts cannot be read"
        )
    return refuse(format, "read.unsupported_format", format)


def _read_characters(data: bytes) -> Document:
    decoded = decode(data)
    if _unsound(decoded) > MAX_UNSOUND * len(decoded.text):
        return refuse("unknown", "read.unknown_format")
    if _HOLE in decoded.text:
        return refuse("text", "read.damaged", "a stretch of the file is empty")
    other = markup_format(decoded.text)
    if other == "xml":
        from pipelines.read.word.word_xml import read_word_xml

        return read_word_xml(data)
    if other == "mht":
        from pipelines.read.web.mht import read_mht

        return read_mht(data)
    if is_html(decoded.text):
        from pipelines.read.web.html import read_html

        document = read_html(decoded.text)
    else:
        from pipelines.read.text.reader import read_text

        document = read_text(decoded.text)
    if not decoded.damaged:
        return document
    detail = f"{decoded.damaged} in {decoded.encoding}"
    return replace(
        document, issues=(*document.issues, Issue("read", "read.undecodable", "warning", detail=detail))
    )


def _unsound(decoded: Decoded) -> int:
    """How many characters no text has: control characters, and bytes that could not be decoded."""
    data = decoded.text.encode("utf-8", "surrogatepass")
    return decoded.damaged + len(data) - len(data.translate(None, _CONTROL))
