"""Turns what reading left in the shards into quality.tallies, coverage and issues of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipelines.catalogue import Catalogue
from pipelines.model import DOUBTFUL
from warehouse.pivot import among

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame

NUMBERS = frozenset({"number", "percent", "text", "slash", "dash"})
"""Statuses of a cell in which something is printed that counts as a number found; a blank has
nothing to lose."""


def fill(connection: DuckDBPyConnection, book: Catalogue, issues: DataFrame | None) -> None:
    """Fill tallies, coverage and issues from the views `shard_*` and the tables that are there already.

    `issues` are those met after reading, with the columns of a shard's.
    """
    doubtful, numbers = among(DOUBTFUL), among(NUMBERS)
    connection.execute(
        f"""
        INSERT INTO quality.tallies BY NAME
        SELECT f.report_id, f.numbers_found, f.numbers_lost, coalesce(c.printed, 0) AS printed,
               coalesce(c.cells, 0) AS cells, coalesce(c.doubtful, 0) AS doubtful
        FROM shard_filings AS f LEFT JOIN (
            SELECT report_id, count(*) AS cells, count(*) FILTER (status IN {numbers}) AS printed,
                   count(*) FILTER (status IN {doubtful}) AS doubtful
            FROM shard_cells GROUP BY report_id
        ) AS c USING (report_id) ORDER BY f.report_id
        """
    )
    connection.execute(
        """
        INSERT INTO quality.coverage BY NAME
        SELECT r.year, count(*) AS reports, count(DISTINCT r.office_id) AS offices,
               count(*) FILTER (r.status = 'parsed') AS parsed, count(*) FILTER (r.status = 'partial') AS partial,
               coalesce(sum(t.cells), 0) AS cells, coalesce(sum(t.doubtful), 0) AS doubtful
        FROM reports AS r LEFT JOIN quality.tallies AS t USING (report_id)
        WHERE r.is_current GROUP BY r.year ORDER BY r.year
        """
    )
    met = 'SELECT report_id, stage, code, severity, "where", detail FROM '
    source = met + "shard_issues"
    if issues is not None:
        connection.register("late_issues", issues)
        source += " UNION ALL " + met + "late_issues"
    connection.execute("CREATE TEMP TABLE issue_words (code VARCHAR, zh VARCHAR, what VARCHAR)")
    connection.executemany(
        "INSERT INTO issue_words VALUES (?, ?, ?)", [(k.code, k.zh, k.do) for k in book.issues.values()]
    )
    connection.execute(
        f"""
        INSERT INTO quality.issues BY NAME
        SELECT i.report_id, coalesce(named.raw_path, r.raw_path) AS raw_path, r.office_id, r.year,
               i.stage, i.code, i.severity, i."where", i.detail, w.zh, w.what AS what_to_do
        FROM ({source}) AS i
        LEFT JOIN reports AS r USING (report_id)
        LEFT JOIN quality.filings AS named ON named.raw_path = i."where"
        LEFT JOIN issue_words AS w ON w.code = i.code
        ORDER BY i.report_id, i.stage, i.code, i."where", i.detail
        """
    )
    connection.execute("DROP TABLE issue_words")
