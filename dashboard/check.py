"""A page for the clerk: a dropped file is read in a child process with the usual limits, checked,
and not kept."""

from __future__ import annotations

import hashlib
from html import escape
from threading import Lock

import streamlit as st

from dashboard.widgets import tag
from export.check_page import page_of, sheet_of
from export.form_html import table_html
from findings.check import findings_of
from findings.finding import Checked, entries
from findings.verdict import FOLLOWS, heading, issue_lines, total
from findings.year_before import remarks, year_before
from pipelines.batch.child import reading
from pipelines.batch.limits import MEMORY, SECONDS
from pipelines.catalogue import catalogue
from pipelines.model import Filing

LIMITS = f"{SECONDS:.0f} 秒 s · {MEMORY / 2**30:.0f} GB"
"""What a reading may cost, in the words of the page."""


def page() -> None:
    """Upload of a report and, if there is one, of the year before; the marked form below."""
    st.title("核对文件 Check a file")
    st.caption(
        "拖入报告即可核对，文件不会保存。网页、PDF、Word、表格、文本均可。"
        " Drop a report; it is checked and not kept. Web pages, PDF, Word, spreadsheets, text."
        f" 读取上限 at most: {LIMITS}"
    )
    left, right = st.columns(2)
    file = left.file_uploader("报告 Report", key="report")
    before = right.file_uploader("上年报告（可选）The year before (optional)", key="previous")
    if file is None:
        return
    checked = _check(file.name, file.getvalue(), (before.name, before.getvalue()) if before else None)
    _show(checked)


@st.cache_data(max_entries=10, show_spinner="读取并核对 Reading and checking …")
def _check(name: str, data: bytes, previous: tuple[str, bytes] | None) -> Checked:
    given = [(name, data), *([previous] if previous else [])]
    filings = [(Filing(name, hashlib.sha256(data).hexdigest(), len(data)), data) for name, data in given]
    with _turn(), reading(filings, SECONDS) as read:
        report, *earlier = read
    before = year_before(report, earlier)
    unused = tuple(other for other in earlier if other is not before)
    return Checked(report, findings_of(report, before), before, unused)


@st.cache_resource
def _turn() -> Lock:
    """One dropped file is read at a time, so that many visitors take no more memory than one."""
    return Lock()


def _show(checked: Checked) -> None:
    report = checked.report
    words = escape(heading(report))
    if any(issue.code == "read.limit" for issue in report.issues):
        st.error(f"读取达到上限而中止 Reading was stopped at a limit（{LIMITS}）")
    elif report.status == "quarantined":
        st.error("未能读取 Not readable")
    elif checked.clean:
        st.success(total(checked))
    else:
        english = f" / {len(entries(checked.findings))} findings" if checked.findings else ""
        st.warning(total(checked) + english)
    st.html(f"<p>{words}</p>")
    if checked.previous:
        st.html(f'<p class="src">对照上年 beside the year before: {escape(checked.previous.filing.path)}</p>')
    for remark in remarks(report, checked.previous, checked.unused):
        st.warning(remark)
    items = "".join(
        f"<li>{tag(f.severity)} {escape(f.message)}<br><small>{escape(f.message_en)}</small>"
        + "".join(f"<br>{escape(FOLLOWS)}{escape(follower.message)}" for follower in followers)
        + f"<br>→ {escape(f.do)}</li>"
        for f, *followers in entries(checked.findings)
    )
    if items:
        st.html(f"<ol>{items}</ol>")
    if issues := issue_lines(report):
        st.html("<pre style='white-space:pre-wrap'>" + escape("\n".join(issues)) + "</pre>")
    st.download_button(
        "下载核对单 Download the result",
        lambda: page_of([checked]).encode("utf-8"),
        "gongkai-check.html",
        "text/html",
        icon=":material/download:",
        on_click="ignore",
    )
    sheet = sheet_of(checked)
    for code in sheet.tables():
        line = catalogue().tables[code]
        st.subheader(f"{line.zh} {line.en}")
        st.html(f'<div class="form">{table_html(sheet, code)}</div>')
