"""The code of a number format -> its sections: what each prints, and when it holds.

A code that holds anything unknown has no sections. Rules: ECMA-376 part 1, 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
_CURRENCY = '_ "¥"* {0}_ ;_ "¥"* -{0}_ ;_ "¥"* "-"{1}_ ;_ @_ '
_ACCOUNTING = '_ * {0}_ ;_ * -{0}_ ;_ * "-"{1}_ ;_ @_ '
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: _ACCOUNTING.format("#,##0", ""),
    42: _CURRENCY.format("#,##0", ""),
    43: _ACCOUNTING.format("#,##0.00", "??"),
    44: _CURRENCY.format("#,##0.00", "??"),
    48: "##0.0E+0",
    49: "@",
}
"""Formats that workbooks name without writing them down, as Excel shows them in Chinese."""
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}

_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|Standard|G/通用格式)|(?P<digit>[0#?])|(?P<sign>[.,%@])|(?P<exponent>E[+-])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COLOUR = re.compile(
    r"(?:black|blue|cyan|green|magenta|red|white|yellow|黑色?|蓝色?|绿色?|红色?|白色?|黄色?|color\s*\d+)",
    re.IGNORECASE,
)
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


class Piece(NamedTuple):
    """`kind`: literal, digit (a placeholder), point, comma, percent, text (`@`), general."""

    kind: str
    text: str


class Section(NamedTuple):
    """One part of a format: when it holds (operator and bound, if stated) and what it prints."""

    condition: tuple[str, Decimal] | None
    pieces: tuple[Piece, ...]
    date: bool
    white: bool


def code_of(number: int, written: dict[int, str]) -> str:
    """The code of a format by its number; formats of dates that are not written down are
    `yyyy-m-d`."""
    return written.get(number) or BUILT_IN.get(number) or ("yyyy-m-d" if number in _DATES else GENERAL)


@lru_cache(maxsize=512)
def sections_of(code: str) -> tuple[Section, ...] | None:
    """The parts of a format, up to four; None if there is anything in it that is not known."""
    parts: list[list[re.Match[str]]] = [[]]
    for match in _PIECE.finditer(code):
        if match["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    sections = [_section(part) for part in parts]
    known = [section for section in sections if section is not None]
    return tuple(known) if len(known) == len(sections) <= 4 else None


def _section(matches: list[re.Match[str]]) -> Section | None:
    bare = "".join(match["other"] or "" for match in matches)
    date = bool(_DATE.search(bare)) or any(_ELAPSED.fullmatch(m["bracket"] or "") for m in matches)
    pieces: list[Piece] = []
    condition, white = None, False
    for match in matches:
        bracket = match["bracket"]
        if bracket is None:
            if match["exponent"] and not date:
                return None
            pieces += _piece(match)
        elif stated := _CONDITION.fullmatch(bracket.strip()):
            condition = stated[1], Decimal(stated[2])
        elif _COLOUR.fullmatch(bracket.strip()):
            white = bracket.strip().lower().startswith(("white", "白"))
        elif not date:
            return None  # numerals of another script, say
    fraction = any(piece == Piece("literal", "/") for piece in pieces)
    if fraction and any(piece.kind == "digit" for piece in pieces) and not date:
        return None
    return Section(condition, tuple(pieces), date, white)


def _piece(match: re.Match[str]) -> list[Piece]:
    """What a match prints: nothing for padding and fillers."""
    if match["digit"]:
        return [Piece("digit", match["digit"])]
    if match["sign"]:
        kinds = {".": "point", ",": "comma", "%": "percent", "@": "text"}
        return [Piece(kinds[match["sign"]], match["sign"])]
    if match["general"]:
        return [Piece("general", "")]
    literal = match["quoted"] or match["escaped"] or match["money"] or match["other"] or ""
    return [Piece("literal", literal)] if literal else []
