"""Turns a judged draft and the build before it into what is new: a row of quality.builds, and words
to tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from warehouse.build import connect
from warehouse.query import run
from warehouse.schema import literal

BEIJING = timezone(timedelta(hours=8))
SHOWN = 10
"""So many contradictions and broken sources are told one by one; the rest by their number."""


@dataclass(frozen=True, slots=True)
class News:
    """What a build brought; counts are those of quality.builds. `lines` are the words, Chinese first."""

    build: str
    counts: dict[str, int]
    lines: tuple[str, ...]
    first: bool

    @property
    def worth_telling(self) -> bool:
        """Whether anything happened that someone should know of."""
        told = (
            "new_reports",
            "changed_reports",
            "gone_reports",
            "new_quarantined",
            "new_errors",
            "broken_sources",
        )
        return any(self.counts[name] for name in told)


def note(draft: Path, previous: Path | None) -> None:
    """Add the row of this build to quality.builds, after those of the build before it. What stands
    in `previous` is not new; without it everything is."""
    with connect(draft) as connection:
        connection.execute("CREATE TEMP TABLE old_reports (report_id BIGINT)")
        connection.execute("CREATE TEMP TABLE old_filings (raw_path VARCHAR)")
        connection.execute("CREATE TEMP TABLE old_errors (fingerprint VARCHAR)")
        if previous is not None and previous.exists():
            connection.execute(f"ATTACH {literal(str(previous.resolve()))} AS previous (READ_ONLY)")
            connection.execute(
                "INSERT INTO old_reports SELECT report_id FROM previous.reports"
                " WHERE CAST(status AS VARCHAR) <> 'quarantined'"
            )
            connection.execute(
                "INSERT INTO old_filings SELECT raw_path FROM previous.quality.filings WHERE status = 'quarantined'"
            )
            connection.execute(
                "INSERT INTO old_errors SELECT fingerprint FROM previous.quality.findings WHERE severity = 'error'"
            )
            known = "SELECT 1 FROM duckdb_tables() WHERE database_name = 'previous' AND table_name = 'builds'"
            if connection.execute(known).fetchall():
                connection.execute("INSERT INTO quality.builds BY NAME FROM previous.quality.builds")
            connection.execute("DETACH previous")
        connection.execute(
            """
            INSERT INTO quality.builds BY NAME
            WITH fresh AS (
                FROM reports WHERE status <> 'quarantined' AND report_id NOT IN (FROM old_reports)
            )
            SELECT r.build, r.started_at, r.finished_at,
                   (SELECT count(*) FROM quality.filings) AS filings,
                   (SELECT count(*) FROM fresh WHERE version = 1) AS new_reports,
                   (SELECT count(*) FROM fresh WHERE version > 1) AS changed_reports,
                   (SELECT count(*) FROM old_reports WHERE report_id NOT IN (SELECT report_id FROM reports))
                   AS gone_reports,
                   (SELECT count(*) FROM quality.filings WHERE status = 'quarantined') AS quarantined,
                   (SELECT count(*) FROM quality.filings WHERE status = 'quarantined'
                    AND raw_path NOT IN (FROM old_filings)) AS new_quarantined,
                   (SELECT count(*) FROM quality.findings) AS findings,
                   (SELECT count(DISTINCT fingerprint) FROM quality.findings WHERE severity = 'error'
                    AND fingerprint NOT IN (FROM old_errors)) AS new_errors,
                   (SELECT count(DISTINCT fingerprint) FROM old_errors
                    WHERE fingerprint NOT IN (SELECT fingerprint FROM quality.findings)) AS mended_errors,
                   (SELECT count(*) FROM quality.sources WHERE enabled) AS sources,
                   (SELECT count(*) FROM quality.sources WHERE enabled AND broken_since IS NOT NULL) AS broken_sources,
                   (SELECT count(*) FROM quality.sources WHERE enabled
                    AND new_at < r.started_at - to_days(silent_days)) AS silent_sources,
                   (SELECT count(*) FROM overdue_reports($today)) AS overdue_offices
            FROM (SELECT build, min(started_at) AS started_at, max(finished_at) AS finished_at FROM quality.runs
                  GROUP BY build ORDER BY build DESC LIMIT 1) AS r
            """,
            {"today": datetime.now(BEIJING).date()},
        )


def news(database: Path) -> News:
    """What the newest build in `database` brought. Raises QueryError for a database without builds."""
    columns, rows = run("SELECT * FROM quality.builds ORDER BY build DESC LIMIT 1", database)
    row: dict[str, Any] = dict(zip(columns, rows[0]))
    counts = {name: int(value) for name, value in row.items() if isinstance(value, int)}
    ((builds,),) = run("SELECT count(*) FROM quality.builds", database)[1]
    return News(str(row["build"]), counts, tuple(_lines(database, counts)), builds == 1)


def _lines(database: Path, counts: dict[str, int]) -> list[str]:
    words = {
        "new_reports": "新报告 new",
        "changed_reports": "改动 changed",
        "gone_reports": "不再收录 gone",
        "new_quarantined": "新的未能读取 newly quarantined",
        "new_errors": "新的错误 new errors",
        "mended_errors": "已消除的错误 mended errors",
        "broken_sources": "失联来源 broken sources",
        "silent_sources": "沉寂来源 silent sources",
        "overdue_offices": "逾期未见报告的机关 overdue offices",
    }
    said = "，".join(f"{text} {counts[name]:,}" for name, text in words.items() if counts[name])
    lines = [f"本次 this run：{said or '没有变化 / nothing has changed'}"]
    errors = run(
        "SELECT coalesce(o.name, '?'), f.year, f.message, f.message_en FROM quality.findings AS f"
        " LEFT JOIN offices AS o USING (office_id) WHERE f.severity = 'error' AND f.first_seen = f.last_seen"
        f" AND f.first_seen = (SELECT max(started_at) FROM quality.builds) ORDER BY f.finding_id LIMIT {SHOWN}",
        database,
    )[1]
    broken = run(
        "SELECT source, broken_since::DATE, coalesce(how, '?') FROM quality.sources"
        f" WHERE enabled AND broken_since IS NOT NULL ORDER BY broken_since LIMIT {SHOWN}",
        database,
    )[1]
    lines += [f"✗ {office} {year}：{message} / {message_en}" for office, year, message, message_en in errors]
    lines += [
        f"✗ {source}：自 {since} 起读不到 / not read since then：{how}" for source, since, how in broken
    ]
    return lines
