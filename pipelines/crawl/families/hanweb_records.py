"""Older portals of Hanweb (大汉 JCMS): dataproxy.jsp gives XML with a piece of HTML for each line of
the list.

`list` is the address of dataproxy.jsp with webid, columnid, unitid and what else the column page
sends along. Some sites heed `page`, others `startrecord`; both are sent, for as many lines as the
first answer had: more than some tens or a hundred at once are cut by some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipelines.crawl.links import tree
from pipelines.crawl.listing import Ask, Entry, Listing, Page, listed_in, next_of
from pipelines.crawl.sources import Source

_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,9})\s*</totalrecord>", re.IGNORECASE)
_SIZE = 100
_NO_LIST = "不是记录列表 / no list of records"


def starts(source: Source) -> list[Ask]:
    """The first hundred records."""
    return [Ask(_address(source.list, 1, _SIZE), 1)]


def read(source: Source, page: Page) -> Listing:
    """One entry for each record, and the next page until one brings nothing new: totals say too
    little as well as too much."""
    if "<record" not in page.text and "<datastore" not in page.text:
        return Listing(fault=_NO_LIST)
    here, away = records(source, page)
    number = page.ask.number
    size = len(here) + len(away) if number == 1 else _size_of(page.ask.url)
    total = _TOTAL.search(page.text)
    further = next_of(page.ask, _address(page.ask.url, number + 1, size or _SIZE))
    return Listing(here, (further,), elsewhere=away, total=int(total[1]) if total else None)


def records(source: Source, page: Page) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The lines of all records, and those that lead elsewhere. A record that is not closed ends
    where the next one begins."""
    by_address: dict[str, Entry] = {}
    away: dict[str, Entry] = {}
    for record in _pieces(page.text):
        one = listed_in(tree(record), page, *filter(None, [source.articles]))
        by_address |= {e.url: e for e in one.entries if e.url not in by_address}
        away |= {e.url: e for e in one.elsewhere if e.url not in away}
    return tuple(by_address.values()), tuple(away.values())


def _pieces(text: str) -> Iterator[str]:
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
