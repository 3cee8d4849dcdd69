"""Offices of one kind and level in one year, compared; rates of small numbers are guarded."""

from __future__ import annotations

from typing import Any

import altair as alt
import streamlit as st

from dashboard.charts import PALETTE, colours, counts, draw, shares, upright
from dashboard.data import ask, one, rows
from dashboard.download import download
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
    where_of,
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
        _outcomes(state, scope)
    with right:
        _grounds(state, scope)


def _least(measure: str) -> int:
    """How large the whole of a share must be for an office to be ranked; in the address as `least`."""
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


def _from(state: dict[str, Any], scope: str) -> tuple[str, list[Any]]:
    """The reports compared: those of the filters and of one scope, never of two."""
    where, values = where_of(state)
    return f"{where} AND coalesce(scope, 'unknown') = ?", [*values, scope]


def _ranking(state: dict[str, Any], scope: str, measure: str, least: int) -> None:
    title, kind, part, whole = MEASURES[measure]
    where, values = _from(state, scope)
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


def _outcomes(state: dict[str, Any], scope: str) -> None:
    st.subheader("办理结果 Outcomes")
    where, values = _from({**state, "year": None}, scope)
    frame = ask(
        f"""
        SELECT year, sum(granted_any) AS granted, sum(refused) AS refused, sum(unable) AS unable,
               sum(not_processed) AS not_processed, sum(other_handling) AS other, count(*) AS reports
        FROM indicators WHERE {where} AND granted_any IS NOT NULL AND refused IS NOT NULL
            AND unable IS NOT NULL AND not_processed IS NOT NULL GROUP BY year ORDER BY year
        """,
        *values,
    )
    if frame.empty:
        st.caption("没有数值 No values")
        return
    words = {
        "granted": "公开 Granted",
        "refused": "不予公开 Refused",
        "unable": "无法提供 Unable",
        "not_processed": "不予处理 Not processed",
        "other": "其他 Other",
    }
    long = frame.melt(["year"], list(words), "what", "requests").dropna()
    years = list(
        range(int(frame["year"].min()), int(frame["year"].max()) + 1)
    )  # one without a value leaves a gap
    long["rank"] = long["what"].map({name: i for i, name in enumerate(words)})
    long["what"] = long["what"].map(words)
    chart = (
        alt.Chart(long)
        .mark_bar()
        .encode(
            x=alt.X("year:O", axis=upright(), scale=alt.Scale(domain=years)),
            y=alt.Y("requests:Q", stack="normalize", axis=shares()),
            color=colours(list(words.values())),
            order="rank:Q",
            tooltip=["year", "what", "requests"],
        )
    )
    draw(chart, 280)
    sourced(int(frame["reports"].sum()), coverage({**state, "year": None}, scope)[1])


def _grounds(state: dict[str, Any], scope: str) -> None:
    st.subheader("不予公开的理由 Grounds of refusal")
    where, values = _from(state, scope)
    grounds = rows(
        ask(
            "SELECT zh, en, coalesce(sum(value), 0) AS requests, max(g.reports) AS reports"
            " FROM refusal_grounds JOIN"
            " (SELECT report_id, count(*) OVER () AS reports FROM indicators"
            f" WHERE {where} AND refused IS NOT NULL) AS g USING (report_id)"
            " WHERE year = ? GROUP BY zh, en, position ORDER BY position",
            *values,
            state["year"],
        )
    )
    if not grounds:
        st.caption("没有数值 No values")
        return
    most = max(g["requests"] for g in grounds) or 1
    table(
        grounds,
        {
            "zh": ("理由 Ground", lambda g: f"{g['zh']}<small>{g['en']}</small>"),
            "requests": (
                "件 Requests",
                lambda g: (
                    f'<span class="bar" style="width:{6 * g["requests"] / most:.2f}rem"></span>'
                    f"{number(g['requests'])}"
                ),
            ),
        },
        right=("requests",),
    )
    sourced(grounds[0]["reports"], coverage(state, scope)[1])
