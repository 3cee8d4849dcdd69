"""Filings -> the folders whose files may be one report: few files, laid in together. Whether they are
is not told by their names alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import PurePosixPath

from pipelines.intake.inbox import INBOX
from pipelines.intake.store import ARCHIVE
from pipelines.model import Filing

MOST = 60
"""Files of one report; photos of forty pages are the most that was seen."""
TOGETHER = timedelta(hours=1)
"""Files of the inbox between which there is more time were not laid in together: the folder may have been
used again."""


def folders(filings: Iterable[Filing]) -> list[list[Filing]]:
    """The groups, each in the order of its names. What the manifest has joined is in none, nor is what was
    crawled, nor what lies in raw/ or in the inbox by itself."""
    by_folder: dict[str, list[Filing]] = defaultdict(list)
    for filing in filings:
        folder = _folder(filing)
        if folder and filing.sha256 and not filing.parts:
            by_folder[folder].append(filing)
    visits = [visit for group in by_folder.values() for visit in _visits(group)]
    return [
        sorted(v, key=name_of) for v in visits if 1 < len(v) <= MOST and len({*map(name_of, v)}) == len(v)
    ]


def name_of(filing: Filing) -> str:
    """The name of a file, as it was handed in."""
    return PurePosixPath(filing.given_name or filing.path).name


def _folder(filing: Filing) -> str:
    """The folder that a file was handed in with; empty where it has none."""
    folder = (filing.given_name or filing.path).rpartition("/")[0]
    if filing.given_name:
        return f"{INBOX}/{folder}" if folder else ""
    return "" if folder.partition("/")[0] == ARCHIVE else folder


def _visits(group: list[Filing]) -> Iterator[list[Filing]]:
    """The files that were laid in together."""
    ordered = sorted(group, key=lambda filing: filing.taken_at or "")
    visit = ordered[:1]
    for before, after in pairwise(ordered):
        if _far(before.taken_at, after.taken_at):
            yield visit
            visit = []
        visit.append(after)
    yield visit


def _far(before: str | None, after: str | None) -> bool:
    if not before or not after:
        return before != after
    return datetime.fromisoformat(after) - datetime.fromisoformat(before) > TOGETHER
