"""The picture of a page of a file, drawn in a child of this process with the limits of a run: what
the file does to a library that draws ends with the child."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.batch import limits
from pipelines.batch.answering import Answering, Died
from pipelines.read.layout.page_transform import Box
from pipelines.read.page_image import Mark, page_png

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_log = logging.getLogger(__name__)


def page_drawn(
    data: bytes,
    page: int,
    outlines: Sequence[tuple[Box, Mark]],
    part_pages: Sequence[int] = (),
    seconds: float = limits.SECONDS,
) -> bytes | None:
    """The PNG of `page_png`; None also where drawing met a limit or took the child with it. `seconds`:
    of waiting for it."""
    with Answering(_draw, data, page, outlines, part_pages) as child:
        try:
            return child.bytes(seconds) or None
        except TimeoutError:
            _log.warning("page %d was not drawn within %g seconds", page, seconds)
        except Died as died:
            _log.warning("page %d was not drawn: its child ended, %s", page, died.how)
    return None


def _draw(
    pipe: Connection,
    data: bytes,
    page: int,
    outlines: Sequence[tuple[Box, Mark]],
    part_pages: Sequence[int],
) -> None:
    pipe.send_bytes(page_png(data, page, outlines, part_pages) or b"")
