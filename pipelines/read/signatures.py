"""How the content of a file is known: what its bytes begin with, the names inside a container, what
its characters look like.

Each maker gives a test on `Content`; which tests stand for which format, and in what order they are
asked, is listed in `formats`.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cached_property

from pipelines.read.encoding import Decoded, decode

_CONTROL = bytes(code for code in range(32) if chr(code) not in "\t\n\v\f\r")
MAX_UNSOUND = 0.05
"""Of the characters: damaged texts stay far below, binary data far above."""
ZIP = rb"PK(?:\x03\x04|\x05\x06)"
OLE = rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENTRY = 128
"""Bytes of an entry in the list of streams: the name first, padded with zeros."""


class Content:
    """The bytes of a file, and what several tests ask of them, found out once and when it is
    needed."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def parts(self) -> frozenset[str] | None:
        """The names inside a zip; None if its list of parts cannot be read."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                return frozenset(archive.namelist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            return None

    @cached_property
    def decoded(self) -> Decoded:
        """The bytes as characters, whatever they are."""
        return decode(self.data)

    @cached_property
    def is_text(self) -> bool:
        """Whether it is made of characters: few control characters, and few bytes that are none."""
        encoded = self.decoded.text.encode("utf-8", "surrogatepass")
        unsound = self.decoded.damaged + len(encoded) - len(encoded.translate(None, _CONTROL))
        return unsound <= MAX_UNSOUND * len(self.decoded.text)


Test = Callable[[Content], bool]


def begins(pattern: bytes) -> Test:
    """Known by its first bytes, which match this regular expression."""
    first = re.compile(pattern, re.DOTALL)
    return lambda content: first.match(content.data) is not None


def has_early(mark: bytes, within: int) -> Test:
    """Known by these bytes, with at most so many others before them."""
    return lambda content: mark in content.data[: within + len(mark)]


def zip_part(pattern: str, torn: bytes | None = None) -> Test:
    """A zip with a part whose whole name matches this regular expression. One whose list of parts
    is lost is known by the bytes `torn` anywhere in it, if they are given."""
    is_zip, name = begins(ZIP), re.compile(pattern)

    def known(content: Content) -> bool:
        if not is_zip(content):
            return False
        if content.parts is None:
            return torn is not None and torn in content.data
        return any(map(name.fullmatch, content.parts))

    return known


def ole_stream(*names: str) -> Test:
    """An OLE file with a stream of one of these names."""
    is_ole = begins(OLE)
    entries = [(name + "\0").encode("utf-16-le") for name in names]
    return lambda content: is_ole(content) and any(_has_entry(content.data, entry) for entry in entries)


def _has_entry(data: bytes, entry: bytes) -> bool:
    at = data.find(entry)
    while at >= 0 and at % _OLE_ENTRY:
        at = data.find(entry, at + 1)
    return at >= 0


def characters(test: Callable[[str], bool]) -> Test:
    """Made of characters that pass this test."""
    return lambda content: content.is_text and test(content.decoded.text)


_END = re.compile(rb"(?:</[a-zA-Z:]+>|%%EOF|\}|--)\s*\Z|PK\x05\x06[\s\S]{18,}\Z")
_TAIL = 70_000
"""Bytes at the end of a file in which its last mark is; a zip may have a remark behind it."""


def ends_whole(data: bytes) -> bool:
    """Whether the end of a file is as its writer leaves it: the last tag, mark or line is closed. Torn
    OLE files are not read at all."""
    if re.match(OLE, data) or _END.search(data[-_TAIL:]):
        return True
    return data.endswith(b"\n") and b"Content-Transfer-Encoding" not in data
