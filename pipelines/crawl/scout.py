"""A portal's home, a section or a list -> rows for sources.yml, each tried, with what it brings and
what it lacks; or why there are none.

How pages are had is passed in: this file only says which, politely few. It begins with links that
are called like a column of reports, goes on through sections that lead there, and tries every row
that fits a page by its fingerprint; the one that brings the most reports is proposed.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from pipelines.crawl.addresses import one_of
from pipelines.crawl.candidates import (
    Row,
    is_column,
    onward,
    portal_of,
    reports_of,
    rows,
    title_of_page,
)
from pipelines.crawl.listing import Ask, Page
from pipelines.crawl.sources import Source
from pipelines.crawl.titles import is_shell
from pipelines.crawl.trial import Get, Once, Tried, trial

PAGES = 60
"""Pages of a portal that are looked at."""
ASKED = 240
"""Addresses of a portal that are asked for in all, those of rows that are tried among them: a portal
with a column for each of its offices is tried in them."""
DEEPEST = 4
"""Links from the address that was given."""
_NEWS = 2  # reports that a page may tell of without being a list of them


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
    get = once = Once(get, ASKED)
    looked_at = 0
    waiting: list[tuple[int, int, int, str, str]] = [(0, 0, 0, start, "")]
    seen = {one_of(start)}
    order = 0
    portal = ""
    while waiting and looked_at < PAGES and not once.is_spent:
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
    if waiting or once.is_spent:
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
