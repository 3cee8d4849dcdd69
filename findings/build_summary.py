"""Turns a judged draft and the build before it into what is new: a row of quality.builds, and words
for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from findings.finding import SQL
from warehouse.build import connect
from warehouse.query import attach, run
from warehouse.statements import statement

BEIJING = timezone(timedelta(hours=8))
MOST = 10
"""So many contradictions and broken sources are listed one by one; the rest by their number."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build brought; counts are those of quality.builds. `lines` are the words, Chinese
    first; `made` says which tables were made anew, and why, empty where nobody noted it."""

    build: str
    counts: dict[str, int]
    lines: tuple[str, ...]
    first: bool
    made: str = ""

    @property
    def is_notable(self) -> bool:
        """Whether anything happened that someone should know of."""
        notable = (
            "new_reports",
            "changed_reports",
            "gone_reports",
            "new_quarantined",
            "new_errors",
            "broken_sources",
        )
        return any(self.counts[name] for name in notable)


def record_summary(draft: Path, previous: Path | None, made: str | None = None) -> None:
    """Add the row of this build to quality.builds, after those of the build before it. What is
    in `previous` is not new; without it everything is. `made`: which tables were made anew."""
    with connect(draft) as connection:
        connection.execute("CREATE TEMP TABLE old_reports (report_id BIGINT)")
        connection.execute("CREATE TEMP TABLE old_filings (raw_path VARCHAR)")
        connection.execute("CREATE TEMP TABLE old_errors (fingerprint VARCHAR)")
        if previous is not None and previous.exists():
            attach(connection, previous, "previous")
            connection.execute(
                "INSERT INTO old_reports SELECT report_id FROM previous.reports"
                " WHERE CAST(status AS VARCHAR) <> 'quarantined'"
            )
            connection.execute(
                "INSERT INTO old_filings SELECT raw_path FROM previous.quality.filings"
                " WHERE status = 'quarantined'"
            )
            connection.execute(
                "INSERT INTO old_errors SELECT fingerprint FROM previous.quality.findings"
                " WHERE severity = 'error'"
            )
            known = "SELECT 1 FROM duckdb_tables() WHERE database_name = 'previous' AND table_name = 'builds'"
            connection.execute("DELETE FROM quality.builds")
            if connection.execute(known).fetchall():
                connection.execute("INSERT INTO quality.builds BY NAME FROM previous.quality.builds")
            connection.execute("DETACH previous")
        said = {"today": datetime.now(BEIJING).date(), "made": made}
        connection.execute(statement(SQL / "store_build.sql"), said)


def latest_summary(database: Path) -> BuildSummary:
    """What the newest build in `database` brought. Raises QueryError for a database without
    builds."""
    columns, rows = run("SELECT * FROM quality.builds ORDER BY build DESC LIMIT 1", database)
    row: dict[str, Any] = dict(zip(columns, rows[0]))
    counts = {name: int(value) for name, value in row.items() if isinstance(value, int)}
    ((builds,),) = run("SELECT count(*) FROM quality.builds", database)[1]
    return BuildSummary(
        str(row["build"]), counts, tuple(_lines(database, counts)), builds == 1, row["made"] or ""
    )


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
    errors = run(statement(SQL / "new_errors.sql"), database, {"most": MOST})[1]
    broken = run(statement(SQL / "broken_sources.sql"), database, {"most": MOST})[1]
    lines += [f"✗ {office} {year}：{message} / {message_en}" for office, year, message, message_en in errors]
    lines += [
        f"✗ {source}：自 {since} 起读不到 / not read since then：{how}" for source, since, how in broken
    ]
    return lines
