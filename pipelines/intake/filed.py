"""The fetch logs -> the archived files that are filings, each with what its list said. No file is
hashed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from pipelines.intake.fetches import FILED, KEPT, Fetch, fetches, sources_logged
from pipelines.intake.inbox import SOURCE
from pipelines.intake.store import relative
from pipelines.model import Filing


def filed(raw: Path) -> list[Filing]:
    """One filing for each different content, ordered by path.

    Of several addresses with the same bytes the first gives the claims. `taken_at` is when the
    bytes were last found to be news: a report that is changed and changed back is current as it was
    first. A page whose attachments are in the archive is their cover and no filing of its own.
    """
    by_content: dict[str, Filing] = {}
    for source in sources_logged(raw):
        kept = _in_order(
            f for f in fetches(raw, source) if f.kind in FILED and f.outcome in KEPT and f.sha256
        )
        covers = {f.referrer for f in kept if f.kind == "attachment"}
        for fetch in kept:
            if fetch.sha256 and (fetch.kind == "attachment" or (fetch.final_url or fetch.url) not in covers):
                by_content[fetch.sha256] = _later(by_content.get(fetch.sha256), _filing(fetch, fetch.sha256))
    return sorted(by_content.values(), key=lambda f: f.path)


def dropped(raw: Path) -> dict[str, str]:
    """Path in the inbox -> where the archive has what was last dropped there."""
    logged = fetches(raw, SOURCE)
    return {f.detail: relative(f.sha256) for f in logged if f.kind == "inbox" and f.detail and f.sha256}


def _in_order(kept: Iterable[Fetch]) -> list[Fetch]:
    """Fetches with times that rise: what a log has later came later, whatever the clock said."""
    last = ""
    ordered = []
    for fetch in kept:
        at = fetch.at if fetch.at > last else _after(last)
        ordered.append(replace(fetch, at=at))
        last = at
    return ordered


def _after(at: str) -> str:
    try:
        later = datetime.fromisoformat(at.replace("Z", "+00:00")) + timedelta(milliseconds=1)
    except ValueError:
        return at
    return later.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _filing(fetch: Fetch, sha256: str) -> Filing:
    return Filing(
        relative(sha256),
        sha256,
        fetch.size or 0,
        source_url=fetch.final_url or fetch.url or None,
        published_on=fetch.listed_on,
        listed_office=fetch.listed_office,
        listed_title=fetch.listed_title,
        taken_at=fetch.at,
        page_url=fetch.referrer if fetch.kind == "attachment" else None,
        given_name=fetch.detail if fetch.kind == "inbox" else None,
    )


def _later(known: Filing | None, again: Filing) -> Filing:
    if known is None:
        return again
    first, last = sorted((known, again), key=lambda f: f.taken_at or "")
    return replace(first, taken_at=last.taken_at)
