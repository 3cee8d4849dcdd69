"""The styles of a Word file and the properties of a run -> what the eye sees of its text.

A run looks as its own properties say, else its character style, its paragraph's style (both with
what they are based on) and the defaults of the document. Switches of styles cancel each other out
(ECMA-376 part 1, 17.7.3).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from pipelines.read.colours import BLACK, WHITE, Colour, hex_colour, legibility
from pipelines.read.marks import Mark
from pipelines.read.word.docx_xml import FALSE, Element, attribute, child_of, local_name

MOST_BASES = 20  # styles that a style may rest on, one on the other
LEAST_RISE = 4  # half points; by less, lines are evened out
TINY = 6  # half points; nobody reads that
NARROW = 10  # percent of the width of the letters
HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
    "red": "FF0000", "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080",
    "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
    "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip
"""The pens of Word by their names (ECMA-376 part 1, 17.18.40)."""
_THEME = {"background1": "FFFFFF", "light1": "FFFFFF"}
"""What themes nearly always have as their paper."""
_RAISED: dict[str, Mark] = {"superscript": "raised", "subscript": "lowered"}


@dataclass(frozen=True)
class Look:
    """What properties state; None where they say nothing. `rise` in half points, `shade` is the
    ground of the text ("" for none)."""

    strike: bool | None = None
    vanish: bool | None = None
    align: str | None = None
    rise: int | None = None
    colour: str | None = None
    size: int | None = None
    shade: str | None = None
    width: int | None = None
    clear: bool | None = None

    def over(self, below: Look) -> Look:
        """These properties, and where they say nothing those below."""
        mine = {f.name: getattr(self, f.name) for f in fields(self)}
        return Look(
            **{name: getattr(below, name) if value is None else value for name, value in mine.items()}
        )


PLAIN = Look()
"""The look of text where nothing is said."""


class Styles:
    """The styles of a document by their names; none at all without a part of styles."""

    def __init__(self, root: Element | None = None) -> None:
        self._own: dict[str, Look] = {}
        self._bases: dict[str, str] = {}
        self._numbered: dict[str, bool] = {}
        self._shaded: set[str] = set()
        self._default = PLAIN
        for style in () if root is None else root.iter("{*}style"):
            name = attribute(style, "styleId")
            self._own[name] = look_of(child_of(style, "rPr"))
            based = child_of(style, "basedOn")
            self._bases[name] = "" if based is None else attribute(based)
            self._numbered[name] = next(style.iter("{*}numPr"), None) is not None
            if any(_fill(shade) for shade in style.iter("{*}shd")):
                self._shaded.add(name)
            if attribute(style, "type") == "paragraph" and attribute(style, "default") not in ("", *FALSE):
                self._paragraph_name = name
        for default in () if root is None else root.iter("{*}rPrDefault"):
            self._default = look_of(child_of(default, "rPr"))
        self._resolved: dict[tuple[str, str], Look] = {}

    _paragraph_name = ""

    def look(self, run: Element | None, paragraph_style: str) -> Look:
        """How a run of a paragraph of that style looks."""
        own = look_of(run)
        style = child_of(run, "rStyle") if run is not None else None
        key = (attribute(style) if style is not None else "", paragraph_style or self._paragraph_name)
        if key not in self._resolved:
            self._resolved[key] = self._combined(*map(self._style, key))
        resolved = self._resolved[key]
        return resolved if own == PLAIN else own.over(resolved)

    def numbered(self, paragraph_style: str) -> bool:
        """Whether paragraphs of the style get a number or a bullet."""
        return any(self._numbered.get(name, False) for name in self._line(paragraph_style))

    def shades(self, table_style: str) -> bool:
        """Whether tables of the style may have coloured cells, so that their ground is not
        known."""
        return any(name in self._shaded for name in self._line(table_style))

    def _line(self, name: str) -> list[str]:
        """A style and what it is based on."""
        line: list[str] = []
        while name and name not in line and len(line) < MOST_BASES:
            line.append(name)
            name = self._bases.get(name, "")
        return line

    def _style(self, name: str) -> Look:
        look = PLAIN
        for base in reversed(self._line(name)):
            look = self._own.get(base, PLAIN).over(look)
        return look

    def _combined(self, character: Look, paragraph: Look) -> Look:
        both = character.over(paragraph)
        strike = bool(character.strike) != bool(paragraph.strike)
        vanish = bool(character.vanish) != bool(paragraph.vanish)
        return Look(strike=strike, vanish=vanish).over(both).over(self._default)


def look_of(properties: Element | None) -> Look:
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
        elif name == "position":
            stated["rise"] = _whole(value)
        elif name == "color":
            stated["colour"] = _THEME.get(attribute(entry, "themeColor"), value) if value == "auto" else value
        elif name == "sz":
            stated["size"] = _whole(value)
        elif name == "shd":
            stated["shade"] = _fill(entry)
        elif name == "highlight" and value not in ("none", ""):
            stated["shade"] = HIGHLIGHTS.get(value, "?")
        elif name == "w":
            stated["width"] = _whole(value)
        elif name == "textFill":
            stated["clear"] = next(entry.iter("{*}noFill"), None) is not None
    return Look(**stated) if stated else PLAIN


def marks_of_look(look: Look, ground: Colour | None = WHITE) -> frozenset[Mark]:
    """What the eye sees of a text that looks so, on the ground of its cell or paragraph (None: not
    known)."""
    if look.vanish or look.clear:
        return frozenset({"hidden"})
    marks: set[Mark] = {"struck"} if look.strike else set()
    if look.align in _RAISED:
        marks.add(_RAISED[look.align])
    if abs(look.rise or 0) >= LEAST_RISE:
        marks.add("raised" if (look.rise or 0) > 0 else "lowered")
    if look.shade:
        ground = hex_colour(look.shade)
    colour = hex_colour(look.colour or "")
    if colour is None:  # automatic: black, or white on what is dark
        colour = BLACK if ground is None or sum(ground) > 3 * 60 else WHITE
    if seen := legibility(colour, ground):
        marks.add(seen)
    if (look.size is not None and look.size < TINY) or (look.width is not None and 0 < look.width < NARROW):
        marks.add("doubtful")
    return frozenset(marks)


def ground_of(properties: Element | None, ground: Colour | None) -> Colour | None:
    """The ground that `shd` among these properties gives; `ground` where there is none."""
    shade = None if properties is None else child_of(properties, "shd")
    fill = "" if shade is None else _fill(shade)
    return hex_colour(fill) if fill else ground


def _fill(shade: Element) -> str:
    """The colour of a shading, "" where it has none. A pattern mixes two: not known."""
    pattern, fill = attribute(shade), attribute(shade, "fill")
    if pattern == "solid":
        return attribute(shade, "color")
    if pattern.startswith("pct") and attribute(shade, "color") not in ("", "auto"):
        return "?"
    return "" if fill in ("", "auto") else fill


def _whole(text: str) -> int | None:
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 7 else None
