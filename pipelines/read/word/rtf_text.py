"""The text of an RTF file -> characters: which code page its bytes are in, and which of it is
printed."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from pipelines.read.marks import Mark, marked
from pipelines.read.typefaces import draws_pictures
from pipelines.read.word.looks import PLAIN, Look, small_marked

_CHARSETS = {  # of fonts -> code page
    77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258,
    177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}  # fmt: skip
_ENCODINGS = {936: "gb18030", 950: "big5hkscs", 1361: "johab", 10000: "mac_roman", 65001: "utf-8"}
_DOUBT: frozenset[Mark] = frozenset({"doubtful"})
DOUBLE_BYTE = frozenset({932, 936, 949, 950, 1361})
"""Code pages in which a character may take two bytes."""
_USUAL = 1252
_PICTURES = 2  # the set of characters of Wingdings and its like
_SIZE = 24  # half points, of text where nothing is said
UNKNOWN = "\ufffd"
"""What a decoder puts in the place of bytes that it cannot read."""
_CONTROLS = dict.fromkeys(range(32), UNKNOWN) | {9: "\t", 10: "\n", 13: "\n"}

PRINTED = {
    "tab": "\t", "emspace": " ", "enspace": " ", "qmspace": " ", "line": "\n", "lbr": "\n",
    "emdash": "—", "endash": "–",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
}  # fmt: skip
SYMBOLS = {"~": "\u00a0", "_": "-", "-": "", ":": "", "|": ""}
"""Soft hyphens and marks of an index print nothing."""


@dataclass(slots=True)
class State:
    """What holds until the group ends."""

    font: int = 0
    fallback: int = 1  # bytes that follow a character given by its number, for programs that do not know it
    look: Look = PLAIN
    character_style: int = 0
    paragraph_style: int = 0
    fill: int = 0  # ground of the paragraph: a place in the table of colours, negative where not known
    numbering: bool = False  # in the number before a paragraph
    listed: bool = False  # a number or a bullet comes before the paragraph
    deleted: bool = False
    gone: bool = False  # in a drawing that is not shown
    in_fonts: bool = False
    in_box: bool = False
    in_table: bool = False
    depth: int = 0  # of tables within tables

    def copied(self) -> State:
        """Another one that begins with the same; a file has as many as groups."""
        return State(*_held(self))

    def plain(self) -> None:
        """Back to characters without properties."""
        line = self.look.line
        self.look = PLAIN if line is None else replace(PLAIN, line=line)
        self.character_style, self.deleted = 0, False

    def plain_paragraph(self) -> None:
        """Back to a paragraph without properties, in no table."""
        self.in_table, self.depth = False, 0
        if self.look.line is not None:
            self.look = replace(self.look, line=None)
        self.paragraph_style, self.fill, self.listed = 0, 0, False


_held = attrgetter(*(field.name for field in fields(State)))


See = Callable[[State], frozenset[Mark]]
"""What the eye sees of a text in that state."""


class Text:
    """Characters as they are printed, up to the end of a paragraph or cell."""

    def __init__(self, see: See = lambda state: frozenset()) -> None:
        self.written = 0  # pieces so far that are not blank
        self._see = see
        self.page: int | None = None  # the code page of the file, if it says so
        self.damaged = 0  # bytes that are no characters
        self._fonts: dict[int, int] = {}
        self._pictures: set[int] = set()
        self._font = 0
        self._bytes = bytearray()
        self._written: list[str] = []
        self._sizes: list[int] = []
        self._skip = 0

    def aside(self) -> Text:
        """A text in the same code pages that is not printed in its place."""
        other = Text()
        other.page, other._fonts = self.page, self._fonts
        return other

    def font(self, number: int) -> None:
        """In the list of fonts: what follows is about this one."""
        self._font = number

    def charset(self, number: int) -> None:
        """In the list of fonts: the font is for this set of characters."""
        if number == _PICTURES:
            self._pictures.add(self._font)
        elif number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number]

    def put(self, data: bytes) -> None:
        """Bytes of text, in the code page of the font. A character may end in the next bytes."""
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        self._bytes += data[skipped:]

    def put_character(self, number: int, state: State) -> None:
        """A character by its number, after which bytes for older programs follow."""
        self.flush(state)
        self._write(chr(number if 0xFFFF < number < 0x110000 else number & 0xFFFF), state)
        self._skip = state.fallback

    def print(self, text: str, state: State) -> None:
        """Text that stands for a control word."""
        self.flush(state)
        if self._skip:
            self._skip -= 1
        else:
            self._write(text, state)

    def flush(self, state: State) -> None:
        """Turn the bytes so far into characters; `state` is that in which they were put."""
        if self._bytes:
            text = self._bytes.decode(self._encoding(state.font), "replace").translate(_CONTROLS)
            self._bytes.clear()
            self._write(text, state)
            self.damaged += text.count(UNKNOWN)

    def end_fallback(self) -> None:
        """A group or a control word that prints nothing: what is missing of the bytes for older
        programs stays out."""
        self._skip = 0

    def take(self, state: State) -> list[str]:
        """What has been written; begin anew."""
        self.flush(state)
        written = small_marked(self._written, self._sizes)
        self._written, self._sizes = [], []
        return written

    def part(self, state: State, after: State) -> None:
        """Where the number before a paragraph ends, a gap after what is written, unless there is
        one."""
        if not state.numbering or after.numbering:
            return
        self.flush(state)
        if self._written and not self._written[-1][-1:].isspace():
            self._write("\t", state)

    def _write(self, text: str, state: State) -> None:
        if state.in_fonts and draws_pictures(text):
            self._pictures.add(self._font)
        if state.deleted or state.gone or state.in_fonts:
            return
        marks = self._see(state) | (_DOUBT if state.font in self._pictures else frozenset())
        if "hidden" not in marks:
            self.written += not text.isspace()
            self._written.append(marked(text, marks))
            self._sizes.append(state.look.size or _SIZE)

    def _encoding(self, font: int) -> str:
        own = self._fonts.get(font)
        # Chinese versions of Word write Chinese text in whatever font, so the page of the file
        # counts for more.
        double = next((p for p in (own, self.page) if p in DOUBLE_BYTE), None)
        if double is None and self.page is None:
            double = next((p for p in self._fonts.values() if p in DOUBLE_BYTE), None)
        page = double or own or self.page or _USUAL
        name = _ENCODINGS.get(page, f"cp{page}")
        try:
            return codecs.lookup(name).name
        except LookupError:
            return f"cp{_USUAL}"
