"""Maps of who has published: places beside years, or the offices of a county beside years."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import streamlit as st

from dashboard.data import ask, rows
from dashboard.download import download
from dashboard.widgets import PLACE, link, where_of

STATES = {
    "missing": "未收到 missing",
    "late": "逾期 late",
    "on_time": "按期 in time",
    "received": "已收到（期限或日期不明）received, no deadline or no date",
}
SIGNS = {"missing": "no", "late": "late", "on_time": "on", "received": "has"}
UNKNOWN = "地区不明 place unknown"
OWN = "本级机关 offices of this level"
"""In place of a city or county: the offices of the province or city itself."""
MOST = 120
"""Places, or offices, that a map shows; the downloads have all."""
TITLES = {
    "province": "省 Province",
    "city": "市、直辖县区 City, or county without one",
    "county": "县区 County",
}
"""The heading of the column of places, by their level."""
COUNTED = """count(*) AS due, count(report_id) AS received, count(*) FILTER (state = 'on_time') AS on_time,
    count(*) FILTER (state = 'late') AS late, count(*) FILTER (NOT has_reported) AS never"""
"""What a square of the map counts."""


def level_below(state: Mapping[str, Any]) -> str | None:
    """The level of the places below the one in `state`; None below a county, whatever is above
    it."""
    return None if state.get("county") else next((p for p in PLACE if not state.get(p)), None)


def place_below(level: str) -> str:
    """Two columns: `place`, the name of the place of `level` that an office is in, and `named_by`,
    the filter that leads there, empty where there is none. Counties directly under a province, and
    the districts of a municipality, stand beside cities."""
    lower = "city, county" if level == "city" else level
    return (
        f"coalesce({lower}, '{UNKNOWN if level == 'province' else OWN}') AS place,"
        f" CASE WHEN {level} IS NOT NULL THEN '{level}'"
        f" WHEN coalesce({lower}) IS NOT NULL THEN 'county' ELSE '' END AS named_by"
    )


def places(state: Mapping[str, Any], level: str) -> None:
    """Places of `level` below those in `state` beside years: how many of the reports due are there,
    and how many of those that can be judged were in time."""
    st.subheader("各地各年 Places and years")
    where, values = where_of(state)
    what = place_below(level)
    counted = f"SELECT {what}, year, {COUNTED} FROM publications WHERE {where} GROUP BY 1, 2, 3"
    counted_places = rows(
        ask(
            f"WITH counted AS ({counted}),"
            f" worst AS (SELECT place, named_by, sum(due - received) AS missing FROM counted"
            f" GROUP BY ALL ORDER BY missing DESC, place LIMIT {MOST})"
            " FROM counted JOIN worst USING (place, named_by) ORDER BY missing DESC, place, named_by, year",
            *values,
        )
    )
    by_place: dict[tuple[str, str], dict[int, Mapping[str, Any]]] = {}
    for row in counted_places:
        by_place.setdefault((row["place"], row["named_by"]), {})[row["year"]] = row
    here = {k: v for k, v in {**state, "year": st.query_params.get("year")}.items() if v is not None}

    def name(place: str, named_by: str) -> str:
        return link(place, "publication", **here, **{named_by: place}) if named_by else escape(place)

    _grid(
        TITLES[level], {name(*place): {y: _share(c) for y, c in by.items()} for place, by in by_place.items()}
    )
    st.html(
        '<p class="key">收到的份额 share received:'
        + "".join(f'<span><i style="background:{_shade(s / 4)}"></i>{s * 25} %</span>' for s in range(5))
        + "<span>小字为按期／可判断 below: in time of those that can be judged</span></p>"
    )
    _cut(len(by_place), "地 places")
    download("places", f"{counted} ORDER BY place, year", values)


def offices(state: Mapping[str, Any]) -> None:
    """The offices of the county in `state` beside years: on which day each report was published."""
    st.subheader("县区内各机关 The offices of the county")
    where, values = where_of(state)
    offices = rows(
        ask(
            f"""
            WITH worst AS (
                SELECT office_id, count(*) FILTER (state = 'missing') AS missing
                FROM publications WHERE {where}
                GROUP BY office_id ORDER BY missing DESC, office_id LIMIT {MOST}
            )
            SELECT p.office_id::VARCHAR AS office_id, p.name, p.year, p.report_id::VARCHAR AS report_id,
                   p.published_on, p.state
            FROM publications AS p JOIN worst AS w USING (office_id) ORDER BY w.missing DESC, p.name, p.year
            """,
            *values,
        )
    )
    days: dict[str, dict[int, str]] = {}
    for row in offices:
        named = link(row["name"] or "—", "office", office=row["office_id"])
        days.setdefault(named, {})[row["year"]] = _day(row)
    _grid("机关 Office", days)
    st.html(
        '<p class="key">'
        + "".join(f'<span><i class="{SIGNS[s]}"></i>{w}</span>' for s, w in STATES.items())
        + "<span>空白：当年不在应有之列 blank: not due that year</span></p>"
    )
    _cut(len(days), "个机关 offices")


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
        f'<div class="wide"><table class="gt map">'
        f"<tr><th>{zh}<small>{en}</small></th>{head}</tr>{body}</table></div>"
    )


def _share(row: Mapping[str, Any]) -> str:
    dated = row["on_time"] + row["late"]
    in_time = f"按期 {row['on_time']} / {dated}" if dated else "&nbsp;"
    shade = _shade(row["received"] / row["due"])
    return f'<td style="background:{shade}">{row["received"]} / {row["due"]}<small>{in_time}</small></td>'


def _shade(share: float) -> str:
    """From red over white to green; the words of the cell stay readable on each."""
    return f"hsl({120 * share:.0f} 70% {88 if share in (0, 1) else 90}%)"


def _day(row: Mapping[str, Any]) -> str:
    if row["report_id"] is None:
        return '<td class="no">—</td>'
    words = f"{row['published_on']:%Y-%m-%d}" if row["published_on"] else "✓"
    return f'<td class="{SIGNS[row["state"]]}">{link(words, "report", report=row["report_id"])}</td>'


def _cut(listed: int, what: str) -> None:
    if listed == MOST:
        st.caption(f"只列缺报最多的 {MOST} {what} that miss most; 请选地区或下载 choose a place, or download")
