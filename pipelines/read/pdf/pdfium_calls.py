"""Binds functions of pdfium for calls made once per character or drawn object.

pypdfium2's own bindings check and wrap every pointer, which costs more than the work itself (0.4 to
1.0 microseconds a call against 0.1 to 0.2). Here nothing is checked: a wrong pointer crashes, so pass
in only what is held open, and every address by way of `pointer`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

from pipelines.read.layout.page_transform import Frame

pointer = ctypes.c_void_p.from_param
"""An address as an argument of a bound function. Where it is passed again and again it is made
once."""


@cache
def bind(name: str) -> Callable[..., Any]:
    """The function of pdfium of this name. It takes whole numbers of 32 bits as they are and
    pointers as `pointer` makes them, and gives addresses.

    Without types of its arguments, ctypes converts none, which is half of the time of a call. The
    interpreter lock is kept, which costs nothing here: pdfium must not be called from two threads
    anyway.
    """
    import pypdfium2.raw as pdfium

    function = getattr(pdfium, name)
    gives = function.restype
    plain = ctypes.c_void_p if hasattr(gives, "contents") else gives
    return ctypes.PYFUNCTYPE(plain)(address(function))


def address(handle: Any) -> int:
    """The address that a handle of pypdfium2 wraps."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def page_frame(page: Any) -> Frame:
    """The frame of a pdfium page as a viewer shows it."""
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect))
    return Frame(rect.left, rect.bottom, rect.right, rect.top, pdfium.FPDFPage_GetRotation(page) % 4)
