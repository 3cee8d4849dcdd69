"""Filings and what was read in them -> frames of offices, reports and filings: whose report is it, which version.

For now an office is its name: two spellings are two offices, two offices of one name are one, and every resolution is
`provisional`. A name that says no place at all (区政务服务办) is `unresolved`. Facts never depend on this mapping.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from pipelines.fold import fold
from pipelines.model import Filing

if TYPE_CHECKING:
    from pandas import DataFrame

OFFICE_COLUMNS = (
    *("office_id", "name", "kind", "level", "scope", "division_code", "province", "city", "county"),
    *("parent_office_id", "resolution", "valid_from", "valid_to"),
)
REPORT_COLUMNS = (
    *("report_id", "office_id", "year", "edition", "scope", "title", "published_on", "source_url", "raw_path"),
    *("sha256", "format", "status", "read_by", "second_reading", "version", "is_current"),
)
FILING_COLUMNS = ("raw_path", "sha256", "size", "source_url", "status", "report_id")
ISSUE_COLUMNS = ("report_id", "stage", "code", "severity", "where", "detail")
_INTEGERS = ("report_id", "office_id", "parent_office_id", "year", "version", "size")
_NO_PLACE = re.compile(r"[省市州县区旗盟本我](?![\u4e00-\u9fff]?[省市州县区旗盟])")
_LISTED_YEAR = re.compile(r"(20\d\d)年")


@lru_cache(maxsize=1)
def _kinds() -> list[tuple[str, str]]:
    data = yaml.safe_load((Path(__file__).parent / "kinds.yml").read_text(encoding="utf-8"))
    return [(ending, kind) for kind, endings in data.items() for ending in endings]


def kind_of(name: str) -> str:
    """`government`, `street`, `department`, ... by the ending of an office's name, `other` if it has none of them."""
    return next((kind for ending, kind in _kinds() if name.endswith(ending)), "other")


def office_key(name: str) -> str:
    """What two spellings of one name have in common: width, blanks and brackets do not count."""
    return re.sub(r"[()《》\"']", "", fold(name))


def office_id(name: str) -> int:
    """The office's number, from its name alone: the same on every machine and in every build, never given twice."""
    return int(hashlib.sha256(office_key(name).encode()).hexdigest()[:12], 16)


def identify(filings: Sequence[Filing], shards: Sequence[Path]) -> dict[str, DataFrame]:
    """Frames `offices`, `reports` (one row per distinct content), `filings` (one per file) and `issues` met here.

    A report's own word on office and year comes first, the list's claim second. Of several reports of one office and
    year the one published last is current; of those, the one that came into the archive last; else the one whose path
    comes last.
    """
    import pandas as pd

    columns = [
        *(
            "sha256",
            "report_id",
            "format",
            "status",
            "office_name",
            "year",
            "edition",
            "title",
            "published_on",
            "read_by",
            "second_reading",
        )
    ]
    read = {
        row["sha256"]: row
        for shard in shards
        for row in pd.read_parquet(shard / "filings.parquet", columns=columns).astype(object).to_dict("records")
    }
    offices: dict[int, dict[str, Any]] = {}
    reports: dict[str, dict[str, Any]] = {}
    rows, issues = [], []
    for filing in filings:
        found = read.get(filing.sha256)
        status = found["status"] if found else "quarantined"
        number = found["report_id"] if found else None
        rows.append((filing.path, filing.sha256, filing.size, filing.source_url, status, number))
        if found is None:
            issues.append((None, "read", "read.missing", "error", filing.path, ""))
        elif filing.sha256 in reports:
            first = reports[filing.sha256]["raw_path"]
            issues.append((number, "office", "filing.duplicate", "info", filing.path, first))
        else:
            reports[filing.sha256] = _report(filing, found, offices)
            own = _text(found["office_name"])
            if own and filing.listed_office and office_key(own) != office_key(filing.listed_office):
                detail = f"清单 {filing.listed_office}，报告 {own}"
                issues.append((number, "office", "office.differs", "info", filing.path, detail))
    _version(list(reports.values()))
    made: dict[str, tuple[list[Any], tuple[str, ...]]] = {
        "offices": (list(offices.values()), OFFICE_COLUMNS),
        "reports": (list(reports.values()), REPORT_COLUMNS),
        "filings": (rows, FILING_COLUMNS),
        "issues": (issues, ISSUE_COLUMNS),
    }
    frames = {
        name: pd.DataFrame(content, columns=list(columns), dtype=object) for name, (content, columns) in made.items()
    }
    # a missing key must not turn the others into floats, which hold 53 bits of their 60
    return {n: f.astype({c: "Int64" for c in _INTEGERS if c in f.columns}) for n, f in frames.items()}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _report(filing: Filing, found: dict[str, Any], offices: dict[int, dict[str, Any]]) -> dict[str, Any]:
    name = _text(found["office_name"]) or filing.listed_office
    listed = _LISTED_YEAR.search(fold(filing.listed_title or ""))
    year = int(found["year"]) if found["year"] == found["year"] and found["year"] is not None else None
    number = None
    if name:
        number = office_id(name)
        resolution = "unresolved" if _NO_PLACE.match(office_key(name)) else "provisional"
        offices.setdefault(
            number,
            {"office_id": number, "name": fold(name), "kind": kind_of(office_key(name)), "resolution": resolution},
        )
    return {
        **{k: found[k] for k in ("report_id", "edition", "format", "status", "sha256", "second_reading")},
        "office_id": number,
        "year": year or (int(listed.group(1)) if listed else None),
        "title": _text(found["title"]) or filing.listed_title,
        "published_on": filing.published_on or _text(found["published_on"]),
        "source_url": filing.source_url,
        "raw_path": filing.path,
        "read_by": _text(found["read_by"]),
        "taken_at": filing.taken_at,  # no column of its own: it only tells which version came last
    }


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
