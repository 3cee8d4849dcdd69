"""Lists as plain files (TRS and others): index.html, index_1.html, ... and createPageHTML(total,
current, ...)."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.crawl.addresses import folder
from pipelines.crawl.days import year_in
from pipelines.crawl.listing import Ask, Entry, Listing, Page, listed
from pipelines.crawl.pager import with_pager
from pipelines.crawl.sources import Source
from pipelines.crawl.titles import holds_form, is_report

_YEAR = re.compile(r"\s*(?:20\d\d)\s*年?度?\s*")
_FEWEST = 2  # a single year may be anything


def starts(source: Source) -> list[Ask]:
    """The first page."""
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """The entries under the folder of the list, as it is named and where it answered, or under
    `articles`; all other pages if the page tells how many."""
    if page.ask.year and holds_form(page.text):
        title = f"{source.office or ''}{page.ask.year}年政府信息公开工作年度报告"
        return Listing(itself=Entry(page.ask.url, title, None, source.office))
    places = (source.articles,) if source.articles else (folder(source.list), folder(page.url))
    lines = with_pager(listed(page, *places), page)
    return replace(lines, more=(*lines.more, *_years(lines, page)))


def _years(lines: Listing, page: Page) -> tuple[Ask, ...]:
    """The pages behind links that are called by nothing but a year, where they stand apart from
    reports: a list may show one year at a time."""
    blocks = {entry.block for entry in lines.entries if is_report(entry.title)}
    alone = [e for e in lines.entries if e.block not in blocks and _YEAR.fullmatch(e.title)]
    if len(alone) < _FEWEST or page.ask.depth:
        return ()
    return tuple(Ask(e.url, depth=1, year=year_in(e.title), list=e.url) for e in alone)
