"""Pages of files as pictures, and files as blocks, kept for as long as there is room: what the source
of a cell is shown in."""

from __future__ import annotations

import struct
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.model import Document

ROOM = 48 * 2**20
"""Bytes of pictures that are kept."""
DOCUMENTS = 12
"""Files whose blocks are kept."""
INCH = 0.0254
"""Metres."""


@dataclass
class Kept:
    """Values by key, the oldest given up for room; each is made once, whoever asks for it meanwhile
    waits."""

    room: int
    size: Callable[[Any], int]
    _values: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _making: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _taken: int = 0

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The value of `key`, made by `make` if it is not here."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._values:
                    return self._values[key]
            try:
                value = make()
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._values[key] = value
                self._taken += self.size(value)
                while self._taken > self.room and len(self._values) > 1:
                    self._taken -= self.size(self._values.popitem(last=False)[1])
            return value

    def drop(self, key: Hashable) -> None:
        """Gives up the value of `key`."""
        with self._lock:
            if key in self._values:
                self._taken -= self.size(self._values.pop(key))

    @property
    def taken(self) -> int:
        """What the values take."""
        return self._taken


PICTURES = Kept(ROOM, lambda png: len(png or b"") + 1)
"""Of pages, by file, time of its change, and page."""
READ = Kept(DOCUMENTS, lambda _: 1)
"""Files read into blocks, by file and time of its change."""
_DRAWING = threading.BoundedSemaphore(1)  # a child takes a processor and memory of its own


def picture(path: Path, page: int) -> bytes | None:
    """The PNG of a page of a file, drawn in a child; None if it cannot be drawn."""

    def draw() -> bytes | None:
        from pipelines.batch.drawing import page_drawn

        with _DRAWING:
            return page_drawn(path.read_bytes(), page, [])

    made: bytes | None = PICTURES.get((path, path.stat().st_mtime_ns, page), draw)
    return made


def size_in_points(png: bytes) -> tuple[float, float]:
    """Width and height of the page that a picture shows, in points: its dots, by the dots to the metre
    that it says."""
    width, height = struct.unpack(">II", png[16:24])
    at = png.find(b"pHYs")
    across, down = struct.unpack(">II", png[at + 4 : at + 12]) if at > 0 else (round(72 / INCH),) * 2
    return width / (across * INCH) * 72, height / (down * INCH) * 72


def document(path: Path) -> Document:
    """A file as it was read into blocks."""

    def read_it() -> Document:
        from pipelines.read.door import read

        return read(path)

    kept: Document = READ.get((path, path.stat().st_mtime_ns), read_it)
    return kept
