"""Answers on their way: a page that shows nothing before its scripts have run becomes the page that a
browser shows, for sources that say `browser: true`.

What such a page asks for goes the way of all requests: robots.txt, the allowed hosts, the pause and
the limits hold for it, too.
"""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Request

from pipelines.crawl.addresses import host_of
from pipelines.crawl.browser import draw
from pipelines.crawl.devtools import Given, Part, Undrawn
from pipelines.crawl.guard import SOURCE
from pipelines.crawl.titles import is_shell
from pipelines.read.encoding import decode

_log = logging.getLogger(__name__)
LIST = "gongkai-list"
"""The key of `meta` of requests for a page of a list, which is drawn whatever it shows."""
DRAWN = "gongkai-drawn"
"""The flag of an answer that a browser has drawn."""
_PART = "gongkai-part"
_SENT = ("accept", "content-type", "x-requested-with")
"""Headers of a page's request that are sent on."""


class Drawing:
    """The middleware behind what unpacks, leads on and asks again."""

    def __init__(self, crawler: Any) -> None:
        self._crawler = crawler
        self._scripts: dict[str, Given] = {}

    @classmethod
    def from_crawler(cls, crawler: Any) -> Drawing:
        """Scrapy's way of making it."""
        return cls(crawler)

    async def process_response(self, request: Any, response: Any) -> Any:
        """The answer, drawn if that is needed. Raises Undrawn."""
        meta = request.meta
        if meta.get(_PART) or meta.get("dont_obey_robotstxt") or request.method != "GET":
            return response
        if response.status != 200 or response.body.lstrip()[:1] != b"<":
            return response
        if not meta.get(LIST) and not is_shell(decode(response.body).text):
            return response
        given = Given(response.body, _headers(response))
        shown = await draw(response.url, given, self._part)
        if len(shown) > self._crawler.settings.getint("DOWNLOAD_MAXSIZE"):
            raise Undrawn("画出的页面过大 / the page as drawn is too large")
        headers = {"Content-Type": "text/html; charset=utf-8"}
        drawn = response.replace(body=shown.encode("utf-8", "surrogatepass"), headers=headers)
        drawn.flags.append(DRAWN)
        return drawn

    async def _part(self, part: Part) -> Given | None:
        """What a page gets of what it asks for. A script is asked for once a night."""
        if part.method == "GET" and part.url in self._scripts:
            return self._scripts[part.url]
        counts, source = self._crawler.spider.counts, self._crawler.settings[SOURCE]
        if counts["asked"] >= source.pages:
            return None
        counts["asked"] += 1
        request = Request(
            part.url,
            method=part.method,
            body=part.body,
            headers={name: value for name, value in part.headers.items() if name.lower() in _SENT},
            dont_filter=True,
            meta={_PART: True, "download_slot": host_of(part.url)},
        )
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:  # forbidden, refused by robots.txt, too large, lost on its way
            _log.info("a page does without %s: %s: %s", part.url, type(error).__name__, error)
            return None
        given = Given(response.body, _headers(response), response.status)
        if "javascript" in given.headers.get("content-type", ""):
            self._scripts[part.url] = given
        return given


def _headers(response: Any) -> dict[str, str]:
    return {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
