"""What is known of an address, and what the archive holds of it -> whether to ask for it tonight, and
with which conditions."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from pathlib import Path

from pipelines.crawl.journal import Journal
from pipelines.crawl.visits import Known, time_of
from pipelines.intake.store import is_kept, is_untouched

_REVISITS = 2  # of the addresses of a night, one in so many may be known: long lists must come to their end

_NIGHTS = 30
"""In which every file that is known is hashed once."""
_COARSE = 0.002  # seconds by which the log, which has milliseconds, may be before the file system


class Due:
    """The addresses of the source of a journal."""

    def __init__(self, journal: Journal, raw: Path) -> None:
        self._journal, self._raw = journal, raw

    def is_open(self, key: str) -> bool:
        """Whether it is time to ask for what is known, or its bytes are no longer whole."""
        known = self._journal.visits.of(key)
        return self._journal.visits.is_due(key, self._journal.source.revisit_hours) or not (
            known and self._is_whole(known)
        )

    def _is_whole(self, known: Known) -> bool:
        """Whether the archive holds the bytes that came. To hash all of it every night would read
        all of it every night: a file to which something was done since it came is hashed, and any
        file one night in so many."""
        is_its_turn = (int(known.sha256[:8], 16) - date.today().toordinal()) % _NIGHTS == 0
        since = time_of(known.changed_at).timestamp() + _COARSE
        if not is_its_turn and is_untouched(self._raw, known.sha256, since):
            return True
        return is_kept(self._raw, known.sha256)

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
