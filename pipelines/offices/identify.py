"""Filings and what was read in them -> frames of offices, reports and filings: whose report is it, which version.

Two passes: each report is resolved by itself (resolve.py); then what one leaves open is taken from another of the same
name on the same host. Facts never depend on this mapping.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.fold import fold
from pipelines.model import Filing
from pipelines.offices import tree
from pipelines.offices.decisions import Decisions
from pipelines.offices.evidence import Claim, Weighed, piece, weigh
from pipelines.offices.gazetteer.load import Place, gazetteer, successions
from pipelines.offices.names import office_key
from pipelines.offices.resolve import Resolution, resolve
from pipelines.offices.tree import Seen

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = {
    "offices": (
        *("office_id", "name", "kind", "level", "scope", "scope_confidence", "division_code", "province", "city"),
        *("county", "parent_office_id", "resolution", "confidence", "valid_from", "valid_to"),
    ),
    "reports": (
        *("report_id", "office_id", "office_name", "year", "edition", "scope", "title", "published_on", "source_url"),
        *("raw_path", "sha256", "format", "status", "read_by", "second_reading", "version", "is_current"),
    ),
    "filings": ("raw_path", "sha256", "size", "source_url", "status", "report_id"),
    "issues": ("report_id", "stage", "code", "severity", "where", "detail"),
    "office_evidence": ("office_id", "report_id", "kind", "value", "division_codes", "weight", "source"),
    "office_candidates": ("office_id", "rank", "division_code", "name", "province", "city", "county"),
    "office_aliases": ("office_id", "name", "provisional_id", "first_year", "last_year"),
    "office_succession": ("year", "relation", "previous_office_id", "office_id", "previous_name", "name"),
}
_INTEGERS = frozenset(
    {
        *("report_id", "office_id", "parent_office_id", "previous_office_id", "provisional_id", "year", "version"),
        *("size", "weight", "rank", "first_year", "last_year"),
    }
)
_READ = (
    *("sha256", "report_id", "format", "status", "office_name", "year", "edition", "title", "published_on"),
    *("read_by", "second_reading"),
)
_LISTED_YEAR = re.compile(r"(20\d\d)年")
MAX_EVIDENCE = 12  # pieces kept of one report, the strongest


def identify(
    filings: Sequence[Filing], shards: Sequence[Path], decisions: Decisions | None = None
) -> dict[str, DataFrame]:
    """Frames by name of table, see COLUMNS: `reports` has one row per distinct content, `filings` one per file,
    `issues` are those met here. `decisions` are people's, see decisions.py.

    A report's own word on office and year comes first, the list's claim second. Of several reports of one office and
    year the one published last is current; of those, the one that came into the archive last; else the one whose path
    comes last.
    """
    by_content = {f.sha256: f for f in reversed(filings)}
    reports: dict[str, dict[str, Any]] = {}
    weighed: dict[str, Weighed] = {}
    for found, text in _read(shards):
        if filing := by_content.get(found["sha256"]):
            report = reports[filing.sha256] = _report(filing, found)
            if name := report["office_name"]:
                claim = Claim(
                    name,
                    report["year"],
                    report["title"] or "",
                    filing.listed_office or "",
                    filing.source_url or "",
                    text,
                )
                weighed[filing.sha256] = weigh(claim, gazetteer())
    said = decisions or Decisions()
    decided = {c: said.of(w.printed, w.host, reports[c]["raw_path"]) for c, w in weighed.items()}
    resolved = _resolved(weighed, decided)
    every = [Seen(r, reports[content]["report_id"], reports[content]["year"]) for content, r in resolved.items()]
    for content, report in reports.items():
        report["office_id"] = resolved[content].office_id if content in resolved else None
    rows, issues = _filings(filings, reports)
    _version(sorted(reports.values(), key=lambda r: str(r["raw_path"])))
    issues += _several(reports, resolved)
    return _frames(
        offices=list(tree.offices(every, gazetteer()).values()),
        reports=sorted(reports.values(), key=lambda r: str(r["raw_path"])),
        filings=rows,
        issues=issues,
        office_evidence=_evidence(every),
        office_candidates=_candidates(every),
        office_aliases=tree.aliases(every),
        office_succession=tree.succession(every, successions()),
    )


def _read(shards: Iterable[Path]) -> Iterator[tuple[dict[str, Any], str]]:
    """(row of filings, prose) of each report, one shard in memory at a time."""
    import pandas as pd

    for shard in shards:
        prose: dict[int, list[str]] = defaultdict(list)
        sections = pd.read_parquet(shard / "sections.parquet", columns=["report_id", "text"])
        for number, text in zip(sections["report_id"], sections["text"]):
            prose[number].append(text)
        found = pd.read_parquet(shard / "filings.parquet", columns=list(_READ)).astype(object)
        for row in found.to_dict("records"):
            yield row, "\n".join(prose.get(row["report_id"], ()))


def _resolved(weighed: dict[str, Weighed], decided: dict[str, str | None]) -> dict[str, Resolution]:
    """Resolutions by content. Where one report of a name on a host has a place and all that have agree, the others of
    that name on that host are of the same office."""
    found = {content: resolve(claim, gazetteer(), decided[content]) for content, claim in weighed.items()}
    same: dict[tuple[str, str], dict[str, Resolution]] = defaultdict(dict)
    for content, resolution in found.items():
        if weighed[content].host and resolution.place:
            same[weighed[content].host, office_key(resolution.name)][resolution.key] = resolution
    for content, resolution in found.items():
        host = weighed[content].host
        known = same.get((host, office_key(resolution.name)), {})
        if len(known) == 1 and resolution.key not in known and decided[content] is None:
            (other,) = known.values()
            here = piece("host", host, [other.place.code] if other.place else [], "same name on the same host")
            told = (here, *resolution.evidence)
            found[content] = replace(other, name=resolution.name, candidates=(), evidence=told)
    return found


def _filings(
    filings: Sequence[Filing], reports: dict[str, dict[str, Any]]
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Rows of `filings`, and what is odd about them."""
    rows, issues = [], []
    for filing in filings:
        report = reports.get(filing.sha256)
        status = report["status"] if report else "quarantined"
        number = report["report_id"] if report else None
        rows.append((filing.path, filing.sha256, filing.size, filing.source_url, status, number))
        if report is None:
            issues.append((None, "read", "read.missing", "error", filing.path, ""))
        elif report["raw_path"] != filing.path:
            issues.append((number, "office", "filing.duplicate", "info", filing.path, report["raw_path"]))
        else:
            own = report["office_name"]
            if own and filing.listed_office and office_key(own) != office_key(filing.listed_office):
                detail = f"清单 {filing.listed_office}，报告 {own}"
                issues.append((number, "office", "office.differs", "info", filing.path, detail))
    return rows, issues


def _evidence(seen: Iterable[Seen]) -> list[tuple[Any, ...]]:
    rows: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for one in seen:
        for e in one.resolution.evidence[:MAX_EVIDENCE]:
            key = (one.report_id, e.kind, e.value, e.source)
            rows.setdefault(
                key, (one.resolution.office_id, one.report_id, e.kind, e.value, list(e.codes), e.weight, e.source)
            )
    return list(rows.values())


def _candidates(seen: Iterable[Seen]) -> list[tuple[Any, ...]]:
    possible: dict[int, dict[str, Place]] = defaultdict(dict)
    for one in seen:
        for place in one.resolution.candidates:
            possible[one.resolution.office_id].setdefault(place.code, place)
    rows: list[tuple[Any, ...]] = []
    for office, found in possible.items():
        for rank, place in enumerate(found.values(), 1):
            names = {p.level: p.name for p in (*gazetteer().above(place), place)}
            upper = (names.get(level) for level in ("province", "prefecture", "county"))
            rows.append((office, rank, place.code, place.name, *upper))
    return rows


def _frames(**rows: Sequence[Any]) -> dict[str, DataFrame]:
    import pandas as pd

    frames = {n: pd.DataFrame(content, columns=list(COLUMNS[n]), dtype=object) for n, content in rows.items()}
    # a missing key must not turn the others into floats, which hold 53 bits of their 60
    return {n: f.astype({c: "Int64" for c in _INTEGERS if c in f.columns}) for n, f in frames.items()}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _report(filing: Filing, found: dict[str, Any]) -> dict[str, Any]:
    listed = _LISTED_YEAR.search(fold(filing.listed_title or ""))
    year = int(found["year"]) if found["year"] == found["year"] and found["year"] is not None else None
    return {
        **{k: found[k] for k in ("report_id", "edition", "format", "status", "sha256", "second_reading")},
        "office_name": _text(found["office_name"]) or filing.listed_office,
        "year": year or (int(listed.group(1)) if listed else None),
        "title": _text(found["title"]) or filing.listed_title,
        "published_on": filing.published_on or _text(found["published_on"]),
        "source_url": filing.source_url,
        "raw_path": filing.path,
        "read_by": _text(found["read_by"]),
        "taken_at": filing.taken_at,  # it only tells which version came last
    }


def _several(reports: dict[str, dict[str, Any]], resolved: dict[str, Resolution]) -> Iterator[tuple[Any, ...]]:
    """Reports that are taken for versions of one another by their name alone: without a place they may be of two
    offices."""
    for content, report in reports.items():
        if report["version"] > 1 and resolved[content].status in ("ambiguous", "unresolved"):
            yield report["report_id"], "office", "office.several", "warning", report["raw_path"], report["office_name"]


def _version(reports: list[dict[str, Any]]) -> None:
    """Numbers the versions of each office and year and marks the last that was not quarantined as current."""
    placed: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for report in reports:
        report |= {"version": 1, "is_current": False}
        if report["office_id"] is not None and report["year"] is not None:
            placed.setdefault((report["office_id"], report["year"]), []).append(report)
    for versions in placed.values():
        versions.sort(key=lambda r: (r["published_on"] or "", r["taken_at"] or "", r["raw_path"]))
        for n, report in enumerate(versions, 1):
            report["version"] = n
        readable = [r for r in versions if r["status"] != "quarantined"]
        if readable:
            readable[-1]["is_current"] = True
