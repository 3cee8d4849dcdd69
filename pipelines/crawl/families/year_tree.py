"""Folders of years, then of offices, then plain links: `zfxxgknb/2022/`, `zfxxgknb/2022/xzjd/`, ...

`list` is the root. Whatever is under it and looks like a folder is opened, four deep; what is
listed there by title are the entries. Pages of a folder follow the ways of plain files.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipelines.crawl.families.static_list import pages
from pipelines.crawl.listing import Ask, Listing, Page, entries, folder, links
from pipelines.crawl.sources import Source

DEEPEST = 4
"""Folders below the root that are opened."""
_FOLDER = re.compile(r"/(?:(?:index|list|default)\.(?:s?html?|jsp|aspx?))?$")


def starts(source: Source) -> list[Ask]:
    """The root."""
    return [Ask(source.list)]


def read(source: Source, page: Page) -> Listing:
    """The entries under the root, the folders under it, further pages of this one."""
    root = folder(source.list)
    reports = tuple(e for e in entries(page, source.articles or root) if not _is_folder(e.url))
    deeper = [
        Ask(address, depth=page.ask.depth + 1, office=page.ask.office)
        for _, address in links(page)
        if address.startswith(root) and _is_folder(address) and folder(address) != folder(page.url)
    ]
    return Listing(reports, (*pages(page), *(dict.fromkeys(deeper) if page.ask.depth < DEEPEST else ())))


def _is_folder(address: str) -> bool:
    return bool(_FOLDER.search(urlsplit(address).path))
