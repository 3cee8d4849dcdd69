"""What is kept beside the published values of a draft: corrections of them, and what changed from
version to version."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.catalogue import catalogue
from pipelines.catalogue.corrections import Correction
from pipelines.offices.resolution import UNSURE
from warehouse.sql_names import among
from warehouse.statements import statement

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STALE = "correction.not_applied"
"""The issue of a correction that does not apply."""
SQL = Path(__file__).parent / "sql"


def link(connection: DuckDBPyConnection) -> None:
    """Fill `previous_reports` from `reports` and the view `predecessors`."""
    connection.execute(statement(SQL / "report_of_year_before.sql", unsure=among(UNSURE)))


def correct(connection: DuckDBPyConnection, corrections: Iterable[Correction]) -> None:
    """Fill `corrections`. One whose report is gone, or states another value by now, is an issue and
    not applied."""
    connection.execute(
        "CREATE TEMP TABLE wanted (sha256 VARCHAR, office VARCHAR, year INTEGER, cell VARCHAR,"
        " published DOUBLE,"
        " corrected DOUBLE, reason VARCHAR, evidence VARCHAR)"
    )
    for c in corrections:
        values = [c.sha256, c.office, c.year, c.cell, c.published, c.corrected, c.reason, c.evidence]
        connection.execute("INSERT INTO wanted VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    kind = catalogue().issues[STALE]
    connection.execute(statement(SQL / "corrections_with_reports.sql"))
    connection.execute(
        statement(SQL / "corrections_not_applied.sql"), {"code": STALE, "zh": kind.zh, "what": kind.do}
    )
    connection.execute("DROP TABLE wanted; DROP TABLE fitted")


def revise(connection: DuckDBPyConnection) -> None:
    """Fill quality.revisions from `reports` and the view `shard_cells`: each cell that a version states
    otherwise than that before.

    Versions that could not be read are passed over.
    """
    connection.execute(statement(SQL / "cells_changed_between_versions.sql"))
