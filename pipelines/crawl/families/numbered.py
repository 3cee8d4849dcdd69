"""Lists whose address has a number: `list.aspx?cid=1&page={page}`, `column-index-{page}.shtml`,
`/{page}.html`.

Many of them give the last page again, or invent pages, behind the last one: pages that bring no new
entry end it, and so does one that is not there.
"""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl

from pipelines.crawl.addresses import one_of
from pipelines.crawl.links import tree
from pipelines.crawl.listing import Ask, Listing, Page, listed
from pipelines.crawl.page_counts import stated
from pipelines.crawl.pager import next_page
from pipelines.crawl.sources import Source


def starts(source: Source) -> list[Ask]:
    """The first page: `{page}` stands for its number, `parameters: {first: 0}` where that is not
    1."""
    return [_ask(source, 1)]


def lacks(source: Source) -> str | None:
    """What is missing in the row."""
    return None if "{page}" in source.list else "list 中缺少 {page} / {page} is missing in `list`"


def read(source: Source, page: Page) -> Listing:
    """The entries, and the next page."""
    lines = listed(page, *filter(None, [source.articles]))
    pages, total = stated(tree(page.text))
    further = replace(_ask(source, page.ask.number + 1), chained=True)
    doubt = lines.doubt
    after = next_page(page) if page.ask.number == 1 else None
    if after and _parts(after) != _parts(further.url):
        doubt = f"下一页不在 list 所写的网址 / the next page is none of `list`: {after}"
    return replace(lines, more=(further,), pages=pages, total=total, doubt=doubt)


def _parts(url: str) -> tuple[str, list[tuple[str, str]]]:
    """An address, whatever the order of its query."""
    before, _, query = one_of(url).partition("?")
    return before, sorted(parse_qsl(query))


def _ask(source: Source, number: int) -> Ask:
    printed = number - 1 + int(source.parameters.get("first", 1))
    return Ask(source.list.replace("{page}", str(printed)), number)
