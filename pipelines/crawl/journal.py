"""What happens on the crawl of a source -> lines of its fetch log, counts, and at the end how it
went."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy.http import Response

from pipelines.crawl.listing import Entry
from pipelines.crawl.sources import Source
from pipelines.crawl.visits import Visits
from pipelines.intake.fetches import Fetch, FetchLog, fetches, now


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the kind of thing, the line of the list that led to it, and the address
    of that list."""

    kind: str
    url: str
    entry: Entry
    referrer: str | None = None


class Journal:
    """The log of a source while it is crawled, with what it remembers of earlier nights."""

    def __init__(self, source: Source, raw: Path) -> None:
        self.source = source
        self.visits = Visits(fetches(raw, source.name))
        self.counts: Counter[str] = Counter()
        self._log = FetchLog(raw, source.name)
        self._trouble: str | None = None

    def pass_over(self, entry: Entry, outcome: str, referrer: str | None, detail: str | None = None) -> None:
        """A line of a list, or an address, that is not asked for. It is written down once, not
        every night."""
        self.counts[outcome] += 1
        if not self.visits.passed_over(entry.url, outcome):
            self._add(Asked("entry", entry.url, entry, referrer), outcome, detail=detail)

    def answered(
        self, asked: Asked, response: Response, outcome: str, sha256: str | None = None, **more: str | None
    ) -> None:
        """An answer, of whatever kind; `more` are further fields of the line."""
        self._count(asked, outcome)
        headers = response.headers
        self._add(
            asked,
            outcome,
            final_url=response.url if response.url != asked.url else None,
            status=response.status,
            etag=_header(headers, b"ETag"),
            last_modified=_header(headers, b"Last-Modified"),
            type=_header(headers, b"Content-Type"),
            size=len(response.body) or None,
            sha256=sha256,
            **more,
        )
        if sha256 is None and asked.kind == "list":
            self.broken(more.get("detail") or outcome)

    def unanswered(self, asked: Asked, outcome: str, detail: str) -> None:
        """A request that brought no answer, or that was not let out."""
        self._count(asked, outcome)
        self._add(asked, outcome, detail=detail)
        if asked.kind == "list":
            self.broken(detail if outcome == "failed" else outcome)

    def end(self, reason: str, entries: int) -> None:
        """The last line. `reason` is Scrapy's, `entries` the lines that all lists had."""
        counts, trouble = self.counts, self._trouble
        brought = sum(counts[outcome] for outcome in ("new", "changed", "same", "unchanged"))
        if reason != "finished":
            outcome, trouble = "cut", trouble or reason
        elif not counts["lists"]:
            outcome, trouble = "broken", trouble or "没有读到列表 / no page of the list was read"
        elif counts["lists_failed"] or counts["cut"]:
            outcome = "partial"
        elif not entries and not brought:
            outcome, trouble = "broken", "列表中没有任何条目 / the list has no entries"
        else:
            outcome = "complete"
        name = self.source.name
        self._log.add(
            Fetch(at=now(), source=name, kind="source", outcome=outcome, detail=trouble, counts=dict(counts))
        )
        self._log.close()

    def broken(self, why: str) -> None:
        """Note that the crawl is not complete, and why."""
        self.counts["lists_failed"] += 1
        self._trouble = self._trouble or why

    def _count(self, asked: Asked, outcome: str) -> None:
        self.counts[f"list_{outcome}" if asked.kind == "list" else outcome] += 1

    def _add(self, asked: Asked, outcome: str, **more: Any) -> None:
        entry = asked.entry
        fetch = Fetch(
            at=now(),
            source=self.source.name,
            kind=asked.kind,
            outcome=outcome,
            url=asked.url,
            listed_title=entry.title or None,
            listed_on=entry.listed_on,
            listed_office=None if asked.kind == "list" else entry.office or self.source.office,
            referrer=asked.referrer,
            **more,
        )
        self._log.add(fetch)
        self.visits.note(fetch)


def _header(headers: Any, name: bytes) -> str | None:
    value = headers.get(name)
    return value.decode("latin-1")[:500] if value else None
