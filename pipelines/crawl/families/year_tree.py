"""Folders of years, then of offices, then plain links: `zfxxgknb/2022/`, `zfxxgknb/2022/xzjd/`, ...

`list` is the root. Whatever is under it and looks like a folder is opened, four deep; what is
listed there by title are the entries. Pages of a folder follow the ways of plain files.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from pipelines.crawl.addresses import folder, one_of, under
from pipelines.crawl.links import links_of, tree
from pipelines.crawl.listing import Ask, Listing, Page, listed
from pipelines.crawl.pager import with_pager
from pipelines.crawl.sources import Source

DEEPEST = 4
"""Folders below the root that are opened."""
_FOLDER = re.compile(r"/(?:(?:index|list|default)\.(?:s?html?|jsp|aspx?))?$|/20\d\d$")


def starts(source: Source) -> list[Ask]:
    """The root."""
    return [Ask(source.list, list=source.list)]


def read(source: Source, page: Page) -> Listing:
    """The entries under the root, the folders under it, further pages of this one."""
    root = folder(source.list)
    lines = with_pager(listed(page, source.articles or root), page)
    here = one_of(folder(page.url))
    deeper = dict.fromkeys(
        address
        for _, address in links_of(tree(page.text), page.url, page.encoding)
        if under(address, root) and _is_folder(address) and one_of(folder(address)) != here
    )
    asks = tuple(Ask(u, depth=page.ask.depth + 1, office=page.ask.office, list=u) for u in deeper)
    told = "不再往下打开文件夹 / folders below this one are not opened"
    deep = page.ask.depth >= DEEPEST
    return replace(
        lines,
        entries=tuple(e for e in lines.entries if not _is_folder(e.url)),
        elsewhere=tuple(e for e in lines.elsewhere if not _is_folder(e.url)),
        more=(*lines.more, *(() if deep else asks)),
        doubt=lines.doubt or (told if deep and any(under(u, folder(page.url)) for u in deeper) else None),
    )


def _is_folder(address: str) -> bool:
    return bool(_FOLDER.search(urlsplit(address).path))
