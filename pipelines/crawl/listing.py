"""What a family of portals reads in a page: entries of the list and further pages; and links with
their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.fold import fold
from pipelines.naming.years import NUMERALS

MOST_LINKS = 5000
"""Links of a page that are looked at."""
_DATE = re.compile(r"(20\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)|二[〇○零0O][〇○零0O一二三四][〇○零0O一二三四五六七八九]")
_ITEM = 300  # characters: what is longer is no line of a list but a part of the page
_LINES = ("li", "tr", "dl")
_NEXT = ("下一页", "下页", "后一页", "下一頁")


@dataclass(frozen=True, slots=True)
class Ask:
    """A page of a list to ask for. `number` counts pages from 1, `depth` folders. A `chained` one
    is asked only if the page before it brought an entry that was not there yet: numbered pages
    often go on for ever."""

    url: str
    number: int = 1
    depth: int = 0
    chained: bool = False
    office: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list. `title` is complete where the page has it so (title=); the day is ISO."""

    url: str
    title: str
    listed_on: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list as it came: the text is decoded, `url` is where it was in the end."""

    ask: Ask
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What a page of a list says. `itself` is set where the page is no list but the report."""

    entries: tuple[Entry, ...] = ()
    more: tuple[Ask, ...] = ()
    itself: Entry | None = None


def tree(text: str) -> LexborHTMLParser:
    """The page as a browser would see it."""
    return LexborHTMLParser(text)


def links(page: Page) -> Iterator[tuple[LexborNode, str]]:
    """The links of a page with their complete addresses; those that lead nowhere on the web are
    left out."""
    yield from links_in(tree(page.text), page.url)


def links_in(parsed: LexborHTMLParser, base: str) -> Iterator[tuple[LexborNode, str]]:
    """The links of a parsed page; what only a script shows (`href` with braces) is none."""
    for node in parsed.css("a[href]")[:MOST_LINKS]:
        address = (node.attributes.get("href") or "").strip()
        if not address or "{{" in address or address.startswith("#"):
            continue
        try:
            full = urldefrag(urljoin(base, address)).url
            if urlsplit(full).scheme in ("http", "https"):
                yield node, full
        except ValueError:
            continue


def entries(page: Page, under: str | None = None) -> tuple[Entry, ...]:
    """The lines of a list: links with a day beside them, or a year in their title. `under` is what
    their addresses begin with, if given."""
    return entries_in(tree(page.text), page.url, page.ask.office, under)


def entries_in(
    parsed: LexborHTMLParser, base: str, office: str | None, under: str | None
) -> tuple[Entry, ...]:
    """As `entries`, of a page that is parsed already."""
    by_address: dict[str, Entry] = {}
    for node, address in links_in(parsed, base):
        if (under and not address.startswith(under)) or address in (base, folder(base)):
            continue
        title, day = title_of(node), day_beside(node)
        if not title or (day is None and not _years(title)):
            continue
        known = by_address.get(address)
        if known is None or len(title) > len(known.title):
            by_address[address] = Entry(address, title, day or (known.listed_on if known else None), office)
    return tuple(by_address.values())


def title_of(node: LexborNode) -> str:
    """The title of a link: its attribute where there is one, as shown titles are cut short."""
    visible = " ".join(node.text().split())
    full = " ".join((node.attributes.get("title") or "").split())
    cut = visible.rstrip(". …")
    return full if full and (len(full) >= len(cut) or not visible) else visible


def day_beside(node: LexborNode) -> str | None:
    """The day in the same line of the list, as long as the line holds no other day. What holds a
    second link is a line only if it is marked up as one."""
    place: LexborNode | None = node
    for _ in range(4):
        if place is None:
            return None
        if len({a.attributes.get("href") for a in place.css("a[href]")}) > 1 and place.tag not in _LINES:
            return None
        text = " ".join(place.text(separator=" ").split())
        if len(text) > _ITEM:
            return None
        days = {day for match in _DATE.finditer(text) if (day := _iso(match))}
        if days:
            return days.pop() if len(days) == 1 else None
        place = place.parent
    return None


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


def next_page(page: Page) -> tuple[Ask, ...]:
    """The page that a link called 下一页 leads to."""
    for node, address in links(page):
        if " ".join(node.text().split()).rstrip(">» ") in _NEXT and address != page.url:
            return (replace(page.ask, url=address, number=page.ask.number + 1, chained=True),)
    return ()


def folder(url: str) -> str:
    """The address of the folder that a page is in."""
    return urljoin(url, ".")


def same_host(one: str, other: str) -> bool:
    """Whether two addresses are on one host."""
    return urlsplit(one).netloc.lower() == urlsplit(other).netloc.lower()
