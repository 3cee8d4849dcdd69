"""The openness platform of Guangdong (gkmlpt): JSON with a hundred articles a page, for a category
and a site.

`list` is the platform's index page, which has the site's SID, `parameters: {category: 2581}` the
column of reports.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from pipelines.crawl.days import day_of
from pipelines.crawl.listing import Ask, Entry, Listing, Page, next_of
from pipelines.crawl.sources import Source

_SID = re.compile(r"\bSID\s*[:=]\s*['\"]?(\w+)")
_DAYS = ("display_publish_time", "publish_time", "date", "created_at")
_log = logging.getLogger(__name__)


def starts(source: Source) -> list[Ask]:
    """The index page."""
    return [Ask(source.list)]


def lacks(source: Source) -> str | None:
    """What is missing in the row."""
    return None if source.parameters.get("category") else "缺少 / missing: parameters.category"


def read(source: Source, page: Page) -> Listing:
    """Of the index page the first page of the category; of a page of articles its entries and the
    next page."""
    if page.ask.list == "":
        sid = _SID.search(page.text)
        if not sid or "category" not in source.parameters:
            return Listing(fault="没有 SID 或栏目 / no SID, or no category")
        base = urljoin(page.url, f"/gkmlpt/api/all/{source.parameters['category']}")
        return Listing(more=(Ask(f"{base}?page=1&sid={sid[1]}", 1, list=base),))
    try:
        said = json.loads(page.text)
        articles = said["articles"]
        listed = tuple(e for a in articles if isinstance(a, dict) and (e := _entry(source, page, a)))
    except (ValueError, KeyError, TypeError) as error:
        _log.warning("%s: no list of articles (%s: %s)", page.url, type(error).__name__, error)
        return Listing(fault="不是文章列表 / no list of articles")
    number = page.ask.number
    further = next_of(page.ask, page.ask.url.replace(f"page={number}&", f"page={number + 1}&"))
    total = said.get("total")
    total = total if isinstance(total, int) and not isinstance(total, bool) else None
    lost = len(articles) - len(listed)
    doubt = f"{lost} 条没有地址或标题 / {lost} lines without address or title" if lost else None
    return Listing(listed, (further,), total=total, doubt=doubt)


def _entry(source: Source, page: Page, article: Mapping[str, Any]) -> Entry | None:
    url, title = str(article.get("url") or ""), " ".join(str(article.get("title") or "").split())
    if not url or not title:
        return None
    day = next((d for name in _DAYS if (d := day_of(article.get(name)))), None)
    return Entry(
        urljoin(page.url, url), title, day, source.office or str(article.get("publisher") or "") or None
    )
