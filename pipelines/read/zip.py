"""A zip with a report in it -> the one document that it holds. Nothing is ever written to disk.

Which of several documents is the report is not for a reader to guess: such an archive is refused,
and so is an archive inside an archive. Whether they are parts of one report is told by what is
recognised in them (`pipelines/report.py`). Pictures, style sheets and the like go with a document
and are none.
"""

from __future__ import annotations

import logging
import re
import stat
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from pipelines.model import Document
from pipelines.naming.numbered import counted
from pipelines.read.container import Container, Unfit
from pipelines.read.encoding import decode
from pipelines.read.formats import Format, binary_format, format_of
from pipelines.read.refusal import refuse
from pipelines.read.signatures import Content

_log = logging.getLogger(__name__)
_BESIDES = re.compile(r"\.(?:css|js|json|ini|db|url|lnk|eot|ttf|woff2?|exe|dll|bat|log)", re.IGNORECASE)
_UTF_8_NAME = 0x800
MOST_NAMED = 10
"""Files of an archive that an issue names."""
MOST_PARTS = 60
"""Documents of an archive that may be one report; photos of forty pages are the most that was seen."""


def read_archive(data: bytes) -> Document:
    """The document inside, its format written `zip:docx`."""
    from pipelines.read.door import read_bytes

    try:
        documents = _documents(data)
    except Unfit as unfit:
        return refuse("zip", unfit.code, unfit.detail)
    if not documents:
        return refuse("zip", "read.unsupported_format", "no document inside")
    if len(documents) > 1:
        listed = "；".join(document.name for document in documents[:MOST_NAMED])
        return refuse("zip", "read.several_documents", listed + ("…" if len(documents) > MOST_NAMED else ""))
    only = documents[0]
    if only.format and only.format.packs:
        return refuse("zip", "read.unsupported_format", only.name)
    document = read_bytes(only.data)
    return replace(document, format=f"zip:{document.format}")


def unpacked(data: bytes) -> tuple[Format | None, bytes]:
    """A file, or of an archive the one document inside, with its format. Raises Unfit for an
    archive that cannot be opened, or that does not hold exactly one."""
    format = format_of(Content(data))
    if format is None or not format.packs:
        return format, data
    documents = _documents(data)
    if len(documents) != 1:
        raise Unfit("read.several_documents", f"{len(documents)} documents")
    return format_of(Content(documents[0].data)), documents[0].data


def parts_in(data: bytes) -> list[tuple[str, bytes]]:
    """Name and content of the documents in an archive whose names count, in that order; none where
    they do not, or where there is an archive among them."""
    try:
        documents = _documents(data)
    except Unfit as unfit:
        _log.info("no archive whose documents could be parts: %s", unfit)
        return []
    order = counted([document.name for document in documents]) or ()
    if len(order) > MOST_PARTS or any(one.format and one.format.packs for one in documents):
        return []
    return [(documents[place].name, documents[place].data) for place in order]


class _Packed(NamedTuple):
    """A file inside an archive: its name as it can be shown, its bytes, their format if it is
    binary."""

    name: str
    data: bytes
    format: Format | None


def _documents(data: bytes) -> list[_Packed]:
    """All documents in an archive, or all pictures where there is nothing else."""
    archive = Container(data)
    packed = []
    for part in archive.parts:
        name = PurePosixPath(_name(part))
        if part.is_dir() or _is_beside(name) or stat.S_ISLNK(part.external_attr >> 16):
            continue
        content = archive.read(part)
        if content.strip():
            packed.append(_Packed(_printable(name.name), content, binary_format(content)))
    known = [file for file in packed if file.format or _is_text(file.data)]
    documents = [file for file in known if not file.format or file.format.name != "image"]
    return documents or known


def _is_beside(name: PurePosixPath) -> bool:
    """Whether a file is hidden, or goes with a document and is none."""
    hidden = any(
        piece.startswith((".", "~$", "__MACOSX")) for piece in name.parts if piece not in ("..", ".")
    )
    return hidden or _BESIDES.fullmatch(name.suffix) is not None


def _name(part: zipfile.ZipInfo) -> str:
    """The name as it was before it was packed: without a flag it is in the code page of the
    packer's machine."""
    if part.flag_bits & _UTF_8_NAME:
        return part.filename
    raw = part.filename.encode("cp437", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", "replace")


def _printable(name: str) -> str:
    return "".join(character for character in name if character.isprintable())


def _is_text(content: bytes) -> bool:
    sample = content[:4096]
    return b"\0" not in sample or "\0" not in decode(sample).text
