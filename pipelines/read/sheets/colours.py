"""Colours of a workbook -> red, green and blue.

A colour is written as ARGB, as a place in the palette, or as one of the theme with a tint. What is
written otherwise, or automatic, is taken for black on white, as Excel does.
"""

from __future__ import annotations

from typing import Any

from pipelines.read.colours import BLACK, WHITE, Colour, hex_colour

THEME = (WHITE, BLACK, (238, 236, 225), (31, 73, 125))
"""Light 1, dark 1, light 2, dark 2, in the order in which cells count them."""
_USUAL = (
    "000000 ffffff ff0000 00ff00 0000ff ffff00 ff00ff 00ffff 800000 008000 000080 808000 800080 008080"
    " c0c0c0 808080 9999ff 993366 ffffcc ccffff 660066 ff8080 0066cc ccccff 000080 ff00ff ffff00 00ffff"
    " 800080 800000 008080 0000ff 00ccff ccffff ccffcc ffff99 99ccff ff99cc cc99ff ffcc99 3366ff 33cccc"
    " 99cc00 ffcc00 ff9900 ff6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
_PALETTE = _USUAL.split()
"""The usual colours of old workbooks from the place 8 on ([MS-XLS] 2.5.161); the eight places before
them are the same as the first eight."""
_FIRST = 8
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
    """One of the 64 colours of old workbooks; black for what is none."""
    place = number if number < _FIRST else number - _FIRST
    return (hex_colour(_PALETTE[place]) if place < len(_PALETTE) else None) or BLACK


def _tinted(colour: Colour, tint: float) -> Colour:
    """Lighter for a positive tint, darker for a negative one."""
    if tint < 0:
        return tuple(round(c * (1 + tint)) for c in colour)  # type: ignore[return-value]
    return tuple(round(c + (255 - c) * tint) for c in colour)  # type: ignore[return-value]
