"""Requests and answers on their way: retries that wait, robots.txt that is waited for, answers that
were cut short."""

from __future__ import annotations

import asyncio
import time
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.utils.response import get_meta_refresh

from pipelines.crawl.addresses import host_of, one_of
from pipelines.crawl.guard import SOURCE

CUT = "gongkai-cut"
"""The flag of an answer whose compressed body ends before its end."""
_LONGEST_WAIT = 120.0  # seconds for one address; whoever wants more is left alone for the night
_REFRESH = 5  # seconds; a page that leads on later than that is there to be read
_CHUNK = 1 << 16
_TOO_MANY = 429
_GZIP = b"\x1f\x8b"  # how a stream of gzip begins
_BITS = {b"gzip": 31, b"x-gzip": 31, b"deflate": 15}
"""How zlib knows these encodings."""


class Unready(IgnoreRequest):
    """A host that is not to be asked now; the message says why."""


class Patience(RetryMiddleware):
    """Scrapy's retries, each later than the one before; a server that names a time is given it, and
    one that names a long time is not asked again this night."""

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        self._resting: dict[str, float] = {}

    def process_request(self, request: Any) -> None:
        """Raises Unready for a host that wants to be left alone."""
        until = self._resting.get(host_of(request.url), 0.0)
        if until > time.monotonic():
            raise Unready("Retry-After：服务器要求稍后再来 / the server wants to be left alone for now")

    async def process_response(self, request: Any, response: Any) -> Any:  # type: ignore[override]
        """As Scrapy's, but after a wait; an answer that was cut short is asked for again, too."""
        named = seconds(response.headers.get(b"Retry-After"))
        if named > _LONGEST_WAIT and (response.status == _TOO_MANY or response.status >= 500):
            self._resting[host_of(request.url)] = time.monotonic() + named
            return response
        if CUT in response.flags:
            again = self._retry(request, CUT) or response
        else:
            again = super().process_response(request, response)
        if isinstance(again, Request):
            await asyncio.sleep(self._wait(again, named))
        return again

    async def process_exception(self, request: Any, exception: Exception) -> Any:  # type: ignore[override]
        """As Scrapy's, but after a wait."""
        again = super().process_exception(request, exception)
        if isinstance(again, Request):
            await asyncio.sleep(self._wait(again, 0.0))
        return again

    def _wait(self, again: Request, asked: float) -> float:
        pace = float(self.crawler.settings[SOURCE].pace)
        own = pace * 2.0 ** int(again.meta["retry_times"])
        return min(max(own, asked), _LONGEST_WAIT)


def seconds(named: bytes | None) -> float:
    """The wait that a Retry-After names, as seconds or as a date; 0 for none."""
    said = (named or b"").decode("latin-1").strip()
    if said.isdigit():
        return float(said[:9])
    try:
        return max((parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds(), 0.0) if said else 0.0
    except (ValueError, TypeError):
        return 0.0


class Robots(RobotsTxtMiddleware):
    """Scrapy's robots.txt, which lets everything through when it cannot be had: here that means to
    wait. A Crawl-delay is kept."""

    def __init__(self, crawler: Any) -> None:
        super().__init__(crawler)
        self._unready: set[str] = set()
        self._last: dict[str, float] = {}

    async def process_request(self, request: Any, spider: Any = None) -> None:
        """Raises Unready, or IgnoreRequest for what robots.txt does not want."""
        await super().process_request(request)
        if request.meta.get("dont_obey_robotstxt"):
            return
        host = host_of(request.url)
        if host in self._unready:
            raise Unready("robots.txt 暂时取不到，改日再来 / robots.txt cannot be had now; another night")
        await self._pause(host, request)

    async def _pause(self, host: str, request: Any) -> None:
        rules = await self.robot_parser(request)
        agent = str(self.crawler.settings["ROBOTSTXT_USER_AGENT"])
        delay = float(getattr(getattr(rules, "rp", None), "crawl_delay", lambda _: None)(agent) or 0.0)
        if delay > self.crawler.settings[SOURCE].minutes * 60:
            raise Unready(f"Crawl-delay {delay:g}：一夜不够 / longer than a night of this source")
        wait = self._last.get(host, -delay) + delay - time.monotonic()
        self._last[host] = time.monotonic() + max(wait, 0.0)
        if delay and wait > 0:
            await asyncio.sleep(wait)

    async def _parse_robots(self, response: Any, netloc: str, request: Any) -> None:
        if response.status >= 500 or response.status == _TOO_MANY:
            self._unready.add(host_of(request.url))
        body = response.body if response.status == 200 else b""
        await super()._parse_robots(response.replace(body=body), netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest) or isinstance(exc, Unready):
            self._unready.add(host_of(f"http://{netloc}"))
            self._unready.add(host_of(f"https://{netloc}"))
        super()._robots_error(exc, netloc)


class Onward(MetaRefreshMiddleware):
    """Pages that lead on by themselves, as Scrapy follows them, but not to themselves and not after
    a time in which they are read."""

    def process_response(self, request: Any, response: Any, spider: Any = None) -> Any:
        """The answer, or the request that it leads to."""
        if not hasattr(response, "text"):
            return response
        after, url = get_meta_refresh(response, ignore_tags=("noscript",))
        if not url or after is None or after > _REFRESH or one_of(url) == one_of(response.url):
            return response
        return super().process_response(request, response)


class Ended:
    """Flags answers whose compressed body ends early: Scrapy would take what there is of it."""

    def __init__(self, most: int) -> None:
        self._most = most

    @classmethod
    def from_crawler(cls, crawler: Any) -> Ended:
        """Scrapy's way of making it."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Any, response: Any) -> Any:
        """The answer, with a flag if it is not whole."""
        bits = _BITS.get((response.headers.get(b"Content-Encoding") or b"").strip().lower())
        if bits and response.body and not _is_ended(response.body, bits, self._most):
            response.flags.append(CUT)
        return response


def _is_ended(body: bytes, bits: int, most: int) -> bool:
    """Whether a compressed stream comes to its end, and those behind it. What is larger than `most`
    is refused elsewhere."""
    for window in (bits, -15) if bits == _BITS[b"deflate"] else (bits,):
        size, rest, stream = 0, body, zlib.decompressobj(window)
        try:
            while rest and size <= most:
                size += len(stream.decompress(rest, _CHUNK))
                rest = stream.unconsumed_tail
                if stream.eof and stream.unused_data.startswith(_GZIP):  # one more behind it
                    rest, stream = stream.unused_data, zlib.decompressobj(window)
                elif stream.eof:
                    break
        except zlib.error:
            continue
        return stream.eof or size > most
    return False
