"""Tells what a page of a PDF is made of: text that can be read, or something that must be looked
at.

Judged from what has been read of the page anyway; acting on it is left to `reader`.
"""

from __future__ import annotations

import re
from typing import Any, Literal

from pipelines.read.layout.drawn import Drawn
from pipelines.read.layout.glyph import UNKNOWN
from pipelines.read.pdf.glyphs import hidden_text

Kind = Literal["digital", "image", "recognised", "outlined", "illegible", "blank"]
"""`image`: a picture fills the page. `recognised`: the same with invisible text behind it, put
there by a program that recognised characters. `outlined`: characters drawn as curves. `illegible`:
text whose codes the file does not explain.
"""

PICTURE = 0.6
"""A page covered so far by images is a scan."""
FEW = 20
"""Characters: a page number, a stamp of the day of reception; the last row of a table has more."""
MANY_CURVES = 300
"""Pieces of curves: thirty characters drawn as outlines; a seal or an ornament has fewer."""
ILLEGIBLE = 0.1
"""Of a page with a larger share of unexplained characters not even the prose can be used."""
_WITHOUT_MEANING = re.compile(f"[{UNKNOWN}\ue000-\uf8ff]")


def page_kind(page: Any, printed: str, drawn: Drawn) -> Kind:
    """The kind of a raw pdfium page, of which `printed` (its characters less blanks) and `drawn`
    are all that is on it."""
    solid = len(printed)
    if drawn.pictures > PICTURE and solid and hidden_text(page):
        return "recognised"
    if solid >= FEW:
        return "illegible" if unexplained(printed) > ILLEGIBLE * solid else "digital"
    if drawn.pictures > PICTURE:
        return "image"
    if drawn.curves > MANY_CURVES:
        return "outlined"
    if solid:
        return "illegible" if unexplained(printed) > ILLEGIBLE * solid else "digital"
    return "blank"


def unexplained(printed: str) -> int:
    """How many characters have no meaning: those without a code, and those of the private use
    area."""
    return len(_WITHOUT_MEANING.findall(printed))
