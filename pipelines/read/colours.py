"""The colour of a text and of its ground -> whether the text can be seen."""

from __future__ import annotations

from typing import Literal

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
BLACK: Colour = (0, 0, 0)
"""The colour of print where nothing else is said."""
WHITE: Colour = (255, 255, 255)
"""The colour of paper."""
_SAME, _NEAR = 12, 48  # of 255, in the channel that differs most


def legibility(text: Colour, ground: Colour | None) -> Literal["", "hidden", "doubtful"]:
    """Whether a text of one colour is seen on the other. On a ground that is not known a text that
    white paper would hide is doubtful."""
    apart = max(abs(a - b) for a, b in zip(text, ground or WHITE))
    if ground is None:
        return "doubtful" if apart <= _NEAR else ""
    return "hidden" if apart <= _SAME else "doubtful" if apart <= _NEAR else ""


def hex_colour(text: str) -> Colour | None:
    """`FF0000` -> (255, 0, 0); None for anything else, such as `auto`."""
    try:
        number = int(text, 16) if len(text) == 6 else -1
    except ValueError:
        number = -1
    return (number >> 16, number >> 8 & 255, number & 255) if number >= 0 else None
