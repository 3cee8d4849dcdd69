"""Printed text of a cell -> value, status, unit. What is not surely a number has no value; blank,
"/" and 0 stay apart.

Shared by the stage that places numbers with the help of the sums and by the one that makes facts of
them, so that both see the same value. Signs in words and percent signs keep their value and are
shown by the status.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.model import NIL, Status
from pipelines.numerals import CHARACTERS, whole_number

NARROW = "\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
"""Blanks that set thousands apart, as a common one may. Wider ones (U+2003, U+3000) are between
cells."""
_THOUSANDS = re.compile(rf"(?<![\d.,])(?<![\d.,]\s)\d{{1,3}}([ {NARROW}])\d{{3}}(?:\1\d{{3}})*(?!\s*[\d,'’])")
# A blank between digits: two numbers, or one that was wrapped. Between numerals: 六百 九十七.
_BROKEN = re.compile(rf"[\d.,。'’]\s+[\d.。'’]|[{CHARACTERS}]\s+[{CHARACTERS}]")
# A character that the file's font does not name between two figures, or one that damage put there:
# no text holds them.
_LOST = re.compile(r"[\d.,]\x00+[\d.,]|[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
MAX_DIGITS = 15  # what a double holds exactly; no office counts beyond that


@dataclass(frozen=True, slots=True)
class Value:
    """`value` in the unit printed (`unit`, None where none is printed). `scaled`: 万 or the like is
    printed behind it and multiplied; in a column of 万元 that says two things. `money`: a sign of
    money is in front of it."""

    value: float | None
    status: Status
    unit: str | None = None
    scaled: bool = False
    money: bool = False

    @property
    def summand(self) -> float | None:
        """What the cell adds to a sum: nil counts as nothing; None if that is not known."""
        return 0.0 if self.status in NIL else self.value


@dataclass(frozen=True)
class _Patterns:
    number: re.Pattern[str]
    slash: frozenset[str]
    dash: frozenset[str]
    zero: frozenset[str]
    falls: frozenset[str]
    scales: dict[str, int]
    units: dict[str, str]
    corrected: re.Pattern[str]


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    tokens = catalogue().tokens
    words = "|".join(tokens.signs)
    units, scales = (_longest_first(group) for group in (tokens.units, tokens.scales))
    money = "|".join(fold(sign) for sign in tokens.money)
    number = re.compile(
        rf"(?P<word>{words})?(?P<sign>[-+])?(?P<money>{money})?"
        rf"(?:(?P<digits>\d{{1,3}}(?:(?:,\d{{3}})+|(?:'\d{{3}})+)|\d+)(?P<decimals>[.。]\d+)?"
        rf"(?P<percent>[%‰])?(?P<scale>{scales})??|(?P<numeral>[{CHARACTERS}]+))"
        rf"(?P<unit>{units})?(?:\((?P<remark>(?:[^()]|\([^()]*\))*)\))?(?P<late>{units})?",
        re.ASCII,
    )
    corrected = re.compile(rf"(?:{'|'.join(tokens.correct)})\D*\d")
    slash, dash, zero = (
        frozenset(fold(t) for t in group) for group in (tokens.slash, tokens.dash, tokens.zero)
    )
    falls = frozenset(tokens.decrease)
    return _Patterns(number, slash, dash, zero, falls, tokens.scales, tokens.units, corrected)


@lru_cache(maxsize=65536)
def parse(text: str) -> Value:
    """`　２ ` -> 2 number; `减1237` -> -1237 text; `六百九十七` -> 697 text; `0.2813万` -> 2813 text;
    `0%` -> 0 percent; `1.795（万元）` -> 1.795 number, unit 万元; `22（其中修订16件）` -> 22 number; `/`
    -> slash; `—`, `无` -> dash; `007`, `5①`, `一百二`, `5元（万元）`, `详见附件` -> unreadable."""
    folded = fold(text)
    known = _patterns()
    if not folded:
        return Value(None, "unreadable" if _LOST.search(text) else "blank")
    if folded in known.slash or not folded.strip("/\\"):
        return Value(None, "slash")
    if folded in known.dash or not folded.strip("-"):
        return Value(None, "dash")
    if folded in known.zero:
        return Value(0.0, "number")
    match = None if hides_figures(text) or _is_broken(text.strip()) else known.number.fullmatch(folded)
    return (_value(match, known) if match else None) or Value(None, "unreadable")


def _value(match: re.Match[str], known: _Patterns) -> Value | None:
    """What a number in print says; None where it says several things."""
    amount = _amount(match, known.scales)
    remark = (match["remark"] or "").removeprefix("单位:")
    if amount is None or (match["remark"] and known.corrected.search(match["remark"])):
        return None  # another figure is said to hold
    if match["sign"] == "-" or match["word"] in known.falls:
        amount = 0 - amount  # never -0.0
    units = {known.units[u] for u in (match["unit"], match["late"], remark) if u in known.units}
    money = match["money"] is not None
    if len(units) > 1 or (money and (match["percent"] or any(not u.endswith("元") for u in units))):
        return None
    unit = next(iter(units), None)
    if match["percent"]:
        return None if match["scale"] else Value(float(amount), "percent", unit)
    in_words = match["word"] or match["numeral"] or match["scale"]
    scaled = unit is None and bool(match["scale"] or {"万", "亿"} & {*(match["numeral"] or "")})
    return Value(float(amount), "text" if in_words else "number", unit, scaled, money)


def _amount(match: re.Match[str], scales: dict[str, int]) -> Decimal | int | None:
    """The figure without its sign; None if it is not one number, not whole where it is scaled, or
    longer than a double holds."""
    if numeral := match["numeral"]:
        if match["unit"] and numeral in "一零〇":  # 一件 is one, and 零件 a word
            return 1 if numeral == "一" else None
        return whole_number(numeral)
    digits = match["digits"].replace(",", "").replace("'", "")
    if glued(digits) or len(digits) > MAX_DIGITS:
        return None
    amount = Decimal(digits + (match["decimals"] or "").replace("。", "."))
    if match["scale"] is None:
        return amount
    amount *= scales[match["scale"]]
    return amount if amount == amount.to_integral_value() and len(str(int(amount))) <= MAX_DIGITS else None


def _is_broken(text: str) -> bool:
    """Whether a blank is between figures that does not part thousands."""
    return bool(_BROKEN.search(_THOUSANDS.sub("1", text.replace("\u00a0", " "))))


def hides_figures(text: str) -> bool:
    """Whether folding would make a number of what is none: `5²` and `5①` would become 52 and 51,
    and a character that was lost between two figures would leave them side by side."""
    return (not text.isascii() and any(unicodedata.category(c) == "No" for c in text)) or bool(
        _LOST.search(text)
    )


def glued(digits: str) -> bool:
    """Leading zeros: no one writes a number so; it is several numbers."""
    return len(digits) > 1 and digits[0] == "0"


def is_value(text: str) -> bool:
    """A printed value, nil tokens included; blank is none."""
    return parse(text).status not in ("blank", "unreadable")
