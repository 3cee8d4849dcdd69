"""Lists as plain files (TRS and others): index.html, index_1.html, ... and createPageHTML(total,
current, ...)."""

from __future__ import annotations

from pipelines.crawl.addresses import folder
from pipelines.crawl.listing import Ask, Listing, Page, listed
from pipelines.crawl.pager import with_pager
from pipelines.crawl.sources import Source


def starts(source: Source) -> list[Ask]:
    """The first page."""
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """The entries under the folder of the list, as it is named and where it answered, or under
    `articles`; all other pages if the page tells how many."""
    places = (source.articles,) if source.articles else (folder(source.list), folder(page.url))
    return with_pager(listed(page, *places), page)
