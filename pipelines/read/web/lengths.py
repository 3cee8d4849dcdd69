"""Lengths, shares and angles of style sheets -> pixels, factors and degrees; None where it is none
or cannot be worked out without laying out the page."""

from __future__ import annotations

import re

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_QUANTITY = re.compile(rf"({NUMBER})([a-z]*|%)", re.IGNORECASE)
_PIXELS = {
    "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54, "q": 2.4 / 2.54,
    "vw": 12.8, "vh": 7.2, "vi": 12.8, "vb": 7.2, "vmin": 7.2, "vmax": 12.8,
}  # fmt: skip
"""The view units are those of a window of 1280 by 720."""
_OF_TYPE = {"em": 1.0, "ex": 0.5, "ch": 0.5, "ic": 1.0, "cap": 0.7, "lh": 1.2}
_OF_ROOT = {"rem": 16.0, "rex": 8.0, "rch": 8.0, "ric": 16.0, "rlh": 19.2}
_DEGREES = {"deg": 1.0, "grad": 0.9, "rad": 57.29578, "turn": 360.0, "": 1.0}


def quantity(text: str) -> tuple[float, str] | None:
    """`-1.5EM` -> (-1.5, "em")."""
    match = _QUANTITY.fullmatch(text.strip())
    return (float(match[1]), match[2].lower()) if match else None


def pixels(text: str, size: float, whole: float | None = None, *, bare: bool = False) -> float | None:
    """A length in pixels beside type of `size` pixels; a share is of `whole`. A number without a
    unit is a length if it is 0, or where `bare` allows it."""
    if not (parts := quantity(text)):
        return None
    number, unit = parts
    if unit in _PIXELS:
        return number * _PIXELS[unit]
    if unit in _OF_TYPE:
        return number * _OF_TYPE[unit] * size
    if unit in _OF_ROOT:
        return number * _OF_ROOT[unit]
    if unit == "%":
        return None if whole is None else number / 100 * whole
    return number if unit == "" and (bare or not number) else None


def share(text: str) -> float | None:
    """A number or a percentage as a factor: `0.5` and `50%` -> 0.5."""
    parts = quantity(text)
    if not parts or parts[1] not in ("", "%"):
        return None
    return parts[0] / (100 if parts[1] else 1)


def degrees(text: str) -> float | None:
    """An angle in degrees."""
    parts = quantity(text)
    return parts[0] * _DEGREES[parts[1]] if parts and parts[1] in _DEGREES else None
