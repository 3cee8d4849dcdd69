"""Reports that know their offices -> which version of its office and year each is, and which is
current."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pipelines.offices.frames import values


def versions(reports: Any) -> tuple[list[int], list[bool]]:
    """(version, whether it is current) of each row of an Arrow table of reports, which also has
    `taken_at`.

    Of one office and year the one published last is the last version; of those, the one that came
    into the archive last; else the one whose path comes last. The last that was not quarantined is
    current. Without office or year a report is by itself, and never current.
    """
    number, current = [1] * len(reports), [False] * len(reports)
    for _, group in groupby(_in_order(reports), key=lambda one: one[:2]):
        readable = None
        for version, (_, _, status, at) in enumerate(group, 1):
            number[at] = version
            readable = readable if status == "quarantined" else at
        if readable is not None:
            current[readable] = True
    return number, current


def _in_order(reports: Any) -> Iterator[tuple[Any, ...]]:
    """(office_id, year, status, row) of those that have office and year, the versions of each in
    their order."""
    import pyarrow as pa
    import pyarrow.compute as pc

    rows = pa.table(
        {
            **{name: reports[name] for name in ("office_id", "year", "status", "raw_path")},
            # none at all comes before any day
            **{name: pc.fill_null(reports[name], "") for name in ("published_on", "taken_at")},
            "at": pa.array(range(len(reports)), pa.int64()),
        }
    ).drop_null()
    order = ("office_id", "year", "published_on", "taken_at", "raw_path")
    rows = rows.sort_by([(name, "ascending") for name in order])
    yield from values(rows, "office_id", "year", "status", "at")
