"""Who has published, when, and who has not: a map of places and years, and the offices one by
one."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from dashboard.data import ask, one, rows
from dashboard.download import download
from dashboard.maps import COUNTED, SIGNS, STATES, level_below, offices, places
from dashboard.publication_timeline import timeline
from dashboard.widgets import (
    choice,
    choose_kind,
    choose_place,
    choose_year,
    figures,
    kind_name,
    link,
    number,
    percent,
    table,
    text,
    where_of,
)

LISTED = 50
"""Offices that the list shows; the download has all."""
TOLD = (
    "应有：有名册之地只看名册，其他地方为曾有年报的机关；未收到不等于没有公布，可能只是没有收录。"
    " Due: what the roster says where there is one, elsewhere every office with a report of any year."
    " Missing here need not mean unpublished: it may never have been collected."
)
"""What the page says of who is due."""


def page() -> None:
    """Filters, the map, and the list for one year."""
    st.title("公布情况 Publication")
    st.caption(TOLD)
    first, second, third = st.columns(3)
    with first:
        year = choose_year(every=None)
    with second:
        kind = choose_kind()
    with third:
        state = choice("状态 State", "state", list(STATES), lambda s: STATES[s].partition("（")[0])
    with st.container(horizontal=True):
        where: dict[str, Any] = {"kind": kind, **choose_place()}
    if year is None:
        st.info("还没有报告 No reports yet")
        return
    _figures({**where, "year": year})
    if level := level_below(where):
        places(where, level)
    else:
        offices(where)
    timeline({**where, "year": year})
    _list({**where, "year": year, "state": state})


def _figures(state: Mapping[str, Any]) -> None:
    where, values = where_of(state)
    known = one(f"SELECT {COUNTED} FROM publications WHERE {where}", *values)
    dated = known["on_time"] + known["late"]
    figures(
        (
            ("收到／应有 Received／due", f"{number(known['received'])} / {number(known['due'])}"),
            ("未收到 Missing", number(known["due"] - known["received"])),
            ("其中从未见过 Never seen", number(known["never"])),
            ("另有乡镇街道 Townships beside", number(_unseen(state))),
            ("逾期 Late", number(known["late"])),
            ("按期率 In time", percent(known["on_time"] / dated if dated else None)),
        )
    )
    st.html(
        f'<p class="src">{state["year"]} 年；按期率来自期限和发布日期都明确的 {number(dated)} 份'
        f" of {state['year']}; in time: of the {number(dated)} reports whose deadline and date are known."
        "；“另有乡镇街道”：名录所列而从未见过年报的，不计入应有"
        " Townships beside: on record and never seen, no part of what is due</p>"
    )


def _unseen(state: Mapping[str, Any]) -> int:
    where, values = where_of({name: value for name, value in state.items() if name != "year"})
    return int(one(f"SELECT count(*) AS many FROM unseen_townships WHERE {where}", *values)["many"])


def _list(state: Mapping[str, Any]) -> None:
    """The offices of one year, those without a report first, then by days late."""
    st.subheader(f"{state['year']} 年逐个机关 Office by office")
    where, values = where_of(state)
    listed = (
        "SELECT office_id::VARCHAR AS office_id, name, kind, "
        " concat_ws(' ', province, city, county) AS place, state,"
        " deadline, published_on, days_late, has_reported, undated, report_id::VARCHAR AS report_id"
        f" FROM publications WHERE {where}"
        " ORDER BY state = 'missing' DESC, deadline NULLS LAST, days_late DESC NULLS LAST, place, name"
    )
    offices = rows(ask(f"{listed} LIMIT {LISTED}", *values))
    if not offices:
        st.info("没有机关 No offices")
        return
    table(
        offices,
        {
            "name": ("机关 Office", _office),
            "kind": ("类别 Kind", lambda r: escape(kind_name(r["kind"]))),
            "place": ("地区 Place", text("place")),
            "state": ("状态 State", _state),
            "deadline": ("法定期限 Deadline", lambda r: _date(r["deadline"])),
            "published_on": ("发布 Published", _published),
            "days_late": ("逾期天数 Days late", lambda r: number(r["days_late"])),
        },
        right=("deadline", "published_on", "days_late"),
    )
    if len(offices) == LISTED:
        st.caption(f"只列前 {LISTED} 个，下载有全部 Only the first {LISTED}; the download has all")
    download("publication", listed, values)


def _office(row: Mapping[str, Any]) -> str:
    never = "" if row["has_reported"] else "<small>从未见过 never seen</small>"
    return link(row["name"] or "—", "office", office=row["office_id"]) + never


def _state(row: Mapping[str, Any]) -> str:
    files = row["undated"] if row["report_id"] is None else 0
    doubt = f"<small>另有年度不明的文件 {files} 份 files without a year</small>" if files else ""
    return f'<span class="sign {SIGNS[row["state"]]}">{STATES[row["state"]].partition("（")[0]}</span>{doubt}'


def _published(row: Mapping[str, Any]) -> str:
    if row["report_id"] is None:
        return "—"
    return link(_date(row["published_on"], "日期不明 no date"), "report", report=row["report_id"])


def _date(day: Any, none: str = "—") -> str:
    return f"{day:%Y-%m-%d}" if day else none
