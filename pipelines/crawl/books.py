"""A flip book -> requests for its pages, one after the other, and one file of all of them in the
archive; or a line that says which page is missing, and no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.http import Response

from pipelines.crawl.flip_books import MOST_PAGES, joined, last_page, page_of
from pipelines.crawl.journal import Asked, Journal
from pipelines.crawl.versions import Versions
from pipelines.crawl.visits import Known
from pipelines.intake.store import keep


@dataclass(slots=True)
class _Book:
    """A book that is read: what asked for it, its pages so far, the last one that they name."""

    asked: Asked
    pages: dict[int, str] = field(default_factory=dict)
    last: int = 1


@dataclass(frozen=True, slots=True)
class Books:
    """The books of a source. `ask` gives the request for an address, `body` the bytes of an answer
    that is of use, `text` those bytes decoded: as the spider does it for all pages."""

    journal: Journal
    versions: Versions
    ask: Callable[[Asked, Any], Iterator[Request]]
    body: Callable[[Response, Asked, Known | None], bytes | None]
    text: Callable[[bytes], str]

    def begin(self, asked: Asked) -> Iterator[Request]:
        """The request for the first page."""
        yield from self._next(_Book(asked))

    def _next(self, book: _Book) -> Iterator[Request]:
        url = page_of(book.asked.url, len(book.pages) + 1)
        page = Asked("page", url, replace(book.asked.entry, url=url), book.asked.referrer)
        yield from self.ask(page, partial(self._on_page, book))

    def _on_page(self, book: _Book, response: Response, asked: Asked) -> Iterator[Request]:
        known = self.journal.visits.of(asked.key)
        number = len(book.pages) + 1
        body = self.body(response, asked, known)
        if body is None:
            self._missing(book, number)
            return
        if response.status == 200:
            sha256 = keep(self.versions.raw, body)
            news = "new" if known is None else "same" if sha256 == known.sha256 else "changed"
            self.journal.answered(asked, response, news, sha256)
        book.pages[number] = self.text(body)
        book.last = max(book.last, last_page(book.asked.url, response.url, book.pages[number]))
        if number >= book.last:
            self._whole(book, response)
        elif number >= MOST_PAGES:
            self._missing(book, number + 1)
        else:
            yield from self._next(book)

    def _whole(self, book: _Book, response: Response) -> None:
        body = joined(book.pages)
        said = self.versions.look(body, response.url)
        known = self.journal.visits.of(book.asked.key)
        news, sha256 = self.versions.news(body, said, known, response.url)
        told = f"由 {book.last} 页合成 / joined from so many pages"
        self.journal.made(book.asked, news, sha256, len(body), detail=told)

    def _missing(self, book: _Book, number: int) -> None:
        told = f"缺第 {number} 页，共 {book.last} 页 / page {number} of {book.last} is missing"
        self.journal.unanswered(book.asked, "failed", told)
