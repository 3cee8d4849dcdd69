"""The first page: what the build holds, year by year, and where to go from there."""

from __future__ import annotations

import altair as alt
import streamlit as st

from dashboard.charts import colours, counts, draw, upright
from dashboard.data import ask, one, rows
from dashboard.widgets import coverage, figures, link, number, sourced, table, tag

WAYS = (
    (
        "quality",
        "哪里对不上 What does not add up",
        "按规则、年度、地区，直到印出的单元格 down to the printed cell",
    ),
    ("publication", "谁没有发布 Who has not published", "各地各年，按期与否 place by place, in time or not"),
    ("office", "一个机关的历年 One office over the years", "各项指标与结转 indicators and carry-over"),
    ("compare", "与同类比较 Beside its peers", "同类别、同层级、同口径 same kind, level and scope"),
    ("place", "地区汇总 A place as a whole", "两种口径分开 the two scopes apart"),
    ("check", "发布前核对 Before publication", "拖入文件，不保存 drop a file, nothing is kept"),
)
"""The pages that the first one leads to: address, name, and what it answers."""

STATES = {"完整 parsed": "#3b82f6", "部分存疑 partial": "#f59e0b", "未收到 missing": "#d1d5db"}


def page() -> None:
    """Counts of the build, reports by year, findings by severity."""
    st.title("政府信息公开工作年度报告")
    st.caption(
        "Yearly government information disclosure reports: every number with its place, every"
        " contradiction a finding"
    )
    known = one("FROM holdings")
    names = (
        "报告 Reports",
        "机关 Offices",
        "单元格 Cells",
        "存疑 In doubt",
        "核对发现 Findings",
        "未能读取 Not readable",
    )
    values = ("reports", "offices", "cells", "doubtful", "findings", "quarantined")
    figures((name, number(known[value] or 0)) for name, value in zip(names, values, strict=True))
    if not known["reports"]:
        st.info(
            "还没有报告。把文件放到 raw/ 下，运行 `gongkai run`。"
            " No reports yet: put files under raw/ and run `gongkai run`."
        )
        return
    left, right = st.columns(2, gap="large")
    with left:
        _years()
    with right:
        _severities()
    st.subheader("从这里开始 Where to go")
    for column, (target, title, words) in zip(st.columns(len(WAYS)), WAYS, strict=True):
        column.html(f"<b>{link(title, target)}</b><small class=src>{words}</small>")


def _years() -> None:
    st.subheader("各年收到的报告 Reports by year")
    frame = ask(
        "SELECT year, CASE WHEN report_id IS NULL THEN '未收到 missing' WHEN status = 'partial'"
        " THEN '部分存疑 partial' ELSE '完整 parsed' END AS state, count(*) AS reports"
        " FROM expected_reports GROUP BY ALL ORDER BY ALL"
    )
    chart = (
        alt.Chart(frame)
        .mark_bar()
        .encode(
            x=alt.X("year:O", axis=upright()),
            y=alt.Y("reports:Q", axis=counts("份数 Reports")),
            color=colours(list(STATES), list(STATES.values()), "state"),
            tooltip=["year", "state", "reports"],
        )
    )
    draw(chart, 300)
    sourced(*coverage({}))


def _severities() -> None:
    st.subheader("核对发现 Findings")
    by_rule = rows(
        ask(
            "SELECT any_value(severity)::VARCHAR AS severity, rule, rule_zh, count(*) AS many,"
            " count(DISTINCT report_id) AS reports FROM finding_list GROUP BY rule, rule_zh"
            " ORDER BY any_value(severity), many DESC, rule LIMIT 8"
        )
    )
    if not by_rule:
        st.success("没有发现矛盾 Nothing contradicts itself")
    table(
        by_rule,
        {
            "severity": ("程度 Severity", lambda r: tag(r["severity"])),
            "rule": ("规则 Rule", lambda r: link(r["rule_zh"] or r["rule"], "quality", rule=r["rule"])),
            "many": ("处 Places", lambda r: number(r["many"])),
            "reports": ("份 Reports", lambda r: number(r["reports"])),
        },
        right=("many", "reports"),
    )
    sourced(*coverage({}))
