"""A zip with a report in it -> the one document that it holds. Nothing is ever written to disk.

Which of several documents is the report is not for a reader to guess: such an archive is refused,
and so is an archive inside an archive. Pictures, style sheets and the like go with a document and
are none.
"""

from __future__ import annotations

import re
import stat
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from pipelines.model import Document
from pipelines.read.container import Container, Unfit
from pipelines.read.encoding import decode
from pipelines.read.formats import binary_format
from pipelines.read.refusal import refuse

_PACKED = {"zip", "rar", "7z", "gzip"}
_BESIDES = re.compile(r"\.(?:css|js|json|ini|db|url|lnk|eot|ttf|woff2?|exe|dll|bat|log)", re.IGNORECASE)
_UTF_8_NAME = 0x800
MOST_NAMED = 10


def read_archive(data: bytes, read: Callable[[bytes], Document]) -> Document:
    """The document inside, its format written `zip:docx`. `read` reads the bytes of a file."""
    try:
        names, content = _only_document(data)
    except Unfit as unfit:
        return refuse("zip", unfit.code, unfit.detail)
    if len(names) > 1:
        listed = "；".join(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")
        return refuse("zip", "read.several_documents", listed)
    if not names or binary_format(content) in _PACKED:
        return refuse("zip", "read.unsupported_format", names[0] if names else "no document inside")
    document = read(content)
    return replace(document, format=f"zip:{document.format}")


def inside(data: bytes) -> bytes:
    """The bytes of the one document in an archive; empty if there is not exactly one."""
    names, content = _only_document(data)
    return content if len(names) == 1 else b""


def _only_document(data: bytes) -> tuple[list[str], bytes]:
    """The names of all documents, or of all pictures where there is nothing else; and the content
    of the first."""
    archive = Container(data)
    documents: list[tuple[str, bytes]] = []
    pictures: list[tuple[str, bytes]] = []
    for part in archive.parts:
        name = PurePosixPath(_name(part))
        hidden = any(
            piece.startswith((".", "~$", "__MACOSX")) for piece in name.parts if piece not in ("..", ".")
        )
        if (
            part.is_dir()
            or hidden
            or _BESIDES.fullmatch(name.suffix)
            or stat.S_ISLNK(part.external_attr >> 16)
        ):
            continue
        content = archive.read(part)
        kind = binary_format(content)
        if kind == "image":
            pictures.append((_shown(name.name), content))
        elif content.strip() and (kind or _is_text(content)):
            documents.append((_shown(name.name), content))
    found = documents or pictures
    return [name for name, _ in found], found[0][1] if found else b""


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


def _shown(name: str) -> str:
    return "".join(character for character in name if character.isprintable())


def _is_text(content: bytes) -> bool:
    sample = content[:4096]
    return b"\0" not in sample or "\0" not in decode(sample).text
