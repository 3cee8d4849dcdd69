"""Lists as plain files (TRS and others): index.html, index_1.html, ... and createPageHTML(total,
current, ...)."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin

from pipelines.crawl.listing import Ask, Listing, Page, entries, folder, next_page
from pipelines.crawl.sources import Source

# createPageHTML(4, 0, "index", "html"): pages, the current one from 0, and the name of the others
_PART = r"\s*,\s*[\"']?([\w-]+)[\"']?"
_CALL = re.compile(r"createPageHTML\s*\(\s*[\"']?(\d+)[\"']?" + _PART * 3)
_COUNT = re.compile(r"var\s+countPage\s*=\s*['\"]?(\d+)")


def starts(source: Source) -> list[Ask]:
    """The first page."""
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """The entries under the folder of the list, or under `articles`; all other pages if the page
    tells how many."""
    return Listing(entries(page, source.articles or folder(source.list)), pages(page))


def pages(page: Page) -> tuple[Ask, ...]:
    """The pages after the first, as the script of the page names them; else the one behind 下一页."""
    call, count = _CALL.search(page.text), _COUNT.search(page.text)
    if not (call or count):
        return next_page(page)
    if page.ask.number > 1:
        return ()  # the first page has named them all
    name, ending = (call[3], call[4]) if call else ("index", _ending(page.url))
    total = int((call or count)[1])  # type: ignore[index]
    return tuple(
        replace(page.ask, url=urljoin(page.url, f"{name}_{n}.{ending}"), number=n + 1)
        for n in range(1, total)
    )


def _ending(url: str) -> str:
    last = url.rsplit("/", 1)[-1]
    return last.rsplit(".", 1)[-1] if "." in last else "html"
