"""The links and frames of a page -> addresses of the reports that it shows or offers as files of
their own.

A file is known by the ending of its name, a report by its name, by the text of the link, or by the
title of the page. Whether the page itself holds the report is not asked here.
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

_PLACES = {"a": "href", "iframe": "src", "embed": "src", "object": "data"}
_SELECTOR = ", ".join(f"{tag}[{name}]" for tag, name in _PLACES.items())
_FILE = re.compile(r"\.(?:pdf|docx?|wps|rtf|xlsx?|et|ofd|zip|rar|7z)$", re.IGNORECASE)
_VIEWED = {"file", "src", "url", "furl", "pdf", "pdfurl", "fileurl"}  # a viewer is told by these what to show
MOST_LINKS = 3000
"""Links of a page that are looked at."""
MOST_FILES = 20
"""Attached files that a page may name."""


def attachments(tree: LexborHTMLParser, title: str, page: str) -> list[str]:
    """Addresses in the order of the page, complete if the page's own address `page` is known.

    Those of links that call themselves a yearly report; if none does but the title of the page
    does, all files."""
    named: dict[str, None] = {}
    others: dict[str, None] = {}
    for node in tree.css(_SELECTOR)[:MOST_LINKS]:
        if address := _file(node, page):
            (named if _tells(_names(node, address)) else others)[address] = None
    offered = named or (others if _tells(title) else {})
    return list(offered)[:MOST_FILES]


def _tells(text: str) -> bool:
    """Whether a text speaks of a yearly report."""
    common = simplified(text)
    return any(word in common for word in catalogue().report_names)


def _names(node: LexborNode, address: str) -> str:
    return "\n".join((node.text(), node.attributes.get("title") or "", unquote(address)))


def _file(node: LexborNode, page: str) -> str:
    """The address of the file that a link leads to or a viewer shows; empty if it is none."""
    link = (node.attributes.get(_PLACES[node.tag or ""]) or "").strip()
    try:
        parts = urlsplit(link)
        if parts.scheme not in ("", "http", "https"):
            return ""
        if _FILE.search(unquote(parts.path)):
            return urljoin(page, link)
        for name, value in _values(parts.query):
            if _FILE.search(value):
                return urljoin(urljoin(page, link), value) if name.lower() in _VIEWED else urljoin(page, link)
    except ValueError as error:
        _log.info("a link is no address: %s", error)
    return ""


def _values(query: str) -> Iterator[tuple[str, str]]:
    """Names and values of a query; what a value has behind a stroke of its own is no part of the
    file's name."""
    for name, value in parse_qsl(query, max_num_fields=100):
        yield name, re.split(r"[?#]", value, maxsplit=1)[0]
