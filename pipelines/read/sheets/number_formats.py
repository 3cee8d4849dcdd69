"""The number format of a cell of a workbook -> what kind of thing the number is printed as; and
dates as text.

A format decides how a number looks, mostly by rounding it; only percent signs and dates make
something else of it.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal

Kind = Literal["number", "percent", "date"]

# Numbers that both kinds of workbook give to formats without writing them down, the Chinese ones
# included.
_PERCENT = {9, 10}
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # quoted, escaped, padding, colours and conditions
_PLAIN = re.compile(r"General|Standard", re.IGNORECASE)
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_LAST_DAY = 2_958_465  # 9999-12-31


def kind_of(number: int, code: str = "") -> Kind:
    """What a cell with this format prints; `code` is empty for built-in formats."""
    if not code:
        return "percent" if number in _PERCENT else "date" if number in _DATES else "number"
    bare = _LITERAL.sub("", code)
    if "%" in bare:
        return "percent"
    return "date" if _DATE.search(_PLAIN.sub("", bare)) else "number"


def date_text(days: float, *, since_1904: bool = False) -> str:
    """A stored date as `2024-01-31`, with its time if it has one; a number that is no date of the
    calendar as it is."""
    if not 0 <= days <= _LAST_DAY:
        return str(days)
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    moment = first + timedelta(days=days)
    return moment.isoformat(" ", "seconds").removesuffix(" 00:00:00")
