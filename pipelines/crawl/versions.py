"""Bytes of a report, and those in the archive from before -> whether they are news."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipelines.crawl.visits import Known
from pipelines.intake.store import content, is_kept, keep

Look = Callable[[bytes, str], dict[str, str]]
"""Bytes and address of a page -> what it says about itself: `title`, `attachments` one address per
line, and `words`, a mark of all that it shows. Empty for what is no page."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The archive below a folder of raw files."""

    raw: Path
    look: Look

    def news(self, body: bytes, said: dict[str, str], known: Known | None, url: str) -> tuple[str, str]:
        """What is news about these bytes, and the hash of those in the archive. A page whose words
        are unchanged is the same: tokens, counters and addresses in its frame change from night to
        night."""
        if known is None or known.kind == "list":
            return "new", keep(self.raw, body)
        before = self.kept(known) if said.get("words") else None
        if before is not None and said["words"] == self.look(before, url).get("words"):
            return "same", known.sha256
        sha256 = keep(self.raw, body)
        return ("same" if sha256 == known.sha256 else "changed"), sha256

    def kept(self, known: Known | None) -> bytes | None:
        """The bytes of what is known, if they are whole."""
        return content(self.raw, known.sha256) if known and is_kept(self.raw, known.sha256) else None
