"""Printed text of a cell -> value, status, unit. What is not surely a number has no value; blank,
"/" and 0 stay apart.

Shared by the stage that places numbers with the help of the sums and by the one that makes facts of
them, so that both see the same value. Signs in words and percent signs keep their value and are
shown by the status.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipelines.catalogue import catalogue
from pipelines.fold import fold
from pipelines.model import Status

# A blank between digits: two numbers, or one that was wrapped. Groups of three after a blank are
# one number.
_BROKEN = re.compile(r"^(?!\d{1,3}(?:[ \u00a0]\d{3})+$).*[\d.,]\s+[\d.]", re.DOTALL)
# A character that the file's font does not name between two figures, or one that damage put there:
# no text holds them.
_LOST = re.compile(r"[\d.,]\x00+[\d.,]|[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
MAX_DIGITS = 15  # what a double holds exactly; no office counts beyond that


@dataclass(frozen=True, slots=True)
class Value:
    """`value` in the unit printed (`unit`, None where none is printed)."""

    value: float | None
    status: Status
    unit: str | None = None

    @property
    def summand(self) -> float | None:
        """What the cell adds to a sum: nil counts as nothing; None if that is not known."""
        return 0.0 if self.status in ("blank", "slash", "dash") else self.value


@dataclass(frozen=True)
class _Patterns:
    number: re.Pattern[str]
    slash: frozenset[str]
    dash: frozenset[str]
    zero: frozenset[str]
    falls: frozenset[str]
    units: dict[str, str]
    corrected: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    tokens = catalogue().tokens
    words = "|".join((*tokens.increase, *tokens.decrease))
    units = "|".join(sorted(tokens.units, key=len, reverse=True))
    number = re.compile(
        rf"(?P<word>{words})?(?P<sign>[-+])?(?P<digits>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<decimals>\.\d+)?(?P<percent>[%‰])?"
        rf"(?P<unit>{units})?(?:\((?P<remark>(?:[^()]|\([^()]*\))*)\))?(?P<late>{units})?",
        re.ASCII,
    )
    corrected = re.compile(rf"(?:{'|'.join(tokens.correct)})\D*\d")
    slash, dash, zero = (
        frozenset(fold(t) for t in group) for group in (tokens.slash, tokens.dash, tokens.zero)
    )
    return _Patterns(number, slash, dash, zero, frozenset(tokens.decrease), tokens.units, corrected)


@lru_cache(maxsize=65536)
def parse(text: str) -> Value:
    """`　２ ` -> 2 number; `减1237` -> -1237 text; `0%` -> 0 percent; `1.795（万元）` -> 1.795
    number, unit 万元; `22（其中修订16件）` -> 22 number; `/` -> slash; `—`, `无` -> dash; `007`,
    `5①`, `5元（万元）`, `详见附件` -> unreadable."""
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
    unclear = hides_figures(text) or _BROKEN.search(text.strip())
    match = None if unclear else known.number.fullmatch(folded)
    digits = match["digits"].replace(",", "") if match else ""
    if match is None or glued(digits) or len(digits) > MAX_DIGITS:
        return Value(None, "unreadable")
    value = float(digits + (match["decimals"] or ""))
    if match["sign"] == "-" or match["word"] in known.falls:
        value = 0.0 - value  # never -0.0
    remark = (match["remark"] or "").removeprefix("单位:")
    if match["remark"] and known.corrected.search(match["remark"]):
        return Value(None, "unreadable")  # another figure is said to hold
    units = {known.units[u] for u in (match["unit"], match["late"], remark) if u in known.units}
    if len(units) > 1:
        return Value(None, "unreadable")
    unit = next(iter(units), None)
    if match["percent"]:
        return Value(value, "percent", unit)
    return Value(value, "text" if match["word"] else "number", unit)


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
