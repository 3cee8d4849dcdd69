"""Small shards and frames, as the stages before the warehouse would leave them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.catalogue import catalogue
from pipelines.model import Fact, Filing, Report, Statement
from warehouse import schema
from warehouse.build import build

STATUS_OF = {"/": "slash", "-": "dash", "": "blank", "?": "ambiguous"}
"""What a printed text of a test means; anything else is a number."""
SHARD_TYPES = {
    "filings": {
        "sha256": pa.string(),
        "report_id": pa.int64(),
        "numbers_found": pa.int32(),
        "numbers_lost": pa.int32(),
    },
    "cells": {
        "report_id": pa.int64(),
        "table": pa.string(),
        "row": pa.string(),
        "column": pa.string(),
        "value": pa.float64(),
        **{name: pa.string() for name in ("unit", "status", "text")},
        **{name: pa.int32() for name in ("page", "grid", "grid_row", "grid_column", "line")},
        **{name: pa.float64() for name in ("x0", "top", "x1", "bottom", "confidence")},
    },
    "sections": {"report_id": pa.int64(), "section": pa.string(), "text": pa.string()},
    "mentions": {
        "report_id": pa.int64(),
        **{name: pa.string() for name in ("kind", "section", "text")},
        "value": pa.float64(),
    },
    "wordings": {
        "report_id": pa.int64(),
        "section": pa.string(),
        "characters": pa.int64(),
        "fingerprint": pa.int64(),
        "sentences": pa.list_(pa.int64()),
    },
    "issues": {
        "report_id": pa.int64(),
        **{n: pa.string() for n in ("stage", "code", "severity", "where", "detail")},
    },
}


@dataclass
class Small:
    """A report of `office` and `year`: every cell of the tables of `edition` prints 0 except those
    in `printed`. `120000 元` is printed with its unit; an amount without one has none."""

    office: int
    year: int | None
    edition: str = "f2021"
    printed: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[str, ...] = ("t2", "t3", "t4")
    is_current: bool = True
    scope: str | None = "own_body"
    published_on: str | None = None
    name: str = ""
    version: int = 1
    copy_of: int | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(f"{self.office} {self.year} {self.is_current} {self.name}".encode()).hexdigest()

    @property
    def report_id(self) -> int:
        return int(self.sha256[:15], 16)

    def facts(self) -> list[Fact]:
        form = catalogue().editions[self.edition]
        facts = []
        for cell in (f"{table}.{cell}" for table in self.tables for cell in form.tables[table].cells):
            text, _, named = self.printed.get(cell, "0").partition(" ")
            status: Any = STATUS_OF.get(text, "number")
            value = float(text) if status == "number" else None
            table, row, column = cell.split(".")
            counted = None if catalogue().column(table, column).type == "amount" else "件"
            shown = None if status == "ambiguous" else text
            facts.append(Fact(table, row, column, value, status, shown, named or counted))
        return facts

    def read(self) -> Report:
        """The same report as the reading stages hand it over."""
        statement = Statement("某局", self.year, self.edition, sections={"overview": "总体情况"})
        filing = Filing(f"{self.office}.html", self.sha256, 1)
        return Report(filing, "html", "parsed", statement, tuple(self.facts()), (), self.published_on)


def write_shard(folder: Path, reports: Sequence[Small], issues: Sequence[Mapping[str, Any]] = ()) -> Path:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in SHARD_TYPES}
    rows["issues"] = list(issues)  # type: ignore[arg-type]
    for report in reports:
        facts, key = report.facts(), {"report_id": report.report_id}
        printed = sum(fact.status in ("number", "slash", "dash") for fact in facts)
        rows["filings"].append({**key, "sha256": report.sha256, "numbers_found": printed, "numbers_lost": 0})
        rows["cells"] += [
            {**key, "table": f.table, "row": f.row, "column": f.column, "value": f.value, "unit": f.unit}
            | {"status": f.status, "text": f.text, "page": 1, "x0": 10.5}
            for f in facts
        ]
        rows["sections"].append({**key, "section": "overview", "text": f"{report.year} 年总体情况"})
    folder.mkdir(parents=True)
    for name, types in SHARD_TYPES.items():
        columns = {
            column: pa.array([row.get(column) for row in rows[name]], kind) for column, kind in types.items()
        }
        pq.write_table(pa.table(columns), folder / f"{name}.parquet")
    return folder


def frames(
    reports: Sequence[Small], offices: Mapping[int, Mapping[str, Any]] | None = None
) -> dict[str, pd.DataFrame]:
    """`offices` gives what is known of an office beside its number."""
    numbers = sorted({report.office for report in reports} | set(offices or {}))
    tables = {
        "offices": [
            {"office_id": n, "name": f"机关{n}", "resolution": "resolved", **(offices or {}).get(n, {})}
            for n in numbers
        ],
        "reports": [
            {
                "report_id": r.report_id,
                "office_id": r.office,
                "year": r.year,
                "edition": r.edition,
                "scope": r.scope,
            }
            | {"published_on": r.published_on, "sha256": r.sha256, "format": "html", "status": "parsed"}
            | {
                "version": r.version,
                "copy_of": r.copy_of,
                "is_current": r.is_current,
                "raw_path": f"{r.sha256[:8]}.html",
            }
            for r in reports
        ],
        "filings": [
            {
                "raw_path": f"{r.sha256[:8]}.html",
                "sha256": r.sha256,
                "size": 1,
                "status": "parsed",
                "report_id": r.report_id,
            }
            for r in reports
        ],
    }
    named = {"offices": "offices", "reports": "reports", "filings": "quality.filings"}
    return {
        name: pd.DataFrame(rows, columns=[c.name for c in schema.tables()[named[name]].columns])
        for name, rows in tables.items()
    }


def make(
    folder: Path, *reports: Small, offices: Mapping[int, Mapping[str, Any]] | None = None, **more: Any
) -> Path:
    """A draft of the database with these reports in one shard."""
    shard = write_shard(folder / "shard", reports)
    draft = folder / "draft.duckdb"
    build(draft, [shard], **frames(reports, offices), **more)
    return draft
