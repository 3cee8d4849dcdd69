"""A page of a list -> what is to be done with each of its lines: it is a report, may be one, or is
passed over in a word of the fetch log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipelines.crawl.days import year_in
from pipelines.crawl.listing import Entry, Listing
from pipelines.crawl.sources import Source
from pipelines.crawl.titles import is_report, judge, may_be_report, speaks_of_disclosure

REPORT = "report"
OPEN = "open"
"""A line that is fetched and judged by what it holds."""


def choices(listing: Listing, source: Source, is_list: bool) -> Iterator[tuple[Entry, str]]:
    """Each line with REPORT, OPEN, or the outcome under which it is passed over; `is_list`: there
    are reports in the list, up to this page of it."""
    lines = Counter(entry.block for entry in listing.entries)
    reports = Counter(entry.block for entry in listing.entries if is_report(entry.title))
    if listing.is_column and not reports:
        reports = lines  # its name speaks for its lines
    for entry in listing.entries:
        worth = may_be_report(entry.title, reports[entry.block], lines[entry.block])
        yield entry, _choice(entry, source, worth or (is_list and speaks_of_disclosure(entry.title)))
    for entry in listing.elsewhere:
        if is_report(entry.title):
            yield entry, "elsewhere"


def _choice(entry: Entry, source: Source, worth: bool) -> str:
    """What a line is; `worth`: if it is open by its title, it is to be looked at."""
    year, judged = year_in(entry.title), judge(entry.title)
    first, last = source.years
    if judged == "doubtful" or (judged == "open" and worth):
        return OPEN if year is None or first <= year <= last else "other_year"
    if judged != "report":
        return "not_report"
    return REPORT if year is None or first <= year <= last else "other_year"
