"""An office over the years: indicators as lines, broken where the form changed, and the
carry-over chain."""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from dashboard.charts import lines
from dashboard.compare import MEASURES
from dashboard.data import ask, one, rows
from dashboard.download import download
from dashboard.find import find_office
from dashboard.widgets import (
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
from pipelines.catalogue import catalogue

(FIRST,) = catalogue().indicators["requests_new"].cells
"""The cell that the page begins with."""
COUNTS = {
    "requests_new": "新收 Received",
    "handled": "办结 Handled",
    "carried_in": "上年结转 Carried in",
    "carried_out": "结转下年 Carried out",
}
"""Lines of the chart of requests: indicator and its name."""
SHARES = {
    "granted_share": "公开 Granted",
    "refused_share": "不予公开 Refused",
    "unable_share": "无法提供 Unable",
    "not_processed_share": "不予处理 Not processed",
    "backlog_share": "结转 Backlog",
}
"""Lines of the chart of outcomes: indicator and its name."""
DISPUTES = {
    "reconsiderations": "复议 Reconsiderations",
    "litigations": "诉讼 Lawsuits",
    "corrected": "纠正 Lost",
}
"""Lines of the chart of disputes: indicator and its name."""
WORK = {
    "licence_decisions": "许可 Licences",
    "penalty_decisions": "处罚 Penalties",
    "compulsion_decisions": "强制 Compulsion",
}
"""Lines of the chart of decisions: indicator and its name."""
DOCUMENTS = {
    "documents_issued": "制发 Issued",
    "documents_repealed": "废止 Repealed",
    "documents_in_force": "有效 In force",
}
"""Lines of the chart of documents: indicator and its name."""

HISTORY = (
    "SELECT i.*, t.days_late FROM indicators AS i LEFT JOIN timeliness AS t USING (report_id)"
    " WHERE i.office_id = ? ORDER BY i.year"
)
"""The indicators of an office over all years."""
OTHERS = {
    name: (title, kind) for name, (title, kind, _, _) in MEASURES.items() if name not in COUNTS | SHARES
}
"""What else a page can show of an office."""


def page() -> None:
    """The office named in the address, or a search for one."""
    st.title("一个机关 Office")
    office = find_office()
    if office is None:
        return
    known = one("FROM office_list WHERE office_id = ?", int(office))
    scope = SCOPES[known["scope"] or "unknown"]
    place = " ".join(p for p in (known["province"], known["city"], known["county"]) if p)
    facts = (kind_name(known["kind"]), level_name(known["level"]), place, scope)
    st.html(f'<p class="src">{escape(" · ".join(f for f in facts if f))}</p>')
    frame = ask(HISTORY, int(office))
    have, due = coverage({"office_id": int(office)})
    if frame.empty:
        st.info("没有这个机关的报告 No report of this office")
        sourced(have, due)
        return
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
    sourced(have, due)
    since = catalogue().first_year(next(iter(DOCUMENTS)))
    left, right = st.columns(2, gap="large")
    with left:
        _lines(
            frame[frame["year"] >= since],
            f"规范性文件（{since} 年格式）Documents, form of {since}",
            DOCUMENTS,
            "count",
        )
        sourced(have, due)
    with right:
        _any(int(office), frame)
        sourced(have, due)
    download("office", HISTORY, [int(office)])


def _lines(frame: Any, title: str, names: dict[str, str], kind: str) -> None:
    st.subheader(title)
    long = frame.melt(["year"], list(names), "what", "value").dropna()
    if long.empty:
        st.caption("没有数值 No values")
        return
    long["what"] = long["what"].map(names)
    lines(long, list(names.values()), kind)


def _chain(frame: Any) -> None:
    st.subheader("结转衔接 What is carried over")
    years = rows(frame)
    before: dict[int, Any] = {r["year"]: r["carried_out"] for r in years}

    def gap(row: Any) -> str:
        last = before.get(row["year"] - 1)
        if last is None or row["carried_in"] is None:
            return "—"
        apart = row["carried_in"] - last
        return "✓" if apart == 0 else f'<b style="color:#dc2626">{apart:+,}</b>'

    table(
        years,
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


def _any(office: int, frame: Any) -> None:
    """Any indicator, or any cell of the forms."""
    st.subheader("任一指标或单元格 Any indicator or cell")
    cells = [cell for cell in catalogue().cells() if cell != FIRST]

    def words(name: str) -> str:
        if name in OTHERS:
            return OTHERS[name][0]
        code, row, column = name.split(".")
        return f"{catalogue().row(code, row).zh} · {catalogue().column(code, column).zh}"

    name = choice("指标或单元格 Indicator or cell", "cell", [FIRST, *OTHERS, *cells], words, every=None)
    if name in OTHERS:
        long = frame[["year", name]].rename(columns={name: "value"}).dropna().assign(what=words(name))
    else:
        long = ask(
            'SELECT year, value, ? AS what FROM cells WHERE office_id = ? AND "table" = ? AND "row" = ?'
            ' AND "column" = ? AND value IS NOT NULL ORDER BY year',
            words(name),
            office,
            *name.split("."),
        )
    if long.empty:
        st.caption("没有数值 No values")
        return
    lines(long, [words(name)], OTHERS[name][1] if name in OTHERS else "count")
