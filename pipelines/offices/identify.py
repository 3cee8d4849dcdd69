"""Filings and what was read in them -> frames of offices, reports and filings: whose report is it,
which version.

The shards are gone through one by one; a row is kept of each report, and the number of its
resolution (resolution_index.py). Facts never depend on this mapping.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.catalogue import catalogue
from pipelines.issue import Issue, Stage
from pipelines.issue import Place as IssuePlace
from pipelines.model import Filing
from pipelines.naming.titles import listed_claim
from pipelines.offices import rostered, search_keys, tree
from pipelines.offices.decisions import Decisions
from pipelines.offices.evidence import Claim, ClaimEvidence, weigh
from pipelines.offices.figures import figures
from pipelines.offices.frames import Rows, columns, frame, table, values
from pipelines.offices.gazetteer.load import Place, gazetteer, successions
from pipelines.offices.names import office_key
from pipelines.offices.resolution import UNSURE, Resolution
from pipelines.offices.resolution_index import ResolutionIndex
from pipelines.offices.roster import ROSTER, Entry
from pipelines.offices.tree import Seen
from pipelines.offices.versions import versions
from pipelines.report_columns import filing_values, names, refuse_differences

if TYPE_CHECKING:
    from pandas import DataFrame

_OF_VERSIONS = ("taken_at", "page_url")
"""No columns of a report: they only tell which version came last, and which files are of one."""
PART_YEAR = "report.part_year"
"""The issue of a report that covers a part of a year."""
MAX_EVIDENCE = 12  # pieces kept of one report, the strongest


def identify(
    filings: Sequence[Filing],
    shards: Sequence[Path],
    decisions: Decisions | None = None,
    roster: Sequence[Entry] = (),
) -> dict[str, DataFrame]:
    """Frames by name of table, see frames.COLUMNS: `reports` has one row per distinct content,
    `filings` one per file, `issues` are those met here. `decisions` are people's, see decisions.py;
    so is the `roster`, see roster.py.

    A report's own word on office and year comes first, the list's claim second. Which of several
    reports of one office and year is current: versions.py.
    """
    by_content = {f.sha256: f for f in reversed(filings)}
    said, index = decisions or Decisions(), ResolutionIndex(gazetteer())
    before_office = (*names("reading", "filing"), *_OF_VERSIONS)
    known, issues, resolved_as = Rows(before_office), Rows(columns("issues")), []
    status: dict[str, tuple[int, str]] = {}
    for read, text, part in _read(shards):
        filing = by_content.get(read["sha256"])
        if filing is None or filing.sha256 in status:
            continue
        status[filing.sha256] = read["report_id"], sys.intern(read["status"])
        report = _report(filing, read, part, issues)
        known.add(tuple(report[name] for name in before_office))
        number = None
        if name := report["office_name"]:
            claim = _weighed(filing, report, text)
            number = index.add(claim, said.of(name, claim.host, filing.path))
            if _differs(filing, report):
                detail = f"清单 {filing.listed_office}，报告 {name}"
                _add(issues, read["report_id"], "office", "office.differs", filing.path, detail)
        resolved_as.append(number)
    settled = index.settled()
    resolutions = [None if number is None else settled[number] for number in resolved_as]
    reports = _placed(known.table(), resolutions, shards, issues)
    rows = zip(resolutions, values(reports, "report_id", "year"))
    every = [Seen(resolution, number, year) for resolution, (number, year) in rows if resolution]
    listed, doubts = rostered.rostered(roster, (one.resolution for one in every), gazetteer())
    for code, entry, detail in doubts:
        _add(issues, None, "office", code, f"{ROSTER}:{entry.line}", detail)
    offices = tree.offices(every, gazetteer(), rostered.offices(listed))
    rostered.complete(offices, listed, gazetteer())
    aliases = tree.aliases(every)
    tables = {
        "offices": (tuple(map(row.get, columns("offices"))) for row in offices.values()),
        "roster": rostered.table_rows(listed),
        "filings": _filings(filings, by_content, status, issues),
        "office_evidence": _evidence(every),
        "office_candidates": _candidates(every),
        "office_aliases": aliases,
        "office_keys": search_keys.table_rows(offices.values(), aliases),
        "office_succession": tree.succession(every, successions()),
    }
    frames = {name: frame(table(name, rows)) for name, rows in tables.items()}
    reports = reports.sort_by("raw_path").select(columns("reports"))
    return {"reports": frame(reports), **frames, "issues": frame(issues.table())}


def _read(shards: Iterable[Path]) -> Iterator[tuple[dict[str, Any], str, bool]]:
    """(row of filings, prose, whether it is of part of a year) of each report, one shard in memory
    at a time."""
    import pyarrow.parquet as pq

    for shard in shards:
        prose: dict[int, list[str]] = defaultdict(list)
        sections = pq.ParquetFile(shard / "sections.parquet").read(["report_id", "text"], use_threads=False)
        for number, text in values(sections, "report_id", "text"):
            prose[number].append(text)
        met = pq.ParquetFile(shard / "issues.parquet").read(["report_id", "code"], use_threads=False)
        parts = {number for number, code in values(met, "report_id", "code") if code == PART_YEAR}
        for row in (
            pq.ParquetFile(shard / "filings.parquet")
            .read(list(names("reading")), use_threads=False)
            .to_pylist()
        ):
            yield row, "\n".join(prose.get(row["report_id"], ())), row["report_id"] in parts


def _add(issues: Rows, report: int | None, stage: Stage, code: str, path: str, detail: str = "") -> None:
    """A row of an issue with a filing, as bad as issues.yml says."""
    issue = Issue(stage, code, catalogue().issues[code].severity, IssuePlace(file=path), detail)
    issues.add((report, *issue.as_json().values()))


def _report(filing: Filing, read: dict[str, Any], part: bool, issues: Rows) -> dict[str, Any]:
    """The row of a report with the list's word where it has none of its own. `part`: it says itself
    that it is of part of a year; then no list gives it a year."""
    listed = listed_claim(filing.listed_title or "")
    published_on = filing.published_on or read["published_on"] or None

    def tell(code: str, detail: str) -> None:
        _add(issues, read["report_id"], "office", code, filing.path, detail)

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
        **{name: getattr(filing, name) for name in _OF_VERSIONS},
    }


def _differs(filing: Filing, row: dict[str, Any]) -> bool:
    """Whether the list says that a report is of another office; then its entry is of another
    report."""
    name, listed = row["office_name"], filing.listed_office
    return bool(name and listed) and office_key(name) != office_key(listed)


def _weighed(filing: Filing, report: dict[str, Any], text: str) -> ClaimEvidence:
    listed, url = filing.listed_office or "", filing.source_url or ""
    return weigh(
        Claim(report["office_name"], report["year"], report["title"] or "", listed, url, text), gazetteer()
    )


def _placed(known: Any, resolutions: list[Resolution | None], shards: Sequence[Path], issues: Rows) -> Any:
    """The reports with their offices and versions; what they count is said by the kind of office,
    not here. Of several offices of one name, which is all that is known of them, each gets a
    resolution of its own."""
    import pyarrow as pa

    unsure = [r is not None and r.status in UNSURE for r in resolutions]
    made_versions = versions(
        known.append_column("office_id", _office_ids(resolutions)), partial(figures, shards), unsure
    )
    rows = [*values(known, "report_id", "raw_path", "office_name")]
    for row, place in enumerate(made_versions.apart):
        if place and (resolution := resolutions[row]):
            resolutions[row] = replace(resolution, key=f"{resolution.key}|{place + 1}")
            number, path, name = rows[row]
            _add(issues, number, "office", "office.several", path, name)
    for row, code in made_versions.doubts:
        number, path, _ = rows[row]
        _add(issues, number, "office", code, path)
    made = {
        "office_id": _office_ids(resolutions),
        "version": pa.array(made_versions.number, pa.int64()),
        "is_current": pa.array(made_versions.current, pa.bool_()),
        "copy_of": pa.array(made_versions.copy_of, pa.int64()),
        "scope": pa.nulls(len(known), pa.string()),
    }
    refuse_differences("office", made)
    for name, column in made.items():
        known = known.append_column(name, column)
    return known


def _office_ids(resolutions: Sequence[Resolution | None]) -> Any:
    import pyarrow as pa

    numbers = {id(resolution): resolution.office_id for resolution in resolutions if resolution}
    return pa.array([numbers.get(id(resolution)) for resolution in resolutions], pa.int64())


def _filings(
    filings: Sequence[Filing], by_content: dict[str, Filing], status: dict[str, tuple[int, str]], issues: Rows
) -> Iterator[tuple[Any, ...]]:
    """Rows of `filings`; what is missing or there twice goes to `issues`."""
    for filing in filings:
        number, how = status.get(filing.sha256, (None, "quarantined"))
        if number is None:
            _add(issues, None, "read", "read.missing", filing.path)
        elif (first := by_content[filing.sha256].path) != filing.path:
            _add(issues, number, "office", "filing.duplicate", filing.path, first)
        yield filing.path, filing.sha256, filing.size, filing.source_url, how, number


def _evidence(seen: Iterable[Seen]) -> Iterator[tuple[Any, ...]]:
    for one in seen:
        office = one.resolution.office_id
        pieces = {(e.kind, e.value, e.source): e for e in reversed(one.resolution.evidence[:MAX_EVIDENCE])}
        for e in pieces.values():
            yield office, one.report_id, e.kind, e.value, e.codes, e.weight, e.source


def _candidates(seen: Iterable[Seen]) -> list[tuple[Any, ...]]:
    possible: dict[int, dict[str, Place]] = defaultdict(dict)
    for one in seen:
        for place in one.resolution.candidates:
            possible[one.resolution.office_id].setdefault(place.code, place)
    rows: list[tuple[Any, ...]] = []
    for office, candidates in possible.items():
        for rank, place in enumerate(candidates.values(), 1):
            names = {p.level: p.name for p in (*gazetteer().above(place), place)}
            upper = (names.get(level) for level in ("province", "prefecture", "county"))
            rows.append((office, rank, place.code, place.name, *upper))
    return rows
