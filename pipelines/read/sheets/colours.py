"""Colours of a workbook -> red, green and blue.

A colour is written as ARGB, as a place in the palette, or as one of the theme with a tint. What is
written otherwise, or automatic, is taken for black on white, as Excel does.
"""

from __future__ import annotations

from typing import Any

from pipelines.read.colours import BLACK, WHITE, Colour, hex_colour

THEME = (WHITE, BLACK, (238, 236, 225), (31, 73, 125))
"""Light 1, dark 1, light 2, dark 2, in the order in which cells count them."""
_PALETTE = (BLACK, WHITE, (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (255, 0, 255), (0, 255, 255))
_AUTOMATIC_TEXT, _AUTOMATIC_GROUND = 64, 65


def theme_of(root: Any) -> tuple[Colour, ...]:
    """The colours of a theme part (`a:clrScheme`), in the order in which cells count them."""
    named = {str(e.tag).rpartition("}")[2]: e for e in root.iter("{*}clrScheme") for e in e}
    stated_colours = []
    for name, plain in zip(("lt1", "dk1", "lt2", "dk2"), THEME):
        inner = next(iter(named[name]), None) if name in named else None
        stated = "" if inner is None else inner.get("lastClr") or inner.get("val") or ""
        stated_colours.append(hex_colour(stated) or plain)
    accents = (
        hex_colour(next(iter(e)).get("val", ""))
        for n, e in named.items()
        if n.startswith("accent") and len(e)
    )
    return (*stated_colours, *(accent or BLACK for accent in accents))


def colour_of(element: Any, theme: tuple[Colour, ...], automatic: Colour) -> Colour:
    """The colour that a `color`, `fgColor` or `bgColor` element states; `automatic` for none."""
    if element is None:
        return automatic
    if element.get("rgb"):
        return hex_colour(element.get("rgb")[-6:]) or automatic
    if (index := element.get("indexed")) is not None:
        number = int(index) if index.isdecimal() else _AUTOMATIC_TEXT
        return automatic if number in (_AUTOMATIC_TEXT, _AUTOMATIC_GROUND) else palette(number)
    if (place := element.get("theme")) is not None and place.isdecimal() and int(place) < len(theme):
        return _tinted(theme[int(place)], float(element.get("tint", "0") or 0))
    return automatic


def palette(number: int) -> Colour:
    """One of the 64 colours of old workbooks; beyond the eight pure ones only how dark they are
    counts."""
    if number in (8 + len(_PALETTE), 26, 27, 34, 41, 42, 43):  # light shades, and never the text of a figure
        return (204, 255, 255)
    return _PALETTE[number % 8] if number < 16 else (128, 128, 128)


def _tinted(colour: Colour, tint: float) -> Colour:
    """Lighter for a positive tint, darker for a negative one."""
    if tint < 0:
        return tuple(round(c * (1 + tint)) for c in colour)  # type: ignore[return-value]
    return tuple(round(c + (255 - c) * tint) for c in colour)  # type: ignore[return-value]
