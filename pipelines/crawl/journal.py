"""What happens on the crawl of a source -> lines of its fetch log, counts, and at the end how it
went."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy.http import Response

from pipelines.crawl.drawing import DRAWN
from pipelines.crawl.listing import Entry
from pipelines.crawl.sources import Source
from pipelines.crawl.visits import Visits
from pipelines.crawl.wholeness import Wholeness
from pipelines.intake.fetches import Fetch, FetchLog, fetches, now

_LOST = frozenset({"failed", "blocked", "gone", "too_large", "robots", "forbidden"})
"""Outcomes of a report that brought nothing."""
_WAY = frozenset({"list", "page"})
"""Kinds that lead to reports and are none: one that fails leaves the crawl incomplete."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the kind of thing, the line of the list that led to it, and the address
    of that list. `doubtful`: whether it is a report is known by what it holds only."""

    kind: str
    url: str
    entry: Entry
    referrer: str | None = None
    body: str = ""
    doubtful: bool = False

    @property
    def key(self) -> str:
        """As Ask.key."""
        return f"{self.url}\n{self.body}" if self.body else self.url


class Journal:
    """The log of a source while it is crawled, with what it remembers of earlier nights."""

    def __init__(self, source: Source, raw: Path) -> None:
        self.source = source
        self.visits = Visits(fetches(raw, source.name))
        self.counts: Counter[str] = Counter()
        self.wholeness = Wholeness()
        self._missing: Counter[str] = Counter()
        self._covers: defaultdict[str, bool] = defaultdict(bool)  # pages: whether one of their files came
        self._log = FetchLog(raw, source.name)
        self._trouble: str | None = None

    def pass_over(self, entry: Entry, outcome: str, referrer: str | None, detail: str | None = None) -> None:
        """A line of a list, or an address, that is not asked for. It is written down once, not
        every night."""
        self.counts[outcome] += 1
        if outcome in _LOST and self.visits.of(entry.url) is None:
            self._missing[outcome] += 1
        if not self.visits.passed_over(entry.url, outcome):
            self._add(Asked("entry", entry.url, entry, referrer), outcome, detail=detail)

    def answered(
        self, asked: Asked, response: Response, outcome: str, sha256: str | None = None, **more: Any
    ) -> None:
        """An answer, of whatever kind; `more` are further fields of the line."""
        self._count(asked, outcome)
        headers = response.headers
        if DRAWN in response.flags:
            more = {"detail": "由浏览器画出 / drawn by a browser"} | more
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
        if sha256 is None and asked.kind in _WAY:
            self.broken(str(more.get("detail") or outcome))

    def made(self, asked: Asked, outcome: str, sha256: str, size: int, **more: Any) -> None:
        """A file that was put together of several answers."""
        self._count(asked, outcome)
        self._add(asked, outcome, sha256=sha256, size=size, **more)

    def at_end(self, asked: Asked, response: Response) -> None:
        """A page behind the last one of a list that does not tell its end: it is not there."""
        self._add(asked, "gone", status=response.status, detail="列表到此为止 / the list ends here")

    def unanswered(self, asked: Asked, outcome: str, detail: str) -> None:
        """A request that brought no answer, or that was not let out."""
        self._count(asked, outcome)
        self._add(asked, outcome, detail=detail)
        if asked.kind in _WAY:
            self.broken(detail if outcome == "failed" else outcome)

    def end(self, reason: str, entries: int) -> None:
        """The last line. `reason` is Scrapy's, `entries` the lines that all lists had."""
        outcome, trouble = self._ended(reason, entries)
        if self.source.tls != "verified":
            trouble = "；".join(filter(None, (trouble, f"tls {self.source.tls}: {self.source.tls_reason}")))
        name = self.source.name
        self._log.add(
            Fetch(
                at=now(),
                source=name,
                kind="source",
                outcome=outcome,
                detail=trouble,
                counts=dict(self.counts),
            )
        )
        self._log.close()

    def _ended(self, reason: str, entries: int) -> tuple[str, str | None]:
        """How the crawl went, and why it is not complete."""
        counts, missing = self.counts, self._missing
        had = sum(counts[outcome] for outcome in ("new", "changed", "same", "unchanged", "fresh"))
        lost = "，".join(f"{outcome} {count}" for outcome, count in sorted(missing.items()))
        told = f"有报告没有取到 / reports that could not be had: {lost}" if lost else None
        if reason != "finished":
            return "cut", self._trouble or reason
        if not counts["lists"]:
            return "broken", self._trouble or "没有读到列表 / no page of the list was read"
        if not had and not counts["cut"] and any(counts[outcome] for outcome in _LOST):
            return "broken", told or "报告都取不到了 / none of the reports can be had any more"
        if empty := [page for page, has_file in self._covers.items() if not has_file]:
            told_files = f"{len(empty)} 份报告的文件取不到 / the files of so many reports cannot be had"
            self.wholeness.doubt(f"{told_files}: {empty[0]}")
        doubts = "；".join(self.wholeness.doubts())
        if counts["lists_failed"] or counts["cut"] or doubts:
            return "partial", self._trouble or doubts or told
        if not had and not entries:
            return "broken", "列表中没有任何条目 / the list has no entries"
        if not had and not counts["other_year"]:
            return "partial", "列表中没有一条是年报 / no line of the list is a report"
        return ("partial" if set(missing) - {"gone"} else "complete"), told

    def broken(self, why: str) -> None:
        """Note that the crawl is not complete, and why."""
        self.counts["lists_failed"] += 1
        self._trouble = self._trouble or why

    def _count(self, asked: Asked, outcome: str) -> None:
        self.counts[f"{asked.kind}_{outcome}" if asked.kind in _WAY else outcome] += 1
        if asked.kind not in _WAY and outcome in _LOST and self.visits.of(asked.key) is None:
            self._missing[outcome] += 1
        if asked.kind == "attachment" and asked.referrer:
            self._covers[asked.referrer] |= outcome not in _LOST

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
            listed_office=None if asked.kind in _WAY else entry.office or self.source.office,
            referrer=asked.referrer,
            body=asked.body or None,
            **more,
        )
        self._log.add(fetch)
        self.visits.note(fetch)


def _header(headers: Any, name: bytes) -> str | None:
    value = headers.get(name)
    return value.decode("latin-1")[:500] if value else None
