"""Older portals of Hanweb (大汉 JCMS): dataproxy.jsp gives XML with a piece of HTML for each line of
the list.

`list` is the address of dataproxy.jsp with webid, columnid, unitid and what else the column page
sends along. Some sites heed `page`, others `startrecord`; both are sent. More than 100 lines at
once are cut by some.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipelines.crawl.listing import Ask, Entry, Listing, Page, entries_in, tree
from pipelines.crawl.sources import Source

_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.DOTALL)
_SIZE = 100


def starts(source: Source) -> list[Ask]:
    """The first hundred records."""
    return [Ask(_address(source.list, 1), 1)]


def read(source: Source, page: Page) -> Listing:
    """One entry for each record, and the next page until one brings nothing new: totals are not to
    be trusted."""
    by_address: dict[str, Entry] = {}
    for record in _RECORD.findall(page.text):
        for entry in entries_in(tree(record), page.url, source.office, source.articles):
            by_address.setdefault(entry.url, entry)
    further = Ask(_address(source.list, page.ask.number + 1), page.ask.number + 1, chained=True)
    return Listing(tuple(by_address.values()), (further,) if by_address else ())


def _address(url: str, number: int) -> str:
    parts = urlsplit(url)
    own = {
        "page": number,
        "perpage": _SIZE,
        "startrecord": (number - 1) * _SIZE + 1,
        "endrecord": number * _SIZE,
    }
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in own
    ]
    return urlunsplit(parts._replace(query=urlencode([*kept, *own.items()])))
