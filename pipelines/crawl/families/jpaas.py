"""Newer portals of Hanweb (大汉 JPAAS): the column page names a unit, the unit's endpoint answers
JSON with HTML in it.

`list` is the column page. A page number by itself has no effect there, it has to be in
`paramJson`.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import replace
from html import unescape
from urllib.parse import urlencode, urljoin

from pipelines.crawl.links import tree
from pipelines.crawl.listing import Ask, Listing, Page, listed_in, next_of
from pipelines.crawl.sources import Source

_PAIR = re.compile(r"['\"](\w+)['\"]\s*:\s*['\"]([^'\"]*)['\"]")
_COUNT = re.compile(r"(?<![\w-])count=\\?['\"](\d+)")
_ROWS = re.compile(r"(?<![\w-])rows=\\?['\"](\d+)")
_SIZE = 15  # lines that are asked for; how many a page has is read from the answer
_log = logging.getLogger(__name__)


def starts(source: Source) -> list[Ask]:
    """The column page."""
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """Of the column page the first page of each unit; of an endpoint its entries and the next
    page."""
    if page.ask.list:
        return _unit(source, page)
    asks = []
    parsed = tree(page.text)
    for node in parsed.css("[url][queryData], [url][querydata]"):
        said = node.attributes.get("querydata") or node.attributes.get("queryData") or ""
        asked = dict(_PAIR.findall(unescape(said)))
        endpoint = urljoin(page.url, node.attributes.get("url") or "")
        if asked and "/unit" in endpoint:
            unit = f"{endpoint}?{urlencode(asked)}"
            asks.append(Ask(f"{unit}&{_numbered(1)}", list=unit))
    outer = replace(listed_in(parsed, page, *_places(source)), more=tuple(asks))
    return outer if asks or outer.entries else Listing(fault="栏目页中没有列表单元 / no unit of a list")


def _unit(source: Source, page: Page) -> Listing:
    try:
        inner = str(json.loads(page.text)["data"]["html"])
    except (ValueError, KeyError, TypeError) as error:
        _log.warning("%s: no unit with HTML in it (%s: %s)", page.url, type(error).__name__, error)
        return Listing(fault="不是列表单元 / no unit of a list")
    within = replace(page, url=urljoin(page.url, "/"))
    unit = listed_in(tree(inner), within, *_places(source))
    lines = len(unit.entries) + len(unit.elsewhere)
    count, rows = (p.search(inner) for p in (_COUNT, _ROWS))
    number, size = page.ask.number, int(rows[1]) if rows else lines
    total = int(count[1]) if count else None
    is_full = rows is not None and lines >= size  # and totals may say too little
    if total is not None and (number - 1) * size + lines >= total and not is_full:
        return replace(unit, total=total)
    further = next_of(page.ask, f"{page.ask.url.rsplit('&', 1)[0]}&{_numbered(number + 1)}")
    return replace(unit, total=total, more=(further,))


def _places(source: Source) -> list[str]:
    return [source.articles] if source.articles else []


def _numbered(number: int) -> str:
    return urlencode({"paramJson": json.dumps({"pageNo": number, "pageSize": _SIZE}, separators=(",", ":"))})
