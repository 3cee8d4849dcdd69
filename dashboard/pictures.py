"""Pages of files as pictures, and files as blocks, kept for as long as there is room: what the source
of a cell is shown in."""

from __future__ import annotations

import struct
import threading
from collections.abc import Sequence
from pathlib import Path

from dashboard.kept import Kept
from pipelines.model import Document

ROOM = 48 * 2**20
"""Bytes of pictures that are kept."""
DOCUMENTS = 12
"""Files whose blocks are kept."""
INCH = 0.0254
"""Metres."""


PICTURES = Kept(ROOM, lambda png: len(png or b"") + 1)
"""Of pages, by file, time of its change, and page."""
READ = Kept(DOCUMENTS, lambda _: 1)
"""Files read into blocks, by file and time of its change."""
_DRAWING = threading.BoundedSemaphore(1)  # a child takes a processor and memory of its own


def picture(path: Path, page: int, part_pages: Sequence[int] = ()) -> bytes | None:
    """The PNG of a page of a file, drawn in a child; None if it cannot be drawn. `part_pages` of an
    archive whose documents were joined."""

    def draw() -> bytes | None:
        from pipelines.batch.drawing import page_drawn

        with _DRAWING:
            return page_drawn(path.read_bytes(), page, [], part_pages)

    made: bytes | None = PICTURES.get((path, path.stat().st_mtime_ns, page), draw)
    return made


def size_in_points(png: bytes) -> tuple[float, float]:
    """Width and height of the page that a picture shows, in points: its dots, by the dots to the metre
    that it says."""
    width, height = struct.unpack(">II", png[16:24])
    at = png.find(b"pHYs")
    across, down = struct.unpack(">II", png[at + 4 : at + 12]) if at > 0 else (round(72 / INCH),) * 2
    return width / (across * INCH) * 72, height / (down * INCH) * 72


def document(paths: Sequence[Path | None], archive: bool = False) -> Document:
    """A file as it was read into blocks, or the parts of a report as they were joined, None for one that is
    not here. `archive`: the one file is an archive whose documents were joined."""

    def read_it() -> Document:
        from pipelines.read.door import read
        from pipelines.read.parts import read_parts
        from pipelines.read.zip import parts_in

        if archive and paths[0]:
            return read_parts([data for _, data in parts_in(paths[0].read_bytes())])
        if len(paths) == 1 and paths[0]:
            return read(paths[0])
        return read_parts([path.read_bytes() if path else None for path in paths])

    as_of = tuple((path, path.stat().st_mtime_ns) if path else None for path in paths)
    kept: Document = READ.get(as_of, read_it)
    return kept
