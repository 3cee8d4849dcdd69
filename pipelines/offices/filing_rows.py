"""Files and the reports that were read in them -> the table of filings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.model import Filing
from pipelines.offices.frames import Rows, columns, issue_row, table, values


def filing_rows(
    filings: Sequence[Filing], by_content: Mapping[str, Filing], claims: Any, issues: Rows
) -> Any:
    """The table of filings; what is missing or there twice goes to `issues`. Most are a file that was read
    by itself, and are put down column by column."""
    import pyarrow as pa
    import pyarrow.compute as pc

    alone: list[Filing] = []
    rest: list[Filing] = []
    for filing in filings:
        plain = filing.sha256 and not filing.parts and not filing.not_joined
        (alone if plain and by_content[filing.sha256] is filing else rest).append(filing)
    places = pc.index_in(pa.array([f.sha256 for f in alone], pa.string()), claims["sha256"])
    if places.null_count:
        rest += [filing for filing, there in zip(alone, places.is_valid().to_pylist()) if not there]
        alone = [filing for filing, there in zip(alone, places.is_valid().to_pylist()) if there]
        places = places.drop_null()
    columns_of = {
        "raw_path": pa.array([f.path for f in alone], pa.string()),
        "original_name": pa.array([f.given_name or f.path for f in alone], pa.string()),
        "sha256": pa.array([f.sha256 for f in alone], pa.string()),
        "size": pa.array([f.size for f in alone], pa.int64()),
        "source_url": pa.array([f.source_url for f in alone], pa.string()),
        "status": claims["status"].take(places),
        "report_id": claims["report_id"].take(places),
        "part": pa.nulls(len(alone), pa.int64()),
    }
    others = table("filings", _other_filings(rest, by_content, claims, issues))
    return pa.concat_tables([pa.table(columns_of).select(columns("filings")), others])


def _other_filings(
    filings: Sequence[Filing], by_content: Mapping[str, Filing], claims: Any, issues: Rows
) -> Iterator[tuple[Any, ...]]:
    """Rows of those that are joined, there twice, missing, or may be parts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    shown: set[str] = set()  # parts; a file that is one of two reports is told of the first
    these = claims.filter(pc.is_in(claims["sha256"], pa.array([f.sha256 for f in filings], pa.string())))
    status = {sha256: rest for sha256, *rest in values(these, "sha256", "report_id", "status")}
    for filing in filings:
        number, how = status.get(filing.sha256, (None, "quarantined"))
        if number is not None and (first := by_content[filing.sha256].path) != filing.path:
            issues.add(issue_row(number, "office", "filing.duplicate", filing.path, first))
        if number is not None and filing.not_joined:
            issues.add(issue_row(number, "read", "read.not_joined", filing.path, filing.not_joined))
        for part, file in enumerate(filing.files, 1):
            if filing.parts and file.path in shown:
                continue
            shown |= {file.path} if filing.parts else set()
            there = number is not None and bool(file.sha256)
            if not there:
                issues.add(issue_row(None, "read", "read.missing", file.path))
            named = (file.path, file.given_name or file.path, file.sha256, file.size, file.source_url)
            read = (how, number) if there else ("quarantined", None)
            yield (*named, *read, part if filing.parts else None)
