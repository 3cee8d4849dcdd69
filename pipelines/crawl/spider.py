"""One source -> its lists, its reports and their attachments in the archive, every step a line of
the fetch log."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import scrapy
from scrapy import signals
from scrapy.http import Response

from pipelines.crawl.addresses import address, host_of
from pipelines.crawl.answers import problem, unanswered
from pipelines.crawl.books import Books
from pipelines.crawl.choice import OPEN, REPORT, choices
from pipelines.crawl.drawing import LIST
from pipelines.crawl.due import Due
from pipelines.crawl.evidence import DRAWN, why_none
from pipelines.crawl.flip_books import book_of, is_book
from pipelines.crawl.guard import why_not
from pipelines.crawl.journal import Asked, Journal
from pipelines.crawl.listing import Ask, Entry, Listing, Page
from pipelines.crawl.sources import Source
from pipelines.crawl.titles import holds_form, is_shell, speaks_of_report
from pipelines.crawl.versions import Look, Versions
from pipelines.crawl.visits import Known
from pipelines.intake.store import keep

Decode = Callable[[bytes], tuple[str, str]]
"""Bytes -> their text and its encoding."""

_PRIORITIES = {"attachment": 20, "page": 20, "report": 10, "list": 5}
"""What is new goes before further pages of the list, so that never more than one page of it waits
in memory; what is known already goes last."""
MOST_FILES = 20
"""Files of a page that are fetched; that there are more is told."""
_STALE = 2  # pages in a row without a new line end a list whose end is not told: some give a page twice
_PAGE = (b"<", b"{", b"[")  # how text begins that may be an excuse


class Portal(scrapy.Spider):
    """The spider of all families; what differs is in `families/`."""

    name = "portal"

    def __init__(self, source: Source, raw: Path, look: Look, decode: Decode) -> None:
        super().__init__()
        self.source, self.raw, self.look, self.decode = source, raw, look, decode
        self.family: ModuleType = import_module(f"pipelines.crawl.families.{source.family}")
        self.journal, self.versions = Journal(source, raw), Versions(raw, look)
        self.due = Due(self.journal, raw)
        self.counts, self.visits = self.journal.counts, self.journal.visits
        self.books = Books(self.journal, self.versions, self._ask, self._body, lambda b: decode(b)[0])
        self.asked: set[str] = set()
        self.listed: set[str] = set()
        self.within: set[str] = set()  # files of pages: what they lead to is not followed further

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
        """An error of our own, or a full disk: the page failed, and the crawl is not complete."""
        detail = f"{type(failure.value).__name__}: {failure.value}"[:200]
        self.journal.unanswered(response.cb_kwargs["asked"], "failed", detail)
        self.journal.broken(detail)

    def closed(self, reason: str) -> None:
        """Scrapy's last word."""
        self.journal.end(reason, len(self.listed))

    def _list(self, ask: Ask, referrer: str | None) -> Iterator[scrapy.Request]:
        known = self.visits.of(ask.key)
        if known and known.kind != "list" and not self.due.is_open(ask.key):
            self.counts["lists"] += 1
            self.counts["fresh"] += 1
            yield from self._offered(known, Entry(ask.url, "", office=ask.office), ask.url)
            return
        asked = Asked("list", ask.url, Entry(ask.url, "", office=ask.office), referrer, ask.body)
        yield from self._ask(asked, self.on_list, ask)

    def _ask(self, asked: Asked, then: Any, ask: Ask | None = None) -> Iterator[scrapy.Request]:
        """The request for an address; what is refused or beyond the limit goes to the log."""
        if asked.key in self.asked:
            return  # once a night
        self.asked.add(asked.key)
        if reason := why_not(asked.url, self.source):
            self.journal.pass_over(asked.entry, "forbidden", asked.referrer, reason)
            if asked.kind in ("list", "page"):
                self.journal.wholeness.doubt(f"{reason}: {asked.url}")
            return
        if self.counts["asked"] >= self.source.pages:
            self.journal.pass_over(asked.entry, "cut", asked.referrer, f"pages: {self.source.pages}")
            return
        self.counts["asked"] += 1
        known = self.visits.of(asked.key)
        yield scrapy.Request(
            asked.url,
            callback=then,
            errback=self.on_error,
            method="POST" if asked.body else "GET",
            body=asked.body,
            headers=self.due.conditions(asked.key) | (dict(ask.headers) if ask else {}),
            dont_filter=True,
            priority=0 if asked.kind == "report" and known else _PRIORITIES[asked.kind],
            cb_kwargs={"asked": asked} | ({"ask": ask} if ask else {}),
            meta={"download_slot": host_of(asked.url), LIST: asked.kind == "list"},
        )

    def on_list(self, response: Response, asked: Asked, ask: Ask) -> Iterator[scrapy.Request]:
        """A page of the list: entries and further pages. One that says nothing new is not kept."""
        known = self.visits.of(ask.key)
        if ask.chained and response.status in (404, 410):
            self.journal.at_end(asked, response)
            return
        if response.status == 304 and known and known.kind == "report":  # and is one still
            itself = self._read(ask, response.url, self.versions.kept(known) or b"").itself
            asked = Asked("report", ask.url, itself or asked.entry, body=ask.body)
        if (body := self._body(response, asked, known)) is None:
            return
        listing = self._read(ask, response.url, body)
        if fault := listing.fault or self._drawn(listing, body):
            self.journal.answered(asked, response, "failed", detail=fault)
            return
        if response.status == 200 and not listing.itself:
            before = self.versions.kept(known)
            is_same = before == body or (
                before is not None and listing == self._read(ask, response.url, before)
            )
            if known and is_same:  # byte for byte, or in what it says
                self.journal.answered(asked, response, "same", known.sha256)
            else:
                self.journal.answered(asked, response, "changed" if known else "new", keep(self.raw, body))
        self.counts["lists"] += 1
        if listing.itself:
            yield from self._report(
                Asked("report", ask.url, listing.itself, body=ask.body), response, body, known
            )
        is_new = self.journal.wholeness.add(ask, listing)
        self.listed |= {entry.url for entry in (*listing.entries, *listing.elsewhere)}
        for entry, choice in choices(listing, self.source, self.journal.wholeness.has_reports(ask)):
            yield from self._entry(entry, choice, ask.url)
        for further in listing.more:
            if is_new or not further.chained:
                yield from self._list(further, ask.url)
            elif ask.stale + 1 < _STALE and not self.journal.wholeness.is_reached(ask):
                yield from self._list(replace(further, stale=ask.stale + 1), ask.url)

    def _drawn(self, listing: Listing, body: bytes) -> str | None:
        """Why a page says nothing, if only a browser can draw it."""
        is_read = listing.entries or listing.elsewhere or listing.more or listing.itself
        return None if is_read or not is_shell(self.decode(body)[0]) else DRAWN

    def _read(self, ask: Ask, url: str, body: bytes) -> Listing:
        listing: Listing = self.family.read(self.source, Page(ask, url, *self.decode(body)))
        return listing

    def _entry(self, entry: Entry, choice: str, referrer: str) -> Iterator[scrapy.Request]:
        """The request for a line of a list, if there is to be one."""
        if choice not in (REPORT, OPEN):
            self.journal.pass_over(entry, choice, referrer)
        elif choice == OPEN and self.visits.is_judged(entry.url):
            self.journal.pass_over(entry, "not_report", referrer)
        elif self.due.is_due(entry.url, self.asked):
            yield from self._ask(
                Asked("report", entry.url, entry, referrer, doubtful=choice == OPEN), self.on_report
            )
        else:
            self.counts["fresh"] += 1
            yield from self._offered(self.visits.of(entry.url), entry, entry.url)

    def _offered(self, known: Known | None, entry: Entry, page: str) -> Iterator[scrapy.Request]:
        """The files of a page that need not be asked for again, as far as they never came."""
        for url in known.offers if known else ():
            if self.visits.of(url) is None:
                yield from self._file(Asked("attachment", url, replace(entry, url=url), page))

    def _file(self, asked: Asked) -> Iterator[scrapy.Request]:
        yield from self.books.begin(asked) if is_book(asked.url) else self._ask(asked, self.on_report)

    def _book(self, url: str, body: bytes) -> str | None:
        """The flip book that a page of text is, unless it has the tables itself."""
        text = self.decode(body)[0] if body.lstrip()[:1] == b"<" else ""
        return None if holds_form(text) else book_of(url, text)

    def on_report(self, response: Response, asked: Asked) -> Iterator[scrapy.Request]:
        """A report, a page that offers one, or a file."""
        known = self.visits.of(asked.key)
        if (body := self._body(response, asked, known)) is not None:
            yield from self._report(asked, response, body, known)

    def _report(
        self, asked: Asked, response: Response, body: bytes, known: Known | None
    ) -> Iterator[scrapy.Request]:
        text = self.decode(body)[0] if body.lstrip()[:1] in _PAGE else ""
        is_looked_at = asked.kind == "report" or (text and asked.referrer not in self.within)
        said = self.look(body, response.url) if is_looked_at else {}
        named = said.get("attachments", "").splitlines()
        offers = [url for link in named if (url := address(response.url, link))]
        if asked.kind == "report" and not offers and (book := self._book(response.url, body)):
            offers = [book]
        is_open = asked.doubtful and said and not offers
        if is_open and not speaks_of_report(said.get("title", ""), text):
            self.journal.answered(asked, response, "not_report")
            return
        why = why_none(text, said)
        if why and not offers and response.status == 200:
            self.journal.answered(asked, response, "failed", detail=why)
            return
        if asked.kind == "attachment":
            self.within.add(response.url)
        if response.status == 200:
            news, sha256 = self.versions.news(body, said, known, response.url)
            title = said.get("title")
            self.journal.answered(asked, response, news, sha256, page_title=title, offers=offers or None)
        if len(offers) > MOST_FILES:
            self.journal.wholeness.doubt(f"超过 {MOST_FILES} 个附件 / more files than that: {response.url}")
        for url in offers[:MOST_FILES]:
            yield from self._file(Asked("attachment", url, replace(asked.entry, url=url), response.url))

    def _body(self, response: Response, asked: Asked, known: Known | None) -> bytes | None:
        """The bytes of an answer, those in the archive if the server says that nothing has changed;
        None and a line of the log for an answer that is of no use."""
        if response.status == 304 and known:
            self.journal.answered(asked, response, "unchanged", known.sha256)
            return self.versions.kept(known)
        text = self.decode(response.body)[0] if response.body.lstrip()[:1] in _PAGE else ""
        if why := problem(response, text, asked.url, asked.kind):
            self.journal.answered(asked, response, why[0], detail=why[1])
            return None
        return response.body

    def on_error(self, failure: Any) -> None:
        """What gave no answer at all."""
        outcome, detail = unanswered(failure.value, failure.request.url)
        self.journal.unanswered(failure.request.cb_kwargs["asked"], outcome, detail)
