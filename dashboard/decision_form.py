"""What a person decides about a finding: that it is so, or that it is none, that the office was
contacted, and that it has mended it. Shown at once, in the database from the next run.

The same function keeps it that `gongkai findings decide` calls: a line of decisions.csv among the
raw files.
"""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from dashboard.data import raw_folder
from findings.decisions import DECISIONS, DecisionError, decide, latest
from findings.finding import Finding


def form(finding: Finding, office: str) -> None:
    """What was decided about a finding, and the form to decide again."""
    key = finding.fingerprint
    try:
        made = latest(raw_folder()).get(key)
    except DecisionError as error:
        st.error("处理记录无法读取 Decisions cannot be read")
        st.text(str(error))
        return
    if made:
        st.html(f'<p class="src"><b>{escape(made.words)}</b></p>')
    with st.popover("处理 Decide" if not made else "重新处理 Decide again", icon=":material/gavel:"):
        decision = st.radio(
            "这处发现 This finding is", [*DECISIONS], format_func=lambda d: DECISIONS[d], key=f"as_{key}"
        )
        why = st.text_input("理由 Why", key=f"why_{key}", max_chars=500)
        by = st.text_input("处理人 Who decides", key=f"by_{key}", max_chars=60)
        due = st.date_input("请机关答复的限期 Due by", value=None, key=f"due_{key}")
        if st.button("记入 Keep", key=f"keep_{key}", type="primary"):
            _keep(finding, office, decision, why, by, due if isinstance(due, date) else None)
        st.caption("记入 raw/decisions.csv，各页即时显示 Kept in raw/decisions.csv and shown at once")


def _keep(finding: Finding, office: str, decision: str, why: str, by: str, due: date | None) -> None:
    if not by.strip():
        st.warning("请写明处理人 Say who decides")
        return
    try:
        decide(raw_folder(), finding, office, decision, why, by.strip(), due)
    except (DecisionError, OSError) as error:
        st.warning("没有记入 Not kept")
        st.text(str(error))
        return
    st.rerun()
