"""The bytes of an RTF file -> its tokens: braces, control words, bytes of text. Knows the syntax,
no meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

# Repeats of groups are limited, as each costs memory until the match ends.
_TEMPLATE = (
    rb"(?P<word>\\([a-zA-Z]{1,32})(-?[0-9]{1,9})?"
    rb" ?)|(?P<hex>(?:\\'[0-9a-fA-F]{2}){1,999})|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<open>\{)|(?P<close>\})|[\r\n]+|(?P<text>%s)"
)
_SINGLE = re.compile(_TEMPLATE % rb"[^\\{}\r\n]+", re.DOTALL)
# The second byte of a character may look like a brace or backslash.
_DOUBLE = re.compile(
    _TEMPLATE % rb"(?:[\x81-\xfe][\x40-\xfe]|[^\\{}\r\n\x81-\xfe]|[\x81-\xfe](?![\x40-\xfe])){1,999}",
    re.DOTALL,
)
_SKIPPED = re.compile(rb"[^\\{}]+|\\bin([0-9]{1,9}) ?|\\.|(?P<open>\{)|(?P<close>\})", re.DOTALL)

_OPENED = re.compile(rb"\s*\{")


class Token(NamedTuple):
    """`name` of a word or symbol with its `number`, if it has one; `data`: the bytes of a text."""

    kind: Literal["open", "close", "word", "symbol", "text"]
    name: str = ""
    number: int | None = None
    data: bytes = b""


OPEN, CLOSE = Token("open"), Token("close")
"""The braces around a group."""


class Tokens:
    """The tokens from the start of the file on."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._pattern = _SINGLE

    def expect_double_bytes(self) -> None:
        """From here on, text that is not escaped has characters of two bytes."""
        self._pattern = _DOUBLE

    def skip_group(self) -> None:
        """Go to the brace that closes the group that is open now, or to the end of the file."""
        depth = 0
        while match := _SKIPPED.match(self._data, self._at):
            if match.lastgroup == "close" and not depth:
                return
            depth += (match.lastgroup == "open") - (match.lastgroup == "close")
            self._at = match.end() + int(match[1] or 0)

    def skip_first(self) -> None:
        """Pass over the group that comes next, if one does."""
        if opened := _OPENED.match(self._data, self._at):
            self._at = opened.end()
            self.skip_group()
            self._at += 1

    def group(self) -> Iterator[Token]:
        """The tokens up to the brace that closes the group that is open now, which is left to
        come."""
        depth = 0
        for token in self:
            depth += (token.kind == "open") - (token.kind == "close")
            if depth < 0:
                self._at -= 1
                return
            yield token

    def ahead(self, size: int) -> bytes:
        """The next bytes, which are left to come."""
        return self._data[self._at : self._at + size]

    def __iter__(self) -> Iterator[Token]:
        while match := self._pattern.match(self._data, self._at):
            self._at = match.end()
            kind = match.lastgroup
            if kind == "word":
                name, number = match[2].decode("ascii"), match[3]
                if name == "bin":  # so many bytes of any kind follow
                    self._at += max(int(number or 0), 0)
                else:
                    yield Token("word", name, None if number is None else int(number))
            elif kind == "hex":
                yield Token("text", data=bytes.fromhex(match[0].replace(b"\\'", b"").decode("ascii")))
            elif kind == "text":
                yield Token("text", data=match[0])
            elif kind == "symbol":
                yield Token("symbol", match["symbol"].decode("latin-1"))
            elif kind:
                yield OPEN if kind == "open" else CLOSE
