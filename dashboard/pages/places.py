"""A place as a whole: the map and the figures of the places in it, its totals over the years, and its
offices."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboard import place_figures
from dashboard.asked import Asked, Choice, NotThere
from dashboard.chart import Chart
from dashboard.chart_years import over_years
from dashboard.filters import Filters, where_of
from dashboard.pages import find
from dashboard.pages.place_map import place_address, place_map, place_path, place_word
from dashboard.place_figures import level_below, place_below
from dashboard.render import Shown
from dashboard.store import Row
from dashboard.table import Column, Table
from dashboard.tiles import Tiles
from dashboard.words import NONE, number

LINES = ("requests", "carried_out", "reconsiderations", "litigations")
"""Lines of the chart of a place."""
FIGURES = (
    *(
        ("received_share", "share"),
        ("on_time_share", "share"),
        ("errors_rate", "per100"),
        ("requests", "count"),
    ),
    *(("granted_share", "share"), ("carried_out", "count"), ("backlog_share", "share")),
    *(("reconsiderations", "count"), ("litigations", "count"), ("corrected_share", "share")),
)
"""The figures of a row of places or years, and how they are written."""


def page(asked: Asked, *names: str | None) -> Shown:
    """The country, or the place named by the parts of the address. Raises NotThere."""
    state = _place(asked, [name for name in names if name])
    filters = Filters(asked)
    year = filters.year(every=False)
    scope = filters.scope()
    filters.of_group("kind")
    if year is None:
        return Shown("places.html", asked.t("地区", "Places"), {"form": None, "trail": [], "switch": []})
    where = {**state, "kind": filters.state["kind"]}
    trail = _trail(asked, state)
    title = " ".join(str(v) for v in state.values() if v) or asked.t("全国各地", "The country")
    tables: list[Table] = []
    charts: list[Chart | Tiles] = []
    switch: list[Choice] = []
    level = level_below(state)
    if level:
        below = _below(asked, {**where, "year": year}, level, scope, state)
        drawn, switch = place_map(
            asked, below.taken(), f"{year}", {**where, "year": year}, level == "province", state
        )
        tables, charts = [below], [drawn]
    totals = _years(asked, where, scope)
    charts.append(_lines(asked, totals.taken()))
    tables += [totals, *([_offices(asked, {**where, "year": year})] if state else [])]
    given = {"form": filters, "trail": trail, "switch": switch, "level": level, "year": year, "state": state}
    return Shown("places.html", title, given, tables, charts, nav="/places")


def _place(asked: Asked, names: list[str]) -> dict[str, Any]:
    """Province, city and county of the parts of an address; a county may stand right below its
    province."""
    if not names:
        return {}
    ways = [dict(zip(("province", "city", "county"), names, strict=False))]
    if len(names) == 2:
        ways.append({"province": names[0], "county": names[1]})
    elif len(names) == 1:  # a county whose province is not known
        ways.append({"county": names[0]})
    for way in ways:
        where, values = where_of(way)
        if "county" in way:
            where += "".join(f" AND {level} IS NULL" for level in ("province", "city") if level not in way)
        if asked.build.rows(f"SELECT 1 FROM office_search WHERE {where} LIMIT 1", *values):
            return way
    raise NotThere("/".join(names), find.nearest(asked, "/" + names[-1]))


def _trail(asked: Asked, state: dict[str, Any]) -> list[tuple[str, str]]:
    if not state:
        return []
    trail = [(asked.t("全国", "The country"), asked.link("/places"))]
    names = [*state.values()]
    trail += [(name, asked.link(place_address(*names[: at + 1]))) for at, name in enumerate(names[:-1])]
    return trail


SUMMED = tuple(name for name, _ in FIGURES if name not in ("received_share", "on_time_share", "errors_rate"))
"""Figures of the reports that are added up; each has its own count of them."""
TAKEN = (
    *("due", "received", "on_time", "late", "reports", "beside", "wrong", "summed", "handled"),
    *(f"{name}_of" for name in SUMMED),
)
"""Columns of a download beside those that are shown."""


def _columns(asked: Asked, first: Column) -> list[Column]:
    t = asked.t

    def of(part: str, whole: str) -> Callable[[Row], str]:
        return lambda row: f"{number(row[part])} / {number(row[whole])}" if row[whole] else ""

    def received(row: Row) -> str:
        n = row["beside"]
        return of("received", "due")(row) + (t(f"；名册之外 {n}", f"; {n} on no roster") if n else "")

    def in_time(row: Row) -> str:
        dated = (row["on_time"] or 0) + (row["late"] or 0)
        return f"{number(row['on_time'])} / {number(dated)}" if dated else ""

    def behind(name: str) -> Callable[[Row], str]:
        return lambda row: (
            t(f"{n} 份相加", f"from {n}") if (n := number(row[f"{name}_of"] or None)) != NONE else ""
        )

    small = {
        "received_share": received,
        "on_time_share": in_time,
        "errors_rate": of("wrong", "reports"),
        **{name: behind(name) for name in SUMMED},
    }
    return [first, *(Column(name, kind, small=small.get(name)) for name, kind in FIGURES)]


def _below(asked: Asked, where: dict[str, Any], level: str, scope: str, state: dict[str, Any]) -> Table:
    sql, values = place_figures.statement(place_below(level), "place, named_by", where, scope)
    kept = {name: asked.query.get(name) for name in ("year", "scope", "kind", "measure")}

    def to(row: Row) -> str | None:
        path = place_path(state, row)
        return asked.link(path, **kept) if path else None

    columns = _columns(asked, Column("place", link=to, title=asked.word("unit_place", level)))
    title = asked.t(f"{where['year']} 年各{asked.word('unit_place', level)}", f"By place, {where['year']}")
    after = _scope_said(asked, scope)
    own = {"place": lambda row: place_word(asked, row)}
    return Table(
        asked,
        "places",
        title,
        sql,
        values,
        columns,
        "due DESC, place",
        60,
        after=after,
        main=True,
        own=own,
        only_taken=TAKEN,
    )


def _scope_said(asked: Asked, scope: str) -> str:
    said, first = asked.word("scope", scope), asked.word("column", SUMMED[0])
    return asked.t(
        f"“{first}”以后各列只计口径为“{said}”的报告，汇总报告已含其下级的只计上一级；各数之下为相加的报告份数",
        f"From “{first}” on: reports that count “{said}”; of territories within each other the upper one."
        " Below each figure: the reports it is from",
    )


def _years(asked: Asked, where: dict[str, Any], scope: str) -> Table:
    sql, values = place_figures.statement("year", "year", where, scope)
    columns = _columns(asked, Column("year", "year"))
    title = asked.t("各年合计", "Totals by year")
    after = asked.t(
        "收到的报告不同，合计不可直接相比；" + _scope_said(asked, scope),
        "Totals of unlike coverage do not compare. " + _scope_said(asked, scope),
    )
    return Table(asked, "years", title, sql, values, columns, "year DESC", after=after, only_taken=TAKEN)


def _lines(asked: Asked, rows: list[Row]) -> Chart:
    series = {asked.word("column", code): {r["year"]: r[code] for r in rows} for code in LINES}
    beside = {r["year"]: f"{_from_to(r)} / {number(r['due'])}" for r in rows}
    title = asked.t("各年合计", "Totals by year")
    made = over_years(
        "totals",
        title,
        series,
        "count",
        asked.word("column", "year"),
        beside=beside,
        beside_word=asked.t("相加／应有", "Added up / due"),
    )
    added_up = {str(r["year"]): _from_to(r) for r in rows}
    made.x_below = {at: f"({added_up[year]})" for at, year in made.x_ticks}
    made.after = asked.t("年度后括号内为相加的报告份数", "In brackets: reports that are added up")
    return made


def _from_to(row: Row) -> str:
    """The reports behind the lines of a year, which need not have all of them."""
    counts = [row[f"{name}_of"] or 0 for name in LINES]
    low, high = min(counts), max(counts)
    return number(high) if low == high else f"{number(low)}–{number(high)}"


def _offices(asked: Asked, state: dict[str, Any]) -> Table:
    where, values = where_of({k: v for k, v in state.items() if k != "year"})
    sql = (
        "SELECT o.office_id, name, kind, level, concat_ws(' ', city, county) AS place, reports,"
        " i.requests_new, i.granted_share, i.report_id FROM office_list AS o LEFT JOIN"
        " (SELECT office_id, report_id, requests_new, granted_share FROM indicators WHERE year = ?) AS i"
        f" USING (office_id) WHERE {where}"
    )
    columns = [
        Column("name", link=asked.office, small=lambda row: row["place"]),
        Column("kind", words="kind"),
        Column("level", words="level"),
        Column("requests_new", "count", link=asked.report),
        Column("granted_share", "share"),
        Column("reports", "count"),
    ]
    title = asked.t("这里的机关", "The offices here")
    values = [state["year"], *values]
    return Table(asked, "offices", title, sql, values, columns, "level, kind, name, office_id", 40)
