"""`python -m pipelines.crawl.scouting` with a task as JSON on its standard input: looks at one portal
and writes what it found as JSON on its standard output.

Its requests are those of the crawl: robots.txt, pauses, limits and walls hold as there. Asked are
the hosts of the portal's own domain only.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import AsyncIterator, Container
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import scrapy

from pipelines import logs
from pipelines.crawl.addresses import host_of, spelled
from pipelines.crawl.answers import problem, unanswered
from pipelines.crawl.listing import Ask, Page
from pipelines.crawl.proposals import Answer, answer, proposal
from pipelines.crawl.scout import Found, check, find
from pipelines.crawl.sources import Source, load
from pipelines.crawl.trial import Got
from pipelines.read.encoding import decode

MINUTES = 15.0
"""The most time for one portal."""
_SUFFIX = 3  # labels of a domain such as x.gov.cn
_MOST_HOSTS = 6


class Site(Container[str]):
    """The hosts of one portal: those of its domain, but not more than a few; of an address in
    figures that one alone."""

    def __init__(self, hosts: frozenset[str]) -> None:
        self._met = set(hosts)
        names = [host.split(":")[0] for host in hosts]
        self._domains = {".".join(n.split(".")[-_SUFFIX:]) for n in names if not n.replace(".", "").isdigit()}

    def __contains__(self, host: object) -> bool:
        if host in self._met:
            return True
        inside = any(str(host) == d or str(host).endswith(f".{d}") for d in self._domains)
        if inside and len(self._met) < _MOST_HOSTS:
            self._met.add(str(host))
            return True
        return False


@dataclass(frozen=True, kw_only=True)
class Scope(Source):
    """A portal that is looked at."""

    site: Site

    @property
    def allowed(self) -> Any:
        """The hosts of its domain."""
        return self.site


class Scout(scrapy.Spider):
    """Asks one thing after the other."""

    name = "scout"

    def __init__(self, scope: Scope, known: Source | None, out: list[Answer]) -> None:
        super().__init__()
        self.scope, self.known, self.out = scope, known, out

    async def start(self) -> AsyncIterator[Any]:
        """All of it; nothing is left to Scrapy's own way of going on."""
        if self.known:
            tried, elsewhere = await check(self.known, self._get)
            moved = answer(elsewhere) if elsewhere else Answer(self.known.list, tried.pages)
            self.out.append(Answer(moved.address, moved.pages, [proposal(tried, self.known.name)], moved.why))
            self.out.append(moved)
        else:
            result: Found = await find(self.scope.list, self._get, local=self.scope.local)
            self.out.append(answer(result))
        return
        yield  # a generator without anything

    async def _get(self, ask: Ask) -> Got:
        request = scrapy.Request(
            ask.url,
            method="POST" if ask.body else "GET",
            body=ask.body,
            headers=dict(ask.headers),
            dont_filter=True,
            meta={"download_slot": host_of(ask.url)},
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # whatever it is, it is said in the answer
            return Got(None, *unanswered(error, ask.url))
        text, encoding = decode(response.body).text, decode(response.body).encoding
        if why := problem(response, text, ask.url):
            return Got(None, *why)
        return Got(Page(ask, response.url, text, encoding))


def scout(task: dict[str, Any]) -> list[Answer]:
    """What there is at `address`, or of the row `name` of the folder `raw`; `contact` is said to
    the portal."""
    from scrapy.crawler import CrawlerProcess

    from pipelines.crawl.settings import settings

    known = load(Path(task["raw"])).sources[task["name"]] if task.get("name") else None
    address = known.list if known else task["address"]
    host = urlsplit(spelled(address) or address).netloc
    scope = Scope(
        name="scout",
        portal=host,
        family="static_list",
        list=address,
        pace=float(task["pace"]),
        minutes=MINUTES,
        **({n: getattr(known, n) for n in ("tls", "tls_reason", "timeout", "megabytes")} if known else {}),
        local=bool(task["local"]),
        site=Site(known.allowed if known else frozenset({host})),
    )
    out: list[Answer] = []
    process = CrawlerProcess(settings(scope, task["contact"]))
    process.crawl(Scout, scope=scope, known=known, out=out)
    process.start()
    return out


def _end_with_parent() -> None:
    sys.stdin.read(1)
    os._exit(1)


if __name__ == "__main__":
    logs.configure()
    task = json.loads(sys.argv[1])
    threading.Thread(target=_end_with_parent, daemon=True).start()
    print(json.dumps([asdict(one) for one in scout(task)], ensure_ascii=False))
