"""How the data comes in: findings from build to build, and the sources that reports come from."""

from __future__ import annotations

from html import escape

import altair as alt
import streamlit as st

from warehouse.dashboards.charts import colours, counts, draw
from warehouse.dashboards.data import ask, one, rows
from warehouse.dashboards.parts import number, table, text

BUILDS = 60


def trend() -> None:
    """Per build: failures of all rules, and how many of today's findings were new then."""
    st.subheader("各版变化 From build to build")
    frame = ask(
        f"""
        WITH runs AS (
            SELECT build, min(started_at) AS moment, sum(failed) AS open
            FROM quality.runs GROUP BY build ORDER BY build DESC LIMIT {BUILDS}
        ), seen AS (
            SELECT first_seen AS moment, count(*) AS fresh FROM quality.findings GROUP BY ALL
        ), counted AS (
            SELECT r.build, r.moment, r.open, coalesce(s.fresh, 0) AS fresh,
                   lag(r.open) OVER (ORDER BY r.build) AS earlier
            FROM runs AS r LEFT JOIN seen AS s ON s.moment = r.moment
        )
        SELECT build, moment, open, fresh, greatest(earlier + fresh - open, 0) AS gone FROM counted ORDER BY build
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
    """The state of the sources of the crawl, if the build has them, and of the files that were taken in."""
    st.subheader("来源与读取 Sources and reading")
    known = one("SELECT count(*) AS many FROM duckdb_tables() WHERE schema_name = 'quality' AND table_name = 'sources'")
    if known["many"]:
        frame = ask("FROM quality.sources LIMIT 200")
        if not frame.empty:
            st.dataframe(frame, hide_index=True, width="stretch")
    left, right = st.columns(2, gap="large")
    with left:
        found = rows(
            ask(
                "SELECT coalesce(r.format, '—') AS format, count(*) AS filings,"
                " count(*) FILTER (f.status = 'parsed') AS parsed,"
                " count(*) FILTER (f.status = 'partial') AS partial,"
                " count(*) FILTER (f.status = 'quarantined') AS quarantined"
                " FROM quality.filings AS f LEFT JOIN reports AS r USING (report_id) GROUP BY 1 ORDER BY filings DESC"
            )
        )
        names = {"format": "格式 Format", "filings": "文件 Files", "parsed": "完整 Parsed", "partial": "存疑 Partial"}
        names |= {"quarantined": "未能读取 Not readable"}
        columns = {n: (t, text("format") if n == "format" else (lambda r, n=n: number(r[n]))) for n, t in names.items()}
        table(found, columns, right=tuple(names)[1:])
    with right:
        met = rows(
            ask(
                "SELECT code, zh, what_to_do, count(*) AS many FROM quality.issues"
                " GROUP BY ALL ORDER BY many DESC, code LIMIT 10"
            )
        )
        table(
            met,
            {
                "zh": ("读取问题 Issue", lambda r: f"{escape(r['zh'] or r['code'])}<small>{escape(r['code'])}</small>"),
                "what_to_do": ("办法 What to do", text("what_to_do")),
                "many": ("处 Places", lambda r: number(r["many"])),
            },
            right=("many",),
        )
