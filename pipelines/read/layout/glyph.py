"""A character on a page, as every format with pages hands it on: PDF, OFD, scans."""

from __future__ import annotations

from typing import Literal, NamedTuple

BLANKS = frozenset(" \u00a0\u3000\t")
UNKNOWN = "\ufffd"
"""In place of a character whose code the file does not explain: the code itself may look like a
digit and be none."""


class Glyph(NamedTuple):
    """A character in points of its frame: origin on the baseline, tight box, size of the font, and
    by how many quarters its writing is turned counterclockwise from upright."""

    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float
    em: float
    turn: int
    text: str
    mark: Literal["", "doubtful", "struck", "raised", "lowered"] = ""
    """What the eye sees of it besides, as `read.marks` has it; what is hidden is handed on to
    nobody."""
