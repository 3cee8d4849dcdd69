"""Days on which offices are closed, so that a report may wait for the next one: weekends, and the
holidays of days_off.yml."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pipelines.catalogue.strict_yaml import named, parsed

FILE = Path(__file__).with_name("days_off.yml")
WEEKEND = ("周末", "weekend")
"""What a Saturday or Sunday is called in both languages."""


class DaysOff(NamedTuple):
    """The days from `first` to `last`, and what they are."""

    first: date
    last: date
    zh: str
    en: str


@lru_cache(maxsize=1)
def holidays() -> tuple[DaysOff, ...]:
    """The holidays in which a legal day fell."""
    with named(FILE.name):
        return tuple(DaysOff(**entry) for entry in parsed(FILE))


def around(day: date) -> DaysOff | None:
    """The days off that a day is one of; None if it is a working day."""
    for holiday in holidays():
        if holiday.first <= day <= holiday.last:
            return holiday
    if day.weekday() < 5:
        return None
    return DaysOff(day, day + timedelta(days=6 - day.weekday()), *WEEKEND)


def next_working_day(day: date) -> date:
    """The day itself, or the first working day behind it."""
    off = around(day)
    return day if off is None else next_working_day(off.last + timedelta(days=1))
