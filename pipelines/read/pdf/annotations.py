"""The annotations of a page that a person reads as part of it -> glyphs: the values of form fields
and texts laid over the page. Others that paint something are drawings.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, Literal

from pipelines.model import NOT_TEXT
from pipelines.read.layout.drawn import Drawn
from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Box, Frame, apply
from pipelines.read.pdf.appearance import paints, shown_text
from pipelines.values import is_value

FREE_TEXT, LINE, SQUARE, CIRCLE, POLYGON, POLYLINE = 3, 4, 5, 6, 7, 8
STRIKE_OUT, STAMP, INK, WIDGET, REDACT = 12, 13, 15, 20, 28
"""Kinds of annotations, as fpdf_annot.h numbers them."""
_DRAWINGS = frozenset({SQUARE, CIRCLE, POLYGON, POLYLINE, STAMP, INK, REDACT})
_LINES = frozenset({POLYLINE, INK})
"""What may run through a figure in any direction."""
_PASSWORD = 1 << 13
"""In the flags of a text field."""
_HIDDEN, _NO_VIEW = 1 << 1, 1 << 5
MOST_PAINTED = 65_536
"""Bytes of the stream that paints an annotation; of more nothing is told."""
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
    elif kind in _DRAWINGS or (kind == WIDGET and _string(annotation, b"FT") == "Sig"):
        drawn.ink(corners)
        drawn.cover(corners)
        if kind in _LINES:
            for i in _under((left, top, right, bottom), glyphs):
                glyphs[i] = glyphs[i]._replace(mark="doubtful")
    elif kind in (FREE_TEXT, WIDGET):
        _write(_shown(annotation, kind), (left, top, right, bottom), glyphs)


def _under(box: Box, glyphs: Sequence[Glyph]) -> list[int]:
    """The glyphs that a box touches."""
    left, top, right, bottom = box
    return [
        i
        for i, g in enumerate(glyphs)
        if g.left < right and left < g.right and g.top < bottom and top < g.bottom
    ]


def _shown(annotation: Any, kind: int) -> str:
    """The text of an annotation, behind NOT_TEXT where what it paints is not known to be that text;
    NOT_TEXT alone where it paints something that it does not give as text."""
    import pypdfium2.raw as pdfium

    field = "" if kind == FREE_TEXT else _string(annotation, b"FT")
    painted = _appearance(annotation) if pdfium.FPDFAnnot_HasKey(annotation, b"AP") else None
    if field == "Btn":
        return NOT_TEXT if painted and paints(painted) else ""
    value = _string(annotation, b"Contents" if kind == FREE_TEXT else b"V")
    if painted is None:
        if not value:
            return "" if field in ("Tx", "Ch") else NOT_TEXT
        return NOT_TEXT + value if field == "Ch" or _is_secret(annotation) else value
    shown = shown_text(painted)
    if not value:
        return "" if shown == "" and field in ("Tx", "Ch") else NOT_TEXT
    if shown == "".join(value.split()):
        return value
    # The codes of Chinese characters are those of the font, and say nothing: only labels are let through.
    label = not value.isascii() and not any(map(str.isdigit, value)) and not is_value(value)
    return value if label and shown else NOT_TEXT + value


def _is_secret(annotation: Any) -> bool:
    """Whether a field shows something else in place of what is typed."""
    import pypdfium2.raw as pdfium

    flags = ctypes.c_float()
    told = pdfium.FPDFAnnot_GetNumberValue(annotation, b"Ff", ctypes.byref(flags))
    return bool(told) and bool(int(flags.value) & _PASSWORD)


def _appearance(annotation: Any) -> str:
    """The content stream that paints an annotation as it is now."""
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    if not 2 < size < MOST_PAINTED:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


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
