"""Colours of style sheets -> red, green, blue and alpha; and how well one is seen upon another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_HEX = re.compile(r"(?:[0-9a-f]{3}){1,2}")
ALIKE = 10
"""Two colours that differ by no more than this in each channel (of 255) are one to the eye."""
NEAR = 56
"""By so much they do, and what is printed in one upon the other can be overlooked."""


class Colour(NamedTuple):
    """Channels of 0 to 255, alpha of 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


BLACK = Colour(0, 0, 0)
"""The colour of text where nothing else is said."""
WHITE = Colour(255, 255, 255)
"""The colour of the page where nothing else is said."""
LINK = Colour(0, 0, 238)
"""The colour of a link in browsers."""
CLEAR = Colour(0, 0, 0, 0)
"""No colour: what is behind is seen."""
_OF_SYSTEM = {
    "canvas": WHITE, "field": WHITE, "canvastext": BLACK, "fieldtext": BLACK, "windowtext": BLACK,
    "window": WHITE, "linktext": LINK, "buttontext": BLACK,
}  # fmt: skip


@lru_cache(maxsize=4096)
def colour(text: str) -> Colour | None:
    """The colour that a value of a style sheet names; None if it names none, or one that only a
    browser can work out."""
    name = text.strip().lower()
    if name in _OF_SYSTEM:
        return _OF_SYSTEM[name]
    from tinycss2.color4 import parse_color

    try:
        parsed = parse_color(name)
        if parsed is None or isinstance(parsed, str):
            return None
        red, green, blue, alpha = parsed.to("srgb")
    except (ValueError, TypeError, NotImplementedError, ZeroDivisionError, OverflowError):
        return None
    return Colour(_channel(red), _channel(green), _channel(blue), min(max(alpha, 0.0), 1.0))


def _channel(part: float | None) -> float:
    return min(max((part or 0.0) * 255, 0.0), 255.0)


def legacy(text: str) -> Colour | None:
    """The colour of an attribute: a name or six digits, with or without `#`."""
    name = text.strip().lower()
    return colour(name) or (colour(f"#{name}") if _HEX.fullmatch(name) else None)


def upon(above: Colour, below: Colour) -> Colour:
    """What is seen of a colour that lets another through."""
    if above.alpha >= 1:
        return above
    mixed = (over * above.alpha + under * (1 - above.alpha) for over, under in zip(above[:3], below[:3]))
    return Colour(*mixed)


def distance(one: Colour, other: Colour) -> float:
    """The channel in which two colours differ most, of 255."""
    return max(abs(a - b) for a, b in zip(one[:3], other[:3]))
