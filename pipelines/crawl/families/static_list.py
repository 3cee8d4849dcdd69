"""Lists as plain files (TRS and others): index.html, index_1.html, ... and createPageHTML(total,
current, ...)."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from pipelines.crawl.addresses import folder, one_of, under
from pipelines.crawl.days import year_in
from pipelines.crawl.links import links_of, title_of, tree
from pipelines.crawl.listing import Ask, Entry, Listing, Page, listed
from pipelines.crawl.pager import with_pager
from pipelines.crawl.sources import Source
from pipelines.crawl.titles import (
    has_hint,
    holds_form,
    is_report,
    leads_to_all,
    leads_to_earlier,
    title_of_year,
)

_YEAR = re.compile(r"\s*(?:20\d\d)\s*年?度?\s*")
_FEWEST = 2  # a single year may be anything


def starts(source: Source) -> list[Ask]:
    """The first page."""
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """The entries under the folder of the list, as it is named and where it answered, or under
    `articles`; all other pages if the page tells how many."""
    if page.ask.year and holds_form(page.text):
        title = title_of_year(source.office, page.ask.year)
        return Listing(itself=Entry(page.ask.url, title, None, source.office))
    places = (source.articles,) if source.articles else (folder(source.list), folder(page.url))
    lines = with_pager(listed(page, *places), page)
    if page.ask.depth:
        return lines
    earlier, doubt = _earlier(page, places)
    return replace(
        lines,
        more=(*lines.more, *_years(lines.entries, lines), *earlier),
        offered=lines.offered | {year for ask in _years(lines.elsewhere, lines) if (year := ask.year)},
        doubt=lines.doubt or doubt,
    )


def _years(entries: tuple[Entry, ...], lines: Listing) -> tuple[Ask, ...]:
    """The pages behind links that are called by nothing but a year, where they stand apart from
    reports: a list may show one year at a time."""
    blocks = {entry.block for entry in lines.entries if is_report(entry.title)}
    alone = [e for e in entries if e.block not in blocks and _YEAR.fullmatch(e.title)]
    if len(alone) < _FEWEST:
        return ()
    return tuple(Ask(e.url, depth=1, year=year_in(e.title), list=e.url) for e in alone)


def _earlier(page: Page, places: tuple[str, ...]) -> tuple[list[Ask], str | None]:
    """The lists of earlier years, or of all lines, that links below the list lead to; and that one
    of reports lies elsewhere."""
    asks, doubt, here = {}, None, {one_of(page.url), one_of(folder(page.url))}
    for node, url in links_of(tree(page.text), page.url, page.encoding):
        title = title_of(node)
        if one_of(url) in here or not (leads_to_earlier(title) or leads_to_all(title)):
            continue
        if any(under(url, place) and urlsplit(place).path not in ("", "/") for place in places):
            asks[url] = Ask(url, depth=1, list=url)
        elif leads_to_earlier(title) and has_hint(title):
            doubt = f"往年的列表在别处 / the list of earlier years lies elsewhere: {url}"
    return list(asks.values()), doubt
