"""A Word 97-2003 file (.doc, also WPS's .wps) -> paragraphs and grids in reading order, as Word
would print it.

Read from the file's own structures, because programs that convert such files lose numbers or
tables. `doc_text` knows where the text is, what is printed of it is known by `doc_properties`,
`doc_looks` and `doc_body`; this file opens the container, guards the limits, and leaves what is
older than Word 97 to LibreOffice.
"""

from __future__ import annotations

import io
import struct

import olefile

from pipelines.model import Document
from pipelines.read.refusal import refuse
from pipelines.read.word.doc_body import Body
from pipelines.read.word.doc_looks import Looks
from pipelines.read.word.doc_properties import ranges
from pipelines.read.word.doc_text import Damaged, TooLarge, encrypted, header, part, pieces

MAX_STREAM = 32 * 2**20  # bytes; pictures are in streams that are not looked at, except for Data
WORD_97 = 0xA5EC  # at the start of the text's stream
OLDER = {0xA5DC: "Word 6/95", 0xA5DB: "Word 2", 0xA59C: "Word 1"}
"""The mark of a file that is older than Word 97 -> the name of its format."""


def read_doc(data: bytes) -> Document:
    """The main text of the file and its text boxes; headers, footers and notes are left out.

    A container that holds no Word document carries `read.unsupported_format`.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return _read(data, container)
    except TooLarge as error:
        return refuse("doc", "read.too_large", str(error), "olefile")
    # olefile raises any of these on containers whose lists are torn or run in circles
    except (
        Damaged,
        struct.error,
        OSError,
        ValueError,
        IndexError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        return refuse("doc", "read.damaged", f"{type(error).__name__}: {error}", "olefile")


def _read(data: bytes, container: olefile.OleFileIO) -> Document:
    if not container.exists("WordDocument"):
        if container.parsing_issues:
            raise Damaged("the list of streams cannot be read to its end")
        return refuse("ole", "read.unsupported_format", "ole", "olefile")
    word = _stream(container, "WordDocument")
    kind = struct.unpack_from("<H", word)[0]
    if kind in OLDER:
        return _read_older(data, OLDER[kind])
    if kind != WORD_97:
        return refuse("doc", "read.damaged", f"the text begins with {kind:#06x}", "olefile")
    if encrypted(word):
        return refuse("doc", "read.encrypted", reader="olefile")
    head = header(word)
    table = _stream(container, head.table)
    listed = pieces(word, table, head.pieces)
    if listed[-1].end < head.boxes_start + head.boxes:
        raise Damaged("less text than the header says")
    paragraphs = ranges(word, table, head.paragraphs, paragraphs=True)
    body = Body(
        listed,
        ranges(word, table, head.characters, paragraphs=False),
        paragraphs,
        Looks(part(table, *head.styles), paragraphs, part(table, *head.fonts)),
        _stream(container, "Data") if container.exists("Data") else b"",
    )
    body.read(0, head.main)
    body.read(head.boxes_start, head.boxes)
    if not body.blocks:
        return refuse("doc", "read.empty", reader="olefile")
    return Document("doc", tuple(body.blocks), reader="olefile")


def _stream(container: olefile.OleFileIO, name: str) -> bytes:
    if not container.exists(name):
        raise Damaged(f"{name} is missing")
    size = container.get_size(name)
    if size > MAX_STREAM:
        raise TooLarge(f"{name} has {size} bytes")
    stream = container.openstream(name).read()
    if len(stream) != size:
        raise Damaged(f"{name} has {len(stream)} of {size} bytes")
    return bytes(stream)


def _read_older(data: bytes, version: str) -> Document:
    from pipelines.read.word.libreoffice import convert

    return convert(data, "doc", f"{version}；请用 Word 另存为 docx，或安装 LibreOffice 后再试")
