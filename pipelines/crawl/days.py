"""Days and years as they are printed or sent -> ISO days, years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from pipelines.fold import fold
from pipelines.naming.years import NUMERALS

_DATE = re.compile(r"(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)|二[〇○零0O][〇○零0O一二三四][〇○零0O一二三四五六七八九]")
_BEIJING = timezone(timedelta(hours=8))
_EPOCH = 10**8  # a larger number counts seconds since 1970, and one a hundred times as large milliseconds


def days_in(text: str) -> Iterator[str]:
    """The days named in a text."""
    for match in _DATE.finditer(text):
        if day := _iso(match):
            yield day


def without_days(text: str) -> str:
    """The text but for the days named in it."""
    return " ".join(_DATE.sub(" ", text).split())


def day_of(value: object) -> str | None:
    """A day from a date in print, or from seconds or milliseconds since 1970."""
    if isinstance(value, str) and value.isdigit() and len(value) in (10, 13):
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value > _EPOCH:
        seconds = value / 1000 if value > _EPOCH * 100 else value
        return datetime.fromtimestamp(seconds, _BEIJING).date().isoformat()
    return day_in(str(value)) if value else None


def day_in(text: str) -> str | None:
    """The first day named in a text."""
    return next(days_in(text), None)


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = map(int, match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def year_in(title: str) -> int | None:
    """The report year that a title names; None if it names none or several."""
    years = years_in(title)
    return years.pop() if len(years) == 1 else None


def years_in(title: str) -> set[int]:
    """The years that a title names."""
    return {int(year.translate(NUMERALS)) for year in _YEAR.findall(fold(title))}
