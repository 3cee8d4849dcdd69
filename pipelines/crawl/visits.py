"""The fetch log of a source -> what is known of each address: its last bytes, and when and how to
ask again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pipelines.intake.fetches import Fetch

ANSWERED = frozenset({"new", "changed", "same", "unchanged"})
"""Outcomes after which the content of an address is known."""
_AGEING = 10  # after a tenth of the time that a page has been unchanged it is asked again
_LONGEST = timedelta(days=30)
"""After which any page is asked for again, and what was no report is looked at once more."""


@dataclass(slots=True)
class Known:
    """An address. `sha256` of its last bytes; `changed_at` when they came, `asked_at` when it last
    answered; `kind` is that of a report if its bytes ever were one, for a page of a list may turn
    into a report; `offers` are the files of a page."""

    sha256: str
    changed_at: str
    asked_at: str
    etag: str | None
    last_modified: str | None
    kind: str
    offers: tuple[str, ...] = ()


class Visits:
    """What one source's log remembers."""

    def __init__(self, log: Iterable[Fetch]) -> None:
        self._known: dict[str, Known] = {}
        self._passed: set[tuple[str, str]] = set()
        self._judged: dict[str, str] = {}
        for fetch in log:
            self.note(fetch)

    def note(self, fetch: Fetch) -> None:
        """Take in a line of the log."""
        if fetch.kind == "entry":
            self._passed.add((fetch.url, fetch.outcome))
        elif fetch.outcome == "not_report":
            self._judged[fetch.key] = fetch.at
        elif fetch.sha256 and fetch.outcome in ANSWERED:
            before = self._known.get(fetch.key)
            same = before is not None and before.sha256 == fetch.sha256
            silent = before if fetch.outcome == "unchanged" else None  # a 304 need not repeat its validators
            self._known[fetch.key] = Known(
                fetch.sha256,
                before.changed_at if before and same else fetch.at,
                fetch.at,
                fetch.etag or (silent.etag if silent else None),
                fetch.last_modified or (silent.last_modified if silent else None),
                before.kind if before and before.kind != "list" else fetch.kind,
                tuple(fetch.offers or (before.offers if before and same else ())),
            )

    def of(self, key: str) -> Known | None:
        """What is known of an address."""
        return self._known.get(key)

    def passed_over(self, url: str, outcome: str) -> bool:
        """Whether it is in the log already that an entry is not fetched, and why."""
        return (url, outcome) in self._passed

    def is_judged(self, key: str, now: datetime | None = None) -> bool:
        """Whether an address was found to be no report, not long ago."""
        at = self._judged.get(key)
        return at is not None and timedelta() <= (now or datetime.now(UTC)) - time_of(at) < _LONGEST

    def is_due(self, key: str, hours: float, now: datetime | None = None) -> bool:
        """Whether to ask for a report: never had, or not for `hours` and a tenth of the time it has
        been unchanged; with 0 hours always. A time in the future is one of a wrong clock."""
        known = self._known.get(key)
        if known is None or not hours:
            return True
        past = (now or datetime.now(UTC)) - time_of(known.asked_at)
        stood = (time_of(known.asked_at) - time_of(known.changed_at)) / _AGEING
        return past < timedelta() or past >= max(timedelta(hours=hours), min(stood, _LONGEST))

    def conditions(self, key: str) -> dict[str, str]:
        """The headers by which a server can say that nothing has changed."""
        known = self._known.get(key)
        if known is None:
            return {}
        validators = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {name: value for name, value in validators.items() if value}


def time_of(at: str) -> datetime:
    """The time of a line of the log; of one that is none the earliest there is."""
    try:
        return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
