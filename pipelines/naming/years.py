"""The years that a text names: in digits or in Chinese numerals; a span, a misprint or a year that
has not come is none."""

from __future__ import annotations

import datetime
import re

FIRST_YEAR = 2008
"""The first year that such reports are of."""
NUMERALS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
"""Chinese numerals of single digits -> digits."""
YEAR = (
    r"(?:(?<!\d)20\d\d(?!\d)|(?<!\d)[12]\d{2,5}(?=年)|[二2][〇零○O0][〇零○O0一二三四五六七八九\d]{2}"
    r"|(?<![\dA-Za-z])2[0o][\dXx*o]{2}(?=年))"
)
"""A pattern for what is printed as a year, misprints of too many or too few digits among them."""
SPAN = re.compile(rf"{YEAR}年?度?[-~至到、和—]{YEAR}年")
"""Two years with a sign between them: a period, and no year."""


def year_of(printed: str) -> int | None:
    """`2023`, `二〇二三`, `二○23` -> 2023; None if it is no year that a report can be of by now."""
    digits = printed.translate(NUMERALS)
    year = int(digits) if re.fullmatch(r"20\d\d", digits) else 0
    return year if FIRST_YEAR <= year <= datetime.date.today().year else None
