r"""Cells of Word 97 documents that show something other than the text in them.

A piece of a cell that has properties of its own is written `{name text}`; control characters are
those of the format.
"""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Iterator, Mapping

from tests.data.doc_looks import (
    AUTOMATIC,
    BLUE_OLD,
    BOLD,
    DATA,
    LETTERS,
    LINES,
    LISTED,
    LOWERED,
    NONE,
    PEN_BLACK,
    RAISED,
    STRUCK,
    STRUCK_TWICE,
    UNDERLINED,
    WHITE,
    WHITE_OLD,
    colour,
    form_field,
    line,
    rise,
    shade,
    size,
    style,
    style_sheet,
    styled,
)
from tests.data.forms import Filled
from tests.data.forms_doc import DELETED, HIDDEN, IN_TABLE, INSERTED, SPECIAL, doc
from tests.data.seen.trick import Put, Trick, chooser
from tests.data.word_file import Run

_SWITCHED_OFF = b"\x3c\x08\x00"
_PLAIN, _BIDI, _WEB_HIDDEN = b"\x33\x2a\x01", b"\x5a\x08\x01", b"\x11\x08\x01"
_NARROW = struct.pack("<HH", 0x4852, 1)
_SYMBOL = struct.pack("<HHH", 0x6A09, 0, 0xF08C) + SPECIAL
_DARK = shade(31, 73, 125)

_STYLES = {
    "Normal": style(LINES, NONE, b"\0\0", b"", name="Normal"),
    "Gone": style(LETTERS, NONE, HIDDEN, name="Gone"),
    "GoneToo": style(LETTERS, 1, size(20), name="GoneToo"),
    "Back": style(LETTERS, 1, _SWITCHED_OFF, name="Back"),
    "Pale": style(LETTERS, NONE, WHITE, name="Pale"),
    "Out": style(LETTERS, NONE, STRUCK, name="Out"),
    "OutToo": style(LETTERS, 5, BOLD, name="OutToo"),
    "Mark": style(LETTERS, NONE, RAISED, name="Mark"),
    "High": style(LETTERS, NONE, rise(12) + size(12), name="High"),
    "GoneLine": style(LINES, 0, b"\x09\0", HIDDEN, name="GoneLine"),
    "OutLine": style(LINES, 0, b"\x0a\0", STRUCK, name="OutLine"),
    "Item": style(LINES, 0, b"\x0b\0" + LISTED, b"", name="Item"),
}
_NUMBERS = {name: number for number, name in enumerate(_STYLES)}
_LOOKS: dict[str, bytes] = {
    "hidden": HIDDEN, "unhidden": HIDDEN + _SWITCHED_OFF, "plain": HIDDEN + _PLAIN, "web": _WEB_HIDDEN,
    "deleted": DELETED, "inserted": INSERTED, "struck": STRUCK, "twice": STRUCK_TWICE,
    "raised": RAISED, "lowered": LOWERED, "up": rise(12), "down": rise(-10), "evened": rise(1),
    "small": rise(10) + size(12), "half": size(9), "tiny": size(2), "narrow": _NARROW,
    "white": WHITE, "old-white": WHITE_OLD, "automatic": WHITE_OLD + AUTOMATIC, "blue": BLUE_OLD,
    "black": AUTOMATIC, "grey": colour(90, 90, 90), "pale": colour(0xF2, 0xF2, 0xF2),
    "white-on-dark": WHITE + _DARK, "yellow": colour(255, 255, 0) + shade(255, 255, 0),
    "pen": colour(0, 0, 0) + PEN_BLACK, "white-pen": WHITE + PEN_BLACK,
    "bold": BOLD, "underlined": UNDERLINED, "bidi": _BIDI, "symbol": _SYMBOL,
    **{name: styled(number) for name, number in _NUMBERS.items()},
    "back-by-hand": styled(_NUMBERS["Gone"]) + _SWITCHED_OFF,
    "opposite": styled(_NUMBERS["Gone"]) + b"\x3c\x08\x81",
    "as-its-style": styled(_NUMBERS["Out"]) + b"\x37\x08\x80",
}  # fmt: skip
_BEGIN, _SEPARATE, _END = "\x13", "\x14", "\x15"
_PICTURE, _FLOATING, _NOTE, _REMARK, _SOFT_HYPHEN = "\x01", "\x08", "\x02", "\x05", "\x1f"


def _beside(kind: str, name: str, look: str) -> list[Trick]:
    """Digits of this look behind the figure, before it, and within it."""
    e = f"{{{look} @E}}"
    where = {"behind": f"@F{e}", "before": f"{e}@F", "within": f"@A{e}@B"}
    return [Trick(kind, f"{name} {at}", content, "@F") for at, content in where.items()]  # type: ignore[arg-type]


def _field(instruction: str, result: str | None) -> str:
    shown = "" if result is None else _SEPARATE + result
    return f"{_BEGIN} {instruction} {shown}{_END}"


def _lined(name: str) -> dict[str, str]:
    return {"line": name}


TRICKS: tuple[Trick, ...] = (
    *_beside("hidden", "hidden", "hidden"),
    *_beside("hidden", "by a style", "Gone"),
    *_beside("hidden", "by what a style is based on", "GoneToo"),
    *_beside("hidden", "white", "white"),
    *_beside("hidden", "white of the sixteen", "old-white"),
    *_beside("hidden", "white by a style", "Pale"),
    *_beside("hidden", "yellow on yellow", "yellow"),
    *_beside("hidden", "black under a black pen", "pen"),
    *_beside("hidden", "tiny", "tiny"),
    *_beside("hidden", "without width", "narrow"),
    *_beside("hidden", "deleted", "deleted"),
    Trick("hidden", "a field's instruction", "@F" + _field("QUOTE @E", None), "@F"),
    Trick("hidden", "an index entry", "@F{hidden " + _field("XE @E", None) + "}", "@F"),
    Trick("hidden", "a line that is hidden", "@F{hidden \r@E}", "@F"),
    Trick("hidden", "replaced", "{deleted @E}{inserted @F}", "@F"),
    Trick("shown", "hidden switched off", "{unhidden @A}@B", "@F"),
    Trick("shown", "shown again by a style", "{Back @A}@B", "@F"),
    Trick("shown", "shown again by hand", "{back-by-hand @A}@B", "@F"),
    Trick("shown", "the opposite of its style", "@A{opposite @B}", "@F"),
    Trick("shown", "plain again", "{plain @F}", "@F"),
    Trick("shown", "hidden from browsers", "{web @F}", "@F"),
    Trick("shown", "white on a dark ground", "{white-on-dark @F}", "@F"),
    Trick("shown", "white under a black pen", "{white-pen @F}", "@F"),
    Trick("shown", "automatic after white", "{automatic @F}", "@F"),
    Trick("shown", "blue", "{blue @A}@B", "@F"),
    Trick("shown", "grey", "{grey @F}", "@F"),
    Trick("shown", "underlined", "{underlined @F}", "@F"),
    Trick("shown", "bold in part", "{bold @A}@B", "@F"),
    Trick("shown", "raised by a hair", "{evened @A}@B", "@F"),
    Trick("shown", "inserted", "{inserted @F}", "@F"),
    Trick("shown", "a link", _field('HYPERLINK "http://x"', "@F"), "@F"),
    Trick("shown", "the result of a field", _field("=SUM(LEFT)", "@F"), "@F"),
    Trick("shown", "a field in a field", _field("IF 1 = " + _field("QUOTE 1", "1") + " @E", "@F"), "@F"),
    Trick("shown", "a remark beside", "@F" + _REMARK, "@F"),
    *_beside("struck", "struck", "struck"),
    *_beside("struck", "twice", "twice"),
    *_beside("struck", "by a style", "Out"),
    *_beside("struck", "by what a style is based on", "OutToo"),
    *_beside("struck", "as its style says", "as-its-style"),
    Trick("struck", "alone", "{struck @F}", None),
    Trick("struck", "alone by a style", "{Out @F}", None),
    Trick("struck", "the line", "@F", None, _lined("OutLine")),
    *(Trick("raised", name, "@F{" + look + " @E}", "@F") for name, look in (
        ("superscript", "raised"), ("subscript", "lowered"), ("by a style", "Mark"), ("up", "up"), ("down", "down"),
        ("up and small", "small"), ("up and small by a style", "High"),
    )),
    Trick("raised", "a note", "@F{raised " + _NOTE + "}", "@F"),
    Trick("raised", "an equation field", "@F" + _field(r"EQ \s\up5(@E)", None), None),
    Trick("object", "picture", _PICTURE, None),
    Trick("object", "picture beside", "@F" + _PICTURE, None),
    Trick("object", "something that floats", _FLOATING, None),
    Trick("object", "embedded object", _field("EMBED Excel.Sheet.8", _PICTURE), None),
    Trick("object", "drop-down", f"{_BEGIN} FORMDROPDOWN {{form {_PICTURE}}}{_END}", "@F", {"list": "1 @E @F"}),
    Trick("object", "drop-down of no choice", f"{_BEGIN} FORMDROPDOWN {{form {_PICTURE}}}{_END}", "@E", {"list": "25 @E @F"}),
    Trick("object", "form text", _field("FORMTEXT", "@F"), "@F"),
    Trick("object", "symbol", "{symbol (}", None),
    Trick("object", "tick box", "☑", None),
    Trick("generated", "list number", "", None, _lined("Item")),
    Trick("generated", "list number before", "@E", None, _lined("Item")),
    Trick("generated", "sum without a result", _field("=SUM(LEFT)", None), ""),
    Trick("moved", "right to left", "{bidi @F}", "@F"),
    Trick("moved", "tabbed", "@A\t@B", None),
    Trick("moved", "in two lines", "@A\v@B", None),
    Trick("moved", "in two paragraphs", "@A\r@B", None),
    Trick("moved", "optional hyphen", f"@A{_SOFT_HYPHEN}@B", "@F"),
    Trick("moved", "hard hyphen", "@A\x1e@B", None),
    Trick("blank", "hidden", "{hidden @E}", ""),
    Trick("blank", "white", "{white @E}", ""),
    Trick("blank", "deleted", "{deleted @E}", ""),
    Trick("blank", "by the line's style", "@E", "", _lined("GoneLine")),
    Trick("doubt", "nearly white", "@F{pale @E}", None),
    Trick("doubt", "half the size", "@A{half @B}", "@F"),
)  # fmt: skip

any_trick = chooser(TRICKS)

_PIECE = re.compile(r"\{([A-Za-z-]+) ([^{}]*)\}|([^{}]+)")
_CONTROL = re.compile(r"([\x01-\x08\x13-\x15])")


def write(filled: Filled, put: Mapping[str, Put], _: Mapping[str, str], chance: random.Random) -> bytes:
    """The document with these cells."""
    inside, forms = {}, b""
    for code, trick in put.items():
        place = len(forms)
        if listed := trick.parts.get("list"):
            chosen, *entries = listed.split()
            forms += form_field(2, int(chosen), *entries)
        inside[code] = list(_runs(trick, place))
    return doc(
        filled,
        pieces=chance.choice(("wide", "mixed", "shuffled")),
        across=chance.choice((None, (1, 2))),
        elsewhere=chance.random() < 0.2,
        inside=inside,
        styles=style_sheet([*_STYLES.values()]),
        forms=forms,
    )


def _runs(trick: Put, place: int) -> Iterator[Run]:
    """The pieces of a cell. `place`: where its data is among that of all form fields."""
    name = trick.parts.get("line")
    paragraph = (line(_NUMBERS[name]) if name else b"") + IN_TABLE
    form = DATA + struct.pack("<HI", 0x6A03, place)
    for look, styled_text, plain_text in _PIECE.findall(trick.content):
        properties = form if look == "form" else _LOOKS[look] if look else b""
        for text in filter(None, _CONTROL.split(styled_text or plain_text)):
            special = SPECIAL if _CONTROL.fullmatch(text) else b""
            yield Run(text, properties + special, paragraph)
    if name and not trick.content:
        yield Run("", b"", paragraph)
