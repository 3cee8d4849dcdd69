"""`python -m pipelines.crawl.process RAW SOURCE CONTACT`: the crawl of one source in this process,
which then ends.

Here the crawl meets the reading of pages, which says which encoding a page has and which files it
offers. The process ends when its standard input closes: no crawl outlives the run that started it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from pathlib import Path

from pipelines import logs
from pipelines.crawl.links import base_of, tree
from pipelines.read.door import read_bytes
from pipelines.read.encoding import decode
from pipelines.read.formats import format_of
from pipelines.read.signatures import Content
from pipelines.read.web.attachments import attachments
from pipelines.read.web.metadata import may_offer_files

PAGES = frozenset({"html", "mht", "json"})
"""Formats that can hold links to further files."""


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
        said["attachments"] = "\n".join(attachments(parsed, said.get("title", ""), base_of(parsed, url)))
    words = hashlib.sha256(said.get("attachments", "").encode("utf-8", "surrogatepass"))
    for block in page.blocks:
        for row in block.rows:
            words.update("\x1f".join(cell.text for cell in row).encode("utf-8", "surrogatepass") + b"\x1e")
    return said | ({"words": words.hexdigest()} if page.blocks else {})


def crawl(raw: Path, name: str, contact: str) -> None:
    """Crawl one source of raw/sources.yml. Raises SourceError or KeyError for one that is not
    there."""
    from scrapy.crawler import CrawlerProcess

    from pipelines.crawl.settings import settings
    from pipelines.crawl.sources import load
    from pipelines.crawl.spider import Portal

    source = load(raw).sources[name]
    process = CrawlerProcess(settings(source, contact), install_root_handler=True)
    process.crawl(Portal, source=source, raw=raw, look=look, decode=text_of)
    process.start()


def text_of(data: bytes) -> tuple[str, str]:
    """The text of a page, and the encoding that it is in."""
    decoded = decode(data)
    return decoded.text, decoded.encoding


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    logs.configure()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    crawl(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
