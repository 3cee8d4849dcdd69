"""Whether the fonts of a page draw the digits and signs that its text says.

A font may draw any shape for a code, whatever its table of characters says: what is copied as 12 can
be printed as 45, in a font of the file as in one that the viewer has. Which digit it is instead is not
guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from math import floor
from typing import Any, Literal

from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Box
from pipelines.read.pdf.digit_shapes import DIGITS, Shape, is_drawn_as, looks_like, shape_of
from pipelines.read.pdf.glyphs import is_boxless
from pipelines.read.pdf.outlines import is_outlined, outline_of, shape_of_outline
from pipelines.read.pdf.page_picture import GreyPage
from pipelines.read.pdf.pdfium_calls import bind, pointer

MOST_USES = 3
"""Of a character of a font on a page that are looked at, besides the last."""
MOST_LOOKS = 2_000
"""Characters of a page that are looked at, those beyond are in doubt; a page in three fonts has 40."""
AROUND = 0.5
"""Points of the page that are looked at around a sign."""
FINE = 100
"""Parts of the size of a font, by which the boxes of its characters are told apart."""
BETWEEN = 0.37
"""Of such a part: pdfium gives boxes in thousandths of a size, and so none that ends between two."""

Place = tuple[int, int, int, int]
"""Where the box of a character is about its origin: another code that says the same and draws another
shape has another box."""
Sight = Literal["itself", "another", "nothing"]


def disbelieved(
    page: Any, painters: Mapping[int, int], glyphs: Sequence[Glyph], place: Callable[[Box], Box]
) -> set[int]:
    """Of the figures (index of a glyph -> address of the text object that paints it) those whose font
    draws something else than it says; and all of a font that does so with two characters.

    Each dictionary of a font is looked at anew on each page: two that share one file of a font may say
    different things of it. `place` brings a box into the frame of the page as it is shown."""
    font_of = bind("FPDFTextObj_GetFont")
    fonts = {handle: font_of(pointer(handle)) for handle in set(painters.values()) if handle}
    by_font: dict[int, dict[str, dict[Place, list[int]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for i, handle in painters.items():
        glyph = glyphs[i]
        if handle and glyph.turn == 0:
            by_font[fonts[handle]][glyph.text][_place_of(glyph)].append(i)
    out: set[int] = set()
    left = MOST_LOOKS
    for font, characters in by_font.items():
        wrong: list[int] = []
        others = set()
        for character, places in characters.items():
            for of in places.values():
                left -= 1
                uses = [glyphs[i] for i in of]
                sight = "nothing" if left < 0 else _sight(page, font, uses, place, len(places) > 1)
                if sight != "itself":
                    wrong += of
                if sight == "another":
                    others.add(character)
        if len(others) > 1:
            wrong = [i for places in characters.values() for of in places.values() for i in of]
        out.update(wrong)
    return out


def _place_of(glyph: Glyph) -> Place:
    part, x, y = FINE / (glyph.em or 1.0), glyph.x, glyph.y
    return (
        floor(part * (glyph.left - x) + BETWEEN),
        floor(part * (glyph.right - x) + BETWEEN),
        floor(part * (glyph.top - y) + BETWEEN),
        floor(part * (glyph.bottom - y) + BETWEEN),
    )


def _sight(page: Any, font: int, uses: Sequence[Glyph], place: Callable[[Box], Box], several: bool) -> Sight:
    """What uses of one character look like. Its outline tells, unless the font has `several` of it:
    then the page is looked at. A font that is not in the file is replaced, and its boxes with it."""
    replaced = bind("FPDFFont_GetIsEmbedded")(pointer(font)) != 1
    outline = outline_of(font, uses[-1].text)
    told: Sight = "itself" if replaced and is_boxless(uses[-1]) else "nothing"
    if outline and (replaced or is_outlined(outline, uses[-1])):
        told = _judged(shape_of_outline(outline), uses[-1].text)
        if not several:
            return told
    seen = _seen(page, uses, place)
    return told if replaced and seen == "nothing" else seen


def _seen(page: Any, uses: Sequence[Glyph], place: Callable[[Box], Box]) -> Sight:
    """What they look like on the page, where one may be struck or covered."""
    out: Sight = "nothing"
    for glyph in (uses[-1], *uses[:-1][:MOST_USES]):
        edge = 0.0 if glyph.text in DIGITS else AROUND  # all of a dash's own box is ink
        box = place((glyph.left - edge, glyph.top - edge, glyph.right + edge, glyph.bottom + edge))
        sight = _judged(shape_of(GreyPage(page, box), box), glyph.text)
        if sight == "itself":
            return sight
        out = sight if out == "nothing" else out
    return out


def _judged(shape: Shape | None, character: str) -> Sight:
    if shape is None:
        return "nothing"
    if is_drawn_as(shape, character):
        return "itself"
    return "another" if any(looks_like(shape, digit) for digit in DIGITS) else "nothing"
