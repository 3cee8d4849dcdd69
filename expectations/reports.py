"""Rules about a report as a whole, as SQL over `reports`: one case per current report.

A quarantined report could not be read; that is said as an issue, and nothing about it is held
against the office.
"""

from __future__ import annotations

from expectations.rule import Rule
from expectations.sql import text, texts
from pipelines.catalogue.load import catalogue

UNREAD = "WHEN r.status = 'quarantined' THEN 'not_read'"
NOTHING = "CAST(NULL AS DOUBLE) AS stated, CAST(NULL AS DOUBLE) AS expected, CAST([] AS VARCHAR[]) AS cells"


def table_cases(rule: Rule, source: str, cause: str | None) -> str:
    """Whether all tables of `of` were found; scope: those that were not. stated: how many were found."""
    missing = (
        f"list_filter({texts(rule.of)}, lambda code: NOT coalesce(list_contains(w.tables, code), false))"
    )
    return (
        "SELECT report_id, office_id, year, "
        "CASE WHEN reason IS NULL THEN array_to_string(missing, ',') ELSE 'report' END AS scope, "
        f"CAST({len(rule.of)} - len(missing) AS DOUBLE) AS stated, CAST({len(rule.of)} AS DOUBLE) AS expected, "
        "CAST([] AS VARCHAR[]) AS cells, reason, len(missing) > 0 AS fails FROM (\n"
        f"SELECT r.report_id, r.office_id, r.year, {missing} AS missing, CASE {UNREAD} END AS reason "
        f"FROM {source} r LEFT JOIN reports_wide w USING (report_id) WHERE r.is_current)"
    )


def mixed_cases(rule: Rule, source: str, cause: str | None) -> str:
    """Whether the tables of a report follow different editions."""
    unclear = "WHEN coalesce(r.edition, 'unknown') = 'unknown' THEN 'edition_unknown'"
    return _case(source, f"CASE {UNREAD} {unclear} END", "r.edition = 'mixed'")


def edition_cases(rule: Rule, source: str, cause: str | None) -> str:
    """Whether the edition of a report was made for its year; a mixed report has its own rule."""
    known = ", ".join(text(code) for code in rule.editions)
    unclear = (
        f"WHEN coalesce(r.edition, 'unknown') NOT IN ({known}) THEN 'edition_unknown' "
        "WHEN r.year IS NULL THEN 'year_unknown'"
    )
    wrong = []
    for code in rule.editions:
        first, last = catalogue().editions[code].years
        outside = f"r.year < {first}" if last is None else f"r.year NOT BETWEEN {first} AND {last}"
        wrong.append(f"(r.edition = {text(code)} AND {outside})")
    return _case(source, f"CASE {UNREAD} {unclear} END", " OR ".join(wrong))


def _case(source: str, reason: str, fails: str) -> str:
    return (
        f"SELECT r.report_id, r.office_id, r.year, 'report' AS scope, {NOTHING}, {reason} AS reason, "
        f"{fails} AS fails FROM {source} r WHERE r.is_current"
    )
