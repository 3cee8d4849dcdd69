"""Who has published, when, and who has not: places beside years, and the offices of one year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from dashboard.asked import Asked
from dashboard.chart import Chart, Mark, Note, Scale, Stroke, short, steps
from dashboard.filters import Filters, sourced, where_of
from dashboard.pages.place_map import place_chosen, place_word
from dashboard.place_figures import level_below, place_below
from dashboard.render import Shown
from dashboard.store import Row
from dashboard.table import Column, Table
from dashboard.words import number, percent, words
from pipelines.offices.kinds import deadlines

COUNTED = """count(*) AS due, count(report_id) AS received, count(*) - count(report_id) AS missing,
    share(count(report_id), count(*)) AS received_share, count(*) FILTER (state = 'on_time') AS on_time,
    count(*) FILTER (state = 'late') AS late, count(*) FILTER (NOT has_reported) AS never,
    share(count(*) FILTER (state = 'on_time'), count(*) FILTER (state IN ('on_time', 'late')))
    AS on_time_share"""
"""What a row counts of the reports due."""
DAYS = 365
"""Days after the end of the year that are drawn."""
LAST_YEARS = 8
"""Years of the table of places and years."""


def page(asked: Asked) -> Shown:
    """Under the filters of the address: figures, places or offices beside years, the curve of days, the
    list of one year."""
    filters = Filters(asked)
    year = filters.year(every=False)
    filters.of_group("kind")
    filters.places()
    state = dict(filters.state)
    chosen = filters.add("state", {code: asked.word("state", code) for code in words()["state"]})
    title = asked.t("公布情况：收到与未收到", "Publication: received and not")
    if year is None:
        return Shown("publication.html", title, {"form": filters, "figures": [], "years": [], "rows": []})
    grid = _offices_by_year(asked, state) if level_below(state) is None else _places_by_year(asked, state)
    tables = [_list(asked, {**state, "state": chosen}), _places(asked, state)]
    given = {"form": filters, "figures": _figures(asked, state), "year": year, **grid}
    return Shown("publication.html", title, given, [t for t in tables if t], [_timeline(asked, state)])


def _figures(asked: Asked, state: dict[str, Any]) -> list[tuple[str, str, str]]:
    where, values = where_of(state)
    (row,) = asked.build.rows(f"SELECT {COUNTED} FROM publications WHERE {where}", *values)
    place, placed = where_of({k: v for k, v in state.items() if k != "year"})
    (unseen,) = asked.build.rows(f"SELECT count(*) AS n FROM unseen_townships WHERE {place}", *placed)
    dated = row["on_time"] + row["late"]
    t = asked.t
    return [
        (t("收到／应有", "Received / due"), f"{number(row['received'])} / {number(row['due'])}", ""),
        (
            t("未收到", "Not received"),
            number(row["missing"]),
            t(f"从未见过 {row['never']}", f"{row['never']} never seen"),
        ),
        (t("逾期", "Late"), number(row["late"]), ""),
        (
            t("按期率", "In time"),
            percent(row["on_time_share"]),
            t(f"期限与日期都明确的 {number(dated)} 份中", f"of the {number(dated)} with deadline and date"),
        ),
        (
            t("另有乡镇街道", "Townships beside"),
            number(unseen["n"]),
            t("名录所列而从未见过，不计入应有", "on record, never seen, not due"),
        ),
    ]


def _list(asked: Asked, state: dict[str, Any]) -> Table:
    where, values = where_of(state)
    sql = (
        "SELECT office_id, name, kind, concat_ws(' ', province, city, county) AS place, state, deadline,"
        " published_on, days_late, has_reported, undated, report_id, province, city, county"
        f" FROM publications WHERE {where}"
    )

    def doubt(row: Row) -> str:
        never = "" if row["has_reported"] else asked.t("从未见过", "never seen")
        files = row["undated"] if row["report_id"] is None else 0
        more = asked.t(f"另有年度不明的文件 {files} 份", f"{files} files without a year") if files else ""
        return " · ".join(part for part in (never, more) if part)

    columns = [
        Column("name", link=asked.office, small=asked.place),
        Column("kind", words="kind"),
        Column("state", "state", words="state", small=doubt),
        Column("deadline", "day"),
        Column("published_on", "day", link=asked.report),
        Column("days_late", "count"),
    ]
    order = "state <> 'missing', deadline NULLS LAST, days_late DESC NULLS LAST, place, name, office_id"
    title = asked.t(f"{state['year']} 年逐个机关", f"Office by office, {state['year']}")
    return Table(asked, "offices", title, sql, values, columns, order, main=True, only_taken=("place",))


def _places(asked: Asked, state: dict[str, Any]) -> Table | None:
    level = level_below(state)
    if level is None:
        return None
    where, values = where_of({k: v for k, v in state.items() if k != "year"})
    sql = f"SELECT {place_below(level)}, year, {COUNTED} FROM publications WHERE {where} GROUP BY 1, 2, 3"
    columns = [
        Column("place"),
        Column("year", "year"),
        *(Column(name, "count") for name in ("due", "received", "missing", "on_time", "late", "never")),
        *(Column(name, "share") for name in ("received_share", "on_time_share")),
    ]
    title = asked.t("各地各年", "Places and years")
    return Table(asked, "places", title, sql, values, columns, "place, year", 40)


def _places_by_year(asked: Asked, state: dict[str, Any]) -> dict[str, Any]:
    """Places beside years: of what is due how much is there, and how much of it was in time."""
    table = _places(asked, state)
    rows = table.taken() if table else []
    years = sorted({row["year"] for row in rows})[-LAST_YEARS:]
    kept = {k: v for k, v in state.items() if v is not None}
    lines: dict[tuple[str, str], dict[int, dict[str, Any]]] = {}
    for row in rows:
        dated = row["on_time"] + row["late"]
        lines.setdefault((row["place"], row["named_by"]), {})[row["year"]] = {
            "shade": f"q{min(4, int(5 * (row['received_share'] or 0)))}",
            "value": f"{number(row['received'])} / {number(row['due'])}",
            "small": asked.t(f"按期 {row['on_time']}／{dated}", f"in time {row['on_time']}/{dated}")
            if dated
            else "",
            "missing": row["missing"],
        }
    by_missing = sorted(lines.items(), key=lambda one: (-sum(c["missing"] for c in one[1].values()), one[0]))
    shown = [
        {
            "name": place_word(asked, {"place": place}),
            "href": asked.link("/publication", **{**kept, **chosen}) if chosen else "",
            "cells": [cells.get(year) for year in years],
        }
        for (place, named_by), cells in by_missing
        for chosen in [place_chosen({"place": place, "named_by": named_by})]
    ]
    return {"years": years, "rows": shown[:MOST], "cut": len(shown), "by_place": True}


MOST = 120
"""Lines of the table of years on the page; the download has all."""


def _offices_by_year(asked: Asked, state: dict[str, Any]) -> dict[str, Any]:
    where, values = where_of({k: v for k, v in state.items() if k != "year"})
    rows = asked.build.rows(
        f"SELECT office_id, name, year, report_id, published_on, state FROM publications"
        f" WHERE {where} ORDER BY name",
        *values,
    )
    years = sorted({row["year"] for row in rows})[-LAST_YEARS:]
    lines: dict[int, dict[str, Any]] = {}
    for row in rows:
        line = lines.setdefault(
            row["office_id"], {"name": row["name"], "href": asked.office(row), "missing": 0, "of": {}}
        )
        line["missing"] += row["state"] == "missing"
        line["of"][row["year"]] = {
            "shade": row["state"],
            "value": f"{row['published_on']:%Y-%m-%d}"
            if row["published_on"]
            else asked.t("未收到", "missing")
            if row["report_id"] is None
            else "✓",
            "small": "",
            "href": asked.report(row),
        }
    shown = sorted(lines.values(), key=lambda line: -line["missing"])
    for line in shown:
        line["cells"] = [line["of"].get(year) for year in years]
    return {"years": years, "rows": shown[:MOST], "cut": len(shown), "by_place": False}


def _timeline(asked: Asked, state: dict[str, Any]) -> Chart:
    """The share of what is due that was out on each day after the year, for the year and the one
    before."""
    year = int(state["year"])
    where, values = where_of({k: v for k, v in state.items() if k != "year"})
    source = f"FROM publications WHERE {where} AND year IN (?, ?)"
    values = [*values, year, year - 1]
    due = {
        r["year"]: r["n"]
        for r in asked.build.rows(f"SELECT year, count(*) AS n {source} GROUP BY year", *values)
    }
    rows = asked.build.rows(
        "SELECT year, date_diff('day', make_date(year, 12, 31), published_on) AS day, count(*) AS n"
        f" {source} AND published_on IS NOT NULL GROUP BY ALL ORDER BY ALL",
        *values,
    )
    chart = Chart("days", asked.t("截至某日已公布的份额", "Published by which day"))
    left, top, right, bottom = chart.plot
    x, y = Scale(0, DAYS, left, right), Scale(0, 1, bottom, top + 4)
    chart.y_ticks = [(y(at), short(at, "share")) for at in (0, 0.25, 0.5, 0.75, 1)]
    first = date(2001, 1, 1)
    chart.x_ticks = [(x((date(2001, m, 1) - first).days), f"{m:02}-01") for m in (1, 3, 5, 7, 9, 11)]
    for deadline in deadlines():
        at = (date(2001, deadline.month, deadline.day) - first).days + 1
        anchor = "start" if deadline.kind == "government" else "end"
        chart.notes.append(Note(x(at), asked.word("kind", deadline.kind), anchor))
    chart.head = [asked.word("column", "on_day"), asked.word("column", "year"), asked.word("column", "share")]
    drawn = 0
    for style, of in (("0", year), ("1", year - 1)):
        points, total = [(0.0, 0.0)], 0
        for row in rows:
            if row["year"] == of and 1 <= row["day"] <= DAYS:
                total += row["n"]
                points.append((row["day"], total / due[of]))
                on = first + timedelta(row["day"] - 1)
                chart.rows = [*chart.rows, [f"{on:%m-%d}", str(of), percent(total / due[of])]]
        if total:
            chart.strokes.append(Stroke(style, steps([*points, (DAYS, total / due[of])], x, y)))
            chart.legend.append((style, asked.t(f"{of} 年度", f"report year {of}")))
            last = points[-1]
            chart.dots.append(Mark(x(last[0]), y(last[1]), 0, 0, style, f"{of}: {percent(last[1])}"))
        drawn = total if of == year else drawn
    said = asked.t("；虚线为法定期限", "; dashed: the legal deadlines")
    chart.after = sourced(asked, drawn, due.get(year, 0), said)
    return chart
