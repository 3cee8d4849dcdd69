"""What came back, or why nothing did -> an outcome of the fetch log, in the right word, and why."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response

from pipelines.crawl.guard import Forbidden, PublicResolver
from pipelines.crawl.titles import is_failing, is_gone, is_wall
from pipelines.crawl.transport import CUT, Unready

_GONE = (404, 410)
_SHORT_PAGE = 40_000  # bytes; a wall or an excuse is a short page
_ENDS = {b"%PDF": b"%%EOF", b"PK\x03\x04": b"PK\x05\x06", b"{\\rtf": b"}"}
"""What a file that begins so ends with."""
_TAIL = 66_000  # bytes; a ZIP may have a long comment


def problem(response: Response, text: str, asked: str) -> tuple[str, str] | None:
    """Why an answer is of no use: its outcome and a detail; None for one that is. `text` is that of
    a page, else empty; `asked` the address that was asked for."""
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
    if is_gone(text) or _led_home(response.url, asked):
        return "gone", "页面已不存在 / the page says that it is gone, or leads to the home page"
    if is_failing(text):
        return "failed", "页面报错 / the page says that the server fails"
    return None


def _led_home(url: str, asked: str) -> bool:
    """Whether what was asked for answers with the home page of a host instead."""
    return (
        urlsplit(url).path in ("", "/") and not urlsplit(url).query and urlsplit(asked).path not in ("", "/")
    )


def ends(body: bytes) -> bool:
    """Whether bytes of unknown length have the end that their kind has."""
    tail = body[-_TAIL:]
    for begins, end in _ENDS.items():
        if body.startswith(begins):
            return end in tail
    if body.lstrip()[:1] in (b"<", b"{", b"["):
        return tail.rstrip()[-1:] in (b">", b"}", b"]")
    return False


def unanswered(error: BaseException, url: str) -> tuple[str, str]:
    """The outcome and the detail of a request that brought no answer."""
    detail = f"{type(error).__name__}: {error}"[:200]
    if isinstance(error, Forbidden) or urlsplit(url).hostname in PublicResolver.refused:
        return "forbidden", detail
    if isinstance(error, Unready):
        return "failed", str(error)
    if isinstance(error, IgnoreRequest) and "robots.txt" in str(error):
        return "robots", detail
    if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in str(error):
        return "too_large", detail
    return "failed", detail
