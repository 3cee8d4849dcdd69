"""How charts look: one palette, legends that are never cut, axes of whole numbers."""

from __future__ import annotations

from typing import Any

import altair as alt
import streamlit as st

PALETTE = ["#2563eb", "#dc2626", "#d97706", "#6b7280", "#059669", "#7c3aed"]
FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"


def draw(chart: Any, height: int = 240) -> None:
    """A chart as wide as its place."""
    shown = (
        chart.properties(height=height)
        .configure(font=FONT)
        .configure_legend(labelFontSize=12, symbolSize=80, labelLimit=260)
        .configure_axis(labelFontSize=11, titleFontSize=11, titleFontWeight="normal", labelLimit=220)
    )
    st.altair_chart(shown, width="stretch", theme=None)


def legend(columns: int = 3) -> alt.Legend:
    """Names above the chart, so many in a line."""
    return alt.Legend(orient="top", columns=columns, title=None)


def colours(names: list[str], columns: int = 3) -> alt.Color:
    """A colour for each of `names` in the column `what`, in their order."""
    scale = alt.Scale(domain=names, range=PALETTE[: len(names)])
    return alt.Color("what:N", scale=scale, sort=names, legend=legend(columns))


def counts(title: str | None = None) -> alt.Axis:
    """An axis of whole numbers."""
    return alt.Axis(format=",d", tickMinStep=1, labelOverlap=True, title=title)


def shares(title: str | None = None) -> alt.Axis:
    """An axis of percentages."""
    return alt.Axis(format=".0%", labelOverlap=True, title=title)


def upright() -> alt.Axis:
    """An axis of years or names that stand upright."""
    return alt.Axis(labelAngle=0, title=None)
