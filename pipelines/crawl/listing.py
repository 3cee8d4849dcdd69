"""What a family of portals reads in a page: lines of the list, further pages, and what shows whether
that is all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from selectolax.lexbor import LexborHTMLParser

from pipelines.crawl.addresses import folder, one_of, under
from pipelines.crawl.beside import Beside
from pipelines.crawl.days import years_in
from pipelines.crawl.links import MOST_LINKS, links_of, title_of, tree
from pipelines.crawl.titles import has_hint, is_report, says_open, says_there_is_none
from pipelines.crawl.unreached import lines_filled_in, scripted_years, unreached


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
    pages the list says it has; `is_column`: it is called one of reports. `fault`: why this is no
    page of the list; `doubt`: why it does not show all that it should; `offered`: years that it
    offers in ways that are not followed; `called` tells pages of one list from others, None where
    the page says that there is nothing more.
    """

    entries: tuple[Entry, ...] = ()
    more: tuple[Ask, ...] = ()
    itself: Entry | None = None
    elsewhere: tuple[Entry, ...] = ()
    total: int | None = None
    pages: int | None = None
    is_column: bool = False
    fault: str | None = None
    doubt: str | None = None
    offered: frozenset[int] = frozenset()
    called: str | None = ""


def listed(page: Page, *places: str) -> Listing:
    """The lines of a list; `places` are what their addresses begin with, if given."""
    return listed_in(tree(page.text), page, *places)


def listed_in(parsed: LexborHTMLParser, page: Page, *places: str) -> Listing:
    """As `listed`, of a page or a part of it that is parsed already: links with a day beside them,
    a year in their title, or a word of reports in a line beside one."""
    by_page: dict[str, Entry] = {}
    beside = Beside()
    itself = {one_of(page.url), one_of(folder(page.url))}
    plain: list[Entry] = []  # lines without a day or a year, if reports stand beside them
    nodes: set[int] = set()
    titles: set[str] = set()
    count = 0
    for node, url in links_of(parsed, page.url, page.encoding):
        count += 1
        key, title = one_of(url), title_of(node)
        if says_open(title):
            title = beside.words(node) or title
        nodes.add(node.mem_id)
        titles.add(title)
        if key in itself:
            continue
        day = beside.day(node)
        entry = Entry(url, title, day, page.ask.office, beside.block(node))
        if not (day or years_in(title)):
            if has_hint(title) or beside.is_line(node):
                plain.append(entry)
            continue
        known = by_page.get(key)
        if known is None or len(title) > len(known.title):
            by_page[key] = replace(entry, url=known.url, listed_on=day or known.listed_on) if known else entry
    blocks = {e.block for e in by_page.values() if is_report(e.title)}
    for entry in plain:
        if entry.block in blocks:
            by_page.setdefault(one_of(entry.url), entry)
    here: list[Entry] = []
    away: list[Entry] = []
    for entry in by_page.values():
        inside = not places or any(under(entry.url, place) for place in places)
        (here if inside else away).append(entry)
    doubt = f"超过 {MOST_LINKS} 个链接 / more links than that" if count >= MOST_LINKS else None
    if lost := unreached(parsed, titles):
        doubt = f"{len(lost)} 份报告没有可用的链接 / reports that no link leads to: {min(lost)}"
    elif lines_filled_in(parsed, beside, blocks):
        doubt = doubt or "有的条目由脚本填写 / a script fills in lines of the list"
    head = parsed.css_first("title")
    years = scripted_years(parsed, nodes)
    column = is_report(head.text()) if head else False
    return Listing(
        tuple(here),
        elsewhere=tuple(away),
        doubt=doubt,
        is_column=column,
        offered=years,
        called=_called(parsed),
    )


def _called(parsed: LexborHTMLParser) -> str | None:
    """The title of the window, and whether one has to log in; None for a page without lines that
    says so."""
    head = parsed.css_first("title")
    wants = "password" if parsed.css_first("input[type=password]") else ""
    says_nothing = parsed.body is not None and says_there_is_none(parsed.body.text())
    return None if says_nothing else re.sub(r"[\s\d]", "", head.text() if head else "") + wants


def entries(page: Page, *places: str) -> tuple[Entry, ...]:
    """The lines of a list under `places`."""
    return listed(page, *places).entries


def merged(parts: Iterable[Listing]) -> Listing:
    """The lines of several parts of a page, each address once."""
    here: dict[str, Entry] = {}
    away: dict[str, Entry] = {}
    for part in parts:
        here |= {e.url: e for e in part.entries if e.url not in here}
        away |= {e.url: e for e in part.elsewhere if e.url not in away}
    return Listing(tuple(here.values()), elsewhere=tuple(away.values()))


def next_of(ask: Ask, url: str, **more: object) -> Ask:
    """The page after one of a list whose end is not told."""
    return replace(ask, url=url, number=ask.number + 1, chained=True, **more)  # type: ignore[arg-type]
