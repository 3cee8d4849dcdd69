"""The picture of a page of a file, drawn in a child of this process with the limits of a run: what
the file does to a library that draws ends with the child."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.batch import limits
from pipelines.batch.child import own_context
from pipelines.read.layout.page_transform import Box
from pipelines.read.page_image import Mark, page_png

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_log = logging.getLogger(__name__)


def page_drawn(
    data: bytes, page: int, outlines: Sequence[tuple[Box, Mark]], seconds: float = limits.SECONDS
) -> bytes | None:
    """The PNG of `page_png`; None also where drawing met a limit or took the child with it. `seconds`:
    of waiting for it."""
    context = own_context()
    ours, theirs = context.Pipe(duplex=False)
    given = (theirs, limits.MEMORY, data, page, outlines)
    child = context.Process(target=_draw, args=given, daemon=True)  # type: ignore[attr-defined]
    child.start()
    theirs.close()
    try:
        if ours.poll(seconds):
            return ours.recv_bytes() or None
        _log.warning("page %d was not drawn within %g seconds", page, seconds)
    except (EOFError, OSError):
        _log.warning("page %d was not drawn: its child ended", page)
    finally:
        child.kill()
        child.join()
        ours.close()
    return None


def _draw(
    pipe: Connection, memory: int, data: bytes, page: int, outlines: Sequence[tuple[Box, Mark]]
) -> None:
    limits.limit(memory)
    pipe.send_bytes(page_png(data, page, outlines) or b"")
