"""Addresses -> requested or not: only the hosts of the source, only http, and no address that is
not public.

Three walls: an address is looked at before every request, redirects and robots.txt included; a name
is resolved by a resolver that refuses addresses which are not public, and the connection goes to
the very address that it gave; and the address that answered is looked at once more.
"""

from __future__ import annotations

import ipaddress
from typing import Any, ClassVar
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred

from pipelines.crawl.sources import Source

SOURCE = "GONGKAI_SOURCE"
"""The setting that holds the Source."""


_HOLDS_IPV4 = tuple(map(ipaddress.IPv6Network, ("::/96", "64:ff9b::/96", "64:ff9b:1::/48")))
"""Compatible and translated addresses (RFC 4291, 6052, 8215)."""


NOT_PUBLIC = (
    "不是公网地址 / not a public address: {}（内网门户：sources find --local，行中写 local: true /"
    " a portal of an intranet: sources find --local, and local: true in its row）"
)
"""Why such an address is refused, and what one that is meant needs."""


class Forbidden(IgnoreRequest):
    """An address that the source does not allow; the message says why."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local,
    shared or reserved."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 4:
        return ip.is_global and not ip.is_multicast
    inner = ip.ipv4_mapped or ip.sixtofour
    if any(ip in net for net in _HOLDS_IPV4):  # the last four bytes are an address of the older kind
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    public = ip.is_global and not ip.is_multicast and not ip.is_site_local
    return public and (inner is None or inner.is_global)


def why_not(url: str, source: Source) -> str | None:
    """Why an address may not be asked; None if it may."""
    try:
        parts = urlsplit(url)
        host, netloc, port = parts.hostname or "", parts.netloc.lower(), parts.port
    except ValueError:
        return "不是网址 / no address"
    if parts.scheme not in ("http", "https"):
        return f"{parts.scheme}:"
    if "@" in netloc:
        return "带有用户名 / a user in the address"
    bare = f"{host}:{port}" if port and port != {"http": 80, "https": 443}[parts.scheme] else host
    if netloc not in source.allowed and bare not in source.allowed:
        return f"不在允许的主机之列 / no allowed host: {netloc}"
    if not source.local and _is_literal(host) and not is_public(host):
        return NOT_PUBLIC.format(host)
    return None


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


class Guard:
    """The middleware that is nearest to the engine: it sees every request, whoever makes it."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @classmethod
    def from_crawler(cls, crawler: Any) -> Guard:
        """Scrapy's way of making it."""
        return cls(crawler.settings[SOURCE])

    def process_request(self, request: Any) -> None:
        """Raises Forbidden."""
        if reason := why_not(request.url, self.source):
            raise Forbidden(reason)

    def process_response(self, request: Any, response: Any) -> Any:
        """Raises Forbidden if the answer came from an address that is not public."""
        address = response.ip_address
        if address is not None and not self.source.local and not is_public(str(address)):
            raise Forbidden(NOT_PUBLIC.format(address))
        return response


class PublicResolver(CachingThreadedResolver):
    """Names -> addresses, public ones only, unless the source is local. Twisted reports a refusal
    as of a name that does not exist, so `refused` remembers them."""

    local = False
    refused: ClassVar[set[str]] = set()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> PublicResolver:
        """Scrapy's way of making it."""
        made = super().from_crawler(crawler, reactor)
        made.local = crawler.settings[SOURCE].local
        return made

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """The address of a name; fails with Forbidden."""
        resolved: Deferred[str] = super().getHostByName(name, timeout)
        return resolved.addCallback(self._refuse, name)

    def _refuse(self, address: str, name: str) -> str:
        if not self.local and not is_public(address):
            self.refused.add(name)
            raise Forbidden(NOT_PUBLIC.format(address))
        return address
