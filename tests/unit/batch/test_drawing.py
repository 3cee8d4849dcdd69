"""What is drawn in a child is what is drawn anywhere; what a file does to it there ends with it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable

import pytest

from pipelines.batch import answering, drawing
from pipelines.batch.drawing import page_drawn
from pipelines.read.page_image import page_png
from tests.data import pdf_walls

forked = pytest.mark.skipif(sys.platform != "linux", reason="only a fork sees the drawing of a test")


def test_the_picture_is_that_of_the_page() -> None:
    data = pdf_walls.stroked()
    outlines = [((10.0, 10.0, 50.0, 30.0), "finding")]
    assert page_drawn(data, 1, outlines) == page_png(data, 1, outlines)  # type: ignore[arg-type]
    assert page_drawn(data, 99, []) is None


def sleep(*_: object) -> bytes:
    time.sleep(60)
    return b"png"


def die(*_: object) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b"png"


def swell(*_: object) -> bytes:
    return bytes(3 * 2**30)


@forked
@pytest.mark.parametrize("does", [sleep, die, swell])
def test_a_page_that_meets_a_limit_is_not_drawn(
    does: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    import multiprocessing

    monkeypatch.setattr(answering, "own_context", lambda: multiprocessing.get_context("fork"))
    monkeypatch.setattr(drawing, "page_png", does)
    assert page_drawn(b"", 1, [], seconds=0.5 if does is sleep else 30) is None
