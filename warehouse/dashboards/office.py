"""Page c: an office over the years: indicators as lines, broken where the form changed, and the carry-over chain."""

from __future__ import annotations

from html import escape
from typing import Any

import altair as alt
import streamlit as st

from pipelines.catalogue import catalogue
from warehouse.dashboards.charts import colours, counts, draw, shares
from warehouse.dashboards.data import ask, one, rows
from warehouse.dashboards.download import download
from warehouse.dashboards.find import find_office
from warehouse.dashboards.parts import (
    SCOPES,
    choice,
    coverage,
    kind_name,
    level_name,
    link,
    number,
    percent,
    sourced,
    table,
)
from warehouse.schema import wide_name

FIRST = "t3.requests_new.total"
BREAK = 2020.5
"""Between the last year of the first form and the first of the second."""
COUNTS = {
    "requests_new": "新收 Received",
    "handled": "办结 Handled",
    "carried_in": "上年结转 Carried in",
    "carried_out": "结转下年 Carried out",
}
SHARES = {
    "granted_share": "公开 Granted",
    "refused_share": "不予公开 Refused",
    "unable_share": "无法提供 Unable",
    "not_processed_share": "不予处理 Not processed",
    "backlog_share": "结转 Backlog",
}
DISPUTES = {"reconsiderations": "复议 Reconsiderations", "litigations": "诉讼 Lawsuits", "corrected": "纠正 Lost"}
WORK = {
    "licence_decisions": "许可 Licences",
    "penalty_decisions": "处罚 Penalties",
    "compulsion_decisions": "强制 Compulsion",
}
DOCUMENTS = {
    "documents_issued": "制发 Issued",
    "documents_repealed": "废止 Repealed",
    "documents_in_force": "有效 In force",
}


def page() -> None:
    """The office named in the address, or a search for one."""
    st.title("一个机关 Office")
    office = find_office()
    if office is None:
        return
    known = one("SELECT name, kind, level, scope, province, city, county FROM offices WHERE office_id = ?", int(office))
    scope = SCOPES[known["scope"] or "unknown"]
    place = " ".join(p for p in (known["province"], known["city"], known["county"]) if p)
    facts = (kind_name(known["kind"]), level_name(known["level"]), place, scope)
    st.html(f'<p class="src">{escape(" · ".join(f for f in facts if f))}</p>')
    frame = ask("FROM indicators WHERE office_id = ? ORDER BY year", int(office))
    if frame.empty:
        st.info("没有这个机关的报告 No report of this office")
        return
    have, due = coverage({"office_id": int(office)})
    left, right = st.columns(2, gap="large")
    for place_, title, names, kind in (
        (left, "申请 Requests", COUNTS, "count"),
        (right, "办理结果 Outcomes", SHARES, "share"),
        (left, "复议与诉讼 Disputes", DISPUTES, "count"),
        (right, "行政决定 Decisions", WORK, "count"),
    ):
        with place_:
            _lines(frame, title, names, kind)
            sourced(have, due)
    _chain(frame)
    left, right = st.columns(2, gap="large")
    with left:
        _lines(frame[frame["year"] > BREAK], "规范性文件（2021 年格式）Documents, form of 2021", DOCUMENTS, "count")
        sourced(have, due)
    with right:
        _any_cell(int(office))
        sourced(have, due)
    download("office", "FROM indicators WHERE office_id = ? ORDER BY year", [int(office)])


def _lines(frame: Any, title: str, names: dict[str, str], kind: str) -> None:
    st.subheader(title)
    long = frame.melt(["year"], list(names), "what", "value").dropna()
    if long.empty:
        st.caption("没有数值 No values")
        return
    long["what"] = long["what"].map(names)
    _draw(long, kind, list(names.values()))


def _draw(long: Any, kind: str, order: list[str]) -> None:
    """Lines over the years. A year without a report leaves a gap, and a rule marks the change of the form."""
    first, last = int(long["year"].min()), int(long["year"].max())
    long = long.assign(stretch=_stretches(long))
    years = alt.Axis(values=list(range(first, last + 1)), format="d", labelAngle=0)
    lines = (
        alt.Chart(long)
        .mark_line(point=True)
        .encode(
            x=alt.X("year:Q", title=None, axis=years, scale=alt.Scale(domain=[first - 0.3, last + 0.3], nice=False)),
            y=alt.Y("value:Q", axis=shares() if kind == "share" else counts()),
            color=colours(order),
            detail="stretch:N",
            tooltip=["year", "what", alt.Tooltip("value", format=".1%" if kind == "share" else ",")],
        )
    )
    chart = lines
    if first < BREAK < last:
        at = alt.Chart(alt.InlineData([{"year": BREAK, "note": "格式变更 new form"}])).encode(x="year:Q")
        words = at.mark_text(align="left", dx=4, fontSize=10, color="#6b7280").encode(text="note:N", y=alt.value(8))
        chart = lines + at.mark_rule(strokeDash=[4, 4], color="#9ca3af") + words
    draw(chart)


def _stretches(long: Any) -> list[str]:
    """A name for each run of years without a gap, so that no line is drawn over a year that has no value."""
    runs: dict[str, tuple[int, int]] = {}
    names = [""] * len(long)
    order = sorted(range(len(long)), key=lambda i: (long["what"].iloc[i], long["year"].iloc[i]))
    for i in order:
        what, year = long["what"].iloc[i], int(long["year"].iloc[i])
        before, count = runs.get(what, (year, 0))
        runs[what] = (year, count + (year - before > 1))
        names[i] = f"{what} {runs[what][1]}"
    return names


def _chain(frame: Any) -> None:
    st.subheader("结转衔接 What is carried over")
    found = rows(frame)
    before: dict[int, Any] = {r["year"]: r["carried_out"] for r in found}

    def gap(row: Any) -> str:
        last = before.get(row["year"] - 1)
        if last is None or row["carried_in"] is None:
            return "—"
        apart = row["carried_in"] - last
        return "✓" if apart == 0 else f'<b style="color:#dc2626">{apart:+,}</b>'

    table(
        found,
        {
            "year": ("年度 Year", lambda r: link(r["year"], "report", report=r["report_id"])),
            "before": ("上年结转出 Carried out before", lambda r: number(before.get(r["year"] - 1))),
            "carried_in": ("本年转入 Carried in", lambda r: number(r["carried_in"])),
            "gap": ("相差 Gap", gap),
            "requests_new": ("新收 Received", lambda r: number(r["requests_new"])),
            "handled": ("办结 Handled", lambda r: number(r["handled"])),
            "carried_out": ("结转下年 Carried out", lambda r: number(r["carried_out"])),
            "granted_share": ("公开率 Granted", lambda r: percent(r["granted_share"])),
            "corrected_share": ("纠错率 Lost", lambda r: percent(r["corrected_share"])),
            "doubtful_cells": ("存疑格 In doubt", lambda r: number(r["doubtful_cells"])),
        },
        right=(
            "doubtful_cells",
            "before",
            "carried_in",
            "gap",
            "requests_new",
            "handled",
            "carried_out",
            "granted_share",
            "corrected_share",
        ),
    )


def _any_cell(office: int) -> None:
    st.subheader("任一单元格 Any cell")
    codes = sorted(catalogue().cells(), key=lambda cell: cell != FIRST)

    def words(cell: str) -> str:
        code, row, column = cell.split(".")
        return f"{catalogue().row(code, row).zh} · {catalogue().column(code, column).zh}"

    cell = choice("单元格 Cell", "cell", codes, words, every=None) or codes[0]
    column = wide_name(cell)
    long = ask(
        f'SELECT year, "{column}" AS value, ? AS what FROM reports_wide WHERE office_id = ?'
        f' AND "{column}" IS NOT NULL ORDER BY year',
        words(cell),
        office,
    )
    if long.empty:
        st.caption("没有数值 No values")
        return
    _draw(long, "count", [words(cell)])
