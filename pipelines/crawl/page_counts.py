"""A page of a list -> how many pages and lines it says the list has, in words, in the settings of a
script, in attributes."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser

from pipelines.crawl.scripts import Script
from pipelines.crawl.titles import words

_NEAR = 40  # characters between the number of lines and that of pages
_PAGES = re.compile(
    r"(?:共|总计|总共)\s*(\d{1,9})\s*页|(?:页次|页码|当前|第)\s*[:：]?\s*\d{1,9}\s*/\s*(\d{1,9})|(?<![\d/])\d{1,5}\s*/\s*(\d{1,5})\s*页|Page\s*\d{1,5}\s*of\s*(\d{1,5})"
)
_TOTAL = re.compile(r"(?:共|总计|总共|总数|记录数)\s*(?:有)?\s*[:：]?\s*(\d{1,9})\s*(?:条|篇|项|个)")
_LAYPAGE = re.compile(r"laypage\b[^;]{0,600}")
_PLACES = "[class*=pag i], [id*=pag i], [class*=fenye i], [id*=fenye i]"
"""Where pagers stand."""


def stated(parsed: LexborHTMLParser) -> tuple[int | None, int | None]:
    """How many pages and how many lines a page says the list has: 共 3 页, 第 1/3 页, 共 25 条 near
    to it."""
    text = " ".join(parsed.body.text(separator=" ").split()) if parsed.body else ""
    pages = total = None
    for match in _PAGES.finditer(text):
        pages = int(next(filter(None, match.groups())))
        near = text[max(match.start() - _NEAR, 0) : match.end() + _NEAR]
        if lines := _TOTAL.search(near):
            total = int(lines[1])
    for node in parsed.css(_PLACES) if total is None else ():
        if lines := _TOTAL.search(" ".join(node.text(separator=" ").split())):
            total = int(lines[1])
    return pages, total


def in_settings(parsed: LexborHTMLParser, script: Script) -> int | None:
    """How many pages the settings of a pager's script, or attributes of its place, name."""
    counts = [int(n) for n in _setting().findall(script.code)]
    for match in _LAYPAGE.finditer(script.code):
        count, limit = (re.search(rf"\b{name}\s*:\s*['\"]?(\d+)", match[0]) for name in ("count", "limit"))
        if count:
            counts.append(-(-int(count[1]) // max(int(limit[1]) if limit else 10, 1)))
    for node in parsed.css("[pagecount], [data-pagecount], [data-total-page], [totalpage], [data-pages]"):
        counts += [int(v) for n, v in node.attributes.items() if v and v.isdigit() and "page" in n]
    return max(counts, default=None)


@lru_cache(maxsize=1)
def _setting() -> re.Pattern[str]:
    names = "|".join(words()["page_counts"])
    return re.compile(rf"(?:[{{,]\s*['\"]?(?:{names})['\"]?\s*:|\b(?:{names})\s*=)\s*['\"]?(\d{{1,9}})")
