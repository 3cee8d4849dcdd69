"""Findings by rule, year, place and kind of office; their trend over builds; the offices with most
of them; the state of sources."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import altair as alt
import streamlit as st

from dashboard.charts import colours, counts, draw, upright
from dashboard.data import ask, one, rows
from dashboard.health import sources, trend
from dashboard.listing import findings
from dashboard.maps import level_below
from dashboard.widgets import (
    COLOURS,
    PLACE,
    SEVERITY,
    choice,
    choose_kind,
    choose_place,
    choose_year,
    coverage,
    figures,
    kind_name,
    link,
    number,
    sourced,
    table,
    tag,
    where_of,
)

WORST = 15
"""Rows of the list of offices with most findings."""


def page() -> None:
    """The page with its filters: year, place, kind, severity, rule."""
    st.title("数据质量 Quality")
    first, second, third, fourth = st.columns(4)
    with first:
        choose_year()
    with second:
        _severity()
    with third:
        choose_kind()
    with fourth:
        _rule()
    state: dict[str, Any] = {n: st.query_params.get(n) for n in ("severity", "kind", "rule")}
    state["year"] = int(st.query_params["year"]) if st.query_params.get("year", "").isdecimal() else None
    with st.container(horizontal=True):
        state |= choose_place()
    _counts(state)
    have, due = coverage(state)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _rules(state)
        sourced(have, due)
    with right:
        _by(state, "year", "按年度 By year")
        sourced(have, due)
    st.subheader("逐条 Each finding")
    findings(state)
    sourced(have, due)
    left, right = st.columns(2, gap="large")
    with left:
        _worst(state)
        sourced(have, due)
    with right:
        _by(state, "kind", "按机关类别 By kind of office")
        sourced(have, due)
        if level := level_below(state):
            _by(state, "city, county" if level == "city" else level, "按地区 By place")
            sourced(have, due)
    where_to = link(
        "谁没有发布 Who has not published", "publication", **{k: v for k, v in state.items() if k in PLACE}
    )
    st.html(f"<b>{where_to}</b>")
    trend()
    sources()


def _severity() -> None:
    choice("程度 Severity", "severity", list(SEVERITY), lambda severity: SEVERITY[severity])


def _rule() -> None:
    known = {r["rule"]: r["zh"] for r in rows(ask("SELECT rule, zh FROM rule_list ORDER BY rule"))}
    choice("规则 Rule", "rule", list(known), lambda rule: f"{rule} {known[rule]}")


def _counts(state: Mapping[str, Any]) -> None:
    where, values = where_of(state)
    counted = one(
        "SELECT count(*) AS findings, count(*) FILTER (severity = 'error') AS errors,"
        " count(DISTINCT report_id) AS reports, "
        " count(DISTINCT report_id) FILTER (severity = 'error') AS wrong,"
        f" count(*) FILTER (decision IS NOT NULL) AS decided FROM finding_list WHERE {where}",
        *values,
    )
    have, due = coverage(state)
    cells = (
        ("收到/应有 Received/due", f"{number(have)} / {number(due)}"),
        ("核对发现 Findings", number(counted["findings"])),
        (f"其中{SEVERITY['error']}s", number(counted["errors"])),
        ("有误的报告 Faulty", number(counted["wrong"])),
        ("已处理 Decided", number(counted["decided"])),
    )
    figures(cells)


def _rules(state: Mapping[str, Any]) -> None:
    st.subheader("按规则 By rule")
    where, values = where_of(state)
    rules = rows(
        ask(
            "SELECT severity::VARCHAR AS severity, rule, rule_zh, rule_en, count(*) AS many,"
            f" count(DISTINCT report_id) AS reports FROM finding_list WHERE {where}"
            " GROUP BY ALL ORDER BY many DESC, rule",
            *values,
        )
    )
    if not rules:
        st.success("没有发现 No findings")
        return
    most = max(r["many"] for r in rules)
    here = {k: v for k, v in state.items() if k != "rule"}

    def name(row: Mapping[str, Any]) -> str:
        return (
            link(row["rule_zh"], "quality", **here, rule=row["rule"])
            + f"<small>{escape(row['rule_en'])}</small>"
        )

    table(
        rules,
        {
            "severity": ("程度 Severity", lambda r: tag(r["severity"])),
            "rule": ("规则 Rule", name),
            "many": (
                "处 Places",
                lambda r: (
                    f'<span class="bar" style="width:{5 * r["many"] / most:.2f}rem"></span>'
                    f"{number(r['many'])}"
                ),
            ),
            "reports": ("份 Reports", lambda r: number(r["reports"])),
        },
        right=("many", "reports"),
    )


def _by(state: Mapping[str, Any], what: str, title: str) -> None:
    where, values = where_of(state)
    frame = ask(
        f"SELECT coalesce({what}::VARCHAR, '不明 unknown') AS what, severity::VARCHAR AS severity,"
        f" count(*) AS findings"
        f" FROM finding_list WHERE {where} GROUP BY ALL ORDER BY findings DESC, what LIMIT 60",
        *values,
    )
    st.subheader(title)
    if frame.empty:
        st.success("没有发现 No findings")
        return
    if what == "kind":
        frame["what"] = [kind_name(k) if k != "不明 unknown" else k for k in frame["what"]]
    frame["severity"] = frame["severity"].map(SEVERITY)
    base = alt.Chart(frame).mark_bar()
    color = colours(list(SEVERITY.values()), list(COLOURS.values()), "severity")
    if what == "year":
        chart = base.encode(
            x=alt.X("what:O", axis=upright()), y=alt.Y("findings:Q", axis=counts("处 Places")), color=color
        )
    else:
        chart = base.encode(
            y=alt.Y("what:N", sort="-x", axis=upright()), x=alt.X("findings:Q", axis=counts()), color=color
        )
    draw(chart, 220)


def _worst(state: Mapping[str, Any]) -> None:
    st.subheader("问题最多的机关 Offices with most findings")
    where, values = where_of(state)
    offices = rows(
        ask(
            "SELECT office_id::VARCHAR AS office_id, name, count(*) FILTER (severity = 'error') AS errors,"
            " count(*) AS findings, count(DISTINCT year) AS years FROM finding_list"
            f" WHERE {where} AND office_id IS NOT NULL GROUP BY 1, 2"
            f" ORDER BY errors DESC, findings DESC, 2 LIMIT {WORST}",
            *values,
        )
    )
    table(
        offices,
        {
            "name": ("机关 Office", lambda r: link(r["name"] or "—", "office", office=r["office_id"])),
            "errors": (f"{SEVERITY['error']}s", lambda r: number(r["errors"])),
            "findings": ("发现 Findings", lambda r: number(r["findings"])),
            "years": ("年度 Years", lambda r: number(r["years"])),
        },
        right=("errors", "findings", "years"),
    )
