"""The content stream that paints an annotation -> the text that it shows. What it says is held against
the value that the file gives: a person sees the stream."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"%[^\r\n]*|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>|<<|>>|/[^\s()<>\[\]{}/%]*|[\[\]]|[^\s()<>\[\]{}/%]+",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "\n": "", "\r": "", "\r\n": ""}
_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_PAINTING = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", *_SHOWING})
_HIDDEN = frozenset({"3", "7"})
"""Ways of showing text that paint nothing."""


def shown_text(stream: str) -> str | None:
    """The strings that a stream shows, one after the other, without blanks; None where that cannot be
    told: it draws a form of its own, or invisible text."""
    text: list[str] = []
    waiting: list[str] = []
    before = ""
    for token in _TOKEN.findall(stream):
        if token[0] == "(":
            waiting.append(_ESCAPE.sub(_unescaped, token[1:-1]))
        elif token[0] == "<" and token != "<<":
            waiting.append(_from_hex(token[1:-1]))
        elif token == "Do" or (token == "Tr" and before in _HIDDEN):
            return None
        elif token in _SHOWING:
            text += waiting
            waiting = []
        elif token[0].isalpha():
            waiting = []
        before = token
    return "".join("".join(text).split())


def paints(stream: str) -> bool:
    """Whether a stream paints anything."""
    return not _PAINTING.isdisjoint(_TOKEN.findall(stream))


def _unescaped(match: re.Match[str]) -> str:
    said = match[1]
    return chr(int(said, 8) & 0xFF) if said[0] in "01234567" else _ESCAPED.get(said, said)


def _from_hex(digits: str) -> str:
    packed = "".join(digits.split())
    codes = bytes.fromhex(packed + "0" * (len(packed) % 2))
    wide = len(codes) % 2 == 0 and not any(codes[::2])
    return (codes[1::2] if wide else codes).decode("latin-1")
