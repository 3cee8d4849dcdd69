"""Rules about the years and days that a report names and the day it was published, as SQL over
`reports`."""

from __future__ import annotations

from expectations.rule import Rule
from expectations.sql import text

NO_CELLS = "CAST([] AS VARCHAR[]) AS cells"
UNREAD = "WHEN r.status = 'quarantined' THEN 'not_read' WHEN r.year IS NULL THEN 'year_unknown'"


def year_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case for each of title, period and day of publication that the report has: another year
    than the report's, or published before that year was over. stated: that year, expected: the one
    it should be."""
    named = (
        "SELECT report_id, CASE kind WHEN 'title_year' THEN 'title' ELSE 'period' END AS scope, "
        "list(DISTINCT value) AS years FROM mentions WHERE kind IN ('title_year', 'period_year') GROUP BY ALL"
    )
    says = (
        "SELECT r.report_id, r.office_id, r.year, m.scope, "
        "coalesce(list_filter(m.years, lambda one: one <> r.year)[1], CAST(r.year AS DOUBLE)) AS stated, "
        f"CAST(r.year AS DOUBLE) AS expected, {NO_CELLS}, CASE {UNREAD} END AS reason, "
        "len(list_filter(m.years, lambda one: one <> r.year)) > 0 AS fails\n"
        f"FROM {source} r JOIN ({named}) m ON m.report_id = r.report_id WHERE r.is_current"
    )
    published = (
        "SELECT r.report_id, r.office_id, r.year, 'published' AS scope, "
        "CAST(year(r.published_on) AS DOUBLE) AS stated, "
        f"CAST(r.year + 1 AS DOUBLE) AS expected, {NO_CELLS}, CASE {UNREAD} "
        "WHEN r.published_on IS NULL THEN 'date_unknown' END AS reason, year(r.published_on) <= r.year AS fails\n"
        f"FROM {source} r WHERE r.is_current"
    )
    return f"{says}\nUNION ALL\n{published}"


def plan_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report: a plan in the text is for a year that is over. stated: that year."""
    plans = "SELECT report_id, min(value) AS first FROM mentions WHERE kind = 'plan_year' GROUP BY report_id"
    read = "SELECT DISTINCT report_id FROM sections WHERE section = 'problems'"
    return (
        "SELECT r.report_id, r.office_id, r.year, 'problems' AS scope, m.first AS stated, "
        f"CAST(r.year + 1 AS DOUBLE) AS expected, {NO_CELLS}, CASE {UNREAD} "
        "WHEN m.report_id IS NULL AND s.report_id IS NULL THEN 'text_missing' END AS reason, "
        "coalesce(m.first <= r.year, false) AS fails\n"
        f"FROM {source} r LEFT JOIN ({plans}) m ON m.report_id = r.report_id "
        f"LEFT JOIN ({read}) s ON s.report_id = r.report_id WHERE r.is_current"
    )


def deadline_cases(rule: Rule, source: str, cause: str | None) -> str:
    """One case per report of an office of the kinds `of`, or of one whose kind is not known: its
    first version came out after the legal day. stated: days late, expected: none. Townships have a
    kind of their own and no deadline."""
    month, day = rule.deadline.split("-")
    kinds = ", ".join(text(kind) for kind in rule.of)
    due = f"make_date(r.year + 1, {int(month)}, {int(day)})"
    first = (
        "SELECT office_id, year, min(published_on) AS published_on FROM reports "
        "WHERE office_id IS NOT NULL AND year IS NOT NULL GROUP BY ALL"
    )
    return (
        "SELECT r.report_id, r.office_id, r.year, 'report' AS scope, "
        f"CAST(greatest(date_diff('day', {due}, f.published_on), 0) AS DOUBLE) AS stated, "
        f"CAST(0 AS DOUBLE) AS expected, {NO_CELLS}, CASE {UNREAD} "
        "WHEN coalesce(o.kind, 'other') = 'other' THEN 'kind_unknown' "
        "WHEN o.kind = 'government' AND o.level IS NULL THEN 'level_unknown' "
        "WHEN f.published_on IS NULL THEN 'date_unknown' END AS reason, "
        f"coalesce(f.published_on > {due}, false) AS fails\n"
        f"FROM {source} r LEFT JOIN offices o ON o.office_id = r.office_id "
        f"LEFT JOIN ({first}) f ON f.office_id = r.office_id AND f.year = r.year\n"
        f"WHERE r.is_current AND (coalesce(o.kind, 'other') IN ({kinds}, 'other')) "
        "AND NOT coalesce(o.kind = 'government' AND o.level = 'township', false)"
    )
