"""The formats: how each is known by its content, and who reads it. The one place that lists them.

The door, the second reading, pictures of pages and the versions of the reader all go by this list:
a new format is its reader and one entry here. Readers are named, and imported when they are needed,
as the libraries below them are heavy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from pipelines.read.markup import has_hole, is_html, is_json, is_mht, is_xml
from pipelines.read.pdf.header import HEADER as PDF_HEADER
from pipelines.read.pdf.header import WITHIN as PDF_WITHIN
from pipelines.read.signatures import (
    OLE,
    ZIP,
    Content,
    Test,
    begins,
    characters,
    has_early,
    ole_stream,
    zip_part,
)

WORD_PART = r"word/document\d*\.xml"
"""The main part of a docx; Word online numbers it."""
_PICTURE = rb"\x89PNG|\xff\xd8\xff|II\*\x00|MM\x00\*|GIF8|BM.{4}\x00{4}|RIFF.{4}WEBP"


@dataclass(frozen=True, slots=True)
class Format:
    """A format. Functions are written `module:function`, the module below `pipelines.read`.

    `name`: that of `Document.format`. `known`: the test on the content. `reader`: bytes or text ->
    Document; without one files of this format are refused, with the issue code and detail of
    `refusal` or as unsupported. `second`: an independent reader, (bytes, pages from 1) -> Document.
    `picture`: (bytes, page, dots to the inch) -> the page as a Pillow picture in colours, and its
    pixels to a point. `packs`: it holds another file. `covers`: modules besides its readers whose
    change makes files of this format be read again.
    """

    name: str
    known: Test
    reader: str = ""
    takes: Literal["bytes", "text"] = "bytes"
    second: str = ""
    picture: str = ""
    packs: bool = False
    refusal: tuple[str, str] | None = None
    covers: tuple[str, ...] = ()

    @property
    def modules(self) -> tuple[str, ...]:
        """All that is opened to read a file of this format."""
        named = (function.partition(":")[0] for function in (self.reader, self.second) if function)
        return (*named, *self.covers)


# Zip and OLE are containers: first what is inside, last the bare container.
BINARY = (
    Format("docx", zip_part(WORD_PART, torn=b"word/"), "word.docx:read_docx"),
    Format("xlsx", zip_part(r"xl/workbook\.xml"), "sheets.xlsx:read_xlsx"),
    Format("ofd", zip_part(r"OFD\.xml"), "ofd.reader:read_ofd"),
    Format("pptx", zip_part(r"ppt/presentation\.xml")),
    Format("odt", zip_part(r"content\.xml")),
    Format("zip", begins(ZIP), "zip:read_archive", packs=True),
    Format("office", ole_stream("EncryptedPackage"), refusal=("read.encrypted", "")),
    Format("doc", ole_stream("WordDocument"), "word.doc:read_doc"),  # charts inside a text are workbooks
    Format("xls", ole_stream("Workbook", "Book"), "sheets.xls:read_xls"),
    Format("ole", begins(OLE), "word.doc:read_doc"),  # the list of streams may be what a torn file lacks
    Format(
        "pdf",
        has_early(PDF_HEADER, PDF_WITHIN),
        "pdf.reader:read_pdf",
        second="pdf.plumber:read_pdf",
        picture="pdf.page_picture:page_picture",
        covers=("second_reading",),
    ),
    Format("image", begins(_PICTURE), "scan.picture:read_picture", picture="scan.picture:page_picture"),
    Format("rtf", begins(rb"\{\\rtf"), "word.rtf:read_rtf"),
    Format("rar", begins(rb"Rar!\x1a\x07"), packs=True),
    Format("7z", begins(rb"7z\xbc\xaf\x27\x1c"), packs=True),
    Format("gzip", begins(rb"\x1f\x8b"), packs=True),
)
CHARACTERS = (
    Format("text", characters(has_hole), refusal=("read.damaged", "a stretch of the file is empty")),
    Format("mht", characters(is_mht), "web.mht:read_mht"),
    Format("xml", characters(is_xml), "word.word_xml:read_word_xml"),
    Format("json", characters(is_json), "web.answer:read_answer", takes="text"),
    Format("html", characters(is_html), "web.html:read_html", takes="text"),
    Format("text", characters(lambda text: True), "text.reader:read_text", takes="text"),
)
FORMATS = (*BINARY, *CHARACTERS)
"""In the order in which they are asked: the first that knows the content has it. What is made of
characters comes last, as a PDF or RTF may look like text."""

_BY_NAME = {format.name: format for format in FORMATS}


def format_of(content: Content) -> Format | None:
    """The format of a file; None for bytes that are none of ours, nor characters."""
    return next((format for format in FORMATS if format.known(content)), None)


def binary_format(data: bytes) -> Format | None:
    """The same, but None for all that is made of characters."""
    content = Content(data)
    return next((format for format in BINARY if format.known(content)), None)


def format_named(name: str) -> Format | None:
    """The format of a document by its name; of `zip:pdf` the one inside."""
    return _BY_NAME.get(name.rpartition(":")[2])


def opened(function: str) -> Callable[..., Any]:
    """The function that an entry names as `module:function`, its module imported now."""
    module, _, name = function.partition(":")
    loaded: Callable[..., Any] = getattr(import_module(f"pipelines.read.{module}"), name)
    return loaded
