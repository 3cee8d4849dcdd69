"""A shard of what was read in filings -> a table of its reports with what each says of its office.

No shard looks at another, so that claims.py spreads many of them over processes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipelines.model import Filing
from pipelines.naming.titles import listed_claim
from pipelines.offices.decisions import Decisions
from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.frames import Rows, issue_row, values
from pipelines.offices.gazetteer.load import gazetteer
from pipelines.offices.names import office_key
from pipelines.offices.resolution_text import written
from pipelines.offices.resolve import resolve
from pipelines.report_columns import filing_values, names

OF_VERSIONS = ("taken_at", "page_url")
"""No columns of a report: they only tell which version came last, and which files are of one."""
RESOLVED, MET = "resolution", "met"
"""Columns beside those of a report: its resolution as resolution_text.py writes it, and the issues
met, as JSON."""
PART_YEAR = "report.part_year"
"""The issue of a report that covers a part of a year."""


def contents(shard: Path) -> list[str]:
    """The hashes of the filings in a shard, in their order."""
    import pyarrow.parquet as pq

    held = pq.ParquetFile(shard / "filings.parquet").read(["sha256"], use_threads=False)
    hashes: list[str] = held["sha256"].to_pylist()
    return hashes


def claim_columns() -> tuple[str, ...]:
    """The columns of such a table: those of a report that reading and the file give, OF_VERSIONS, RESOLVED
    and MET."""
    return (*names("reading", "filing"), *OF_VERSIONS, RESOLVED, MET)


def of_shard(shard: Path, by_content: Mapping[str, Filing], decisions: Decisions) -> Any:
    """The table of one shard."""
    out, columns = Rows(claim_columns()), (*names("reading", "filing"), *OF_VERSIONS)
    for read, text, part in _read(shard):
        filing = by_content.get(read["sha256"])
        if filing is None:
            continue
        met: list[tuple[Any, ...]] = []
        report = _report(filing, read, part, met)
        resolution = None
        if name := report["office_name"]:
            listed, url = filing.listed_office or "", filing.source_url or ""
            claim = weigh(Claim(name, report["year"], report["title"] or "", listed, url, text), gazetteer())
            decided = decisions.of(name, claim.host, filing.path)
            resolution = written(resolve(claim, gazetteer(), decided), claim.host)
            if _differs(filing, report):
                detail = f"清单 {filing.listed_office}，报告 {name}"
                met.append(issue_row(read["report_id"], "office", "office.differs", filing.path, detail))
        issues = json.dumps(met, ensure_ascii=False) if met else None
        out.add((*(report[column] for column in columns), resolution, issues))
    return out.table()


def _read(shard: Path) -> Iterator[tuple[dict[str, Any], str, bool]]:
    """(row of filings, prose, whether it is of part of a year) of each report of a shard."""
    import pyarrow.parquet as pq

    prose: dict[int, list[str]] = defaultdict(list)
    sections = pq.ParquetFile(shard / "sections.parquet").read(["report_id", "text"], use_threads=False)
    for number, text in values(sections, "report_id", "text"):
        prose[number].append(text)
    issues = pq.ParquetFile(shard / "issues.parquet").read(["report_id", "code"], use_threads=False)
    parts = {number for number, code in values(issues, "report_id", "code") if code == PART_YEAR}
    read = pq.ParquetFile(shard / "filings.parquet").read(list(names("reading")), use_threads=False)
    for row in read.to_pylist():
        yield row, "\n".join(prose.get(row["report_id"], ())), row["report_id"] in parts


def _report(filing: Filing, read: dict[str, Any], part: bool, met: list[tuple[Any, ...]]) -> dict[str, Any]:
    """The row of a report with the list's word where it has none of its own. `part`: it says itself
    that it is of part of a year; then no list gives it a year."""
    listed = listed_claim(filing.listed_title or "")
    published_on = filing.published_on or read["published_on"] or None

    def tell(code: str, detail: str) -> None:
        met.append(issue_row(read["report_id"], "office", code, filing.path, detail))

    year = read["year"] or listed.year
    if part:
        year = None
    elif listed.part and not read["year"]:
        year = None
        tell(PART_YEAR, f"清单 {listed.part}")
    elif read["year"] and listed.year and read["year"] != listed.year and not _differs(filing, read):
        tell("year.differs", f"清单 {listed.year}，报告 {read['year']}")
    if year and published_on and year > int(published_on[:4]):
        tell("year.differs", f"报告 {year}，公布于 {published_on[:4]}")
        year = None
    return {
        **read,
        **filing_values(filing),
        "office_name": read["office_name"] or filing.listed_office or listed.office,
        "year": year,
        "title": read["title"] or filing.listed_title,
        "published_on": published_on,
        "read_by": read["read_by"] or None,
        **{name: getattr(filing, name) for name in OF_VERSIONS},
    }


def _differs(filing: Filing, row: dict[str, Any]) -> bool:
    """Whether the list says that a report is of another office; then its entry is of another
    report."""
    name, listed = row["office_name"], filing.listed_office
    return bool(name and listed) and office_key(name) != office_key(listed)
