"""A page of a list -> what is to be done with each of its lines: it is a report, may be one, or is
passed over in a word of the fetch log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipelines.crawl.days import year_in
from pipelines.crawl.listing import Entry, Listing
from pipelines.crawl.sources import Source
from pipelines.crawl.titles import is_report, judge, may_be_report

REPORT = "report"
OPEN = "open"
"""A line that is fetched and judged by what it holds."""


def choices(listing: Listing, source: Source) -> Iterator[tuple[Entry, str]]:
    """Each line with REPORT, OPEN, or the outcome under which it is passed over."""
    lines = Counter(entry.block for entry in listing.entries)
    reports = Counter(entry.block for entry in listing.entries if is_report(entry.title))
    if listing.is_column and not reports:
        reports = lines  # its name speaks for its lines
    for entry in listing.entries:
        yield entry, _choice(entry, source, reports[entry.block], lines[entry.block])
    for entry in listing.elsewhere:
        if is_report(entry.title):
            yield entry, "elsewhere"


def _choice(entry: Entry, source: Source, reports: int, lines: int) -> str:
    """What a line is: `reports` of the `lines` that stand with it are reports by their titles."""
    year, judged = year_in(entry.title), judge(entry.title)
    first, last = source.years
    if judged == "open" and may_be_report(entry.title, year is not None, reports, lines):
        return OPEN if year is None or first <= year <= last else "other_year"
    if judged != "report":
        return "not_report"
    return REPORT if year is None or first <= year <= last else "other_year"
