"""The frame of all pages: navigation, which build is shown, and the watch for a new one."""

from __future__ import annotations

import streamlit as st

from dashboard import check, compare, office, overview, place, publication, quality, report
from dashboard.data import NoWarehouse, build, one
from dashboard.widgets import number, style

WATCH = 5
"""Seconds between two looks for a new build."""


@st.fragment(run_every=WATCH)
def _watch(on_page: str) -> None:
    """Run the page again when another build has been published."""
    try:
        current = str(build())
    except NoWarehouse:
        return
    if current != on_page:
        st.rerun()


def _sidebar() -> None:
    published = build()
    known = one("FROM holdings")
    stamp = known["build"]
    when = f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]} {stamp[9:11]}:{stamp[11:13]}" if stamp else "—"
    with st.sidebar:
        st.caption(f"数据版本 Build: {when} UTC")
        st.caption(f"{number(known['reports'])} 份报告 reports · {number(known['offices'])} 个机关 offices")
        _watch(str(published))


def show() -> None:
    """The chosen page in its frame."""
    st.set_page_config(page_title="公开 gongkai", page_icon="📂", layout="wide")
    style()
    pages = [
        st.Page(
            overview.page, title="概览 Overview", icon=":material/home:", url_path="overview", default=True
        ),
        st.Page(quality.page, title="数据质量 Quality", icon=":material/rule:", url_path="quality"),
        st.Page(report.page, title="一份报告 Report", icon=":material/description:", url_path="report"),
        st.Page(office.page, title="一个机关 Office", icon=":material/apartment:", url_path="office"),
        st.Page(compare.page, title="横向比较 Compare", icon=":material/leaderboard:", url_path="compare"),
        st.Page(
            publication.page,
            title="公布情况 Publication",
            icon=":material/event_available:",
            url_path="publication",
        ),
        st.Page(place.page, title="地区汇总 Place", icon=":material/map:", url_path="place"),
        st.Page(check.page, title="核对文件 Check a file", icon=":material/upload_file:", url_path="check"),
    ]
    chosen = st.navigation(pages)
    try:
        _sidebar()
        chosen.run()
    except NoWarehouse:
        if chosen.url_path == "check":
            chosen.run()
        else:
            st.title("公开 gongkai")
            st.info(
                "还没有数据仓库，请先运行 `gongkai run`。 There is no warehouse yet: run `gongkai run` first."
            )
            _watch("")
