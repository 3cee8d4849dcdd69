"""A portal's home, a section or a list -> rows for sources.yml, each tried, with what it brings and
what it lacks; or why there are none.

How pages are had is passed in: this file only says which, politely few. It begins with links that
are called like a column of reports, goes on through sections that lead there, and tries every row
that fits a page by its fingerprint; the one that brings the most reports is proposed.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

from pipelines.crawl import families
from pipelines.crawl.addresses import one_of
from pipelines.crawl.candidates import (
    Row,
    is_column,
    lines_of,
    onward,
    portal_of,
    reports_of,
    rows,
    title_of_page,
)
from pipelines.crawl.days import year_in
from pipelines.crawl.listing import Ask, Entry, Page
from pipelines.crawl.sources import Source, made
from pipelines.crawl.titles import is_shell
from pipelines.crawl.wholeness import Wholeness

PAGES = 60
"""Pages of a portal that are looked at."""
TRIED = 30
"""Pages of a list that are read when it is tried."""
ASKED = 240
"""Requests to a portal in all: a portal with a column for each of its offices is tried in them."""
DEEPEST = 4
"""Links from the address that was given."""
_STALE = 2  # as in the crawl
_DUE = (4, 1)  # month and day from which the report of last year must be there
_NEWS = 2  # reports that a page may tell of without being a list of them
_OFFICE = re.compile(r"^(.{2,40}?)(?:关于)?(?:20\d\d|二[〇○零]..)\s?年?")


@dataclass(frozen=True, slots=True)
class Got:
    """A page, or in which word and why there is none."""

    page: Page | None = None
    outcome: str = "new"
    detail: str = ""


Get = Callable[[Ask], Awaitable[Got]]


class _Once:
    """`get`, which asks for nothing twice; `asked` has what was answered."""

    def __init__(self, get: Get) -> None:
        self._get = get
        self.asked: dict[str, Got] = {}

    async def __call__(self, ask: Ask) -> Got:
        if ask.key not in self.asked:
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
        return Counter(name for e in self.reports.values() if (name := e.office or _office(e.title)))

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


@dataclass(slots=True)
class Found:
    """What was found from an address: rows that were tried, in how many pages, and why not more."""

    address: str
    tried: list[Tried] = field(default_factory=list)
    pages: int = 0
    why: list[str] = field(default_factory=list)


async def find(start: str, get: Get, **settings: Any) -> Found:
    """Look for columns of reports from an address on; `settings` are those of the rows tried."""
    result = Found(start)
    get = once = _Once(get)
    looked_at = 0
    waiting: list[tuple[int, int, int, str, str]] = [(0, 0, 0, start, "")]
    seen = {one_of(start)}
    order = 0
    portal = ""
    while waiting and looked_at < PAGES and len(once.asked) < ASKED:
        _, _, depth, url, title = heapq.heappop(waiting)
        got = await get(Ask(url))
        looked_at += 1
        if got.page is None:
            if not depth or is_column(title):
                result.why.append(f"{got.outcome}：{got.detail} {url}")
            continue
        page = got.page
        portal = portal or portal_of(page)
        best = None
        if _may_hold(page, title, depth):
            best = await _best(page, get, {"portal": portal or urlsplit(url).netloc, **settings})
        if best and best.reports:
            _take(result, best)
        elif is_shell(page.text) and (not depth or is_column(title)):
            result.why.append(f"页面只能由浏览器画出 / only a browser can draw it: {url}")
        for rank, link, called in onward(page) if depth < DEEPEST else ():
            if one_of(link) not in seen:
                seen.add(one_of(link))
                order += 1
                heapq.heappush(waiting, (rank, order, depth + 1, link, called))
    result.pages = len(once.asked)
    if waiting:
        result.why.append(f"看了 {result.pages} 页后停止 / stopped after so many pages")
    elif not result.tried:
        result.why.append(f"看了 {result.pages} 页，没有年报栏目 / no column of reports in so many pages")
    return result


def _may_hold(page: Page, title: str, depth: int) -> bool:
    called = is_column(title) or is_column(title_of_page(page))
    least = 0 if not depth and urlsplit(page.url).path != "/" else _NEWS
    return called or len(reports_of(page)) > least


async def _best(page: Page, get: Get, settings: Row) -> Tried | None:
    """The row that brings the most reports from a page, and of those the one with the fewest
    doubts."""
    best: Tried | None = None
    pages = 0
    for row in rows(page):
        tried = await trial(settings | row, get)
        pages += tried.pages
        if best is None or (len(tried.reports), -len(tried.doubts)) > (len(best.reports), -len(best.doubts)):
            best = tried
        if best.reports and not best.doubts:
            break
    if best:
        best.pages = pages
    return best


def _take(result: Found, new: Tried) -> None:
    """Add a row, unless its reports are all known from another; it takes the place of those whose
    reports it has."""
    mine = set(map(one_of, new.reports))
    for old in result.tried:
        theirs = set(map(one_of, old.reports))
        if mine <= theirs:
            return
    result.tried = [old for old in result.tried if not set(map(one_of, old.reports)) < mine]
    if len(names := new.offices) == 1 and not new.row.get("office"):
        new.row = new.row | {"office": next(iter(names))}
    result.tried.append(new)


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


async def check(source: Source, get: Get) -> tuple[Tried, Found | None]:
    """Try a known row again; if it brings nothing any more, what is found from the home of its
    portal."""
    row = {n: getattr(source, n) for n in ("portal", "family", "list", "office", "articles")}
    row |= {"parameters": source.parameters, "hosts": list(source.hosts), "years": list(source.years)}
    tried = await trial(row | {"local": source.local}, get)
    if tried.reports:
        return tried, None
    parts = urlsplit(source.list)
    result = await find(f"{parts.scheme}://{parts.netloc}/", get, local=source.local)
    result.tried = [t for t in result.tried if not source.office or _is_of(t, source.office)] or result.tried
    return tried, result


def _is_of(tried: Tried, office: str) -> bool:
    return any(office in name or name in office for name in tried.offices)


def _office(title: str) -> str:
    match = _OFFICE.match(re.sub(r"\s", "", title))
    return match[1].strip("《【[关于") if match else ""
