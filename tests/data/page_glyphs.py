"""Glyphs of a page as a test writes them: text at a place, in a font of ten points."""

from __future__ import annotations

from pipelines.read.layout.glyph import Glyph

EM = 10.0
ASCENT, DESCENT = 8.0, 2.0
"""Points above and below the baseline that every glyph reaches."""


def width(character: str) -> float:
    """Chinese characters are as wide as the font, all others half."""
    return EM if ord(character) > 0xFF else EM / 2


def written(text: str, x: float = 0.0, y: float = 0.0, *, turn: int = 0, step: float = 0.0) -> list[Glyph]:
    """A line that begins at x on the baseline y, with `step` points between its glyphs."""
    glyphs = []
    for character in text:
        right = x + width(character)
        glyphs.append(Glyph(x, y, x, y - ASCENT, right, y + DESCENT, EM, turn, character))
        x = right + step
    return glyphs


def spread(*pieces: tuple[str, float], y: float = 0.0) -> list[Glyph]:
    """Pieces of one line, each with the x at which it begins."""
    return [glyph for text, x in pieces for glyph in written(text, x, y)]
