"""Binds functions of pdfium for calls made once per character or drawn object.

pypdfium2's own bindings check and wrap every pointer, which costs more than the work itself (0.4 to
1.0 microseconds a call against 0.2 to 0.4). Here pointers are plain addresses; a wrong one crashes,
so pass in only what is held open.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

from pipelines.read.layout.page_transform import Frame


@cache
def bind(name: str) -> Callable[..., Any]:
    """The function of pdfium of this name, taking and giving addresses for pointers.

    It keeps the interpreter lock, which costs nothing here: pdfium must not be called from two
    threads anyway.
    """
    import pypdfium2.raw as pdfium

    function = getattr(pdfium, name)
    prototype = ctypes.PYFUNCTYPE(_plain(function.restype), *map(_plain, function.argtypes))
    return prototype(address(function))


def address(handle: Any) -> int:
    """The address that a handle of pypdfium2 wraps."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _plain(kind: Any) -> Any:
    return ctypes.c_void_p if hasattr(kind, "contents") else kind


def page_frame(page: Any) -> Frame:
    """The frame of a pdfium page as a viewer shows it."""
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
    return Frame(rect.left, rect.bottom, rect.right, rect.top, pdfium.FPDFPage_GetRotation(page) % 4)
