"""Lists whose address has a number: `list.aspx?cid=1&page={page}`, `column-index-{page}.shtml`,
`/{page}.html`.

Many of them give the last page again, or invent pages, behind the last one: a page that brings no
new entry ends it.
"""

from __future__ import annotations

from dataclasses import replace

from pipelines.crawl.listing import Ask, Listing, Page, entries
from pipelines.crawl.sources import Source


def starts(source: Source) -> list[Ask]:
    """The first page: `{page}` stands for its number, `parameters: {first: 0}` where that is not
    1."""
    return [_ask(source, 1)]


def read(source: Source, page: Page) -> Listing:
    """The entries, and the next page as long as there are any."""
    listed = entries(page, source.articles)
    return Listing(listed, (replace(_ask(source, page.ask.number + 1), chained=True),) if listed else ())


def _ask(source: Source, number: int) -> Ask:
    printed = number - 1 + int(source.parameters.get("first", 1))
    return Ask(source.list.replace("{page}", str(printed)), number)
