"""One source -> its lists, its reports and their attachments in the archive, every step a line of
the fetch log."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urljoin, urlsplit

import scrapy
from scrapy import signals
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response

from pipelines.crawl.guard import Forbidden, PublicResolver, why_not
from pipelines.crawl.journal import Asked, Journal
from pipelines.crawl.listing import Ask, Entry, Listing, Page, year_in
from pipelines.crawl.sources import Source
from pipelines.crawl.titles import is_report, is_wall
from pipelines.crawl.visits import Known
from pipelines.intake.store import content, keep

Look = Callable[[bytes], dict[str, str]]
"""Bytes of a page -> what it says about itself: `title`, `attachments` one address per line, and
`words`, a mark of all that it shows. Empty for what is no page."""
Decode = Callable[[bytes], str]

_PRIORITIES = {"attachment": 20, "report": 10, "list": 5}
"""What is new goes before further pages of the list, so that never more than one page of it waits
in memory; what is known already goes last."""
_REVISITS = (
    2  # of the addresses of a night, one in so many may be known ones: a long list must come to its end
)
_GONE = (404, 410)
_WALL_WITHIN = 40_000  # bytes; a wall is a short page


class Portal(scrapy.Spider):
    """The spider of all families; what differs is in `families/`."""

    name = "portal"

    def __init__(self, source: Source, raw: Path, look: Look, decode: Decode) -> None:
        super().__init__()
        self.source, self.raw, self.look, self.decode = source, raw, look, decode
        self.family: ModuleType = import_module(f"pipelines.crawl.families.{source.family}")
        self.journal = Journal(source, raw)
        self.counts, self.visits = self.journal.counts, self.journal.visits
        self.asked: set[str] = set()
        self.listed: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """The first pages of the list."""
        for ask in self.family.starts(self.source):
            for request in self._list(ask, None):
                yield request

    @classmethod
    def from_crawler(cls, crawler: Any, *arguments: Any, **more: Any) -> Portal:
        """Scrapy's way of making it."""
        spider: Portal = super().from_crawler(crawler, *arguments, **more)
        crawler.signals.connect(spider.on_crash, signals.spider_error)
        return spider

    def on_crash(self, failure: Any, response: Response, spider: Any) -> None:
        """An error of our own, or a full disk: the page counts as failed, and the crawl as not
        complete."""
        detail = f"{type(failure.value).__name__}: {failure.value}"[:200]
        self.journal.unanswered(response.cb_kwargs["asked"], "failed", detail)
        self.journal.broken(detail)

    def closed(self, reason: str) -> None:
        """Scrapy's last word."""
        self.journal.end(reason, len(self.listed))

    def _list(self, ask: Ask, referrer: str | None) -> Iterator[scrapy.Request]:
        known = self.visits.of(ask.url)
        if known and known.kind != "list" and not self.visits.is_due(ask.url, self.source.revisit_hours):
            self.counts["lists"] += 1
            self.counts["fresh"] += 1
            return
        asked = Asked("list", ask.url, Entry(ask.url, "", office=ask.office), referrer)
        yield from self._ask(asked, self.on_list, {"ask": ask})

    def _ask(self, asked: Asked, then: Any, more: dict[str, Any] | None = None) -> Iterator[scrapy.Request]:
        """The request for an address, once a night; what is refused or beyond the limit goes to the
        log."""
        url = asked.url
        if url in self.asked:
            return
        self.asked.add(url)
        if reason := why_not(url, self.source):
            self.journal.pass_over(asked.entry, "forbidden", asked.referrer, reason)
            return
        if self.counts["asked"] >= self.source.pages:
            self.journal.pass_over(asked.entry, "cut", asked.referrer, f"pages: {self.source.pages}")
            return
        self.counts["asked"] += 1
        yield scrapy.Request(
            url,
            callback=then,
            errback=self.on_error,
            headers=self.visits.conditions(url),
            dont_filter=True,
            priority=0 if asked.kind == "report" and self.visits.of(url) else _PRIORITIES[asked.kind],
            cb_kwargs={"asked": asked, **(more or {})},
        )

    def on_list(self, response: Response, asked: Asked, ask: Ask) -> Iterator[scrapy.Request]:
        """A page of the list: its entries and further pages. One that says nothing new is not kept
        again."""
        known = self.visits.of(ask.url)
        if (body := self._body(asked, response, known)) is None:
            return
        listing = self._read(ask, response.url, body)
        if response.status == 200 and not listing.itself:
            if known and listing == self._read(ask, response.url, self._kept(known)):
                self.journal.answered(asked, response, "same", known.sha256)
            else:
                self.journal.answered(asked, response, "changed" if known else "new", keep(self.raw, body))
        self.counts["lists"] += 1
        if listing.itself:
            yield from self._report(Asked("report", ask.url, listing.itself), response, body, known)
        fresh = any(entry.url not in self.listed for entry in listing.entries)
        for entry in listing.entries:
            self.listed.add(entry.url)
            yield from self._entry(entry, ask.url)
        for further in listing.more:
            if fresh or not further.chained:
                yield from self._list(further, ask.url)

    def _read(self, ask: Ask, url: str, body: bytes) -> Listing:
        listing: Listing = self.family.read(self.source, Page(ask, url, self.decode(body)))
        return listing

    def _entry(self, entry: Entry, referrer: str) -> Iterator[scrapy.Request]:
        year = year_in(entry.title)
        first, last = self.source.years
        if not is_report(entry.title):
            self.journal.pass_over(entry, "not_report", referrer)
        elif year is not None and not first <= year <= last:
            self.journal.pass_over(entry, "other_year", referrer)
        elif not self._is_due(entry.url):
            self.counts["fresh"] += 1
        else:
            yield from self._ask(Asked("report", entry.url, entry, referrer), self.on_report)

    def _is_due(self, url: str) -> bool:
        known = self.visits.of(url) is not None
        if known and self.counts["revisits"] * _REVISITS >= self.source.pages:
            return False
        due = self.visits.is_due(url, self.source.revisit_hours)
        self.counts["revisits"] += known and due and url not in self.asked
        return due

    def on_report(self, response: Response, asked: Asked) -> Iterator[scrapy.Request]:
        """A report, a page that offers one, or a file."""
        known = self.visits.of(asked.url)
        if (body := self._body(asked, response, known)) is not None:
            yield from self._report(asked, response, body, known)

    def _report(
        self, asked: Asked, response: Response, body: bytes, known: Known | None
    ) -> Iterator[scrapy.Request]:
        said = self.look(body) if asked.kind == "report" else {}
        if response.status == 200:
            self.journal.answered(
                asked, response, *self._version(body, said, known), page_title=said.get("title")
            )
        entry = asked.entry
        for address in said.get("attachments", "").splitlines():
            file = Entry(urljoin(response.url, address), entry.title, entry.listed_on, entry.office)
            yield from self._ask(Asked("attachment", file.url, file, response.url), self.on_report)

    def _version(self, body: bytes, said: dict[str, str], known: Known | None) -> tuple[str, str]:
        """What is news about these bytes, and the hash of those in the archive. A page whose words
        are unchanged is the same: tokens, counters and addresses in its frame change from
        night to night."""
        if known is None or known.kind == "list":
            return "new", keep(self.raw, body)
        if said.get("words") and said["words"] == self.look(self._kept(known)).get("words"):
            return "same", known.sha256
        sha256 = keep(self.raw, body)
        return ("same" if sha256 == known.sha256 else "changed"), sha256

    def _body(self, asked: Asked, response: Response, known: Known | None) -> bytes | None:
        """The bytes of an answer, those in the archive if the server says that nothing has changed;
        None and a line of the log for an answer that is of no use."""
        if response.status == 304 and known:
            self.journal.answered(asked, response, "unchanged", known.sha256)
            return self._kept(known)
        if problem := self._problem(response):
            self.journal.answered(asked, response, problem[0], detail=problem[1])
            return None
        return response.body

    def _kept(self, known: Known) -> bytes:
        return content(self.raw, known.sha256)

    def _problem(self, response: Response) -> tuple[str, str] | None:
        if response.status in _GONE:
            return "gone", f"HTTP {response.status}"
        short_page = len(response.body) < _WALL_WITHIN and b"<" in response.body[:1000]
        if is_wall(response.status, self.decode(response.body) if short_page else ""):
            return "blocked", f"HTTP {response.status}"
        if response.status != 200:
            return "failed", f"HTTP {response.status}"
        if not response.body.strip():
            return "failed", "空白页 / an empty answer"
        return None

    def on_error(self, failure: Any) -> None:
        """What gave no answer at all."""
        error, host = failure.value, urlsplit(failure.request.url).hostname
        if isinstance(error, Forbidden) or host in PublicResolver.refused:
            outcome = "forbidden"
        elif isinstance(error, IgnoreRequest):
            outcome = "robots"
        elif isinstance(error, DownloadCancelledError):
            outcome = "too_large"
        else:
            outcome = "failed"
        detail = f"{type(error).__name__}: {error}"[:200]
        self.journal.unanswered(failure.request.cb_kwargs["asked"], outcome, detail)
