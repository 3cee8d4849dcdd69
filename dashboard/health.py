"""How the data comes in: findings from build to build, and the sources that reports come from."""

from __future__ import annotations

from html import escape
from typing import Any

import altair as alt
import streamlit as st

from dashboard.charts import colours, counts, draw
from dashboard.data import ask, rows
from dashboard.widgets import number, table, text

BUILDS, SOURCES = 60, 100
"""Builds and sources that the page lists."""
STATES = {
    "complete": "完整 complete",
    "partial": "部分 partial",
    "cut": "中止 cut",
    "broken": "读不到 broken",
    "never": "未抓取 never",
}
"""The states of a source, as the page names them."""


def trend() -> None:
    """Per build: failures of all rules, and how many of today's findings were new then."""
    st.subheader("各版变化 From build to build")
    frame = ask(
        f"""
        SELECT build, started_at AS moment, findings AS open, fresh, gone
        FROM (FROM build_list ORDER BY build DESC LIMIT {BUILDS}) ORDER BY build
        """
    )
    if len(frame) < 2:
        st.caption("只有一版，下一次运行后可见变化 Only one build so far; the next run shows what changes")
        return
    long = frame.melt(["build", "moment"], ["open", "fresh", "gone"], "what", "findings").dropna()
    words = {"open": "现有 open", "fresh": "新增 new", "gone": "消失 gone"}
    long["what"] = long["what"].map(words)
    chart = (
        alt.Chart(long)
        .mark_line(point=True)
        .encode(
            x=alt.X("moment:T", title="构建时间 Build (UTC)", axis=alt.Axis(format="%m-%d %H:%M")),
            y=alt.Y("findings:Q", axis=counts("处 Findings")),
            color=colours(list(words.values())),
            tooltip=["build", "what", "findings"],
        )
    )
    draw(chart, 220)


def sources() -> None:
    """The state of the sources of the crawl, if the build has them, and of the files that were
    taken in."""
    st.subheader("来源与读取 Sources and reading")
    listed = rows(
        ask(
            "SELECT source, portal, state, enabled, seen_at, new_at, broken_since, how, reports"
            " FROM source_list"
            f" ORDER BY broken_since IS NULL, enabled DESC, source LIMIT {SOURCES}"
        )
    )
    if listed:
        table(
            listed,
            {
                "source": (
                    "来源 Source",
                    lambda r: f"{escape(r['source'])}<small>{escape(r['portal'] or '')}</small>",
                ),
                "enabled": ("每晚 Nightly", lambda r: "✓" if r["enabled"] else "—"),
                "state": ("最近 Last crawl", lambda r: _state(r["state"])),
                "seen_at": ("读到 Last read", lambda r: _day(r["seen_at"])),
                "new_at": ("有新 Last news", lambda r: _day(r["new_at"])),
                "broken_since": ("中断自 Broken since", lambda r: _day(r["broken_since"])),
                "how": ("原因 Why", text("how")),
                "reports": ("报告 Reports", lambda r: number(r["reports"])),
            },
            right=("reports",),
        )
    left, right = st.columns(2, gap="large")
    with left:
        filings = rows(
            ask(
                "SELECT coalesce(format, '—') AS format, count(*) AS filings,"
                " count(*) FILTER (status = 'parsed') AS parsed,"
                " count(*) FILTER (status = 'partial') AS partial,"
                " count(*) FILTER (status = 'quarantined') AS quarantined"
                " FROM filing_list GROUP BY 1 ORDER BY filings DESC"
            )
        )
        names = {
            "format": "格式 Format",
            "filings": "文件 Files",
            "parsed": "完整 Parsed",
            "partial": "存疑 Partial",
        }
        names |= {"quarantined": "未能读取 Not readable"}
        columns = {
            n: (t, text("format") if n == "format" else (lambda r, n=n: number(r[n])))
            for n, t in names.items()
        }
        table(filings, columns, right=tuple(names)[1:])
    with right:
        met = rows(
            ask(
                "SELECT code, zh, what_to_do, count(*) AS many FROM issue_list"
                " GROUP BY ALL ORDER BY many DESC, code LIMIT 10"
            )
        )
        if not met:
            st.success("读取中没有遇到问题 Reading met no issue")
            return
        table(
            met,
            {
                "zh": (
                    "读取问题 Issue",
                    lambda r: f"{escape(r['zh'] or r['code'])}<small>{escape(r['code'])}</small>",
                ),
                "what_to_do": ("办法 What to do", text("what_to_do")),
                "many": ("处 Places", lambda r: number(r["many"])),
            },
            right=("many",),
        )


def _state(state: str | None) -> str:
    words = STATES.get(state or "never", state or "—")
    return f'<b style="color:#b91c1c">{escape(words)}</b>' if state == "broken" else escape(words)


def _day(moment: Any) -> str:
    return f"{moment:%Y-%m-%d}" if moment else "—"
