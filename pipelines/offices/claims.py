"""Filings and the shards of what was read in them -> a table of reports with what each says of its
office, shard by shard.

What a shard comes to follows from its bytes, what the lists claim of its filings, the decisions
about the names in it, and the code and data of this stage. All of that is the key by which it is
remembered, so that a night works out only what it brings.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from pipelines.catalogue import catalogue
from pipelines.code_digest import code_digest
from pipelines.issue import Issue, Stage
from pipelines.issue import Place as IssuePlace
from pipelines.model import Filing
from pipelines.naming.titles import listed_claim
from pipelines.offices import sealed
from pipelines.offices.decisions import Decisions
from pipelines.offices.evidence import Claim, weigh
from pipelines.offices.frames import Rows, values
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
SHARD = "shard"
"""A column beside those: the place of its shard among the shards."""
PART_YEAR = "report.part_year"
"""The issue of a report that covers a part of a year."""
_PACKAGE = Path(__file__).parents[1]
PARTS = ("catalogue", "naming", "offices")
"""Folders of pipelines/ whose code and data decide what is remembered, beside the files at its
top."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Where it is remembered what shards come to; `digest` tells what is in a shard, as long as it
    is the same."""

    folder: Path
    digest: Callable[[Path], str]


def claimed(
    by_content: Mapping[str, Filing],
    shards: Sequence[Path],
    decisions: Decisions,
    memory: Memory | None = None,
) -> Any:
    """An Arrow table with a row for each report of these filings, in the order of their paths: the
    columns that reading and the file give, OF_VERSIONS, RESOLVED, MET and SHARD."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    pieces, used = [], set()
    for shard in shards:
        if memory is None:
            pieces.append(_of_shard(shard, by_content, decisions))
            continue
        path = memory.folder / f"{_key(shard, by_content, memory)}.parquet"
        used.add(path)
        known = _remembered(path, decisions)
        if known is None:
            known = _of_shard(shard, by_content, decisions)
            _remember(path, known, decisions)
        pieces.append(known)
    if memory is not None:
        sealed.keep_only(memory.folder, used)
    every = pa.concat_tables([Rows(_columns()).table(), *pieces])
    places = np.repeat(np.arange(len(pieces)), [len(piece) for piece in pieces])
    every = every.append_column(SHARD, pa.array(places, pa.int64()))
    table = every.sort_by([("raw_path", "ascending"), (SHARD, "ascending")]).combine_chunks()
    contents = table["sha256"]
    if len(pc.unique(contents)) < len(table):  # one content in two shards is one report
        listed = contents.to_pylist()
        table = table.filter(pa.array([at == 0 or n != listed[at - 1] for at, n in enumerate(listed)]))
    return table


def issue_row(report: int | None, stage: Stage, code: str, path: str, detail: str = "") -> tuple[Any, ...]:
    """A row of an issue with a filing, as bad as issues.yml says."""
    issue = Issue(stage, code, catalogue().issues[code].severity, IssuePlace(file=path), detail)
    return (report, *issue.as_json().values())


@lru_cache(maxsize=1)
def version() -> str:
    """Of the code and data of this stage, and of the library that spells names: another one remembers
    nothing of the one before, and a night with another one is none that brings nothing."""
    files = [*_PACKAGE.iterdir(), *(p for part in PARTS for p in (_PACKAGE / part).rglob("*"))]
    return code_digest(_PACKAGE, files, installed("pypinyin"))


def _columns() -> tuple[str, ...]:
    return (*names("reading", "filing"), *OF_VERSIONS, RESOLVED, MET)


def _key(shard: Path, by_content: Mapping[str, Filing], memory: Memory) -> str:
    import pyarrow.parquet as pq

    digest = hashlib.sha256(f"{version()} {memory.digest(shard)}".encode())
    held = pq.ParquetFile(shard / "filings.parquet").read(["sha256"], use_threads=False)
    for sha256 in held["sha256"].to_pylist():
        digest.update(f"{filing.said() if (filing := by_content.get(sha256)) else ''}\n".encode())
    return digest.hexdigest()[:32]


def _remembered(path: Path, decisions: Decisions) -> Any:
    """What a file holds; None where there is none, it is damaged, or something else has been decided
    about a name in it."""
    table = sealed.read(path)
    if table is None:
        return None
    said = json.loads(table.schema.metadata[b"decided"])
    return None if decisions.about(said["names"]) != said["digest"] else table.replace_schema_metadata()


def _remember(path: Path, table: Any, decisions: Decisions) -> None:
    known = sorted({office_key(name) for name in table["office_name"].to_pylist() if name})
    said = {"names": known, "digest": decisions.about(known)}
    sealed.write(path, table.replace_schema_metadata({"decided": json.dumps(said, ensure_ascii=False)}))


def _of_shard(shard: Path, by_content: Mapping[str, Filing], decisions: Decisions) -> Any:
    """The table of one shard."""
    out, columns = Rows(_columns()), (*names("reading", "filing"), *OF_VERSIONS)
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
