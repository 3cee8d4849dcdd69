"""How charts look: one palette, names that wrap instead of being cut, axes of whole numbers, lines
that break."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import altair as alt
import streamlit as st

from pipelines.catalogue import catalogue

PALETTE = ["#2563eb", "#dc2626", "#d97706", "#6b7280", "#059669", "#7c3aed"]
FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"
"""The families of letters in charts, the first that a machine has."""


def draw(chart: Any, height: int = 240) -> None:
    """A chart as wide as its place."""
    styled = (
        chart.properties(height=height, padding={"left": 5, "right": 5, "top": 10, "bottom": 5})
        .configure(font=FONT)
        .configure_axis(labelFontSize=11, titleFontSize=11, titleFontWeight="normal", labelLimit=220)
    )
    st.altair_chart(styled, width="stretch", theme=None)


def colours(names: Sequence[str], palette: Sequence[str] = PALETTE, field: str = "what") -> alt.Color:
    """A colour for each of `names` in a column, in their order; what stands for what is said above
    the chart.

    A legend of the chart's own would be cut where the chart is narrow.
    """
    used = list(palette[: len(names)])
    key = "".join(
        f'<span><i style="background:{colour}"></i>{escape(name)}</span>'
        for name, colour in zip(names, used, strict=True)
    )
    st.html(f'<p class="key">{key}</p>')
    return alt.Color(
        f"{field}:N", scale=alt.Scale(domain=list(names), range=used), sort=list(names), legend=None
    )


def counts(title: str | None = None) -> alt.Axis:
    """An axis of whole numbers."""
    return alt.Axis(format=",d", tickMinStep=1, labelOverlap=True, title=title)


def shares(title: str | None = None) -> alt.Axis:
    """An axis of percentages."""
    return alt.Axis(format=".0%", labelOverlap=True, title=title)


def upright() -> alt.Axis:
    """An axis of years or names with upright labels."""
    return alt.Axis(labelAngle=0, title=None)


def lines(
    long: Any, names: Sequence[str], kind: str = "count", height: int = 240, more: Sequence[str] = ()
) -> None:
    """Lines over the years of a frame with `year`, `what` and `value`, in counts, rates or shares;
    `more` columns are shown for each point. A year without a value leaves a gap, and a rule marks
    each change of the form."""
    first, last = int(long["year"].min()), int(long["year"].max())
    long = long.assign(stretch=stretches(long))
    years = alt.Axis(values=list(range(first, last + 1)), format="d", labelAngle=0)
    axis, number_format = {
        "share": (shares(), ".1%"),
        "rate": (alt.Axis(title=None), ",.2f"),
        "count": (counts(), ","),
    }[kind]
    chart = (
        alt.Chart(long)
        .mark_line(point=True)
        .encode(
            x=alt.X(
                "year:Q",
                title=None,
                axis=years,
                scale=alt.Scale(domain=[first - 0.3, last + 0.3], nice=False),
            ),
            y=alt.Y("value:Q", axis=axis),
            color=colours(names),
            detail="stretch:N",
            tooltip=["year", "what", alt.Tooltip("value", format=number_format), *more],
        )
    )
    if marks := breaks(first, last):
        at = alt.Chart(alt.InlineData(marks)).encode(x="year:Q")
        words = at.mark_text(align="left", dx=4, fontSize=10, color="#6b7280").encode(
            text="note:N", y=alt.value(8)
        )
        chart = chart + at.mark_rule(strokeDash=[4, 4], color="#9ca3af") + words
    draw(chart, height)


def breaks(first: int, last: int) -> list[dict[str, Any]]:
    """Where the form changes between two years: a mark for each change, with words."""
    inside = [at for at in catalogue().breaks() if first < at < last]
    return [{"year": at, "note": "格式变更 new form"} for at in inside]


def stretches(long: Any) -> list[str]:
    """A name for each run of years without a gap, so that no line is drawn over a year that has no
    value."""
    runs: dict[str, tuple[int, int]] = {}
    names = [""] * len(long)
    order = sorted(range(len(long)), key=lambda i: (long["what"].iloc[i], long["year"].iloc[i]))
    for i in order:
        what, year = long["what"].iloc[i], int(long["year"].iloc[i])
        before, count = runs.get(what, (year, 0))
        runs[what] = (year, count + (year - before > 1))
        names[i] = f"{what} {runs[what][1]}"
    return names
