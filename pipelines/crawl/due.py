"""What is known of an address, and what the archive holds of it -> whether to ask for it tonight, and
with which conditions."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from pipelines.crawl.journal import Journal
from pipelines.intake.store import is_kept

_REVISITS = 2  # of the addresses of a night, one in so many may be known: long lists must come to their end


class Due:
    """The addresses of the source of a journal."""

    def __init__(self, journal: Journal, raw: Path) -> None:
        self._journal, self._raw = journal, raw

    def is_open(self, key: str) -> bool:
        """Whether it is time to ask for what is known, or its bytes are no longer whole."""
        known = self._journal.visits.of(key)
        return self._journal.visits.is_due(key, self._journal.source.revisit_hours) or not (
            known and is_kept(self._raw, known.sha256)
        )

    def is_due(self, url: str, asked: Container[str]) -> bool:
        """Whether to ask for a report; `asked` are those of this night."""
        counts, source = self._journal.counts, self._journal.source
        known = self._journal.visits.of(url) is not None
        if known and counts["revisits"] * _REVISITS >= source.pages:
            return False
        due = self.is_open(url)
        counts["revisits"] += known and due and url not in asked
        return due

    def conditions(self, key: str) -> dict[str, str]:
        """The headers by which a server can say that nothing has changed; none for what the archive
        no longer holds as it came."""
        known = self._journal.visits.of(key)
        if known and known.kind != "attachment" and self._journal.source.browser:
            return {}  # that a shell is unchanged says nothing of what it shows
        return self._journal.visits.conditions(key) if known and is_kept(self._raw, known.sha256) else {}
