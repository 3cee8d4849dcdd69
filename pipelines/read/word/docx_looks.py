"""The properties of runs, paragraphs and cells of a Word file -> the look that they state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipelines.read.colours import Colour, hex_colour
from pipelines.read.word.docx_xml import FALSE, Element, attribute, child_of, local_name
from pipelines.read.word.looks import PLAIN, UNKNOWN, Look

HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""The pens of Word by their names (ECMA-376 part 1, 17.18.40)."""
_SHORT = {
    "background1": "lt1", "light1": "lt1", "bg1": "lt1", "text1": "dk1", "dark1": "dk1", "tx1": "dk1",
    "background2": "lt2", "light2": "lt2", "bg2": "lt2", "text2": "dk2", "dark2": "dk2", "tx2": "dk2",
    "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
"""The names of a theme's colours in the text -> those in the theme itself."""
_USUAL = {"lt1": "FFFFFF", "dk1": "000000"}
"""What themes nearly always have as their paper and ink."""
_NUMBERS = {"position": "rise", "sz": "size", "w": "width", "spacing": "spacing"}
_SPENT, _FAINT = 95_000, 60_000  # thousandths of a percent of transparency: nothing is seen, perhaps little
_HEX = re.compile("[0-9a-fA-F]{6}")

Theme = Mapping[str, str]
"""Colours of a document by their names in its theme."""


def theme_of(root: Element | None) -> Theme:
    """The colours that a theme (any element around its `clrScheme`) names."""
    colours = {}
    for scheme in () if root is None else root.iter("{*}clrScheme"):
        for entry in scheme:
            stated = next((e.get("lastClr") or e.get("val") or "" for e in entry), "")
            if _HEX.fullmatch(stated):
                colours[local_name(entry)] = stated
    return colours


def look_of(properties: Element | None, theme: Theme) -> Look:
    """What the children of an `rPr` state."""
    stated: dict[str, Any] = {}
    for entry in () if properties is None else properties:
        name, value = local_name(entry), attribute(entry)
        if name in ("strike", "dstrike"):
            stated["strike"] = stated.get("strike", False) or value.lower() not in FALSE
        elif name == "vanish":
            stated["vanish"] = value.lower() not in FALSE
        elif name == "vertAlign":
            stated["align"] = value
        elif name in _NUMBERS:
            stated[_NUMBERS[name]] = _whole(value)
        elif name == "color":
            stated.setdefault("colour", _coloured(entry, value, "theme", "Color", theme))
        elif name == "shd":
            stated["shade"] = fill_of(entry, theme)
        elif name == "highlight" and value not in ("none", ""):
            stated["shade"] = HIGHLIGHTS.get(value, UNKNOWN)
        elif name == "rFonts" and (font := attribute(entry, "ascii") or attribute(entry, "hAnsi")):
            stated["font"] = font.lower()
        elif name == "textFill":
            stated |= _ink(entry, theme)
    return Look(**stated) if stated else PLAIN


def _ink(fill: Element, theme: Theme) -> dict[str, Any]:
    """What Word 2010 and later fill letters with (`w14:textFill`), which goes before their colour.

    A colour of the theme that is made lighter or darker is written as `w:color`, too."""
    if next(fill.iter("{*}noFill"), None) is not None:
        return {"clear": True}
    solid = child_of(fill, "solidFill")
    for hue in () if solid is None else solid:
        changes = {local_name(change): _whole(attribute(change)) or 0 for change in hue}
        alpha = changes.pop("alpha", 0)
        if alpha >= _SPENT:
            return {"clear": True}
        if alpha >= _FAINT:
            return {"colour": UNKNOWN}
        named = attribute(hue)
        colour = named if local_name(hue) == "srgbClr" else _named(named, theme)
        return {"colour": colour} if not changes and colour else {}
    return {}


def layout_of(properties: Element | None) -> Look:
    """What a `pPr` states of where the paragraph's text begins and how high its lines are."""
    stated: dict[str, Any] = {}
    indent = None if properties is None else child_of(properties, "ind")
    if indent is not None:
        left, hanging, first = (
            _whole(attribute(indent, name)) or 0 for name in ("left", "hanging", "firstLine")
        )
        stated["indent"] = (left or _whole(attribute(indent, "start")) or 0) + first - hanging
    spacing = None if properties is None else child_of(properties, "spacing")
    if spacing is not None and attribute(spacing, "lineRule") == "exact":
        stated["line"] = _whole(attribute(spacing, "line"))
    return Look(**stated) if stated else PLAIN


def ground_of(properties: Element | None, ground: Colour | None, theme: Theme) -> Colour | None:
    """The ground that `shd` among these properties gives; `ground` where there is none."""
    shade = None if properties is None else child_of(properties, "shd")
    fill = "" if shade is None else fill_of(shade, theme)
    return hex_colour(fill) if fill else ground


def is_crossed(cell: Element | None) -> bool:
    """Whether a line is drawn through a cell, from corner to corner."""
    borders = None if cell is None else child_of(cell, "tcBorders")
    return borders is not None and any(
        attribute(line) not in ("", "nil", "none")
        for name in ("tr2bl", "tl2br")
        for line in borders.iterchildren(f"{{*}}{name}")
    )


def fill_of(shade: Element, theme: Theme) -> str:
    """The colour of a shading, "" where it has none. A pattern mixes two: not known."""
    pattern = attribute(shade)
    if pattern == "solid":
        return _coloured(shade, attribute(shade, "color"), "theme", "Color", theme) or UNKNOWN
    if pattern.startswith("pct") and attribute(shade, "color") not in ("", "auto"):
        return UNKNOWN
    fill = attribute(shade, "fill")
    if attribute(shade, "themeFill"):
        if not theme:  # what is written beside it is no colour of this document
            return _named(attribute(shade, "themeFill"), theme) or UNKNOWN
        return _coloured(shade, fill, "themeFill", "", theme) or UNKNOWN
    return "" if fill in ("", "auto") else fill


def _coloured(element: Element, value: str, prefix: str, suffix: str, theme: Theme) -> str:
    """The colour of an element that may name one of the theme; `value` is what it comes to, as
    Word worked it out, and holds where that is made lighter or darker."""
    named = attribute(element, prefix + suffix)
    if not named or named == "none":
        return value
    changed = any(attribute(element, prefix + change) for change in ("Tint", "Shade"))
    if not changed and (colour := _named(named, theme)):
        return colour
    return value if _HEX.fullmatch(value) else ""


def _named(name: str, theme: Theme) -> str:
    short = _SHORT.get(name, name)
    return theme.get(short) or _USUAL.get(short, "")


def _whole(text: str) -> int | None:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
