"""Flip books: a report shown as pages that are turned, each with a plain page beside it
(`files/basic-html/page3.html`) -> those pages joined to one, or which of them is missing.

A book has an address of its own, that of the folder of its pages with a fragment: it is no page of
the portal, and nothing is asked for by it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipelines.crawl.addresses import one_of
from pipelines.crawl.links import links_of, tree

MOST_PAGES = 300
"""Pages of a book that are asked for; a report has some ten."""
_MARK = "#book"
_FOLDER = re.compile(r"^(.*/files/basic-html/)(?:(?:index|page\d+)\.html?)?(?:\?.*)?$", re.IGNORECASE)
_PAGE = re.compile(r"page(\d{1,4})\.html?$", re.IGNORECASE)


def book_of(url: str, text: str) -> str | None:
    """The address of the book that a page belongs to, or that its cover leads to."""
    if own := _FOLDER.match(url):
        return own[1] + _MARK
    if "basic-html" not in text:
        return None
    parsed = tree(text)
    hidden = (node.text() for node in parsed.css("noscript"))
    for page in (parsed, *map(tree, hidden)):
        for _, link in links_of(page, url):
            if inside := _FOLDER.match(link):
                return inside[1] + _MARK
    return None


def is_book(url: str) -> bool:
    """Whether an address is that of a book."""
    return url.endswith(_MARK)


def page_of(book: str, number: int) -> str:
    """The address of a page, from 1."""
    return f"{book.removesuffix(_MARK)}page{number}.html"


def last_page(book: str, url: str, text: str) -> int:
    """The highest number of a page that this one leads to; 0 for none."""
    folder = one_of(book.removesuffix(_MARK))
    pages = (one_of(link).removeprefix(folder) for _, link in links_of(tree(text), url))
    return max((int(match[1]) for page in pages if (match := _PAGE.fullmatch(page))), default=0)


def joined(pages: Mapping[int, str]) -> bytes:
    """One page with what all of them show, in their order, with their styles and without their
    scripts and the links by which they are turned."""
    parts = []
    for _, text in sorted(pages.items()):
        parsed = tree(text)
        for node in parsed.css("script, a"):
            if node.tag == "script" or _PAGE.search(node.attributes.get("href") or ""):
                node.decompose()
        shown = [*parsed.css("head style"), *(parsed.body.iter(include_text=True) if parsed.body else ())]
        parts.append(f"<div>{''.join(node.html or '' for node in shown)}</div>")
    head = tree(pages[min(pages)]).css_first("title")
    before = f'<!DOCTYPE html><html><head><meta charset="utf-8">{head.html if head else ""}</head><body>'
    return f"{before}{''.join(parts)}</body></html>".encode("utf-8", "surrogatepass")
