"""A page -> its links as a browser has them: of `<a>` and `<area>`, against `<base>`, in plain paths
of a handler, an option or a data attribute, in pages within the page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.crawl.addresses import address
from pipelines.crawl.parts import is_small, text_in
from pipelines.crawl.titles import is_report

MOST_LINKS = 5000
"""Links of a page that are looked at."""
_SELECTOR = (
    "a, area[href], option[value], [onclick]:not(a), [data-href]:not(a), [data-url]:not(a):not([onclick]),"
    " [lay-href]:not(a), iframe[srcdoc]"
)
_DATA = ("data-href", "data-url", "data-link", "data-src", "data-file", "lay-href")
_ROUTE = re.compile(r"#!?/")  # a place inside of a page that its script draws
# a path in quotes, not put together from pieces
_QUOTED = re.compile(r"(?<![+\w])\s*(['\"])((?:https?://|\.{0,2}/|[\w-]+/)?[^'\"\s<>+]+?)\1(?!\s*\+)")
_PATH = re.compile(
    r"^(?:https?:/|\.{0,2}/|\?)|\.(?:s?html?|jsp|aspx?|php|do|pdf|docx?|wps)(?:\?|$)", re.IGNORECASE
)
_PAGES_WITHIN = 2


def tree(text: str) -> LexborHTMLParser:
    """The page as a browser would see it."""
    return LexborHTMLParser(text)


def links_of(
    parsed: LexborHTMLParser, url: str, encoding: str = "utf-8", depth: int = 0
) -> Iterator[tuple[LexborNode, str]]:
    """The links of a parsed page with their complete addresses; those that lead nowhere on the web
    and what only a script can put together are left out."""
    base = base_of(parsed, url)
    for node in parsed.css(_SELECTOR)[:MOST_LINKS]:
        if (inner := node.attributes.get("srcdoc")) is not None:
            if depth < _PAGES_WITHIN:
                yield from links_of(tree(inner), base, encoding, depth + 1)
        elif full := address(base, _printed(node) or "", encoding):
            yield node, full


def base_of(parsed: LexborHTMLParser, url: str) -> str:
    """What the links of a page are relative to."""
    node = parsed.css_first("base[href]")
    return (address(url, node.attributes.get("href") or "") if node else None) or url


def in_script(code: str) -> str | None:
    """The one plain path that a handler names; None for none or several."""
    paths = {match[2] for match in _QUOTED.finditer(code) if _PATH.search(match[2])}
    return paths.pop() if len(paths) == 1 else None


def title_of(node: LexborNode) -> str:
    """The title of a link: its attribute where that goes on with what is shown, as shown titles are
    cut short; else the words of a picture, or of what is in it."""
    visible = " ".join(text_in(node).split())
    if node.tag == "input":
        visible = (node.attributes.get("value") or "").strip()
    full = next((name for said in _within(node) if (name := _named(said))), "")
    cut = visible.rstrip(". …")
    if not full or not visible or cut in full:
        return full or visible
    if is_report(visible) and not is_report(full):
        return visible  # "opens in a new window"
    return full if len(full) >= len(cut) else visible


def _within(node: LexborNode) -> Iterator[LexborNode]:
    yield node
    if is_small(node):
        yield from node.css("[title], img[alt]")[:1]


def _named(node: LexborNode) -> str:
    said = node.attributes
    return " ".join((said.get("title") or said.get("alt") or said.get("aria-label") or "").split())


def _printed(node: LexborNode) -> str | None:
    said = node.attributes
    href = (said.get("href") or said.get("xlink:href") or "").strip() if node.tag in ("a", "area") else ""
    if _ROUTE.search(href):
        return None
    if href and not href.startswith("#") and not href.lower().startswith("javascript:"):
        return href
    if node.tag == "option":
        value = (said.get("value") or "").strip()
        return value if _PATH.search(value) else None
    for name in _DATA:
        if (value := (said.get(name) or "").strip()) and _PATH.search(value):
            return value
    return in_script(f"{href if href.lower().startswith('javascript:') else ''};{said.get('onclick') or ''}")
