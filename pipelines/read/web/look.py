"""What is known of how a text looks: size, place above the line, colour and ground, whether it is
seen at all. How it follows from styles is for `computed`, what it means for a figure for `seen`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.read.web.colours import BLACK, WHITE, Colour

_VARIABLE = re.compile(r"var\(\s*(--[^\s,()]+)\s*(?:,([^()]*))?\)")
_MAX_VARIABLES = 20
INHERITED = {
    "visibility", "color", "-webkit-text-fill-color", "font-size", "direction", "text-indent",
    "letter-spacing",
    "word-spacing", "line-height", "font-family", "list-style-type", "list-style-image", "text-shadow",
    "-webkit-text-stroke", "-webkit-text-security", "font-variant-position", "font-feature-settings",
    "mso-hide",
    "writing-mode", "quotes", "text-underline-offset", "text-emphasis-style",
}  # fmt: skip
_INITIAL = {
    "display": "inline", "visibility": "visible", "color": "black", "font-size": "medium", "opacity": "1",
    "text-decoration-line": "none", "vertical-align": "baseline", "position": "static", "direction": "ltr",
    "background-color": "transparent", "float": "none", "letter-spacing": "normal", "text-indent": "0",
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """Lengths are in pixels. `gone`: nothing of it is seen; `removed`: nor does it take any room.
    `doubtful`: it may be unseen, or seen otherwise. `moved`: it is elsewhere in the line than in
    the file. `ground` is None where it is a picture; `said`: it is named in the page."""

    size: float = 16.0
    offset: float = 0.0
    gone: bool = False
    removed: bool = False
    visible: bool = True
    opacity: float = 1.0
    doubtful: bool = False
    struck: bool = False
    moved: bool = False
    covers: bool = False  # its own place is over others' in the cell
    colour: Colour | None = BLACK
    fill: Colour | None = None
    ground: Colour | None = WHITE
    unsure: bool = False  # the ground has a colour that is not worked out
    said: bool = False
    quoted: bool = False  # its quotation marks are letters or digits
    picture: bool = False
    backwards: bool = False  # set from right to left
    reversed: bool = False  # each letter so, by force
    indent: str = "0"
    indented: str = ""  # "gone" or "doubtful", by the indent of the block
    bullet: str = ""  # of entries of a list
    room: float | None = None  # the width beyond which the element's own text is cut off
    lines: int | None = None  # how many lines of it are seen, where its height cuts it off
    shadowed: bool = False
    inside: bool = False  # of a cell
    values: Mapping[str, str] | None = None
    variables: Mapping[str, str] | None = None


def replace(old: Look, **changes: Any) -> Look:
    """As that of `dataclasses`, which takes five times as long."""
    new = object.__new__(Look)
    new.__dict__.update(old.__dict__)
    new.__dict__.update(changes)
    return new


@dataclass(slots=True)
class Given:
    """What is declared of one element, read with the look of the one around it."""

    values: Mapping[str, str]
    around: Look
    tag: str
    inline: bool
    variables: Mapping[str, str]
    doubtful: bool = False  # some value cannot be worked out

    def get(self, name: str, default: str = "") -> str:
        """The value of a property; `default` if none is declared, or it is the same as around."""
        value = self.values.get(name)
        if value is None:
            return default
        if "var(" in value:
            value = substituted(value, self.variables)
            self.doubtful |= not value or "var(" in value
        if value in ("unset", "revert", "revert-layer"):
            value = "inherit" if name in INHERITED else "initial"
        if value == "initial":
            return _INITIAL.get(name, default)
        if value == "inherit":
            return default if name in INHERITED else (self.around.values or {}).get(name, default)
        return value


def substituted(value: str, variables: Mapping[str, str]) -> str:
    """A value with the page's variables put in; one that is not set leaves its default, or
    nothing."""
    for _ in range(_MAX_VARIABLES):
        if not (match := _VARIABLE.search(value)) or len(value) > 2000:
            break
        value = (
            value[: match.start()]
            + variables.get(match[1], match[2] or "").strip().lower()
            + value[match.end() :]
        )
    return value.strip()
