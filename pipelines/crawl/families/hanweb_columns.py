"""Columns of Hanweb (大汉) as they are drawn: `/col/colN/index.html` holds the first group of records in
a script of type text/xml, a `<nextgroup>` in it names where the others are.

`list` is the column page. The other groups come from dataproxy.jsp, as in `hanweb_records`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.crawl.addresses import address
from pipelines.crawl.families import hanweb_records
from pipelines.crawl.links import tree
from pipelines.crawl.listing import Ask, Listing, Page
from pipelines.crawl.sources import Source

_TOTAL = re.compile(r"totalRecord[\"']?\s*[:=]\s*[\"']?(\d{1,9})", re.IGNORECASE)


def starts(source: Source) -> list[Ask]:
    """The column page."""
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """Of the column page the records in it and the first page of each list; of a list its records
    and the next page."""
    if page.ask.list:
        return hanweb_records.read(source, page)
    if "<datastore" not in page.text:
        return Listing(fault="栏目页中没有记录 / no records in the column page")
    groups = dict.fromkeys(u for place in _next_groups(page.text) if (u := address(page.url, place)))
    asks = tuple(replace(hanweb_records.first(group), list=group) for group in groups)
    here = hanweb_records.records(source, page, page.text)
    total = _TOTAL.search(page.text)
    known = int(total[1]) if total and not asks else None
    return replace(here, more=asks, total=known)


def _next_groups(text: str) -> list[str]:
    """The addresses of the groups that are not in this page."""
    pieces = (piece.split("</nextgroup>", 1)[0] for piece in text.split("<nextgroup>")[1:])
    inner = (piece.strip().removeprefix("<![CDATA[").removesuffix("]]>") for piece in pieces)
    links = [link for piece in inner for link in tree(piece).css("a[href]")[:1]]
    return [link.attributes.get("href") or "" for link in links]
