"""Older portals of Hanweb (大汉 JCMS): dataproxy.jsp gives XML with a piece of HTML for each line of
the list.

`list` is the address of dataproxy.jsp with webid, columnid, unitid and what else the column page
sends along. Some sites heed `page`, others `startrecord`; both are sent, for as many lines as the
first answer had: more than some tens or a hundred at once are cut by some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipelines.crawl.links import tree
from pipelines.crawl.listing import Ask, Listing, Page, listed_in, merged, next_of
from pipelines.crawl.sources import Source

_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,9})\s*</totalrecord>", re.IGNORECASE)
_SIZE = 100
_NO_LIST = "不是记录列表 / no list of records"


def starts(source: Source) -> list[Ask]:
    """The first hundred records."""
    return [first(source.list)]


def first(url: str) -> Ask:
    """The first page of the list at an address of dataproxy.jsp."""
    return Ask(_address(url, 1, _SIZE))


def read(source: Source, page: Page) -> Listing:
    """One entry for each record, and the next page until one brings nothing new: totals say too
    little as well as too much."""
    if "<record" not in page.text and "<datastore" not in page.text:
        return Listing(fault=_NO_LIST)
    lines = records(source, page, page.text)
    number = page.ask.number
    size = len(lines.entries) + len(lines.elsewhere) if number == 1 else _size_of(page.ask.url)
    total = _TOTAL.search(page.text)
    further = next_of(page.ask, _address(page.ask.url, number + 1, size or _SIZE))
    return replace(lines, more=(further,), total=int(total[1]) if total else None)


def records(source: Source, page: Page, text: str) -> Listing:
    """The lines of all records. A record that is not closed ends where the next one begins."""
    places = [source.articles] if source.articles else []
    return merged(listed_in(tree(record), page, *places) for record in pieces(text))


def pieces(text: str) -> Iterator[str]:
    """The records of a text, each the HTML of a line."""
    for piece in text.split("<record>")[1:]:
        inner = piece.split("</record>", 1)[0].strip()
        yield inner.removeprefix("<![CDATA[").removesuffix("]]>")


def _size_of(url: str) -> int:
    return int(dict(parse_qsl(urlsplit(url).query)).get("perpage", _SIZE))


def _address(url: str, number: int, size: int) -> str:
    parts = urlsplit(url)
    own = {
        "page": number,
        "perpage": size,
        "startrecord": (number - 1) * size + 1,
        "endrecord": number * size,
    }
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in own
    ]
    return urlunsplit(parts._replace(query=urlencode([*kept, *own.items()])))
