"""Findings one by one, a page at a time, each with a link to the printed cell; all of them for
download as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from dashboard.data import ask, one, raw_folder, rows
from dashboard.download import download
from dashboard.widgets import link, number, table, tag, where_of
from findings.decisions import Decision, DecisionError, latest

PAGE = 20
MOST = 100_000
"""Findings that a download has at most; `gongkai export` has them all."""


def findings(state: Mapping[str, Any]) -> None:
    """The findings under the filters of `state`, worst first, those of one cause as one. The page is
    in the address."""
    where, values = where_of(state)
    many = int(one(f"SELECT count(DISTINCT cause) AS many FROM finding_list WHERE {where}", *values)["many"])
    if not many:
        st.success("没有发现 No findings")
        return
    last = (many - 1) // PAGE
    given = st.query_params.get("page", "1")
    here = min(max(int(given) - 1 if given.isdecimal() else 0, 0), last)
    listed = rows(
        ask(
            "SELECT finding_id, severity::VARCHAR AS severity, name, year, "
            " report_id::VARCHAR AS report_id, message,"
            " message_en, cells, fingerprint, decision, reason,"
            " count(*) OVER (PARTITION BY cause) - 1 AS following"
            f" FROM finding_list WHERE {where}"
            " QUALIFY row_number() OVER (PARTITION BY cause ORDER BY finding_id) = 1"
            f" ORDER BY severity, year DESC, finding_id LIMIT {PAGE} OFFSET ?",
            *values,
            here * PAGE,
        )
    )
    made = _latest()
    table(
        listed,
        {
            "severity": ("程度 Severity", lambda r: tag(r["severity"])),
            "name": ("机关 Office", lambda r: escape(r["name"] or "—")),
            "year": ("年度 Year", lambda r: str(r["year"] or "—")),
            "message": ("说明 What is wrong", _message),
            "decision": ("处理 Decision", lambda r: escape(_decided(r, made))),
        },
        right=("year",),
    )
    left, middle, right = st.columns([1, 3, 1], vertical_alignment="center")
    if left.button("← 上一页 Back", disabled=here == 0, key="findings_back"):
        st.query_params["page"] = str(here)
        st.rerun()
    middle.caption(
        f"第 {here + 1} / {last + 1} 页，共 {number(many)} 处 · page {here + 1} of {last + 1},"
        f" {number(many)} findings"
    )
    if right.button("下一页 Next →", disabled=here == last, key="findings_on"):
        st.query_params["page"] = str(here + 2)
        st.rerun()
    download(
        "findings",
        "SELECT name, year, rule, severity::VARCHAR AS severity, scope, stated, expected, gap,"
        " message, message_en,"
        f" decision, reason, raw_path FROM finding_list WHERE {where}"
        f" ORDER BY severity, year DESC, finding_id LIMIT {MOST}",
        values,
    )


def _latest() -> dict[str, Decision]:
    """What has been decided, also since the build; nothing where the file cannot be read, which the
    page of the report says."""
    try:
        return latest(raw_folder())
    except DecisionError:
        return {}


def _decided(row: Mapping[str, Any], made: Mapping[str, Decision]) -> str:
    decision = made.get(row["fingerprint"])
    return decision.words if decision else row["decision"] or "—"


def _message(row: Mapping[str, Any]) -> str:
    state = {"report": row["report_id"], "finding": row["finding_id"]}
    if row["cells"]:
        state["cell"] = row["cells"][0]
    more = row["following"]
    follow = f"<small>同因另有 {more} 条 / {more} more follow from it</small>" if more else ""
    return link(row["message"], "report", **state) + f"<small>{escape(row['message_en'])}</small>{follow}"
