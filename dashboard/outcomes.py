"""How the requests of a group of offices ended, and on which grounds information was refused."""

from __future__ import annotations

from typing import Any

import altair as alt
import streamlit as st

from dashboard.charts import colours, draw, shares, upright
from dashboard.data import ask, rows
from dashboard.widgets import coverage, number, sourced, table, where_of


def of_one_scope(state: dict[str, Any], scope: str) -> tuple[str, list[Any]]:
    """The reports compared: those of the filters and of one scope, never of two."""
    where, values = where_of(state)
    return f"{where} AND coalesce(scope, 'unknown') = ?", [*values, scope]


def outcomes(state: dict[str, Any], scope: str) -> None:
    """How requests ended, as shares by year."""
    st.subheader("办理结果 Outcomes")
    where, values = of_one_scope({**state, "year": None}, scope)
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


def grounds(state: dict[str, Any], scope: str) -> None:
    """Why information was refused, with the requests of each ground."""
    st.subheader("不予公开的理由 Grounds of refusal")
    where, values = of_one_scope(state, scope)
    by_ground = rows(
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
    if not by_ground:
        st.caption("没有数值 No values")
        return
    most = max(g["requests"] for g in by_ground) or 1
    table(
        by_ground,
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
    sourced(by_ground[0]["reports"], coverage(state, scope)[1])
