"""What is known of places in one year, as one statement: reports due, received and in time, those
with errors, and sums of figures of one scope."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.filters import PLACE, UNKNOWN, where_of
from dashboard.sums import apart, share, total

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
BEHIND = {
    "received_share": "due",
    "on_time_share": "dated",
    "errors_rate": "reports",
    "granted_share": "granted_share_of",
    "backlog_share": "backlog_share_of",
}
"""The number of reports that each of them is a part of."""
OF_SCOPE = ("granted_share", "backlog_share")
"""Those that what is counted makes a difference for."""
SUMS = ", ".join(
    (
        total("requests_new", "requests"),
        *map(total, ("handled", "carried_out", "reconsiderations", "litigations")),
        share("granted_share", "granted_any", "handled"),
        share("backlog_share", "carried_out", "received"),
        share("corrected_share", "corrected", "concluded"),
    )
)
"""The sums of a row, over reports of which none contains another, each with the reports behind it."""


def level_below(state: Mapping[str, Any]) -> str | None:
    """The level of the places below the one in `state`; None below a county, whatever is above
    it, and below what is not known."""
    if state.get("county") or state.get("province") == UNKNOWN:
        return None
    return next((p for p in PLACE if not state.get(p)), None)


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
    only = apart("chosen", same)
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
            WHERE {only}
            GROUP BY {keys}
        ), of_scope AS (
            SELECT {keys}, count(*) AS of_scope FROM chosen GROUP BY {keys}
        )
        SELECT {keys}, coalesce(due, 0) AS due, coalesce(received, 0) AS received, due - received AS missing,
               share(received, due) AS received_share, on_time, late,
               on_time + late AS dated, share(on_time, on_time + late) AS on_time_share,
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
