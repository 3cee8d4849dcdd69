"""Offices of one kind and level in one year, compared; rates of small numbers are guarded."""

from __future__ import annotations

from typing import Any

import altair as alt
import streamlit as st

from dashboard.charts import PALETTE, counts, draw, shares
from dashboard.data import ask, one, rows
from dashboard.download import download
from dashboard.outcomes import grounds, of_one_scope, outcomes
from dashboard.widgets import (
    SCOPES,
    choice,
    choose_kind,
    choose_place,
    choose_year,
    coverage,
    level_name,
    link,
    number,
    percent,
    sourced,
    table,
)
from pipelines.catalogue import catalogue


def measures() -> dict[str, tuple[str, str, str | None, str | None]]:
    """What can be compared: title, kind, and for a share its part and whole. Indicators whose entry
    says so, and the days that a report was late."""
    offered = [one for one in catalogue().indicators.values() if one.compare]
    of = {one.code: one.compare.of if one.compare and one.compare.of else (None, None) for one in offered}
    return {
        **{one.code: (one.compare.title, one.compare.kind, *of[one.code]) for one in offered if one.compare},
        "days_late": ("逾期天数 Days late", "count", None, None),
    }


MEASURES = measures()
GUARD, MOST, MOST_LEAST = 5, 100, 10_000
FEW = 5
"""Offices of which no distribution is drawn."""


def page() -> None:
    """Filters, the spread of one measure, the ranking, and the grounds of refusal of the group."""
    st.title("横向比较 Compare")
    first, second, third, fourth = st.columns(4)
    with first:
        year = choose_year(every=None)
    with second:
        kind = choose_kind()
    with third:
        scope = choice("口径 Scope", "scope", _scopes(year), lambda s: SCOPES[s], every=None)
    with fourth:
        measure = choice("指标 Measure", "measure", list(MEASURES), lambda m: MEASURES[m][0], every=None)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        level = _level()
        state: dict[str, Any] = {"year": year, "kind": kind, "level": level, **choose_place()}
        least = _least(measure)
    if year is None:
        st.info("还没有报告 No reports yet")
        return
    if kind is None or level is None:
        st.caption(
            "未选机关类别或层级：不同类的机关不宜相比 Choose a kind and a level: unlike offices do"
            " not compare"
        )
    _ranking(state, scope, measure, least)
    left, right = st.columns(2, gap="large")
    with left:
        outcomes(state, scope)
    with right:
        grounds(state, scope)


def _least(measure: str) -> int:
    """How large the whole of a share must be for an office to be ranked; in the address as
    `least`."""
    given = st.query_params.get("least", "")
    start = min(int(given), MOST_LEAST) if given.isdecimal() else GUARD
    words = "分母小于此数的机关不参与排名 Offices whose whole is smaller are not ranked"
    no_whole = MEASURES[measure][3] is None
    least = int(
        st.number_input("至少 At least", 0, MOST_LEAST, start, width=220, help=words, disabled=no_whole)
    )
    if least == GUARD:
        st.query_params.pop("least", None)
    else:
        st.query_params["least"] = str(least)
    return least


def _scopes(year: int | None) -> list[str]:
    known = ask(
        "SELECT DISTINCT coalesce(scope, 'unknown') AS scope FROM indicators WHERE year = ?", year or 0
    )["scope"]
    return [s for s in SCOPES if s in set(known)] or ["unknown"]


def _level() -> str | None:
    levels = ask("SELECT DISTINCT level FROM office_list WHERE level IS NOT NULL ORDER BY 1")["level"]
    chosen = choice("层级 Level", "level", list(levels), level_name) if len(levels) else None
    return None if chosen is None else str(chosen)


def _ranking(state: dict[str, Any], scope: str, measure: str, least: int) -> None:
    title, kind, part, whole = MEASURES[measure]
    where, values = of_one_scope(state, scope)
    source = "(SELECT i.*, t.days_late FROM indicators AS i LEFT JOIN timeliness AS t USING (report_id))"
    enough, floor = (f"{whole} >= ?", [least]) if whole else ("true", [])
    key = f"share_floor({part}, {whole})" if kind == "share" else measure
    base = f"FROM {source} WHERE {where} AND {measure} IS NOT NULL"
    known = one(
        f"SELECT count(*) AS with_value, count(*) FILTER ({enough}) AS ranked, median({measure})"
        f" AS median {base}",
        *floor,
        *values,
    )
    _, due = coverage(state, scope)
    st.subheader(title)
    show = percent if kind == "share" else (lambda v: number(v, 2 if kind == "rate" else 0))
    if not known["ranked"]:
        st.info("没有可比的报告 Nothing to compare")
        sourced(known["with_value"], due)
        return
    left, right = st.columns([2, 3], gap="large")
    with left:
        if known["ranked"] < FEW:
            st.caption(f"少于 {FEW} 个机关，不画分布 Fewer than {FEW} offices: no distribution is drawn")
        else:
            _spread(measure, kind, f"SELECT {measure} AS value {base} AND {enough}", [*values, *floor])
        st.caption(f"中位数 Median: {show(known['median'])} · 参与排名 ranked: {number(known['ranked'])}")
    ranking = (
        f"SELECT office_id::VARCHAR AS office_id, report_id::VARCHAR AS report_id, name, county,"
        f" {measure} AS value,"
        f" {part or 'NULL'} AS part, {whole or 'NULL'} AS whole, {key} AS key {base} AND {enough}"
        f" ORDER BY key DESC NULLS LAST, name"
    )
    with right:
        columns: Any = {
            "name": ("机关 Office", lambda r: link(r["name"] or "—", "office", office=r["office_id"])),
            "value": (title, lambda r: link(show(r["value"]), "report", report=r["report_id"])),
        }
        if whole:
            columns["part"] = ("件／分母 Of", lambda r: f"{number(r['part'])} / {number(r['whole'])}")
        if kind == "share":
            columns["key"] = ("至少 At least", lambda r: percent(r["key"]))
        ranked = rows(ask(f"{ranking} LIMIT {MOST}", *values, *floor))
        with st.container(height=420 if len(ranked) > 9 else "content", border=False):
            table(ranked, columns, right=("value", "part", "key"))
        if kind == "share":
            st.caption(
                "按 95% 置信下限排名：一件中一件不会排在百件中九十件之前 Ranked by the lower end"
                " of the 95 % interval"
            )
        download("compare", ranking, [*values, *floor])
    sourced(known["with_value"], due, f" · 分母至少 {least} 件 wholes of {least} or more" if whole else "")


def _spread(measure: str, kind: str, sql: str, values: list[Any]) -> None:
    frame = ask(sql, *values)
    axis = shares(MEASURES[measure][0]) if kind == "share" else counts(MEASURES[measure][0])
    chart = (
        alt.Chart(frame)
        .mark_bar(color=PALETTE[0])
        .encode(
            x=alt.X("value:Q", bin=alt.Bin(maxbins=20), axis=axis),
            y=alt.Y("count()", axis=counts("机关数 Offices")),
        )
    )
    draw(chart, 300)
