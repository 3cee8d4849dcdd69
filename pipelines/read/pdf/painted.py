"""What of a page's figures is painted: the page is drawn by pdfium with and without the texts in
question, and each of their characters is held against what changed in its place.

That answers for every way of hiding at once: white on white, painted over, clipped, invisible,
on a layer that is off. No characters are recognised here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

from pipelines.read.layout.glyph import Glyph
from pipelines.read.layout.page_transform import Box
from pipelines.read.pdf.glyphs import is_boxless
from pipelines.read.pdf.page_picture import GreyPage
from pipelines.read.pdf.pdfium_calls import bind, pointer
from pipelines.read.pdf.suspects import SMALL, height, on_layer

NOTHING, FAINT = 12, 64
"""Of 255, by how much a character changes the page at its darkest: not so that it is seen; so
little that it is seen, but is a watermark, or open."""
LARGER = 1.3
"""Times the usual size of the figures: faint type that is larger is a watermark."""
TINY = 1.5
"""Points: digits that are less high are not seen."""
DIGIT_HIGH = 0.75
"""Of the size of the font: digits are no higher."""
PARTLY = 0.6
"""Of the height and width of a character: with less of it to be seen it is open which it is."""


def as_painted(
    page: Any, glyphs: Sequence[Glyph], suspects: Mapping[int, int], placing: Callable[[Box], Box] | None
) -> list[Glyph]:
    """The glyphs of a raw pdfium page without those that nobody sees; what may not be seen is
    marked as doubtful. `suspects`: index of a glyph -> address of the text object that paints it.
    `placing` brings a box into the frame of the page as it is shown.
    """
    place = placing or (lambda box: box)
    shown = GreyPage(page)
    without = _without(page, set(suspects.values()))
    usual = (
        median(g.em for i, g in enumerate(glyphs) if i not in suspects)
        if len(suspects) < len(glyphs)
        else 0.0
    )
    layered = {handle for handle in set(suspects.values()) if on_layer(handle)}
    kept: dict[int, Glyph | None] = {}
    faint: list[int] = []
    for i in suspects:
        if measured := _measured(glyphs[i], shown, without, place):
            kept[i] = measured
            continue
        glyph = glyphs[i]
        box = (glyph.left, glyph.top, glyph.right, glyph.bottom)
        strength, across, down = _change(shown, without, place(box))
        tiny = glyph.text.isdigit() and height(glyph) < TINY
        if strength < NOTHING or (tiny and strength):
            kept[i] = (
                glyph._replace(mark="doubtful")
                if _left_over(glyphs, i, suspects, without, place(box))
                else None
            )
        elif strength < FAINT:
            faint.append(i)
        elif min(across, down) < PARTLY or suspects[i] in layered or height(glyph) < SMALL:
            kept[i] = glyph._replace(mark="doubtful")
    kept |= {i: _behind(glyphs, i, faint, suspects, usual) for i in faint}
    return [g for g in (kept.get(i, glyph) for i, glyph in enumerate(glyphs)) if g]


def _measured(glyph: Glyph, shown: GreyPage, without: GreyPage, place: Callable[[Box], Box]) -> Glyph | None:
    """An upright digit whose box pdfium does not know, with the box that digits of its font have, if
    it is seen there: fonts that the file does not bring are replaced, and the box is lost."""
    if glyph.turn or not glyph.text.isdigit() or not is_boxless(glyph):
        return None
    high = glyph._replace(top=glyph.y - DIGIT_HIGH * glyph.em, bottom=glyph.y)
    strength, *_ = _change(shown, without, place((high.left, high.top, high.right, high.bottom)))
    return high if strength >= FAINT and high.bottom - high.top >= SMALL else None


def _left_over(
    glyphs: Sequence[Glyph], i: int, suspects: Mapping[int, int], without: GreyPage, box: Box
) -> bool:
    """Whether in place of a character that is not seen something else is, which no other character
    explains: pdfium hands on only the first of two characters in the same place."""
    if _contrast(without, box) < FAINT:
        return False
    glyph = glyphs[i]
    width = glyph.right - glyph.left
    return not any(
        n not in suspects
        and min(other.right, glyph.right) - max(other.left, glyph.left) > width / 3
        and other.top < glyph.bottom
        and glyph.top < other.bottom
        for n, other in enumerate(glyphs)
    )


def _behind(
    glyphs: Sequence[Glyph], i: int, faint: Sequence[int], suspects: Mapping[int, int], usual: float
) -> Glyph | None:
    """A faint figure: none where it is a watermark (larger than the type of the page, or under
    characters of another text), else in doubt."""
    glyph, pale = glyphs[i], set(faint)
    if glyph.em > LARGER * usual:
        return None
    line = [
        glyphs[n]
        for n in faint
        if abs(glyphs[n].y - glyph.y) < 1 and abs(glyphs[n].x - glyph.x) < 3 * glyph.em
    ]
    left, right = min(g.left for g in line), max(g.right for g in line)
    for n, other in enumerate(glyphs):
        if (
            n not in pale
            and suspects.get(n) != suspects[i]
            and other.left < right
            and left < other.right
            and (other.top < glyph.bottom and glyph.top < other.bottom)
        ):
            return None
    return glyph._replace(mark="doubtful")


def _without(page: Any, handles: set[int]) -> GreyPage:
    """The page without these text objects, which are switched on again after."""
    switch = bind("FPDFPageObj_SetIsActive")
    texts = [pointer(handle) for handle in handles]
    for text in texts:
        switch(text, 0)
    try:
        return GreyPage(page)
    finally:
        for text in texts:
            switch(text, 1)


def _contrast(picture: GreyPage, box: Box) -> int:
    """Between the darkest and the lightest pixel of a box."""
    pixels = b"".join(picture.rows(box))
    return max(pixels) - min(pixels) if pixels else 0


def _change(one: GreyPage, other: GreyPage, box: Box) -> tuple[int, float, float]:
    """By how much the pictures differ in a box (where they do, in the upper quarter: at most
    would be what is under the character), and over which shares of its width and height."""
    steps: list[int] = []
    lines, columns, count = 0, set(), 0
    for mine, its in zip(one.rows(box), other.rows(box)):
        count += 1
        if mine != its:
            apart = [abs(a - b) for a, b in zip(mine, its)]
            steps += filter(None, apart)
            lines += 1
            columns |= {x for x, step in enumerate(apart) if step >= NOTHING}
    width = max(1, round(box[2] * one.scale) - round(box[0] * one.scale))
    strength = sorted(steps)[len(steps) * 3 // 4] if steps else 0
    return strength, len(columns) / width, lines / max(count, 1)
