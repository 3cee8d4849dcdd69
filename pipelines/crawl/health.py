"""The fetch logs -> one row for each source: when it was last read, when it last had something new,
and since when it fails."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipelines.crawl.sources import Rows, Source, SourceError, load
from pipelines.crawl.visits import ANSWERED
from pipelines.intake.fetches import FILED, KEPT, Fetch, fetches, sources_logged

_log = logging.getLogger(__name__)
COLUMNS = (
    *(
        "source",
        "portal",
        "family",
        "list_url",
        "office",
        "division",
        "enabled",
        "state",
        "asked_at",
        "seen_at",
    ),
    *("new_at", "broken_since", "how", "reports", "not_reports", "silent_days"),
)
"""Those of quality.sources, in their order."""


def health(raw: Path) -> list[dict[str, Any]]:
    """Rows with COLUMNS, by name. A source that is in the log but no longer in sources.yml keeps
    its row; if sources.yml cannot be read, the logs alone speak."""
    try:
        rows = load(raw)
    except SourceError as error:
        _log.warning("the sources cannot be read: %s", error)
        rows = Rows()
    names = sorted({*rows.sources, *rows.refused, *sources_logged(raw)})
    health = [_row(name, rows.sources.get(name), fetches(raw, name)) for name in names]
    refused = (
        {"state": "broken", "how": rows.refused[name]} if name in rows.refused else {} for name in names
    )
    return [row | why for row, why in zip(health, refused, strict=True)]


def _row(name: str, source: Source | None, log: Iterable[Fetch]) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {"source": name, "enabled": bool(source and source.enabled), "state": "never"}
    if source:
        row |= {
            "portal": source.portal,
            "family": source.family,
            "list_url": source.list,
            "office": source.office,
        }
        row |= {"division": source.division, "silent_days": source.silent_days}
    reports, others = set(), set()
    for fetch in log:
        at = fetch.at.removesuffix("Z")
        if fetch.kind == "source":
            _ended(row, fetch, at)
        elif fetch.kind == "list" and fetch.outcome in ANSWERED:
            row["seen_at"] = at
        elif fetch.kind in FILED and fetch.outcome in KEPT:
            row["new_at"] = at
            reports.add(fetch.url or fetch.sha256)
        elif fetch.outcome == "not_report":
            others.add(fetch.url)
    return row | {"reports": len(reports), "not_reports": len(others)}


def _ended(row: dict[str, Any], fetch: Fetch, at: str) -> None:
    broken = fetch.outcome == "broken"
    row["broken_since"] = (row["broken_since"] or at) if broken else None
    row |= {"state": fetch.outcome, "asked_at": at, "how": fetch.detail}
