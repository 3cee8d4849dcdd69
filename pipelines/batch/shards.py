"""Reports -> tidy Parquet shards, one folder each, keyed by content: filings, cells, sections,
issues.

A shard is complete or not there: it is written under another name and renamed.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipelines.batch.version import version_of
from pipelines.model import Report
from pipelines.report_columns import names, read_values, report_id, stored_types

_log = logging.getLogger(__name__)
SUMS = "SHA256SUMS"
Rows = dict[str, list[tuple[Any, ...]]]
"""What a shard keeps of one report: rows by table, in the order of `shard_columns`."""
_OF_THE_FILE = {
    "numbers_found": "int64",
    "numbers_lost": "int64",
    "format_version": "string",
    "reader_version": "string",
}
"""What is kept of a filing beside the columns of its report."""
_OF_THE_CONTENT = {
    "cells": {
        "report_id": "int64",
        "table": "string",
        "row": "string",
        "column": "string",
        "value": "float64",
        "unit": "string",
        "status": "string",
        "text": "string",
        "page": "int64",
        "grid": "int64",
        "grid_row": "int64",
        "grid_column": "int64",
        "line": "int64",
        "x0": "float64",
        "top": "float64",
        "x1": "float64",
        "bottom": "float64",
        "confidence": "float64",
    },
    "sections": {"report_id": "int64", "section": "string", "text": "string"},
    "mentions": {
        "report_id": "int64",
        "kind": "string",
        "section": "string",
        "value": "float64",
        "text": "string",
    },
    "wordings": {
        "report_id": "int64",
        "section": "string",
        "characters": "int64",
        "fingerprint": "int64",
        "sentences": "list<int64>",
    },
    "issues": {
        "report_id": "int64",
        "stage": "string",
        "code": "string",
        "severity": "string",
        "where": "string",
        "detail": "string",
    },
}
TABLES = ("filings", *_OF_THE_CONTENT)
"""The files of a shard."""


@lru_cache(maxsize=1)
def shard_columns() -> dict[str, dict[str, str]]:
    """The columns of each file of a shard, with their Arrow types. Those of a report are listed in
    report_columns.yml."""
    of_report = {name: stored_types()[name] for name in names("reading")}
    return {"filings": {**of_report, **_OF_THE_FILE}, **_OF_THE_CONTENT}


def rows(report: Report, version: str) -> Rows:
    """What a shard keeps of a report that the reader `version` read. A tenth of the cost of a
    Report to send on."""
    said, key = report.statement, report_id(report.filing.sha256)
    filing = (
        *read_values(report).values(),
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

    gathered: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
    for report in reports:
        for table, of_report in report.items():
            gathered[table] += of_report
    with _draft(folder) as draft:
        for table, types in shard_columns().items():
            values = list(zip(*gathered[table])) or [()] * len(types)
            arrays = {n: _array(v, _type(types[n], pa), pa) for n, v in zip(types, values)}
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
    return pa.list_(pa.int64()) if name == "list<int64>" else pa.type_for_alias(name)


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
        for table in TABLES:
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


def digest(folder: Path) -> str:
    """What tells the content of a shard: the digests of its files, as they were put down."""
    return (folder / SUMS).read_text(encoding="utf-8")


def _sums(folder: Path) -> str:
    lines = []
    for table in TABLES:
        with (folder / f"{table}.parquet").open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {table}.parquet\n")
    return "".join(lines)


def known(folders: Iterable[Path]) -> set[str]:
    """The hashes of all filings in these shards; a shard that is not as it was written, or that holds what
    one before it holds, counts for none and is removed.

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
            filings = pq.ParquetFile(folder / "filings.parquet").read(["sha256"], use_threads=False)
            held = filings["sha256"].to_pylist()
            if not out.isdisjoint(held):  # every number in it would be there twice
                raise OSError(f"{folder} holds what another one holds")
            out.update(held)
        except (OSError, ValueError, pa.ArrowException) as error:
            _log.warning("a shard is removed, its files are read again: %s", error)
            shutil.rmtree(folder, ignore_errors=True)
    return out
