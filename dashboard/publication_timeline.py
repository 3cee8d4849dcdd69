"""When reports were published: the share of those due that was out on each day after the end of the
year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal

import altair as alt
import streamlit as st

from dashboard.charts import colours, draw, shares
from dashboard.data import ask, rows
from dashboard.widgets import kind_name, number, where_of
from pipelines.offices.kinds import deadlines

LAST, DAYS = date(2000, 12, 31), 365
"""The day before the year that is drawn, and how many days are."""
NAMES: dict[str, tuple[str, Literal["left", "right"]]] = {
    "department": ("部门 departments", "left"),
    "government": ("政府 governments", "right"),
}
"""What a deadline of these kinds of office is called, and on which side of its line."""


def legal_days() -> list[tuple[str, str, Literal["left", "right"]]]:
    """The legal deadlines in the year that all days are drawn in, with words and their side.

    With an hour and no zone, which a browser takes as its own: a day alone would be the day before
    in the west.
    """
    days = [(date(LAST.year + 1, d.month, d.day), d.kind) for d in deadlines()]
    return [(f"{day}T00:00", *NAMES.get(kind, (kind_name(kind), "right"))) for day, kind in days]


def timeline(state: Mapping[str, Any]) -> None:
    """A rising line for the year of `state` and one for the year before, under the other filters of
    `state`."""
    year = int(state["year"])
    where, values = where_of({k: v for k, v in state.items() if k != "year"})
    source = f"FROM publications WHERE {where} AND year IN (?, ?)"
    values = [*values, year, year - 1]
    due = {
        r["year"]: r["due"]
        for r in rows(ask(f"SELECT year, count(*) AS due {source} GROUP BY year", *values))
    }
    frame = ask(
        "SELECT year, date_diff('day', make_date(year, 12, 31), published_on) AS day, count(*) AS reports"
        f" {source} AND published_on IS NOT NULL GROUP BY ALL ORDER BY ALL",
        *values,
    )
    frame = frame[frame["day"].between(1, DAYS)]
    st.subheader("截至某日已公布的份额 Published by which day")
    if frame.empty:
        st.caption("没有发布日期 No days of publication")
        return
    frame["share"] = frame.groupby("year")["reports"].cumsum() / frame["year"].map(due)
    frame["what"] = [f"{y} 年度 report year" for y in frame["year"]]
    frame["on"] = [f"{LAST + timedelta(int(day))}T00:00" for day in frame["day"]]
    chart = (
        alt.Chart(frame)
        .mark_line(interpolate="step-after", point=len(frame) < 60)
        .encode(
            x=alt.X("on:T", title=None, axis=alt.Axis(format="%m-%d", labelOverlap=True)),
            y=alt.Y("share:Q", axis=shares(), scale=alt.Scale(domain=[0, 1])),
            color=colours(sorted(set(frame["what"]), reverse=True)),
            tooltip=[
                "what",
                alt.Tooltip("on:T", format="%m-%d"),
                "reports",
                alt.Tooltip("share", format=".1%"),
            ],
        )
    )
    for day, note, side in legal_days():
        at = alt.Chart(alt.InlineData([{"on": day, "note": note}])).encode(x="on:T")
        words = at.mark_text(align=side, dx=4 if side == "left" else -4, fontSize=10, color="#6b7280")
        chart = chart + at.mark_rule(strokeDash=[4, 4], color="#9ca3af")
        chart = chart + words.encode(text="note:N", y=alt.value(8))
    draw(chart)
    drawn = int(frame[frame["year"] == year]["reports"].sum())
    counted = f"{number(drawn)} / {number(due.get(year, 0))}"
    st.html(
        f'<p class="src">{year} 年度：来自有发布日期的 {counted} 份应有的报告；虚线为法定期限'
        f" from {counted} reports due, those that have a day of publication; dashed: the legal deadlines</p>"
    )
