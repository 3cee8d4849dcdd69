"""Builds and judges the draft of a warehouse from invented histories, by the stages themselves."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from expectations.rules import load
from findings.record import record
from pipelines.batch import shards
from pipelines.report_columns import report_id
from tests.data.planted import Planted
from warehouse.build import build
from warehouse.schema import tables

SUCCESSION = ("year", "relation", "previous_office_id", "office_id", "previous_name", "name")
"""The columns of the changes of offices."""


def build_planted(folder: Path, spoilt: Planted) -> Path:
    """The judged draft, in `folder`."""
    reports = {key: said.report() for key, said in spoilt.reports.items()}
    shards.write([shards.rows(report, "planted") for report in reports.values()], folder / "shard")
    keyed = [
        (spoilt.reports[key], report, report_id(report.filing.sha256)) for key, report in reports.items()
    ]
    blank = {"format": "text", "status": "parsed", "version": 1, "is_current": True}
    frames = {
        "offices": [
            {"office_id": o.number, "name": o.name, "kind": o.kind, "level": o.level, "scope": o.scope}
            | {"parent_office_id": o.parent}
            for o in spoilt.offices
        ],
        "reports": [
            {
                **blank,
                "report_id": number,
                "office_id": said.office.number,
                "year": said.year,
                "edition": said.edition,
            }
            | {"scope": said.office.scope, "published_on": said.published_on, "raw_path": report.filing.path}
            | {"sha256": report.filing.sha256}
            for said, report, number in keyed
        ],
        "filings": [
            {"raw_path": report.filing.path, "sha256": report.filing.sha256, "size": 1}
            | {"status": "parsed", "report_id": number}
            for _, report, number in keyed
        ],
    }
    columns = {
        name: dict.fromkeys(
            c.name for c in tables()[name if name != "filings" else "quality.filings"].columns
        )
        for name in frames
    }
    made = {name: pd.DataFrame([{**columns[name], **row} for row in rows]) for name, rows in frames.items()}
    made["offices"] = made["offices"].astype({"parent_office_id": "Int64"})
    succession = pd.DataFrame(spoilt.succession, columns=SUCCESSION).astype({"year": "Int64"})
    draft = folder / "draft.duckdb"
    build(
        draft,
        [folder / "shard"],
        made["reports"],
        made["offices"],
        made["filings"],
        mapping={"office_succession": succession},
    )
    record(draft, load())
    return draft
