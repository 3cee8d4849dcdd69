"""What stands beside the published values of a draft: corrections of them, and what changed from
version to version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipelines.catalogue import catalogue
from pipelines.catalogue.corrections import Correction

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STALE = "correction.not_applied"


PREVIOUS = """
INSERT INTO previous_reports BY NAME
WITH before AS (
    SELECT office_id, year, any_value(previous_office_id) AS previous_office_id,
           bool_and(comparable) AND count(DISTINCT previous_office_id) = 1 AS comparable
    FROM predecessors GROUP BY office_id, year
)
SELECT r.report_id, r.office_id, r.year, p.report_id AS previous_id,
       CASE WHEN NOT b.comparable THEN 'office_changed'
            WHEN p.report_id IS NULL THEN 'previous_year_missing'
            WHEN p.scope <> r.scope THEN 'scope_changed' END AS reason
FROM reports AS r
LEFT JOIN before AS b ON b.office_id = r.office_id AND b.year = r.year
LEFT JOIN reports AS p ON p.is_current AND p.office_id = coalesce(b.previous_office_id, r.office_id)
    AND p.year = r.year - 1
WHERE r.is_current
ORDER BY r.report_id
"""
"""The report of the year before, or why there is none to compare with. A table, since many rules
ask for it."""


def link(connection: DuckDBPyConnection) -> None:
    """Fill `previous_reports` from `reports` and the view `predecessors`."""
    connection.execute(PREVIOUS)


def correct(connection: DuckDBPyConnection, corrections: Iterable[Correction]) -> None:
    """Fill `corrections`. One whose report is gone, or states another value by now, is an issue and
    not applied."""
    connection.execute(
        "CREATE TEMP TABLE wanted (sha256 VARCHAR, office VARCHAR, year INTEGER, cell VARCHAR, published DOUBLE,"
        " corrected DOUBLE, reason VARCHAR, evidence VARCHAR)"
    )
    for c in corrections:
        values = [c.sha256, c.office, c.year, c.cell, c.published, c.corrected, c.reason, c.evidence]
        connection.execute("INSERT INTO wanted VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    kind = catalogue().issues[STALE]
    connection.execute(
        """
        CREATE TEMP TABLE fitted AS
        SELECT r.report_id, r.office_id, coalesce(r.year, w.year) AS year, w.cell, w.published, w.corrected, w.reason,
               w.evidence, c.value AS stated,
               count(*) OVER (PARTITION BY w.rowid) = 1 AND (r.report_id IS NULL
               OR count(*) OVER (PARTITION BY r.report_id, w.cell) = 1) AS alone,
               alone AND coalesce(c.report_id IS NOT NULL AND c.value IS NOT DISTINCT FROM w.published
                                  AND NOT is_doubtful(c.status), false) AS applied
        FROM wanted AS w
        LEFT JOIN (SELECT r.*, o.name FROM reports AS r JOIN offices AS o USING (office_id) WHERE r.is_current) AS r
            ON r.sha256 = w.sha256 OR (r.name = w.office AND r.year = w.year)
        LEFT JOIN cells AS c ON c.report_id = r.report_id AND c.cell = w.cell;
        INSERT INTO corrections BY NAME SELECT * EXCLUDE (alone) FROM fitted
        """
    )
    connection.execute(
        """
        INSERT INTO quality.issues BY NAME
        SELECT k.report_id, r.raw_path, k.office_id, k.year, 'correct' AS stage, $code AS code, 'warning' AS severity,
               k.cell AS "where", CASE WHEN k.report_id IS NULL THEN 'no such report'
               WHEN NOT k.alone THEN 'several reports or corrections fit'
               ELSE concat('published ', coalesce(k.published::VARCHAR, 'nil'),
                           ', now ', coalesce(k.stated::VARCHAR, 'nil')) END AS detail, $zh AS zh, $what AS what_to_do
        FROM fitted AS k LEFT JOIN reports AS r USING (report_id) WHERE NOT k.applied
        """,
        {"code": STALE, "zh": kind.zh, "what": kind.do},
    )
    connection.execute("DROP TABLE wanted; DROP TABLE fitted")


def revise(connection: DuckDBPyConnection) -> None:
    """Fill quality.revisions from the view `shard_cells`: each cell that a version states otherwise
    than that before.

    Versions that could not be read are passed over.
    """
    connection.execute(
        """
        INSERT INTO quality.revisions BY NAME
        WITH versions AS (
            SELECT report_id, office_id, year, version,
                   lag(report_id) OVER of_office AS earlier_id, lag(version) OVER of_office AS earlier_version
            FROM reports WHERE office_id IS NOT NULL AND year IS NOT NULL AND status <> 'quarantined'
            WINDOW of_office AS (PARTITION BY office_id, year ORDER BY version)
        ), pairs AS (FROM versions WHERE earlier_id IS NOT NULL),
        printed AS (
            SELECT report_id, "table" || '.' || "row" || '.' || "column" AS cell, value, status, text FROM shard_cells
            WHERE report_id IN (SELECT report_id FROM pairs UNION SELECT earlier_id FROM pairs)
        ), places AS (
            SELECT p.*, c.cell FROM pairs AS p JOIN printed AS c ON c.report_id = p.report_id
            UNION SELECT p.*, c.cell FROM pairs AS p JOIN printed AS c ON c.report_id = p.earlier_id
        )
        SELECT p.office_id, p.year, p.version, p.cell, p.report_id, p.earlier_id AS previous_report_id,
               b.value AS "before", a.value AS "after", b.status AS status_before, a.status AS status_after,
               b.text AS text_before, a.text AS text_after
        FROM places AS p
        LEFT JOIN printed AS a ON a.report_id = p.report_id AND a.cell = p.cell
        LEFT JOIN printed AS b ON b.report_id = p.earlier_id AND b.cell = p.cell
        WHERE a.value IS DISTINCT FROM b.value OR a.status IS DISTINCT FROM b.status
        ORDER BY ALL
        """
    )
