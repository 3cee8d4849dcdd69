"""Opens a zip within limits and gives its parts, as bytes or as trees of XML. Knows no format.

The sizes that the list of parts states are checked before anything is unpacked, and no part is
unpacked beyond the size stated. What is wrong is raised as `Unfit`, which names the issue; readers
turn it into a refusal.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

MAX_UNPACKED = 64 * 2**20  # bytes, all parts together
MAX_RATIO = 200  # unpacked to packed; honest files stay below 50, a bomb has 700
SMALL = 2**20  # bytes; below that a high ratio does no harm
MAX_PARTS = 5000
"""Files in a container; documents with many pictures have some hundred."""
MAX_MARKS = 2_000_000  # `<` and `=` of a part in XML, each of which takes its tree 250 bytes
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # of others zipfile cannot limit what comes out


class Unfit(Exception):
    """The file cannot be read: `code` of catalogue/issues.yml, and the detail."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


class Container:
    """The parts of a zip by name. Raises Unfit."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise Unfit("read.damaged", f"the list of its parts cannot be read: {error}") from error
        self.parts = self._archive.infolist()
        unpacked, packed = sum(p.file_size for p in self.parts), sum(p.compress_size for p in self.parts)
        if unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked > MAX_RATIO * packed):
            raise Unfit("read.too_large", f"{unpacked} bytes unpacked from {packed}")
        if len(self.parts) > MAX_PARTS:
            raise Unfit("read.too_large", f"{len(self.parts)} parts")
        self.names = frozenset(p.filename for p in self.parts)
        self._left = 2 * MAX_UNPACKED  # bytes to be unpacked, as a part may be asked for again and again

    def read(self, part: str | zipfile.ZipInfo) -> bytes:
        """The content of a part."""
        try:
            info = self._archive.getinfo(part) if isinstance(part, str) else part
            if info.flag_bits & 1:
                raise Unfit("read.encrypted", info.filename)
            if info.compress_type not in METHODS:
                raise Unfit("read.unsupported_format", f"{info.filename}: method {info.compress_type}")
            self._left -= info.file_size
            if self._left < 0:
                raise Unfit("read.too_large", f"{info.filename} is part of too much")
            with self._archive.open(info) as stream:
                return stream.read(
                    info.file_size
                )  # without a size, a part may grow far beyond what the list says
        except KeyError as error:
            raise Unfit("read.damaged", f"{part} is missing") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise Unfit("read.damaged", str(error)) from error

    def tree(self, part: str, lightened: Callable[[bytes], bytes] = bytes) -> Any:
        """The root of a part in XML, of which `lightened` may leave out what nobody needs. Entities
        are not followed, depth is limited to 256."""
        from lxml import etree

        data = lightened(self.read(part))
        if (marks := data.count(b"<") + data.count(b"=")) > MAX_MARKS:
            raise Unfit("read.too_large", f"{part}: {marks} tags and attributes")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Unfit("read.damaged", f"{part}: {error}") from error
