"""What objects of OFD pages share: the sets of drawing parameters that give the colours of those
that state none, and the fonts that are in the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pipelines.read.ofd.glyph_shapes import (
    MOST_FONTS,
    MOST_SHAPES,
    WRITTEN_DIGITS,
    drawn_otherwise,
    draws_itself,
)

MOST_STEPS = 10
"""Sets of parameters that refer to each other in a chain."""


class Resources:
    """Those of a document, by their IDs."""

    def __init__(self) -> None:
        self._params: dict[str, Any] = {}
        self._fonts: dict[str, bytes | None] = {}
        self._drawn: dict[tuple[str, str, int], bool] = {}
        self._others: dict[str, str] = {}
        self.coarse: set[str] = set()
        """Spaces of colours whose values are not counted to 255."""

    def take(self, root: Any, read: Callable[[str], bytes | None]) -> None:
        """Take in a part that lists some. `read` reads what it refers to; None where that cannot
        be read."""
        for font in root.iter("{*}Font"):
            for file in font.iterfind("{*}FontFile"):
                self._fonts[font.get("ID", "")] = read(file.text or "")
        for space in root.iter("{*}ColorSpace"):
            if space.get("BitsPerComponent", "8") != "8":
                self.coarse.add(space.get("ID", ""))
        for param in root.iter("{*}DrawParam"):
            self._params[param.get("ID", "")] = param

    def draws(self, font: str, digit: str, glyph: int) -> bool:
        """Whether a glyph is drawn as this character of a figure; of a font that is not in the file no
        one can tell, and a digit is in doubt."""
        use, data = (font, digit, glyph), self._fonts.get(font)
        if use not in self._drawn:
            if data is None or len(self._drawn) >= MOST_SHAPES:
                return not digit.isdecimal()
            self._drawn[use] = draws_itself(data, digit, glyph)
        return self._drawn[use]

    def draws_another(self, font: str, character: str) -> bool:
        """Whether a font of the file has, or may have, another shape for this character of a figure, of
        which no glyph is named."""
        data = self._fonts.get(font)
        if data is None:
            return False
        if font not in self._others:
            is_looked_at = len(self._others) < MOST_FONTS
            self._others[font] = drawn_otherwise(data) if is_looked_at else WRITTEN_DIGITS
        return character in self._others[font]

    def painted(self, element: Any, name: str) -> tuple[Any, bool]:
        """The element that gives the colour `name` of an object: its own, else that of its drawing
        parameters, else that of its layer's; None where nothing is said. And whether that is known:
        a set of parameters that is not there may say anything."""
        own = element.find("{*}" + name)
        if own is not None:
            return own, True
        layer = next(element.iterancestors("{*}Layer"), None)
        for holder in (element, layer):
            wanted = "" if holder is None else holder.get("DrawParam", "")
            for _ in range(MOST_STEPS):
                if not wanted:
                    break
                param = self._params.get(wanted)
                if param is None:
                    return None, False
                if (colour := param.find("{*}" + name)) is not None:
                    return colour, True
                wanted = param.get("Relative", "")
            else:
                return None, False
        return None, True
