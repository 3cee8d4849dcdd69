"""Totals of the nation or of a place by year, with coverage; own body and jurisdiction
never in one sum."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from dashboard.charts import lines
from dashboard.data import ask, rows
from dashboard.download import download
from dashboard.maps import TITLES, level_below, place_below
from dashboard.widgets import (
    SCOPES,
    choice,
    choose_kind,
    choose_place,
    choose_year,
    coverage,
    link,
    number,
    percent,
    sourced,
    table,
    where_of,
)

SUMS = """sum(requests_new) AS requests, sum(handled) AS handled, sum(carried_out) AS carried_out,
    share(sum(nil_as_zero(granted_any, granted_any_how)) FILTER (handled IS NOT NULL),
          sum(handled) FILTER (nil_as_zero(granted_any, granted_any_how) IS NOT NULL)) AS granted,
    sum(reconsiderations) AS reconsiderations, sum(litigations) AS litigations,
    share(sum(nil_as_zero(corrected, corrected_how)) FILTER (concluded IS NOT NULL),
          sum(concluded) FILTER (nil_as_zero(corrected, corrected_how) IS NOT NULL)) AS corrected"""
"""The columns of a row of totals, over reports of which none contains another; shares are of sums."""
LINES = {
    "requests": "新收 Received",
    "carried_out": "结转下年 Carried out",
    "reconsiderations": "复议 Reconsiderations",
    "litigations": "诉讼 Lawsuits",
}
"""Lines of the chart of a place: total and its name."""

MOST = 100
"""Offices that the page lists."""


def page() -> None:
    """Totals by year, and by the places below the one that is chosen."""
    st.title("地区汇总 Place")
    first, second, third = st.columns(3)
    with first:
        scopes = [
            s
            for s in SCOPES
            if s in set(ask("SELECT DISTINCT coalesce(scope, 'unknown') AS s FROM indicators")["s"])
        ]
        scope = choice("口径 Scope", "scope", scopes, lambda s: SCOPES[s], every=None)
    with second:
        kind = choose_kind()
    with third:
        year = choose_year(every=None)
    with st.container(horizontal=True):
        state: dict[str, Any] = {"kind": kind, **choose_place()}
    if scope is None or year is None:
        st.info("还没有报告 No reports yet")
        return
    st.caption(
        "本机关与本行政区域是两种口径，绝不相加。"
        " What an office counts for itself and what it counts for its territory are never added up."
        " 汇总报告已含其下级的，只计上一级。 Of territories within each other only the upper one is added up."
    )
    _years(state, scope)
    _below({**state, "year": year}, scope)


def _years(state: dict[str, Any], scope: str) -> None:
    where, values = where_of(state)
    totals = f"{_sums('year', 'year', where)} ORDER BY year"
    given = [*values, scope, *values, scope]
    frame = ask(totals, *given)
    if frame.empty:
        st.info("没有报告 No reports")
        return
    st.subheader("各年合计 Totals by year")
    long = frame.melt(["year", "reports"], list(LINES), "what", "value").dropna()
    long["what"] = long["what"].map(LINES)
    lines(long, list(LINES.values()), height=260, more=["reports"])
    _totals(rows(frame), {"year": ("年度 Year", lambda r: str(r["year"]))})
    sourced(
        *coverage(state, scope), "；收到的报告不同，合计不可直接相比 totals of unlike coverage do not compare"
    )
    download("years", totals, given)


def _below(state: dict[str, Any], scope: str) -> None:
    level = level_below(state)
    if level is None:
        return
    where, values = where_of(state)
    order = "requests DESC NULLS LAST, place"
    totals = f"{_sums(place_below(level), 'place, named_by', where)} ORDER BY {order}"
    given = [*values, scope, *values, scope]
    places = rows(ask(f"{totals} LIMIT {MOST}", *given))
    st.subheader(f"{state['year']} 年各地 By place · {TITLES[level]}")
    here = {k: v for k, v in state.items() if v is not None} | {"scope": scope}

    def name(row: Any) -> str:
        if not row["named_by"]:
            return escape(row["place"])
        return link(row["place"], "place", **here, **{row["named_by"]: row["place"]})

    _totals(places, {"place": (TITLES[level], name)})
    if len(places) == MOST:
        st.caption(
            f"只列申请最多的 {MOST} 地；下载有全部 Only the {MOST} with most requests; the download has all"
        )
    sourced(*coverage(state, scope))
    download("below", totals, given)


def _sums(what: str, keys: str, where: str) -> str:
    """The statement of the totals and of the reports due of each value of `keys`, which `what`
    makes; its values are those of `where` and the scope, twice. A report that another one of the
    same row has in it is counted and not added up."""
    same = " AND ".join(f"o.{key} = c.{key}" for key in keys.split(", "))
    columns = "i.*" if what == keys else f"{what}, i.*"
    return f"""
        WITH due AS (
            SELECT {what}, count(*) AS due FROM expected_reports
            WHERE {where} AND coalesce(scope, 'unknown') IN (?, 'unknown') GROUP BY {keys}
        ), chosen AS (
            SELECT {columns}, is_due FROM indicators AS i
            LEFT JOIN (SELECT office_id, year, true AS is_due FROM expected_reports) USING (office_id, year)
            WHERE {where} AND coalesce(scope, 'unknown') = ?
        ), counts AS (
            SELECT {keys}, count(is_due) AS reports, count(*) - count(is_due) AS beside
            FROM chosen GROUP BY {keys}
        ), sums AS (
            SELECT {keys}, {SUMS} FROM chosen AS c
            WHERE NOT EXISTS (
                FROM chosen AS o WHERE o.office_id = c.within_office_id AND o.year = c.year AND {same}
            )
            GROUP BY {keys}
        )
        SELECT {keys}, coalesce(due, 0) AS due, coalesce(reports, 0) AS reports,
               * EXCLUDE ({keys}, due, reports)
        FROM due FULL JOIN counts USING ({keys}) LEFT JOIN sums USING ({keys})
        """


def _of_those_due(row: Any) -> str:
    beside = f"<small>另有名册之外 on no roster: {number(row['beside'])}</small>" if row["beside"] else ""
    return f"{number(row['reports'])} / {number(row['due'])}{beside}"


def _totals(totals: list[dict[str, Any]], first: Any) -> None:
    columns = {
        **first,
        "reports": ("报告／应有 Reports／due", _of_those_due),
        "requests": ("新收 Received", lambda r: number(r["requests"])),
        "handled": ("办结 Handled", lambda r: number(r["handled"])),
        "granted": ("公开率 Granted", lambda r: percent(r["granted"])),
        "carried_out": ("结转 Carried out", lambda r: number(r["carried_out"])),
        "reconsiderations": ("复议 Reconsidered", lambda r: number(r["reconsiderations"])),
        "litigations": ("诉讼 Lawsuits", lambda r: number(r["litigations"])),
        "corrected": ("纠错率 Lost", lambda r: percent(r["corrected"])),
    }
    table(totals, columns, right=tuple(columns)[1:])
