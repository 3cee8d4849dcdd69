"""A source -> the settings of Scrapy: polite, bounded, and nothing that opens a port or writes a
file."""

from __future__ import annotations

import asyncio
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware

from pipelines.crawl.guard import SOURCE
from pipelines.crawl.sources import Source

RETRIES = 3
"""Attempts after the first one."""
_LONGEST_WAIT = 120.0


def settings(source: Source, contact: str) -> dict[str, Any]:
    """What makes the crawl of this source polite and safe."""
    return {
        SOURCE: source,
        "USER_AGENT": f"gongkai/0.1 (+{contact})",
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "gongkai",
        "DOWNLOAD_DELAY": source.pace,
        "RANDOMIZE_DOWNLOAD_DELAY": False,  # Scrapy's way of it is faster than the pace half of the time
        "AUTOTHROTTLE_ENABLED": source.pace > 0,
        "AUTOTHROTTLE_START_DELAY": source.pace,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "CONCURRENT_REQUESTS": 1,
        "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 1,  # one after the other: none is asked for before the last is kept
        "DOWNLOAD_MAXSIZE": int(source.megabytes * 2**20),
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": source.timeout,
        "REDIRECT_MAX_TIMES": 5,
        "RETRY_TIMES": RETRIES,
        "CLOSESPIDER_TIMEOUT": source.minutes * 60,
        "HTTPERROR_ALLOW_ALL": True,
        "HTTPPROXY_ENABLED": False,  # behind a proxy no address could be checked
        "COOKIES_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REFERER_ENABLED": True,
        "DNS_RESOLVER": "pipelines.crawl.guard.PublicResolver",
        "TWISTED_DNS_RESOLVER": "pipelines.crawl.guard.PublicResolver",
        "DOWNLOADER_MIDDLEWARES": {
            "pipelines.crawl.guard.Guard": 50,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "pipelines.crawl.settings.Patience": 550,
        },
        "LOG_LEVEL": "ERROR",
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",  # it is in the fetch log
    }


class Patience(RetryMiddleware):
    """Scrapy's retries, each later than the one before; a server that names a time is given it."""

    async def process_response(self, request: Any, response: Any) -> Any:  # type: ignore[override]
        """As Scrapy's, but after a wait."""
        again = super().process_response(request, response)
        if isinstance(again, Request):
            await asyncio.sleep(self._wait(again, response.headers.get(b"Retry-After")))
        return again

    async def process_exception(self, request: Any, exception: Exception) -> Any:  # type: ignore[override]
        """As Scrapy's, but after a wait."""
        again = super().process_exception(request, exception)
        if isinstance(again, Request):
            await asyncio.sleep(self._wait(again, None))
        return again

    def _wait(self, again: Request, named: bytes | None) -> float:
        pace = float(self.crawler.settings[SOURCE].pace)
        own = pace * 2.0 ** int(again.meta["retry_times"])
        asked = float(named) if named and named.isdigit() else 0.0
        return min(max(own, asked), _LONGEST_WAIT)
