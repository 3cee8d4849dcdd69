"""The annotations of a page that a person reads as part of it -> glyphs: the values of form fields
and texts laid over the page. Others that paint something are drawings.
"""

from __future__ import annotations

import ctypes
from typing import Any, Literal

from pipelines.model import NOT_TEXT
from pipelines.read.layout.drawn import Drawn
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Frame, apply

FREE_TEXT, LINE, SQUARE, CIRCLE, POLYGON, POLYLINE, STRIKE_OUT, STAMP, INK, WIDGET = (
    3,
    4,
    5,
    6,
    7,
    8,
    12,
    13,
    15,
    20,
)
"""Kinds of annotations, as fpdf_annot.h numbers them."""
_DRAWINGS = frozenset({SQUARE, CIRCLE, POLYGON, POLYLINE, STAMP, INK})
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
MOST = 2_000
"""Annotations of a page; more are not looked at one by one."""


def add_annotations(page: Any, frame: Frame, glyphs: list[Glyph], drawn: Drawn) -> None:
    """Add to the glyphs and drawings of a raw pdfium page what its annotations show."""
    import pypdfium2.raw as pdfium

    for i in range(min(pdfium.FPDFPage_GetAnnotCount(page), MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, i)
        if not annotation:
            continue
        try:
            if not pdfium.FPDFAnnot_GetFlags(annotation) & (_HIDDEN | _NO_VIEW):
                _add(annotation, frame, glyphs, drawn)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _add(annotation: Any, frame: Frame, glyphs: list[Glyph], drawn: Drawn) -> None:
    import pypdfium2.raw as pdfium

    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
        return
    corners = apply(frame.matrix, rect.left, rect.bottom), apply(frame.matrix, rect.right, rect.top)
    (left, right), (top, bottom) = (
        sorted((corners[0][0], corners[1][0])),
        sorted((corners[0][1], corners[1][1])),
    )
    if kind in (STRIKE_OUT, LINE):
        middle = (top + bottom) / 2
        drawn.ink(((left, middle), (right, middle)))
    elif kind in _DRAWINGS:
        drawn.ink(corners)
        drawn.cover(corners)
    elif kind in (FREE_TEXT, WIDGET):
        _write(_shown(annotation, kind), (left, top, right, bottom), glyphs)


def _shown(annotation: Any, kind: int) -> str:
    """The text of an annotation; NOT_TEXT where it paints something that it does not give as
    text."""
    if kind == FREE_TEXT:
        return _string(annotation, b"Contents") or NOT_TEXT
    kind_of_field = _string(annotation, b"FT")
    if kind_of_field in ("", "Tx", "Ch"):
        return _string(annotation, b"V") or (NOT_TEXT if kind_of_field == "" else "")
    return ""


def _string(annotation: Any, key: bytes) -> str:
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < size < 4096:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0").strip()


def _write(text: str, box: tuple[float, float, float, float], glyphs: list[Glyph]) -> None:
    """Set a text into a box, in its one line, as glyphs; in doubt where it lies over others."""
    left, top, right, bottom = box
    if not text:
        return
    over = any(
        left < (g.left + g.right) / 2 < right and top < (g.top + g.bottom) / 2 < bottom for g in glyphs
    )
    em = min(bottom - top, 12.0, 2 * (right - left) / len(text))
    middle = (top + bottom) / 2
    foot = middle + em / 3
    mark: Literal["", "doubtful"] = "doubtful" if over else ""
    for n, character in enumerate(" ".join(text.split())):
        x = left + n * em / 2
        glyphs.append(Glyph(x, foot, x, middle - em / 3, x + em / 2, foot, em, 0, character, mark))
