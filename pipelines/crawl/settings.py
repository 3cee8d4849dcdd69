"""A source -> the settings of Scrapy: polite, bounded, and nothing that opens a port or writes a
file."""

from __future__ import annotations

from typing import Any

from pipelines.crawl.guard import SOURCE
from pipelines.crawl.sources import Source

RETRIES = 3
"""Attempts after the first one."""
_TLS: dict[str, dict[str, Any]] = {
    "verified": {"DOWNLOAD_VERIFY_CERTIFICATES": True},
    "legacy": {
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOADER_CLIENT_TLS_CIPHERS": "DEFAULT@SECLEVEL=0",
        "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.0",
    },
    "unverified": {"DOWNLOAD_VERIFY_CERTIFICATES": False},
}
"""What a source's `tls` means to Scrapy."""


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
            "pipelines.crawl.transport.Patience": 550,
            "pipelines.crawl.drawing.Drawing": 545 if source.browser else None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "pipelines.crawl.transport.Robots": 100,
            "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
            "pipelines.crawl.transport.Onward": 580,
            "pipelines.crawl.transport.Ended": 595,  # nearer to the network than what unpacks
        },
        **_TLS[source.tls],
        "LOG_LEVEL": "ERROR",
        "LOG_VERSIONS": [],  # these two would take a third of the time in which a small source is read
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",  # it is in the fetch log
    }
