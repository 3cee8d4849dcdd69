"""Addresses as they are printed -> as a browser would ask for them, one spelling for each.

What the URL standard of browsers does and `urljoin` does not: blanks and line breaks inside are
dropped, backslashes are strokes, a host has no case, its usual port goes, characters outside of
ASCII become percent signs (in a query those of the page's own encoding).
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

_REMEMBERED = 4096  # addresses: a page is read in several ways, each time with all its links
_USUAL = {"http": "80", "https": "443"}
_BREAKS = re.compile(r"[\t\r\n]")
_PERCENT = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT = "!$%&'()*+,/:;=?@[]~|"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@lru_cache(maxsize=_REMEMBERED)
def address(base: str, printed: str, encoding: str = "utf-8") -> str | None:
    """The complete address of a printed one on the page `base`, without its fragment; None if it
    is none of the web."""
    link = _BREAKS.sub("", printed).strip()
    if not link or link.startswith("#") or "{{" in link:
        return None
    before, query, after = link.partition("?")
    try:
        return spelled(urljoin(base, before.replace("\\", "/") + query + after), encoding)
    except ValueError:
        return None


def spelled(url: str, encoding: str = "utf-8") -> str | None:
    """An address in the one spelling that is asked for; None for what is no address of the web.
    Raises ValueError for brackets and ports (0 to 65535) that are none."""
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    if scheme not in _USUAL or not parts.hostname or parts.port == 0:
        return None
    name, colon, port = host.rpartition(":")
    if colon and (port == _USUAL[scheme] or not port) and not port.endswith("]"):
        host = name
    path = parts.path or "/"
    if "/." in path and not path.startswith("//"):
        path = urlsplit(urljoin(f"{scheme}://{host}/", path)).path
    path = _percents(quote(path, safe=_KEPT))
    query = _percents(quote(parts.query, safe=_KEPT, encoding=_web(encoding), errors="replace"))
    return urlunsplit((scheme, host, path, query, ""))


@lru_cache(maxsize=_REMEMBERED)
def one_of(url: str) -> str:
    """What two addresses of one page have in common: http or https, doubled strokes and spellings
    of percent signs make no difference."""
    parts = urlsplit(url)
    path = quote(unquote_to_bytes(re.sub(r"/{2,}", "/", parts.path)), safe="/")
    return f"//{parts.netloc.lower()}{path}" + (f"?{parts.query}" if parts.query else "")


def under(url: str, folder: str) -> bool:
    """Whether an address begins with another one, by `one_of`; `folder` may be cut anywhere."""
    if not urlsplit(folder).netloc:
        return url.startswith(folder)
    return one_of(url).startswith(one_of(folder))


def folder(url: str) -> str:
    """The address of the folder that a page is in."""
    return urljoin(url, ".")


def host_of(url: str) -> str:
    """The host, with its port, by which requests are paced; the names of this machine are one.
    Empty for what is no address."""
    try:
        parts = urlsplit(url)
        name, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    name = "localhost" if name in _LOOPBACK else name
    return f"{name}:{port}" if port and str(port) != _USUAL.get(parts.scheme) else name


def _percents(text: str) -> str:
    """Escapes in capitals, and none for what needs none."""

    def one(match: re.Match[str]) -> str:
        character = chr(int(match[1], 16))
        return character if character in _UNRESERVED else f"%{match[1].upper()}"

    return re.sub(r"%(?![0-9a-fA-F]{2})", "%25", _PERCENT.sub(one, text))


def _web(encoding: str) -> str:
    """The encoding in which browsers write a query: that of the page, unless it is one of
    UTF-16."""
    return "utf-8" if encoding.lower().startswith("utf") else encoding
