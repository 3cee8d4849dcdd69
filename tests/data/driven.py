"""The spider of the crawl without a network: it is handed answers, and tells what it asked for."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.crawl.process import look, text_of
from pipelines.crawl.sources import Source
from pipelines.intake.fetches import Fetch, fetches

HOST = "http://www.x.gov.cn"


@dataclass
class Said:
    """An answer: `flags` as the client sets them, `raises` instead of an answer."""

    body: bytes | str = ""
    status: int = 200
    url: str = ""
    flags: tuple[str, ...] = ()
    raises: Exception | None = None


@dataclass
class Night:
    """How a crawl ended, what it counted, and the paths it asked for in their order."""

    outcome: str
    detail: str
    counts: dict[str, int]
    asked: list[str] = field(default_factory=list)
    log: list[Fetch] = field(default_factory=list)

    def outcomes(self) -> dict[str, str]:
        """The last outcome of each address, by its last part, lists left out."""
        return {f.url.rsplit("/", 1)[-1]: f.outcome for f in self.log if f.kind not in ("list", "source")}


Pages = Mapping[str, Said | bytes | str | Callable[[Any], Said]]


def source(**more: Any) -> Source:
    """A source on HOST that asks for all every night."""
    plain = {"name": "x", "portal": "某县", "family": "static_list", "list": f"{HOST}/nb/"}
    return Source(**(plain | {"revisit_hours": 0} | more))


def night(raw: Path, of: Source, pages: Pages, stop_after: int = 10_000) -> Night:
    """Crawl `of`; `pages` gives the answers by path and query, else by path; 404 else. After
    `stop_after` requests the crawl is killed."""
    from pipelines.crawl.spider import Portal

    spider = Portal(of, raw, look, text_of)
    known = sum(1 for _ in fetches(raw, of.name))
    waiting = asyncio.run(_all(spider.start()))
    asked: list[str] = []
    while waiting and len(asked) < stop_after:
        waiting.sort(key=lambda request: -request.priority)
        request = waiting.pop(0)
        asked.append(request.url.removeprefix(HOST) + (f" {request.body.decode()}" if request.body else ""))
        waiting += _answered(spider, request, pages)
    if not waiting:
        spider.closed("finished")
    log = list(fetches(raw, of.name))[known:]
    ends = [f for f in log if f.kind == "source"]
    end = ends[-1] if ends else Fetch(at="", source="", kind="source", outcome="killed")
    return Night(end.outcome, end.detail or "", dict(end.counts or {}), asked, log)


async def _all(requests: Any) -> list[Any]:
    return [request async for request in requests]


def _answered(spider: Any, request: Any, pages: Pages) -> Iterable[Any]:
    from scrapy.http import HtmlResponse
    from twisted.python.failure import Failure

    path = request.url.removeprefix(HOST)
    found = pages.get(path, pages.get(path.split("?")[0], Said("<h1>404</h1>", 404)))
    said = found(request) if callable(found) else found
    said = said if isinstance(said, Said) else Said(said)
    if said.raises:
        failure = Failure(said.raises)
        failure.request = request
        request.errback(failure)
        return []
    body = said.body.encode() if isinstance(said.body, str) else said.body
    mark = hashlib.md5(body).hexdigest().encode()
    is_same = said.status == 200 and request.headers.get("If-None-Match") == mark
    response = HtmlResponse(
        said.url or request.url,
        status=304 if is_same else said.status,
        headers={"ETag": mark},
        body=b"" if is_same else body,
        request=request,
        flags=list(said.flags),
    )
    return list(request.callback(response, **request.cb_kwargs) or ())
