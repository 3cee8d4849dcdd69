"""The style sheet and the colours of an RTF file, and the words about characters -> what the eye
sees.

A text looks as the words before it say, else as its character style, else as its paragraph's style,
each with what it is based on. Words are absolute: unlike in DOCX they cancel nothing out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pipelines.read.colours import WHITE, Colour, hex_colour
from pipelines.read.marks import Mark
from pipelines.read.word.looks import MOST_BASES, PLAIN, UNKNOWN, Look, marks_of_look
from pipelines.read.word.rtf_text import State
from pipelines.read.word.rtf_tokens import Tokens

_WORDS = frozenset(
    {"fs", "cf", "v", "strike", "striked", "super", "sub", "nosupersub", "up", "dn", "charscalex"}
    | {"expnd", "expndtw", "chcbpat", "highlight", "cb", "chshdng", "sl"}
)
_USUAL_RISE = 6  # half points, where \up or \dn has no number
_FREE = 1 << 15  # twips; a height of lines that cuts nothing off
_QUARTER = 5  # twips in a quarter of a point


def look_after(look: Look, name: str, number: int | None) -> Look | None:
    r"""`look` after a word about characters (`\strike`, `\up6`, `\cf2`) or the height of their line
    (`\sl`); None for any other word.
    Colours are places in the table of colours."""
    stated = _stated(name, number) if name in _WORDS else None
    return replace(look, **stated) if stated else None


def _stated(name: str, number: int | None) -> dict[str, Any]:
    on = number != 0
    if name == "fs":
        return {"size": number}
    if name == "cf":
        return {"colour": str(number or 0)}
    if name == "v":
        return {"vanish": on}
    if name in ("strike", "striked"):
        return {"strike": on}
    if name in ("super", "sub"):
        return {"align": f"{name}script" if on else ""}
    if name == "nosupersub":
        return {"align": ""}
    if name in ("up", "dn"):
        rise = _USUAL_RISE if number is None else number
        return {"rise": rise if name == "up" else -rise}
    if name == "charscalex":
        return {"width": number}
    if name in ("expnd", "expndtw"):
        return {"spacing": (number or 0) * (_QUARTER if name == "expnd" else 1)}
    if name == "sl":  # below 0 it is exact
        return {"line": -number if number and number < 0 else _FREE}
    return _ground(name, number)


def _ground(name: str, number: int | None) -> dict[str, Any]:
    if name in ("chcbpat", "highlight"):
        return {"shade": str(number) if number else ""}
    if name == "cb":
        return {"shade": UNKNOWN if number else ""}
    if name == "chshdng" and number:
        return {"shade": UNKNOWN}
    return {}


class Looks:
    """The looks of the styles of a file by their numbers, and its colours by their places."""

    def __init__(self) -> None:
        self._colours: list[str] = []
        self._own: dict[tuple[str, int], Look] = {}
        self._bases: dict[tuple[str, int], int] = {}
        self._numbered: set[int] = set()
        self._marks: dict[tuple[object, ...], frozenset[Mark]] = {}

    def read_colours(self, tokens: Tokens) -> None:
        r"""The rest of the group `\colortbl`."""
        stated: dict[str, int] = {}
        for token in tokens.group():
            if token.kind == "word" and token.name in ("red", "green", "blue"):
                stated[token.name] = min(max(token.number or 0, 0), 255)
            for _ in range(token.data.count(b";")):
                parts = [stated.get(name, 0) for name in ("red", "green", "blue")]
                self._colours.append("{:02x}{:02x}{:02x}".format(*parts) if stated else "")
                stated = {}

    def read_styles(self, tokens: Tokens) -> None:
        r"""The rest of the group `\stylesheet`: a group for each style."""
        depth, key, look = 0, ("s", 0), PLAIN
        for token in tokens.group():
            depth += (token.kind == "open") - (token.kind == "close")
            if token.kind == "open" and depth == 1:
                key, look = ("s", 0), PLAIN
            elif token.kind == "close" and depth == 0:
                self._own[key] = look
            elif token.kind == "word" and depth == 1:
                number = token.number or 0
                if token.name in ("s", "cs", "ts", "ds"):
                    key = (token.name, number)
                elif token.name == "sbasedon":
                    self._bases[key] = number
                elif token.name == "ls" and number and key[0] == "s":
                    self._numbered.add(key[1])
                else:
                    look = look_after(look, token.name, token.number) or look

    def numbered(self, paragraph_style: int) -> bool:
        """Whether paragraphs of the style get a number or a bullet."""
        return any(number in self._numbered for _, number in self._line(("s", paragraph_style)))

    def colour(self, place: int) -> Colour | None:
        """A colour of the table; None where the place is automatic or not there."""
        return hex_colour(self._colours[place]) if 0 <= place < len(self._colours) else None

    def marks(self, state: State, ground: Colour | None) -> frozenset[Mark]:
        """What the eye sees of a text in this state on the ground of its cell (None: not known)."""
        key = (state.look, state.character_style, state.paragraph_style, state.fill, ground)
        if key not in self._marks:
            look = state.look
            for style in (("cs", state.character_style), ("s", state.paragraph_style)):
                for name in self._line(style):
                    look = look.over(self._own.get(name, PLAIN))
            if state.fill:
                ground = self.colour(state.fill) if state.fill > 0 else None
            self._marks[key] = marks_of_look(self._coloured(look), ground)
        return self._marks[key]

    def ground(self, place: int | None) -> Colour | None:
        """The ground that a cell's shading gives: white for none; None for a negative place: not
        known."""
        if not place:
            return WHITE
        return None if place < 0 else self.colour(place) or WHITE

    def _coloured(self, look: Look) -> Look:
        """The look with its colours as such instead of their places."""
        colour, shade = (
            self._colours[int(place)] if place.isdecimal() and int(place) < len(self._colours) else ""
            for place in (look.colour or "", look.shade or "")
        )
        return replace(look, colour=colour, shade=UNKNOWN if look.shade == UNKNOWN else shade)

    def _line(self, style: tuple[str, int]) -> list[tuple[str, int]]:
        """A style and what it is based on."""
        line: list[tuple[str, int]] = []
        while style not in line and len(line) < MOST_BASES:
            line.append(style)
            if style not in self._bases:
                break
            style = (style[0], self._bases[style])
        return line
