"""Newer portals of Hanweb (大汉 JPAAS): the column page names a unit, the unit's endpoint answers
JSON with HTML in it.

`list` is the column page. A page number by itself has no effect there, it has to be in
`paramJson`.
"""

from __future__ import annotations

import json
import logging
import re
from html import unescape
from urllib.parse import urlencode, urljoin

from pipelines.crawl.listing import Ask, Listing, Page, entries_in, tree
from pipelines.crawl.sources import Source

_PAIR = re.compile(r"['\"](\w+)['\"]\s*:\s*['\"]([^'\"]*)['\"]")
_COUNT = re.compile(r"(?<![\w-])count=\\?['\"](\d+)")
_SIZE = 15
_log = logging.getLogger(__name__)


def starts(source: Source) -> list[Ask]:
    """The column page."""
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """Of the column page the first page of each unit; of an endpoint its entries and the next
    page."""
    if page.text.lstrip().startswith("{"):
        return _unit(source, page)
    asks = []
    for node in tree(page.text).css("[url][queryData], [url][querydata]"):
        said = node.attributes.get("querydata") or node.attributes.get("queryData") or ""
        asked = dict(_PAIR.findall(unescape(said)))
        endpoint = urljoin(page.url, node.attributes.get("url") or "")
        if asked and "/unit" in endpoint:
            asks.append(Ask(f"{endpoint}?{urlencode(asked)}&{_numbered(1)}", 1))
    return Listing(entries_in(tree(page.text), page.url, source.office, source.articles), tuple(asks))


def _unit(source: Source, page: Page) -> Listing:
    try:
        inner = str(json.loads(page.text)["data"]["html"])
    except (ValueError, KeyError, TypeError) as error:
        _log.warning("%s: no unit with HTML in it (%s: %s)", page.url, type(error).__name__, error)
        return Listing()
    listed = entries_in(tree(inner), urljoin(page.url, "/"), source.office, source.articles)
    count = _COUNT.search(inner)
    number = page.ask.number + 1
    if not listed or (count and (number - 1) * _SIZE >= int(count[1])):
        return Listing(listed)
    return Listing(
        listed, (Ask(f"{page.ask.url.rsplit('&', 1)[0]}&{_numbered(number)}", number, chained=True),)
    )


def _numbered(number: int) -> str:
    return urlencode({"paramJson": json.dumps({"pageNo": number, "pageSize": _SIZE}, separators=(",", ":"))})
