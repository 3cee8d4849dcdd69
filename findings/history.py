"""What became of the findings of the build published before: taken over, gone for a reason,
decided, opened again."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.schema import literal, quoted, tables

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

KEPT = tuple(c.name for c in tables()["quality.past_findings"].columns if c.name != "gone_in")


def take_over(connection: DuckDBPyConnection, previous: Path | None) -> None:
    """Earlier runs into quality.runs; the findings of `previous`, present and past, into the
    temporary tables `before` and `long_gone`, and its rules and current reports into `rules_before`
    and `reports_before`.

    A build from before these tables were kept gives the runs only.
    """
    past = ", ".join(f"{quoted(c.name)} {c.type}" for c in tables()["quality.past_findings"].columns)
    connection.execute(
        f"CREATE TEMP TABLE before ({past}); CREATE TEMP TABLE long_gone ({past});"
        "CREATE TEMP TABLE rules_before (rule VARCHAR, digest VARCHAR);"
        "CREATE TEMP TABLE reports_before (report_id BIGINT, office_id BIGINT, year INTEGER)"
    )
    if previous is None or not previous.exists():
        return
    connection.execute(f"ATTACH {literal(str(previous.resolve()))} AS previous (READ_ONLY)")
    connection.execute("INSERT INTO quality.runs BY NAME FROM previous.quality.runs")
    known = "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'previous' AND table_name = 'past_findings'"
    if connection.execute(known).fetchall() == [(1,)]:
        kept = ", ".join(map(quoted, KEPT))
        # the codes of the other file are another type
        severity = kept.replace('"severity"', 'CAST("severity" AS VARCHAR) AS "severity"')
        connection.execute(
            f"INSERT INTO before BY NAME SELECT {severity} FROM previous.quality.findings;"
            f"INSERT INTO long_gone BY NAME SELECT {severity}, gone_in FROM previous.quality.past_findings;"
            "INSERT INTO rules_before SELECT rule, digest FROM previous.quality.rules;"
            "INSERT INTO reports_before SELECT report_id, office_id, year FROM previous.reports WHERE is_current"
        )
    connection.execute("DETACH previous")


def store_decisions(connection: DuckDBPyConnection, decisions: Sequence[Mapping[str, Any]]) -> None:
    """Fill quality.decisions; what became of each is said when the findings are there."""
    columns = [c.name for c in tables()["quality.decisions"].columns if c.name != "state"]
    for row in decisions:
        marks = ", ".join("?" * len(columns))
        connection.execute(
            f"INSERT INTO quality.decisions ({', '.join(columns)}) VALUES ({marks})",
            [row[name] for name in columns],
        )


STATE = """
    CASE WHEN d.fingerprint IS NOT NULL THEN d.decision WHEN a.rule IS NOT NULL THEN 'reopened' ELSE 'open' END
"""
DECIDED = """
    LEFT JOIN quality.decisions AS d ON d.fingerprint = n.fingerprint
    LEFT JOIN (SELECT DISTINCT rule, office_id, year, scope FROM quality.decisions) AS a
        ON a.rule = n.rule AND a.office_id = n.office_id AND a.year IS NOT DISTINCT FROM n.year AND a.scope = n.scope
"""
"""The state of a finding `n`: as decided; opened again if the same place was decided about with
other numbers."""


def keep_gone(connection: DuckDBPyConnection, build: str, across: Collection[str]) -> None:
    """Fill quality.past_findings with what is no longer found, and say in quality.decisions what
    became of each.

    Gone because the office published another version (of the year before, for a rule in `across`),
    because the report itself is gone, because the rule changed, or else because it is read better
    now, its office included.
    """
    listed = ", ".join(map(literal, across)) or "NULL"
    others = f"(n.rule IN ({listed}) AND p.report_id IS DISTINCT FROM q.report_id)"
    kept = ", ".join(f"n.{quoted(name)}" for name in KEPT if name != "state")
    connection.execute(
        f"""
        INSERT INTO quality.past_findings BY NAME
        SELECT {kept}, CASE
                   WHEN r.report_id IS NULL AND o.report_id IS NULL THEN 'gone_report'
                   WHEN r.report_id <> n.report_id OR coalesce({others}, false) THEN 'gone_corrected'
                   WHEN u.rule IS NULL OR u.digest IS DISTINCT FROM b.digest THEN 'gone_rule'
                   ELSE 'gone_reader' END AS state, $build AS gone_in
        FROM before AS n
        LEFT JOIN (SELECT * FROM reports WHERE is_current) AS r ON r.office_id = n.office_id AND r.year = n.year
        LEFT JOIN (SELECT * FROM reports WHERE is_current) AS o ON o.report_id = n.report_id
        LEFT JOIN (SELECT * FROM reports WHERE is_current) AS p ON p.office_id = n.office_id AND p.year = n.year - 1
        LEFT JOIN reports_before AS q ON q.office_id = n.office_id AND q.year = n.year - 1
        LEFT JOIN quality.rules AS u ON u.rule = n.rule
        LEFT JOIN rules_before AS b ON b.rule = n.rule
        WHERE n.fingerprint NOT IN (SELECT fingerprint FROM quality.findings)
        """,
        {"build": build},
    )
    connection.execute(
        """
        INSERT INTO quality.past_findings BY NAME
        FROM long_gone WHERE fingerprint NOT IN (SELECT fingerprint FROM quality.findings)
                         AND fingerprint NOT IN (SELECT fingerprint FROM quality.past_findings);
        UPDATE quality.decisions AS d SET state = CASE
            WHEN d.fingerprint IN (SELECT fingerprint FROM quality.findings) THEN 'applies'
            WHEN EXISTS (FROM quality.findings AS f WHERE f.rule = d.rule AND f.office_id = d.office_id
                         AND f.year IS NOT DISTINCT FROM d.year AND f.scope = d.scope) THEN 'reopened'
            ELSE 'settled' END
        """
    )
