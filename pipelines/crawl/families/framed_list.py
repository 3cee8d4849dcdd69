"""A column page that is a shell around a frame of an allowed host; the frame holds the list, in pages
as plain files."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from pipelines.crawl.addresses import address
from pipelines.crawl.links import base_of, tree
from pipelines.crawl.listing import Ask, Listing, Page, listed
from pipelines.crawl.pager import with_pager
from pipelines.crawl.sources import Source

DEEPEST = 2
"""Frames within frames that are followed."""


def starts(source: Source) -> list[Ask]:
    """The shell."""
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """Entries of shell and frame alike; the frames of the shell, further pages of a frame."""
    parsed, frames = tree(page.text), []
    for node in parsed.css("iframe[src], frame[src]") if page.ask.depth < DEEPEST else ():
        inner = address(base_of(parsed, page.url), node.attributes.get("src") or "", page.encoding)
        if inner and urlsplit(inner).netloc in source.allowed:
            frames.append(Ask(inner, depth=page.ask.depth + 1, list=inner))
    lines = with_pager(listed(page, *filter(None, [source.articles])), page)
    return replace(lines, more=(*frames, *lines.more))
