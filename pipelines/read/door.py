"""The one door of the stage: bytes of any kind -> Document. Decides by content, never by name or
extension.

Which formats there are, and who reads them, is listed in `formats`; this file knows the limits that
hold for all of them, and that no bad file may raise.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipelines.model import Document
from pipelines.read.formats import Format, format_of, opened
from pipelines.read.refusal import refuse, with_damage
from pipelines.read.signatures import Content, ends_whole

MAX_BYTES = 64 * 2**20
"""The longest reports with pictures are a tenth of that."""


def read(path: Path) -> Document:
    """The file at `path` as a document. Never raises: what is wrong with the file is in
    `issues`."""
    try:
        if path.is_dir():
            return refuse("unknown", "read.missing", f"{path}：文件夹中没有文件 / a folder without files")
        if not path.is_file():
            return refuse("unknown", "read.missing", str(path))
        if path.stat().st_size > MAX_BYTES:
            return refuse("unknown", "read.too_large", f"{path.stat().st_size} bytes")
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        return refuse("unknown", "read.missing", f"{path}: {error}")
    return read_bytes(data)


def read_bytes(data: bytes) -> Document:
    """The content of a file as a document. Never raises: what is wrong with the content is in
    `issues`."""
    if not data.strip():
        return refuse("unknown", "read.empty")
    if len(data) > MAX_BYTES:
        return refuse("unknown", "read.too_large", f"{len(data)} bytes")
    content, format = Content(data), None
    try:
        format = format_of(content)
        if format is None:
            return refuse("unknown", "read.unknown_format")
        return replace(_read(content, format), whole=ends_whole(data))
    except MemoryError:
        return refuse(format.name if format else "unknown", "read.limit", "内存 memory")
    except Exception as error:  # a reader may meet anything in a bad file; the run goes on without the file
        name = format.name if format else "unknown"
        return refuse(name, "read.crash", f"{type(error).__name__}: {error}")


def _read(content: Content, format: Format) -> Document:
    if not format.reader:
        code, detail = format.refusal or ("read.unsupported_format", format.name)
        return refuse(format.name, code, detail)
    reader = opened(format.reader)
    if format.takes == "bytes":
        document: Document = reader(content.data)
        return document
    return with_damage(reader(content.decoded.text), content.decoded)
