"""A column page that is a shell around a frame of the same host; the frame holds the list, in pages
as plain files."""

from __future__ import annotations

from urllib.parse import urljoin

from pipelines.crawl.families.static_list import pages
from pipelines.crawl.listing import Ask, Listing, Page, entries, same_host, tree
from pipelines.crawl.sources import Source

DEEPEST = 2
"""Frames within frames that are followed."""


def starts(source: Source) -> list[Ask]:
    """The shell."""
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """Entries of shell and frame alike; the frames of the shell, further pages of a frame."""
    frames = []
    for node in tree(page.text).css("iframe[src], frame[src]") if page.ask.depth < DEEPEST else ():
        address = urljoin(page.url, (node.attributes.get("src") or "").strip())
        if same_host(address, page.url):
            frames.append(Ask(address, depth=page.ask.depth + 1))
    return Listing(entries(page, source.articles), (*frames, *pages(page)))
