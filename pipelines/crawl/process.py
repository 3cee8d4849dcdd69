"""`python -m pipelines.crawl.process RAW CONTACT`: loads all that a crawl takes, and forks itself for
each source whose name comes through standard input (forks.py).

Here the crawl meets the reading of pages, which says which encoding a page has and which files it
offers.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from pipelines import logs
from pipelines.crawl.forks import serve
from pipelines.crawl.links import base_of, tree
from pipelines.crawl.listing import Ask, Page
from pipelines.crawl.pager import pager_of
from pipelines.crawl.sources import Source, family_names, load
from pipelines.crawl.titles import judge
from pipelines.read.door import read_bytes
from pipelines.read.encoding import decode
from pipelines.read.formats import format_of
from pipelines.read.signatures import Content
from pipelines.read.web.attachments import attachments
from pipelines.read.web.metadata import may_offer_files

PAGES = frozenset({"html", "mht", "json"})
"""Formats that can hold links to further files."""
_ANY_PAGE = b"<html><body><table><tr><td>1</td></tr></table><a href='2.html'>2</a></body></html>"
_ON_THE_WAY = (
    *("scrapy.crawler", "scrapy.core.engine", "pipelines.crawl.settings", "pipelines.crawl.spider"),
    *("twisted.internet.asyncioreactor", "twisted.internet.endpoints", "twisted.web.client"),
    *("protego", "stringprep", "tldextract"),
)
"""What no setting names: Scrapy's own parts, and what they import in functions."""


def look(data: bytes, url: str) -> dict[str, str]:
    """What a page at this address says about itself, and `words`, a mark of all that it shows;
    nothing if the bytes are no page. A page with the tables offers no attachments: what it has for
    download are copies of itself."""
    format = format_of(Content(data))
    if format is None or format.name not in PAGES:
        return {}
    page = read_bytes(data)
    said = dict(page.metadata)
    if format.name == "html" and may_offer_files(page.blocks):
        parsed = tree(decode(data).text)  # what its links are relative to is where it was found
        head = parsed.css_first("title")  # of a page that has nothing but a frame, too
        title = said.get("title") or (head.text().strip() if head else "")
        said["attachments"] = "\n".join(attachments(parsed, title, base_of(parsed, url)))
    words = hashlib.sha256(said.get("attachments", "").encode("utf-8", "surrogatepass"))
    for block in page.blocks:
        for row in block.rows:
            words.update("\x1f".join(cell.text for cell in row).encode("utf-8", "surrogatepass") + b"\x1e")
    return said | ({"words": words.hexdigest()} if page.blocks else {})


def crawl(raw: Path, source: Source, contact: str) -> None:
    """Crawl one source, in this process, which can do that once."""
    from scrapy.crawler import CrawlerProcess

    from pipelines.crawl.settings import settings
    from pipelines.crawl.spider import Portal

    logs.configure()
    process = CrawlerProcess(settings(source, contact))
    process.crawl(Portal, source=source, raw=raw, look=look, decode=text_of)
    process.start()


def preload() -> None:
    """Import what a crawl imports on its way, so that all processes share it: what Scrapy's
    settings name, the families, the readers of pages. No reactor: each process has its own."""
    from scrapy.settings import Settings

    for module in (*sorted(set(_named(dict(Settings())))), *_ON_THE_WAY):
        with contextlib.suppress(ImportError):  # of another extra, or of another release
            import_module(module)
    for family in family_names():
        import_module(f"pipelines.crawl.families.{family}")
    look(_ANY_PAGE, "http://localhost/")
    pager_of(Page(Ask("http://localhost/"), "http://localhost/", text_of(_ANY_PAGE)[0]))
    judge("")


def _named(said: Any) -> Iterator[str]:
    """The modules of the classes that settings name."""
    if isinstance(said, str) and said.startswith("scrapy.") and said.count(".") > 1:
        yield said.rpartition(".")[0]
    elif isinstance(said, Mapping):
        for each in (*said, *said.values()):
            yield from _named(each)
    elif isinstance(said, list | tuple):
        for each in said:
            yield from _named(each)


def text_of(data: bytes) -> tuple[str, str]:
    """The text of a page, and the encoding that it is in."""
    decoded = decode(data)
    return decoded.text, decoded.encoding


if __name__ == "__main__":
    raw, contact = Path(sys.argv[1]), sys.argv[2]
    preload()
    sources = load(raw).sources
    serve(lambda name: crawl(raw, sources[name], contact))
