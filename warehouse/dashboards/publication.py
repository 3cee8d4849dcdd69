"""Who has published, when, and who has not: a map of places and years, and the offices one by one."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from warehouse.dashboards.data import ask, one, rows
from warehouse.dashboards.download import download
from warehouse.dashboards.parts import (
    PLACE,
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

STATES = {
    "missing": "未收到 missing",
    "late": "逾期 late",
    "on_time": "按期 in time",
    "received": "已收到（期限或日期不明）received, no deadline or no date",
}
SIGNS = {"missing": "no", "late": "late", "on_time": "on", "received": "has"}
UNKNOWN = "不明 unknown"
PLACES, LISTED = 120, 100
"""Places, or offices, that a map shows; offices that the list shows. The downloads have all."""
COUNTED = """count(*) AS due, count(report_id) AS received, count(*) FILTER (state = 'on_time') AS on_time,
    count(*) FILTER (state = 'late') AS late, count(*) FILTER (NOT has_reported) AS never"""
TOLD = (
    "应有：曾有年报的机关，加上有年报的县区内名录所列乡镇街道；未收到不等于没有公布，可能只是没有收录。"
    " Due: offices with a report of any year, and the townships on record of counties with one."
    " Missing here need not mean unpublished: it may never have been collected."
)


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
    level = next((p for p in PLACE if p not in where), None)
    if level:
        _places(where, level)
    else:
        _offices(where)
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
            ("逾期 Late", number(known["late"])),
            ("按期率 In time", percent(known["on_time"] / dated if dated else None)),
        )
    )
    st.html(
        f'<p class="src">{state["year"]} 年；按期率来自期限和发布日期都明确的 {number(dated)} 份'
        f" of {state['year']}; in time: of the {number(dated)} reports whose deadline and date are known</p>"
    )


def _places(state: Mapping[str, Any], level: str) -> None:
    """Places beside years: how many of the reports due are there, and how many of those that can be judged in time."""
    st.subheader("各地各年 Places and years")
    where, values = where_of(state)
    counted = (
        f"SELECT coalesce({level}, '{UNKNOWN}') AS place, year, {COUNTED} FROM publications WHERE {where} GROUP BY 1, 2"
    )
    found = rows(
        ask(
            f"WITH counted AS ({counted}), worst AS (SELECT place, sum(due - received) AS missing FROM counted"
            f" GROUP BY place ORDER BY missing DESC, place LIMIT {PLACES})"
            " FROM counted JOIN worst USING (place) ORDER BY missing DESC, place, year",
            *values,
        )
    )
    places: dict[str, dict[int, Mapping[str, Any]]] = {}
    for row in found:
        places.setdefault(row["place"], {})[row["year"]] = row
    here = {k: v for k, v in {**state, "year": st.query_params.get("year")}.items() if v is not None}

    def name(place: str) -> str:
        return escape(place) if place == UNKNOWN else link(place, "publication", **here, **{level: place})

    _grid(level_title(level), {name(place): {y: _share(c) for y, c in by.items()} for place, by in places.items()})
    st.html(
        '<p class="key">收到的份额 share received:'
        + "".join(f'<span><i style="background:{_shade(s / 4)}"></i>{s * 25} %</span>' for s in range(5))
        + "<span>小字为按期／可判断 below: in time of those that can be judged</span></p>"
    )
    _cut(len(places), "地 places")
    download("places", f"{counted} ORDER BY place, year", values)


def _offices(state: Mapping[str, Any]) -> None:
    """The offices of a county beside years: on which day each report was published."""
    st.subheader("县区内各机关 The offices of the county")
    where, values = where_of(state)
    found = rows(
        ask(
            f"""
            WITH worst AS (
                SELECT office_id, count(*) FILTER (state = 'missing') AS missing FROM publications WHERE {where}
                GROUP BY office_id ORDER BY missing DESC, office_id LIMIT {PLACES}
            )
            SELECT p.office_id::VARCHAR AS office_id, p.name, p.year, p.report_id::VARCHAR AS report_id, p.published_on,
                   p.state, p.has_reported
            FROM publications AS p JOIN worst AS w USING (office_id) ORDER BY w.missing DESC, p.name, p.year
            """,
            *values,
        )
    )
    offices: dict[str, dict[int, str]] = {}
    for row in found:
        name = escape(row["name"] or "—")
        named = link(row["name"] or "—", "office", office=row["office_id"]) if row["has_reported"] else name
        offices.setdefault(named, {})[row["year"]] = _day(row)
    _grid("机关 Office", offices)
    st.html(
        '<p class="key">'
        + "".join(f'<span><i class="{SIGNS[s]}"></i>{w}</span>' for s, w in STATES.items())
        + "<span>空白：当年不在应有之列 blank: not due that year</span></p>"
    )
    _cut(len(offices), "个机关 offices")


def _grid(title: str, lines: Mapping[str, Mapping[int, str]]) -> None:
    if not lines:
        st.info("没有机关 No offices")
        return
    years = sorted({year for line in lines.values() for year in line})
    head = "".join(f"<th>{year}</th>" for year in years)
    body = "".join(
        f"<tr><td>{name}</td>{''.join(line.get(year, '<td></td>') for year in years)}</tr>"
        for name, line in lines.items()
    )
    zh, _, en = title.partition(" ")
    st.html(
        f'<div class="wide"><table class="gt map"><tr><th>{zh}<small>{en}</small></th>{head}</tr>{body}</table></div>'
    )


def _share(row: Mapping[str, Any]) -> str:
    dated = row["on_time"] + row["late"]
    told = f"按期 {row['on_time']} / {dated}" if dated else "&nbsp;"
    shade = _shade(row["received"] / row["due"])
    return f'<td style="background:{shade}">{row["received"]} / {row["due"]}<small>{told}</small></td>'


def _shade(share: float) -> str:
    """From red over white to green; the words of the cell stay readable on each."""
    return f"hsl({120 * share:.0f} 70% {88 if share in (0, 1) else 90}%)"


def _day(row: Mapping[str, Any]) -> str:
    if row["report_id"] is None:
        return '<td class="no">—</td>'
    words = f"{row['published_on']:%Y-%m-%d}" if row["published_on"] else "✓"
    return f'<td class="{SIGNS[row["state"]]}">{link(words, "report", report=row["report_id"])}</td>'


def _list(state: Mapping[str, Any]) -> None:
    """The offices of one year, those without a report first, then by days late."""
    st.subheader(f"{state['year']} 年逐个机关 Office by office")
    where, values = where_of(state)
    listed = (
        "SELECT office_id::VARCHAR AS office_id, name, kind, concat_ws(' ', province, city, county) AS place, state,"
        " deadline, published_on, days_late, has_reported, report_id::VARCHAR AS report_id"
        f" FROM publications WHERE {where}"
        " ORDER BY state = 'missing' DESC, deadline NULLS LAST, days_late DESC NULLS LAST, place, name"
    )
    found = rows(ask(f"{listed} LIMIT {LISTED}", *values))
    if not found:
        st.info("没有机关 No offices")
        return
    table(
        found,
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
    _cut(len(found), "个机关 offices", LISTED)
    download("publication", listed, values)


def _office(row: Mapping[str, Any]) -> str:
    if row["has_reported"]:
        return link(row["name"] or "—", "office", office=row["office_id"])
    return f"{escape(row['name'] or '—')}<small>从未见过 never seen</small>"


def _state(row: Mapping[str, Any]) -> str:
    return f'<span class="sign {SIGNS[row["state"]]}">{STATES[row["state"]].partition("（")[0]}</span>'


def _published(row: Mapping[str, Any]) -> str:
    if row["report_id"] is None:
        return "—"
    return link(_date(row["published_on"], "日期不明 no date"), "report", report=row["report_id"])


def _date(day: Any, none: str = "—") -> str:
    return f"{day:%Y-%m-%d}" if day else none


def level_title(level: str) -> str:
    """The name of a level of places, in both languages."""
    return {"province": "省 Province", "city": "市 City", "county": "县区 County"}[level]


def _cut(shown: int, what: str, most: int = PLACES) -> None:
    if shown >= most:
        st.caption(f"只列缺报最多的 {most} {what} that miss most; 请选地区或下载 choose a place, or download")
