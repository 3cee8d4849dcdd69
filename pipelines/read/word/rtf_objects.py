"""What an RTF file prints that is no text in its lines: fields, objects, pictures and drawings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.model import NOT_TEXT
from pipelines.read.word.rtf_fields import read_form_field, read_instruction
from pipelines.read.word.rtf_text import State, Text
from pipelines.read.word.rtf_tokens import Tokens

_FLOATING = {"shp", "do"}
_UNSEEN = re.compile(rb"\s*\{\\sn\s+fHidden\}\s*\{\\sv\s+1\}")  # a property of a drawing
SMALLEST = 48  # twips; a picture that is smaller in both directions cannot hold a figure


@dataclass
class _Thing:
    """A group that is open and prints something of its own. `depth` of the group, `before`: what
    had been written when it began; `text` is printed if it has written nothing else, or in any case
    (`chosen`)."""

    depth: int
    before: int
    text: str = ""
    chosen: bool = False
    floats: bool = False


class Things:
    """Those of a file while it is being read."""

    def __init__(self, tokens: Tokens, text: Text) -> None:
        self._tokens, self._text = tokens, text
        self._open: list[_Thing] = []  # the outermost first

    def word(self, name: str, state: State, groups: list[State]) -> None:
        """Takes in a word that is about them, others are ignored. `groups`: what holds again when
        each of the open groups ends."""
        thing = self._open[-1] if self._open else None
        if name == "pict":
            self._picture(state)
        elif name == "mmath":
            self._tokens.skip_group()
            self._text.print(NOT_TEXT, state)
        elif name in ("field", "object") or name in _FLOATING:
            text = NOT_TEXT if name == "object" else ""
            self._open.append(_Thing(len(groups), self._text.written, text, floats=name in _FLOATING))
        elif name == "sp":
            if thing and _UNSEEN.match(self._tokens.ahead(60)):
                groups[-1].gone, thing.floats = True, False
            self._tokens.skip_group()
        elif name in ("fldinst", "formfield"):
            read = read_instruction if name == "fldinst" else read_form_field
            stand_in = read(self._tokens, self._text, state)
            if thing and stand_in.text:
                thing.text, thing.chosen = stand_in
        elif name == "upr":  # the same text twice, and programs that know Unicode print the second
            self._tokens.skip_first()
        elif name == "fldrslt" and thing and thing.chosen:
            self._tokens.skip_group()

    def end_group(self, state: State, depth: int) -> bool:
        """One of so many groups ends, and what it began; whether that floats."""
        if not self._open or self._open[-1].depth < depth:
            return False
        thing = self._open.pop()
        if thing.text and thing.before == self._text.written:
            self._text.print(thing.text, state)
        return thing.floats

    def _picture(self, state: State) -> None:
        r"""The rest of the group `\pict`: that something is there, unless it is too small for a
        figure."""
        sizes: list[int] = []
        for token in self._tokens.group():
            if token.kind == "open":
                self._tokens.skip_group()
            elif token.kind == "word" and token.name in ("picwgoal", "pichgoal"):
                sizes.append(token.number or 0)
            elif token.kind == "text":
                break
        self._tokens.skip_group()
        if not sizes or max(sizes) >= SMALLEST:
            self._text.print(NOT_TEXT, state)
