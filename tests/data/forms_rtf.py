"""Writes a filled form as RTF: tables whose rows define their cells before them or behind, Chinese
text as bytes of a code page or by numbers, and on demand what makes readers of RTF lose or invent
numbers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from tests.data.filled import Filled, Grid
from tests.data.forms_grid import Slot, parts, places

COLUMN = 600  # twips
FONTS = (
    r"{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 {\*\falt"
    r" SimSun}\'cb\'ce\'cc\'e5;}}"
)
REST = r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal 99;}}{\*\generator x 7;}{\info{\title 88}}"
Letters = Literal["escaped", "raw", "numbers"]


def rtf(
    filled: Filled,
    *,
    letters: Letters = "escaped",
    code_page: bool = True,
    defined: Literal["before", "behind", "both"] = "both",
    across: bool = False,
    replaced: Mapping[str, str] | None = None,
    hidden: Mapping[str, str] | None = None,
    fields: Collection[str] = (),
) -> bytes:
    """The document as bytes.

    `letters`: Chinese text as bytes of GBK, escaped or raw, or as numbers of characters with a
    question mark for older programs. Without `code_page` only the fonts say which code page it is.
    `defined`: where the edges of the cells of a row stand. `across`: wide cells are several merged
    ones. `replaced` and `hidden` map a cell code to text that a tracked change deleted, or that is
    hidden; the cells of `fields` hold their text as the result of a field.
    """

    def cell(slot: Slot) -> bytes:
        text = b"{" + _text(slot.text, letters) + b"}"
        if slot.code in (replaced or {}):
            old = (replaced or {})[slot.code].encode()
            return b"{\\deleted\\revauthdel1 " + old + b"}{\\revised" + text + b"}"
        if slot.code in fields:
            return b"{\\field{\\*\\fldinst { =SUM(LEFT) 5}}{\\fldrslt " + text + b"}}"
        if slot.code in (hidden or {}):
            return text + b"{\\v " + (hidden or {})[slot.code].encode() + b"}"
        return text

    page = b"\\ansicpg936" if code_page else b""
    out = [b"{\\rtf1\\ansi" + page + b"\\deff1\\uc1", FONTS.encode(), REST.encode(), b"\n"]
    for part in parts(filled):
        if part.kind != "table":
            out.append(b"\\pard\\plain\\f1 " + _text(part.text, letters) + b"\\par\r\n")
            continue
        for line in places(part.grid):
            shape = _shape(line, across)
            out.append(shape if defined != "behind" else b"")
            out.append(b"\\pard\\plain\\f1\\intbl ")
            for slot, begun in line:
                marks = slot.across if across else 1
                out.append((b"" if begun else cell(slot)) + b"\\cell " * marks)
            out.append(b"\\pard\\intbl {" + (shape if defined != "before" else b"") + b"\\row}\r\n")
    return b"".join([*out, b"}"])


def _text(text: str, letters: Letters) -> bytes:
    return b"\\line ".join(_line(line, letters) for line in text.split("\n"))


def _line(text: str, letters: Letters) -> bytes:
    if letters == "numbers":
        codes = (ord(letter) for letter in text)
        return b"".join(
            b"%c" % code if code < 128 else b"\\u%d?" % (code - (code >> 15 << 16)) for code in codes
        )
    data = text.encode("gb18030")
    if letters == "raw":
        return data
    return "".join(chr(byte) if byte < 128 else f"\\'{byte:02x}" for byte in data).encode()


def _shape(line: Grid, across: bool) -> bytes:
    """The definition of a row: each cell's merges and its right edge."""
    out, edge = [b"\\trowd\\trgaph108\\trleft0"], 0
    for slot, begun in line:
        down = b"" if slot.down == 1 else b"\\clvmrg" if begun else b"\\clvmgf"
        several = across and slot.across > 1
        for index in range(slot.across if several else 1):
            merge = (b"\\clmrg" if index else b"\\clmgf") if several else b""
            edge += COLUMN * (1 if several else slot.across)
            out.append(down + merge + b"\\clbrdrt\\brdrs\\cellx%d" % edge)
    return b"".join(out)
