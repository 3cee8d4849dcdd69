"""What came back, or why nothing did -> an outcome of the fetch log, in the right word, and why."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response

from pipelines.crawl.guard import Forbidden, PublicResolver
from pipelines.crawl.titles import is_failing, is_gone, is_wall
from pipelines.crawl.transport import CUT, Unready

_GONE = (404, 410)
_SHORT_PAGE = 40_000  # bytes; a wall or an excuse is a short page
_ENDS = {b"%PDF": (b"%%EOF", 2048), b"PK\x03\x04": (b"PK\x05\x06", 66_000), b"{\\rtf": (b"}", 64)}
"""What a file that begins so ends with, and in how many of its last bytes: a ZIP may have a long comment."""
_OLE, _SECTOR = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 512
"""An old Word file is of whole sectors."""
_HEAD, _FOOT = 4000, 4000  # bytes of a page in which it begins and ends
_BROKE_OFF = (b"Fatal error</b>", b"Parse error</b>", b"NullPointerException", b"Server Error in '")
_LAST_WORDS = 600  # bytes
_AWAY = re.compile(
    r"(?:/|/(?:index|default|main|home)\.\w+|/[^/]*(?:404|error|login|logon|notfound|nopage)[^/]*(?:/[^/]*)?)$",
    re.IGNORECASE,
)


def problem(response: Response, text: str, asked: str, kind: str = "list") -> tuple[str, str] | None:
    """Why an answer is of no use: its outcome and a detail; None for one that is. `text` is that of
    a page, else empty; `asked` the address that was asked for, as `kind` of the fetch log."""
    if response.status in _GONE:
        return "gone", f"HTTP {response.status}"
    if len(response.body) >= _SHORT_PAGE:
        text = ""
    if is_wall(response.status, text):
        return "blocked", f"HTTP {response.status}"
    if response.status != 200:
        return "failed", f"HTTP {response.status}"
    if not response.body.strip():
        return "failed", "空白页 / an empty answer"
    if CUT in response.flags or ("partial" in response.flags and not ends(response.body)):
        return "failed", "传输中断，内容不全 / the answer was cut short"
    if broke_off(response.body):
        return "failed", "页面中途出错 / the page breaks off with an error"
    if is_gone(text) or _led_home(response.url, asked) or (kind != "list" and _led_away(response.url, asked)):
        return "gone", "页面已不存在 / the page says that it is gone, or leads to the home page"
    if is_failing(text):
        return "failed", "页面报错 / the page says that the server fails"
    return None


def _led_home(url: str, asked: str) -> bool:
    """Whether what was asked for answers with the home page of a host instead."""
    return (
        urlsplit(url).path in ("", "/") and not urlsplit(url).query and urlsplit(asked).path not in ("", "/")
    )


def _led_away(url: str, asked: str) -> bool:
    """Whether a report answers with a page that is called like an index, an error or a log-in, and
    does not lie below its own address."""
    there, here = urlsplit(url), urlsplit(asked)
    stem = re.sub(r"(?:/|\.\w+)$", "", here.path)
    if there.path == here.path or (len(stem) > 1 and there.path.startswith(stem)):
        return False
    return bool(_AWAY.search(there.path)) and not _AWAY.search(here.path)


def broke_off(body: bytes) -> bool:
    """Whether a page ends with the words of a program that failed."""
    return body.lstrip()[:1] == b"<" and any(word in body[-_LAST_WORDS:] for word in _BROKE_OFF)


def ends(body: bytes) -> bool:
    """Whether bytes of unknown length have the end that their kind has."""
    for begins, (end, last) in _ENDS.items():
        if body.startswith(begins):
            return end in body[-last:]
    if body.startswith(_OLE):
        return len(body) % _SECTOR == 0
    if b"<html" in body[:_HEAD].lower():
        return b"</html" in body[-_FOOT:].lower() or b"</body" in body[-_FOOT:].lower()
    if body.lstrip()[:1] in (b"<", b"{", b"["):
        return body.rstrip()[-1:] in (b">", b"}", b"]")
    return False


def unanswered(error: BaseException, url: str) -> tuple[str, str]:
    """The outcome and the detail of a request that brought no answer."""
    detail = str(error) if isinstance(error, Forbidden) else f"{type(error).__name__}: {error}"[:200]
    if isinstance(error, Forbidden) or urlsplit(url).hostname in PublicResolver.refused:
        return "forbidden", detail
    if isinstance(error, Unready):
        return "failed", str(error)
    if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
        return "robots", detail
    if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
        return "too_large", detail
    return "failed", detail
