"""A date as pages print it -> ISO. Which date a page means is left to the caller."""

from __future__ import annotations

import re
from datetime import date

DATE = r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)"
"""A day in figures: year, month, day."""
_DATE = re.compile(DATE, re.ASCII)


def iso_date(text: str) -> str | None:
    """The first date in `text` as `YYYY-MM-DD`; None if there is none or the calendar has no such
    day."""
    match = _DATE.search(text)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None
