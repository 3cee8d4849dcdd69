"""Reports -> tidy Parquet shards, one folder each, keyed by content: filings, cells, sections, issues.

A shard is whole or not there: it is written beside its place and renamed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipelines.batch.version import version_of
from pipelines.model import Report

_NUMBER = {"value", "x0", "top", "x1", "bottom", "confidence"}
_COUNT = {
    "report_id",
    "year",
    "numbers_found",
    "numbers_lost",
    "page",
    "grid",
    "grid_row",
    "grid_column",
    "line",
    "characters",
    "fingerprint",
}
SUMS = "SHA256SUMS"
Rows = dict[str, list[tuple[Any, ...]]]
"""What a shard keeps of one report: rows by table, in the order of COLUMNS."""
COLUMNS = {
    "filings": (
        *("sha256", "report_id", "format", "status", "office_name", "year", "edition", "title"),
        *(
            "published_on",
            "read_by",
            "second_reading",
            "numbers_found",
            "numbers_lost",
            "format_version",
            "reader_version",
        ),
    ),
    "cells": (
        *("report_id", "table", "row", "column", "value", "unit", "status", "text"),
        *("page", "grid", "grid_row", "grid_column", "line", "x0", "top", "x1", "bottom", "confidence"),
    ),
    "sections": ("report_id", "section", "text"),
    "mentions": ("report_id", "kind", "section", "value", "text"),
    "wordings": ("report_id", "section", "characters", "fingerprint", "sentences"),
    "issues": ("report_id", "stage", "code", "severity", "where", "detail"),
}


def report_id(sha256: str) -> int:
    """The number by which tables name a report: 60 bits of its content's hash."""
    return int(sha256[:15] or "0", 16)


def rows(report: Report, version: str) -> Rows:
    """What a shard keeps of a report that the reader `version` read. A tenth of the cost of a
    Report to send on."""
    said, key = report.statement, report_id(report.filing.sha256)
    filing = (
        *(
            report.filing.sha256,
            key,
            report.format,
            report.status,
            said.office,
            said.year,
            said.edition,
            said.title,
        ),
        *(report.published_on, report.read_by, report.second_reading),
        *(said.numbers_found, said.numbers_lost, version_of(report.format), version),
    )
    cells = []
    for fact in report.facts:
        spot, box = fact.spot, fact.spot.box or (None,) * 4
        place = (spot.page, spot.table, spot.row, spot.column, spot.line, *box, fact.confidence)
        cells.append(
            (key, fact.table, fact.row, fact.column, fact.value, fact.unit, fact.status, fact.text, *place)
        )
    return {
        "filings": [filing],
        "cells": cells,
        "sections": [(key, section, text) for section, text in said.sections.items()],
        "mentions": [(key, m.kind, m.section, m.value, m.text) for m in report.mentions],
        "wordings": [
            (key, w.section, w.characters, w.fingerprint, list(w.sentences)) for w in report.wordings
        ],
        "issues": [(key, i.stage, i.code, i.severity, str(i.where), i.detail) for i in report.issues],
    }


def write(reports: Iterable[Rows], folder: Path) -> None:
    """Write `reports` as the shard `folder`. Its parent must exist; an existing shard of that name
    is replaced."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    gathered: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
    for report in reports:
        for table, found in report.items():
            gathered[table] += found
    with _draft(folder) as draft:
        for table, names in COLUMNS.items():
            columns = list(zip(*gathered[table])) or [()] * len(names)
            arrays = {n: _array(c, _type(n, pa), pa) for n, c in zip(names, columns)}
            pq.write_table(pa.table(arrays), draft / f"{table}.parquet", compression="zstd")


@contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    """A folder that takes the place of `folder` when all that belongs into it has been written."""
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    draft.mkdir()
    try:
        yield draft
        seal(draft)
        shutil.rmtree(folder, ignore_errors=True)
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _array(values: tuple[Any, ...], kind: Any, pa: Any) -> Any:
    """A column. Half of a character that is written in two halves, as damaged files have them, is
    no text: U+FFFD."""
    try:
        return pa.array(values, type=kind, from_pandas=True)
    except UnicodeEncodeError:
        whole = [v.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if v else v for v in values]
        return pa.array(whole, type=kind, from_pandas=True)


def _type(name: str, pa: Any) -> Any:
    if name == "sentences":
        return pa.list_(pa.int64())
    return pa.float64() if name in _NUMBER else pa.int64() if name in _COUNT else pa.string()


def carry(folder: Path, home: Path, held: Set[str]) -> set[str]:
    """Take over into `home` what the shard `folder` of an older reader has of filings that the
    present one would read the same, but for those `held` already; their hashes."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    filings = pq.ParquetFile(folder / "filings.parquet").read(use_threads=False)
    if "format_version" not in filings.column_names:
        return set()
    same = [
        row["sha256"]
        for row in filings.select(["sha256", "format", "format_version"]).to_pylist()
        if row["format_version"] == version_of(row["format"]) and row["sha256"] not in held
    ]
    if not same:
        return set()
    name = (
        folder.name if len(same) == len(filings) else hashlib.sha256("".join(same).encode()).hexdigest()[:16]
    )
    with _draft(home / name) as draft:
        for table in COLUMNS:
            if len(same) == len(filings):
                shutil.copyfile(folder / f"{table}.parquet", draft / f"{table}.parquet")
            else:
                rows = pq.ParquetFile(folder / f"{table}.parquet").read(use_threads=False)
                kept = pc.is_in(rows["report_id"], value_set=pa.array(map(report_id, same), pa.int64()))
                pq.write_table(rows.filter(kept), draft / f"{table}.parquet", compression="zstd")
    return set(same)


def seal(folder: Path) -> None:
    """Put down the digests of a shard's files: a byte that turns on the disk would be another
    number, and Parquet has nothing that notices it."""
    (folder / SUMS).write_text(_sums(folder), encoding="utf-8")


def _sums(folder: Path) -> str:
    lines = []
    for table in COLUMNS:
        with (folder / f"{table}.parquet").open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {table}.parquet\n")
    return "".join(lines)


def known(folders: Iterable[Path]) -> set[str]:
    """The hashes of all filings in these shards; a shard that is not as it was written holds none
    and is removed.

    Arrow reads a file without threads here and elsewhere (`read_table` has some even so): where
    memory is so short that none can be started, it would wait for ever.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    out: set[str] = set()
    for folder in folders:
        try:
            if (folder / SUMS).read_text(encoding="utf-8") != _sums(folder):
                raise OSError(f"{folder} is not as it was written")
            out.update(
                pq.ParquetFile(folder / "filings.parquet")
                .read(["sha256"], use_threads=False)["sha256"]
                .to_pylist()
            )
        except (OSError, ValueError, pa.ArrowInvalid):
            shutil.rmtree(folder, ignore_errors=True)
    return out
