"""A row of sources.yml -> what it brings: its lists are read as the crawl would, but no report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from typing import Any

from pipelines.crawl import families
from pipelines.crawl.candidates import Row, lines_of
from pipelines.crawl.days import year_in
from pipelines.crawl.listing import Ask, Entry, Page
from pipelines.crawl.sources import Source, made
from pipelines.crawl.wholeness import Wholeness
from pipelines.naming.titles import listed_claim

TRIED = 30
"""Pages of a list that are read when it is tried."""
_STALE = 2  # as in the crawl
_DUE = (4, 1)  # month and day from which the report of last year must be there


@dataclass(frozen=True, slots=True)
class Got:
    """A page, or in which word and why there is none."""

    page: Page | None = None
    outcome: str = "new"
    detail: str = ""


Get = Callable[[Ask], Awaitable[Got]]


SPENT = Got(None, "cut", "不再请求 / no more requests")
"""What is had in place of an answer when a portal was asked often enough."""


class Once:
    """`get`, which asks for nothing twice, and no more than `most` times in all; `asked` has what
    was answered."""

    def __init__(self, get: Get, most: int) -> None:
        self._get, self._most = get, most
        self.asked: dict[str, Got] = {}

    @property
    def is_spent(self) -> bool:
        """Whether nothing new may be asked for any more."""
        return len(self.asked) >= self._most

    async def __call__(self, ask: Ask) -> Got:
        """What was answered, at once or before; SPENT for what may not be asked for."""
        if ask.key not in self.asked:
            if self.is_spent:
                return SPENT
            self.asked[ask.key] = await self._get(ask)
        return self.asked[ask.key]


@dataclass(slots=True)
class Tried:
    """What a row brings: its reports, and why that may not be all."""

    row: Row
    reports: dict[str, Entry] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    pages: int = 0

    @property
    def years(self) -> Counter[int]:
        """How many reports each year has."""
        return Counter(year for e in self.reports.values() if (year := year_in(e.title)))

    @property
    def offices(self) -> Counter[str]:
        """How many reports each office has, by the list or by the titles."""
        return Counter(
            name for e in self.reports.values() if (name := e.office or listed_claim(e.title).office)
        )

    @property
    def missing(self) -> list[int]:
        """Years between the first report and the last one due that have none."""
        today = date.today()
        last = today.year - (1 if (today.month, today.day) >= _DUE else 2)
        return [y for y in range(min(self.years, default=last + 1), last + 1) if y not in self.years]

    @property
    def sure(self) -> str:
        """How sure it is that the row is right: sure, likely or doubtful."""
        if self.doubts:
            return "doubtful"
        return "sure" if len(self.reports) > 1 else "likely"


async def trial(row: Row, get: Get) -> Tried:
    """Read the lists of a row as the crawl would, but no report, and not more than TRIED pages."""
    tried = Tried(row)
    try:
        source = made("tried", row)
    except (ValueError, TypeError, IndexError) as error:
        tried.doubts.append(str(error))
        return tried
    family = import_module(f"{families.__name__}.{source.family}")
    whole = Wholeness()
    waiting = list(family.starts(source))
    asked: set[str] = set()
    while waiting and tried.pages < TRIED:
        ask = waiting.pop(0)
        if ask.key in asked:
            continue
        asked.add(ask.key)
        got = await get(ask)
        if got is SPENT:
            waiting.insert(0, ask)
            break
        tried.pages += 1
        if got.page is None:
            if not (ask.chained and got.outcome == "gone"):
                whole.doubt(f"{got.outcome}：{got.detail} {ask.url}")
            continue
        waiting += _further(family.read(source, got.page), ask, whole, tried, source)
    if waiting:
        whole.doubt(f"只试了 {tried.pages} 页 / only so many pages were tried")
    tried.doubts += whole.doubts()
    return tried


def _further(listing: Any, ask: Ask, whole: Wholeness, tried: Tried, source: Source) -> Iterator[Ask]:
    if listing.fault:
        whole.doubt(listing.fault)
        return
    first, last = source.years
    for entry in lines_of(listing):
        year = year_in(entry.title)
        if year is None or first <= year <= last:
            tried.reports.setdefault(entry.url, entry)
    is_new = whole.add(ask, listing)
    for further in listing.more:
        if is_new or not further.chained:
            yield further
        elif ask.stale + 1 < _STALE and not whole.is_reached(ask):
            yield replace(further, stale=ask.stale + 1)
