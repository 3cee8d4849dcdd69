"""What a page says about itself -> title, published_on, source, url, attachments. Only as stated,
nothing inferred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborHTMLParser

from pipelines.fold import simplified
from pipelines.model import Block
from pipelines.read.dates import DATE, iso_date
from pipelines.read.web.attachments import MOST_FILES, attachments

# The fields that the State Council's guide for government websites prescribes for pages of articles.
_FIELDS = {"articletitle": "title", "pubdate": "published_on", "contentsource": "source", "url": "url"}
_HEADINGS = "h1, h2, h3, h4, [class*=title], [id*=title], [class*=biaoti], [class*=tit]"
_REPORT = re.compile(r"年度报告|年报")
_YEAR = re.compile(r"20\d\d|[二两]〇|二[○零０O]")
_TITLE_END = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|(?<!\d)[-–—]+(?!\d)")
_MAX_TITLE = 80
_MAX_WINDOW = 300
_MAX_HEADINGS = 200
_FORM_ROWS = 40  # the three tables have at least 46; a page with so many is not searched for attachments
_DATED = tuple(  # the blanks are bounded, as a page may hold any number of them
    re.compile(rf"{label}\s{{0,9}}(?:日期|时间|時間)\s{{0,9}}[:：]?\s{{0,9}}(?P<date>{DATE})")
    for label in ("(?:发布|發[布佈])", "(?:公开|公開)", "(?:发文|發文)", "生成")
)


def metadata_of(tree: LexborHTMLParser, blocks: Sequence[Block]) -> dict[str, str]:
    """Keys of Document.metadata; those that the page does not state are left out."""
    fields: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = _FIELDS.get((attributes.get("name") or attributes.get("property") or "").lower())
        if name and (content := (attributes.get("content") or "").strip()):
            fields.setdefault(name, content)
    title = fields.get("title") or _title(tree)
    published = iso_date(fields.get("published_on", "")) or _published(blocks)
    url = fields.get("url") or _canonical(tree)
    stated = {"title": title, "published_on": published, "source": fields.get("source"), "url": url}
    if may_offer_files(blocks):
        stated["attachments"] = "\n".join(attachments(tree, title, url)[:MOST_FILES])
    return {name: value for name, value in stated.items() if value}


def may_offer_files(blocks: Sequence[Block]) -> bool:
    """Whether a page lacks the tables, so that its files may be the report."""
    return sum(len(block.rows) for block in blocks if block.kind == "grid") < _FORM_ROWS


def _title(tree: LexborHTMLParser) -> str:
    """The first heading that names a yearly report and a year, else the window's title without the
    site's name."""
    node = tree.css_first("title")
    window = _TITLE_END.split(_line(node.text())[:_MAX_WINDOW])[0] if node else ""
    headings = [
        line
        for heading in tree.css(_HEADINGS)[:_MAX_HEADINGS]
        if 4 < len(line := _line(heading.text())) <= _MAX_TITLE
    ]
    named = [line for line in (*headings, window) if _REPORT.search(simplified(line))]
    return next((line for line in named if _YEAR.search(line)), window or next(iter(named), ""))


def _line(text: str) -> str:
    return " ".join(text.split())


def _published(blocks: Iterable[Block]) -> str | None:
    text = "\n".join(cell.text for block in blocks for row in block.rows for cell in row)
    matches = (pattern.search(text) for pattern in _DATED)
    return next((iso_date(match["date"]) for match in matches if match), None)


def _canonical(tree: LexborHTMLParser) -> str:
    node = tree.css_first("link[rel=canonical]")
    return (node.attributes.get("href") or "").strip() if node else ""
