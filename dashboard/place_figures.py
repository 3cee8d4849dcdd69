"""What is known of places in one year, as one statement: reports due, received and in time, those
with errors, and sums of figures of one scope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.filters import PLACE, where_of

UNKNOWN = "地区不明"
"""In place of a province that is not known."""
OWN = "本级机关"
"""In place of a city or county: the offices of the province or city itself."""
MEASURES = {
    "received_share": "share",
    "on_time_share": "share",
    "errors_rate": "per100",
    "granted_share": "share",
    "backlog_share": "share",
}
"""What places are compared by, and how it is written."""
SUMS = """sum(requests_new) AS requests, sum(handled) AS handled, sum(carried_out) AS carried_out,
    share(sum(nil_as_zero(granted_any, granted_any_how)) FILTER (handled IS NOT NULL),
          sum(handled) FILTER (nil_as_zero(granted_any, granted_any_how) IS NOT NULL)) AS granted_share,
    share(sum(nil_as_zero(carried_out, carried_out_how)) FILTER (received IS NOT NULL),
          sum(received) FILTER (nil_as_zero(carried_out, carried_out_how) IS NOT NULL)) AS backlog_share,
    sum(reconsiderations) AS reconsiderations, sum(litigations) AS litigations,
    share(sum(nil_as_zero(corrected, corrected_how)) FILTER (concluded IS NOT NULL),
          sum(concluded) FILTER (nil_as_zero(corrected, corrected_how) IS NOT NULL)) AS corrected_share"""
"""The sums of a row, over reports of which none contains another; shares are of sums, and of those
reports that have both parts."""


def level_below(state: Mapping[str, Any]) -> str | None:
    """The level of the places below the one in `state`; None below a county, whatever is above
    it."""
    return None if state.get("county") else next((p for p in PLACE if not state.get(p)), None)


def place_below(level: str) -> str:
    """Two columns: `place`, the name of the place of `level` that an office is in, and `named_by`,
    the level that this is the name of, empty where it is none. Counties directly under a province,
    and the districts of a municipality, stand beside cities."""
    lower = "city, county" if level == "city" else level
    return (
        f"coalesce({lower}, '{UNKNOWN if level == 'province' else OWN}') AS place,"
        f" CASE WHEN {level} IS NOT NULL THEN '{level}'"
        f" WHEN coalesce({lower}) IS NOT NULL THEN 'county' ELSE '' END AS named_by"
    )


def statement(what: str, keys: str, state: Mapping[str, Any], scope: str) -> tuple[str, list[Any]]:
    """The figures of each value of `keys`, which `what` makes, under the filters of `state`. A report
    that another one of the same row has in it is counted and not added up."""
    where, values = where_of(state)
    same = " AND ".join(f"o.{key} = c.{key}" for key in keys.split(", "))
    columns = "*" if what == keys else f"{what}, *"
    sql = f"""
        WITH due AS (
            SELECT {what}, count(*) AS due, count(report_id) AS received,
                   count(*) FILTER (on_time) AS on_time, count(*) FILTER (NOT on_time) AS late
            FROM expected_reports WHERE {where} GROUP BY {keys}
        ), faulty AS (
            SELECT {what}, count(DISTINCT report_id) AS wrong
            FROM finding_list WHERE {where} AND severity = 'error' GROUP BY {keys}
        ), there AS (
            SELECT {columns} FROM indicators WHERE {where}
        ), counted AS (
            SELECT {keys}, count(*) AS reports FROM there GROUP BY {keys}
        ), chosen AS (
            FROM there WHERE coalesce(scope, 'unknown') = ?
        ), sums AS (
            SELECT {keys}, count(*) AS summed, {SUMS} FROM chosen AS c
            WHERE NOT EXISTS (
                FROM chosen AS o WHERE o.office_id = c.within_office_id AND o.year = c.year AND {same}
            )
            GROUP BY {keys}
        ), of_scope AS (
            SELECT {keys}, count(*) AS of_scope FROM chosen GROUP BY {keys}
        )
        SELECT {keys}, coalesce(due, 0) AS due, coalesce(received, 0) AS received, due - received AS missing,
               share(received, due) AS received_share, on_time, late,
               share(on_time, on_time + late) AS on_time_share,
               coalesce(reports, 0) AS reports,
               greatest(coalesce(reports, 0) - coalesce(received, 0), 0) AS beside,
               CASE WHEN reports > 0 THEN coalesce(wrong, 0) END AS wrong,
               100 * coalesce(wrong, 0) / nullif(reports, 0) AS errors_rate,
               of_scope, summed,
               * EXCLUDE ({keys}, due, received, on_time, late, reports, wrong, of_scope, summed)
        FROM due FULL JOIN counted USING ({keys}) LEFT JOIN faulty USING ({keys})
        LEFT JOIN sums USING ({keys}) LEFT JOIN of_scope USING ({keys})
        """
    return sql, [*values, *values, *values, scope]
