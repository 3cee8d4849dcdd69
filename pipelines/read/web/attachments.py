"""The links and frames of a page -> addresses of the reports that it shows or offers as files of
their own.

A file is known by the ending of its name, in its address or in the words of the link; a report by
its name, by the text of the link, or by the title of the page. Where no link leads to a file, a path
in a script, a frame of the same site, or a link to the full text does. Whether the page itself
holds the report is not asked here.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipelines.catalogue import catalogue
from pipelines.fold import simplified

_log = logging.getLogger(__name__)

_PLACES = {"a": "href", "area": "href", "iframe": "src", "frame": "src", "embed": "src", "object": "data"}
_SELECTOR = ", ".join(f"{tag}[{name}]" for tag, name in _PLACES.items())
_ENDINGS = r"\.(?:pdf|docx?|wps|rtf|xlsx?|et|ofd|zip|rar|7z)"
_FILE = re.compile(rf"{_ENDINGS}$", re.IGNORECASE)
_NAMED = re.compile(rf"{_ENDINGS}(?![\w.])", re.IGNORECASE)
_QUOTED = re.compile(
    rf"""(?<![+\w])(['"])((?:https?:|[./])?[^'"\s<>+]{{1,500}}{_ENDINGS}(?:\?[^'"\s<>+]{{0,200}})?)\1(?!\s*\+)""",
    re.IGNORECASE,
)
_VIEWED = {"file", "src", "url", "furl", "pdf", "pdfurl", "fileurl"}  # a viewer is told by these what to show
MOST_LINKS = 3000
"""Links of a page that are looked at."""
MOST_FILES = 20
"""Attached files that a page may name."""


def attachments(tree: LexborHTMLParser, title: str, page: str) -> list[str]:
    """Addresses in the order of the page, complete if the page's own address `page` is known.

    Those of links that call themselves a yearly report; if none does but the title of the page
    does, all files; if there are none, what only a script, a frame or a link to the full text
    shows."""
    named: dict[str, None] = {}
    others: dict[str, None] = {}
    for node in tree.css(_SELECTOR)[:MOST_LINKS]:
        if address := _file(node, page):
            (named if _tells(_names(node, address)) else others)[address] = None
    is_report = _tells(title)
    offered = named or (others if is_report else {})
    if not offered and is_report:
        offered = _in_scripts(tree, page) or _within(tree, page)
    return list(offered)


def _in_scripts(tree: LexborHTMLParser, page: str) -> dict[str, None]:
    """The files whose plain paths stand in scripts and handlers."""
    code = [node.text() for node in tree.css("script:not([src])")[:MOST_LINKS]]
    code += [node.attributes.get("onclick") or "" for node in tree.css("[onclick]")[:MOST_LINKS]]
    code += [node.attributes.get("href") or "" for node in tree.css("a[href^='javascript:']")[:MOST_LINKS]]
    paths = [match[2] for text in code for match in _QUOTED.finditer(text)]
    for node in tree.css("[data-href], [data-url], [data-file], [data-src]")[:MOST_LINKS]:
        paths += [v for n, v in node.attributes.items() if v and n.startswith("data-") and _FILE.search(v)]
    return {urljoin(page, path): None for path in paths}


def _within(tree: LexborHTMLParser, page: str) -> dict[str, None]:
    """The pages in frames of the same site; else those that links to the full text lead to."""
    frames = [node.attributes.get("src") or "" for node in tree.css("iframe[src], frame[src]")]
    links = [
        node.attributes.get("href") or ""
        for node in tree.css("a[href]")[:MOST_LINKS]
        if any(map(node.text().__contains__, catalogue().whole_text))
    ]
    for places in (frames, links):
        if pages := {address: None for place in places if (address := _page(place.strip(), page))}:
            return pages
    return {}


def _page(link: str, page: str) -> str:
    """The address of another page of the same site; empty for anything else."""
    if not link or link.startswith(("#", "about:", "javascript:", "data:")):
        return ""
    try:
        address = urljoin(page, link)
        same = urlsplit(address).netloc == urlsplit(page).netloc
        return address if same and address.split("#")[0] != page else ""
    except ValueError as error:
        _log.info("a link is no address: %s", error)
        return ""


def _tells(text: str) -> bool:
    """Whether a text speaks of a yearly report."""
    common = simplified(text)
    return any(word in common for word in catalogue().report_names)


def _names(node: LexborNode, address: str) -> str:
    return "\n".join((node.text(), node.attributes.get("title") or "", unquote(address)))


def _file(node: LexborNode, page: str) -> str:
    """The address of the file that a link leads to or a viewer shows; empty if it is none."""
    before, query, after = (node.attributes.get(_PLACES[node.tag or ""]) or "").strip().partition("?")
    link = before.replace("\\", "/") + query + after
    try:
        parts = urlsplit(link)
        if parts.scheme not in ("", "http", "https"):
            return ""
        if _FILE.search(unquote(parts.path)):
            return urljoin(page, link)
        for name, value in (*_values(parts.query), *_values(parts.fragment)):
            if _FILE.search(value):
                return urljoin(urljoin(page, link), value) if name.lower() in _VIEWED else urljoin(page, link)
        words = f"{node.text()} {node.attributes.get('title') or ''} {node.attributes.get('download') or ''}"
        if node.tag == "a" and parts.path and _NAMED.search(words.strip()):
            return urljoin(page, link)
    except ValueError as error:
        _log.info("a link is no address: %s", error)
    return ""


def _values(query: str) -> Iterator[tuple[str, str]]:
    """Names and values of a query; what a value has behind a stroke of its own is no part of the
    file's name."""
    for name, value in parse_qsl(query, max_num_fields=100):
        yield name, re.split(r"[?#]", value, maxsplit=1)[0]
