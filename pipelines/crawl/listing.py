"""What a family of portals reads in a page: lines of the list, further pages, and what shows whether
that is all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.crawl.addresses import folder, one_of, under
from pipelines.crawl.links import MOST_LINKS, links_of, title_of, tree
from pipelines.crawl.titles import is_report
from pipelines.fold import fold
from pipelines.naming.years import NUMERALS

_DATE = re.compile(r"(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)|二[〇○零0O][〇○零0O一二三四][〇○零0O一二三四五六七八九]")
_ITEM = 300  # characters: what is longer is no line of a list but a part of the page
_LINES = ("li", "tr", "dl")
_BEIJING = timezone(timedelta(hours=8))
_EPOCH = 10**8  # a larger number counts seconds since 1970, and one a hundred times as large milliseconds


@dataclass(frozen=True, slots=True)
class Ask:
    """A page of a list to ask for. `number` counts pages from 1, `depth` folders. A `chained` one
    is asked only if the page before it brought an entry that was not there yet: numbered pages
    often go on for ever; `stale` of them in a row have brought none. `list` tells lists of one
    source apart, `last` is the number of pages that this one has, as an earlier page said. A `body`
    makes it a POST, `headers` go with it; `values` were read from pages before it."""

    url: str
    number: int = 1
    depth: int = 0
    chained: bool = False
    office: str | None = None
    year: int | None = None
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    list: str = ""
    last: int = 0
    stale: int = 0
    values: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """What is asked for once a night: the address, and the body that is sent to it."""
        return f"{self.url}\n{self.body}" if self.body else self.url


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list. `title` is complete where the page has it so (title=); the day is ISO.
    Lines of one `block` stand together on their page."""

    url: str
    title: str
    listed_on: str | None = None
    office: str | None = None
    block: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list as it came: the text is decoded from `encoding`, `url` is where it was in
    the end."""

    ask: Ask
    url: str
    text: str
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page of a list says. `itself` is set where the page is no list but the report.

    `elsewhere`: lines that lead outside of what the row gives. `total`, `pages`: how many lines and
    pages the list says it has. `fault`: why this is no page of the list; `doubt`: why it does not
    show all that it should.
    """

    entries: tuple[Entry, ...] = ()
    more: tuple[Ask, ...] = ()
    itself: Entry | None = None
    elsewhere: tuple[Entry, ...] = ()
    total: int | None = None
    pages: int | None = None
    fault: str | None = None
    doubt: str | None = None


def listed(page: Page, *places: str) -> Listing:
    """The lines of a list; `places` are what their addresses begin with, if given."""
    return listed_in(tree(page.text), page, *places)


def listed_in(parsed: LexborHTMLParser, page: Page, *places: str) -> Listing:
    """As `listed`, of a page or a part of it that is parsed already: links with a day beside them,
    a year in their title, or the name of a report."""
    by_page: dict[str, Entry] = {}
    beside = _Beside()
    itself = {one_of(page.url), one_of(folder(page.url))}
    count = 0
    for node, url in links_of(parsed, page.url, page.encoding):
        count += 1
        key, title = one_of(url), title_of(node)
        if key in itself:
            continue
        day = beside.day(node)
        if not (day if not title else day or _years(title) or is_report(title)):
            continue
        known = by_page.get(key)
        if known is None or len(title) > len(known.title):
            at = known.url if known else url
            day = day or (known.listed_on if known else None)
            by_page[key] = Entry(at, title, day, page.ask.office, beside.block(node))
    here: list[Entry] = []
    away: list[Entry] = []
    for entry in by_page.values():
        inside = not places or any(under(entry.url, place) for place in places)
        (here if inside else away).append(entry)
    doubt = f"超过 {MOST_LINKS} 个链接 / more links than that" if count >= MOST_LINKS else None
    return Listing(tuple(here), elsewhere=tuple(away), doubt=doubt)


def entries(page: Page, *places: str) -> tuple[Entry, ...]:
    """The lines of a list under `places`."""
    return listed(page, *places).entries


class _Beside:
    """What stands beside the links of a page. Each part of it is looked at once, however many links
    it has."""

    def __init__(self) -> None:
        self._days: dict[int, frozenset[str] | None] = {}
        self._links: dict[int, bool] = {}

    def day(self, node: LexborNode) -> str | None:
        """The day in the same line of the list, as long as the line holds no other day. What holds
        a second link is a line only if it is marked up as one."""
        place: LexborNode | None = node
        for _ in range(4):
            if place is None or (place.tag not in _LINES and self._many(place)):
                return None
            if place.mem_id not in self._days:
                self._days[place.mem_id] = self._found(place)
            days = self._days[place.mem_id]
            if days is None:
                return None
            if days:
                return next(iter(days)) if len(days) == 1 else None
            place = place.parent
        return None

    def block(self, node: LexborNode) -> int:
        """What the lines of a list have in common: the place in which their lines stand."""
        place = node
        while place.parent and place.tag not in _LINES and not self._many(place.parent):
            place = place.parent
        return place.parent.mem_id if place.parent else 0

    def _many(self, place: LexborNode) -> bool:
        if place.mem_id not in self._links:
            links = place.css("a[href]")
            self._links[place.mem_id] = len({a.attributes.get("href") for a in links}) > 1
        return self._links[place.mem_id]

    @staticmethod
    def _found(place: LexborNode) -> frozenset[str] | None:
        text = " ".join(place.text(separator=" ").split())
        if len(text) > _ITEM:
            return None
        return frozenset(day for match in _DATE.finditer(text) if (day := _iso(match)))


def merged(parts: Iterable[Listing]) -> Listing:
    """The lines of several parts of a page, each address once."""
    here: dict[str, Entry] = {}
    away: dict[str, Entry] = {}
    for part in parts:
        here |= {e.url: e for e in part.entries if e.url not in here}
        away |= {e.url: e for e in part.elsewhere if e.url not in away}
    return Listing(tuple(here.values()), elsewhere=tuple(away.values()))


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
    return next((day for match in _DATE.finditer(text) if (day := _iso(match))), None)


def _iso(match: re.Match[str]) -> str | None:
    year, month, day = map(int, match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def year_in(title: str) -> int | None:
    """The report year that a title names; None if it names none or several."""
    years = _years(title)
    return years.pop() if len(years) == 1 else None


def _years(title: str) -> set[int]:
    return {int(year.translate(NUMERALS)) for year in _YEAR.findall(fold(title))}


def next_of(ask: Ask, url: str, **more: object) -> Ask:
    """The page after one of a list whose end is not told."""
    return replace(ask, url=url, number=ask.number + 1, chained=True, **more)  # type: ignore[arg-type]
