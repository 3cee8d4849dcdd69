"""Offices of one kind and level in one year, ranked and spread out, and how requests ended over the
years; those that are chosen over the years in one chart."""

from __future__ import annotations

from typing import Any

from dashboard.asked import Asked
from dashboard.chart import Chart
from dashboard.chart_years import over_years, stacked
from dashboard.filters import PLACE, Filters, sourced, where_of
from dashboard.measures import GUARD, Measure, measures
from dashboard.pages.group_years import breaks, by_place, same_offices
from dashboard.pages.scatter import scatter
from dashboard.pages.spread import of_one_scope, spread
from dashboard.render import Shown
from dashboard.store import Row
from dashboard.sums import apart, both_known, known, total
from dashboard.table import WRITTEN, Column, Table
from dashboard.words import number, words

LEASTS = ("1", "5", "10", "30", "100")
"""Least denominators that can be chosen."""
NOT_TOLD = "not_told"
"""What was handled and no outcome is told of: in doubt, or not filled in."""
CHOSEN = 6
"""Offices of the chart over the years, as many as there are styles."""


def page(asked: Asked) -> Shown:
    """The group of the address by its measure."""
    filters = Filters(asked)
    year = filters.year(every=False)
    known = {one.code: asked.t(one.zh, one.en) for one in measures().values()}
    code = filters.add("measure", known, next(iter(known))) or ""
    scope = filters.scope()
    filters.of_group("kind")
    filters.of_group("level")
    filters.places()
    against = filters.add("against", known, next(one for one in [*known][1:] if one != code)) or ""
    least = int(filters.add("least", {n: n for n in LEASTS}, str(GUARD)) or GUARD)
    title = asked.t("比较：与同类机关", "Compare: beside their peers")
    if year is None:
        return Shown(
            "compare.html", title, {"form": filters, "told": "", "year": None, "median": "", "chosen": []}
        )
    names = ("year", "kind", "level", *PLACE)
    state: dict[str, Any] = {k: v for k, v in filters.state.items() if k in names}
    measure = measures()[code]
    chosen = _chosen(asked)
    ranking = _ranking(asked, state, scope, measure, least, chosen)
    charts = [
        spread(asked, state, scope, measure, least, chosen),
        _outcomes(asked, state, scope),
        scatter(asked, state, scope, measure, measures()[against], least, chosen),
        same_offices(asked, state, scope, measure, least),
        by_place(asked, state, scope, measure, least),
    ]
    if chosen:
        charts.append(_over_years(asked, measure, chosen))
    told = (
        ""
        if state.get("kind") and state.get("level")
        else asked.t(
            "未选机关类别或层级：不同类的机关不宜相比。",
            "Choose a kind and a level: unlike offices do not compare.",
        )
    )
    given = {"form": filters, "told": told, "year": year, "chosen": _named(asked, chosen)}
    return Shown("compare.html", title, given, [ranking, _grounds(asked, state, scope)], charts)


def _chosen(asked: Asked) -> list[int]:
    """The offices of the address, up to CHOSEN; `mark` is what a link from an office brings."""
    given = [*asked.text("offices").split(","), asked.text("mark")]
    keys = [int(key) for key in given if key.isascii() and key.isdecimal() and len(key) < 19]
    return list(dict.fromkeys(keys))[:CHOSEN]


def _named(asked: Asked, chosen: list[int]) -> list[tuple[str, str]]:
    """(name, the address without it) of each chosen office."""
    named = []
    for key in chosen:
        row = asked.build.one("SELECT name, place FROM office_search WHERE office_id = ?", key)
        left = ",".join(str(other) for other in chosen if other != key)
        named.append(
            (
                f"{row['name']} · {row['place']}" if row else str(key),
                asked.here(offices=left or None, mark=None),
            )
        )
    return named


def _ranking(
    asked: Asked, state: dict[str, Any], scope: str, measure: Measure, least: int, chosen: list[int]
) -> Table:
    where, values = of_one_scope(state, scope)
    code, enough, source = measure.code, measure.enough(least), measure.source
    part, whole = (known(one) if one else "NULL" for one in (measure.part, measure.whole))
    key = f"share_floor({part}, {whole})" if measure.kind == "share" else code
    sql = (
        f"SELECT CASE WHEN {key} IS NOT NULL THEN rank() OVER (ORDER BY {key} DESC NULLS LAST) END AS rank,"
        " office_id, name,"
        f" concat_ws(' ', province, city, county) AS place, {code} AS value, {part} AS part,"
        f" {whole} AS whole, {key} AS floor, report_id FROM {source} WHERE {where} AND {enough}"
    )

    def choose(row: Row) -> str:
        offices = ",".join(map(str, dict.fromkeys([*chosen, row["office_id"]])))
        return asked.here(offices=offices, mark=None) + "#overyears"

    columns = [
        Column("rank", "count", link=choose),
        Column("name", link=asked.office, small=asked.place),
        Column("value", "written", link=asked.report, title=asked.t(measure.zh, measure.en)),
    ]
    if measure.whole:
        columns += [Column("part", "count"), Column("whole", "count")]
    if measure.kind == "share":
        columns.append(Column("floor", "share"))
    have = asked.build.one(
        f"SELECT count(*) AS n FROM {source} WHERE {where} AND {code} IS NOT NULL", *values
    )
    place, placed = where_of(state)
    due = asked.build.one(
        f"SELECT count(*) AS n FROM expected_reports WHERE {place}"
        " AND coalesce(scope, 'unknown') IN (?, 'unknown')",
        *placed,
        scope,
    )
    more = ""
    if measure.whole:
        more = asked.t(f"；分母不少于 {least} 的参与排名", f"; ranked with a denominator of {least} or more")
    if measure.kind == "share":
        more += asked.t(
            "，按 95% 置信区间下限：一件中一件不会排在百件中九十件之前",
            ", by the lower end of the 95% interval: one of one is not ahead of ninety of a hundred",
        )
    more += asked.t(
        "；点名次加入下面的历年图", "; click a rank to add the office to the chart over the years"
    )
    own = {"value": lambda row: WRITTEN[measure.kind](row["value"])}
    title = asked.t(f"排名：{measure.zh}", f"Ranking: {measure.en}")
    after = sourced(asked, have["n"], due["n"], more)
    return Table(
        asked,
        "ranking",
        title,
        sql,
        values,
        columns,
        "rank NULLS LAST, name, office_id",
        40,
        after=after,
        main=True,
        own=own,
    )


def _added_up(state: dict[str, Any], scope: str) -> tuple[str, list[Any]]:
    """The reports behind the share granted, as pages of places add it up: those that tell what was handled
    and granted, and that no other of the group has in it."""
    where, values = of_one_scope(state, scope)
    source = f"(FROM indicators WHERE {where})"
    where = f"{both_known('granted_any', 'handled')} AND {apart(source)}"
    return f"{source} AS c WHERE {where}", [*values, *values]


def _outcomes(asked: Asked, state: dict[str, Any], scope: str) -> Chart:
    source, values = _added_up({**state, "year": None}, scope)
    codes = [code for code in words()["outcome"] if code != NOT_TOLD]
    whole, parts = known("handled"), " + ".join(f"coalesce({known(code)}, 0)" for code in codes)
    what = ", ".join(
        (
            *map(total, (*codes, "handled")),
            f"sum(greatest({whole} - ({parts}), 0)) AS {NOT_TOLD}",
            f"count(*) FILTER ({parts} > {whole}) AS over",
        )
    )
    rows = asked.build.rows(
        f"SELECT year, {what}, count(*) AS n FROM {source} AND year IS NOT NULL GROUP BY year ORDER BY year",
        *values,
    )
    series = {
        asked.word("outcome", code): {row["year"]: row[code] or 0 for row in rows}
        for code in words()["outcome"]
    }
    title = asked.t("办理结果构成", "How requests ended")
    made = stacked(
        "results",
        title,
        series,
        asked.word("column", "year"),
        shares=True,
        wholes={row["year"]: row["handled"] for row in rows},
        beside={row["year"]: number(row["n"]) for row in rows},
        beside_word=asked.word("column", "reports"),
    )
    made.after = asked.t(
        "占办理总计；年度后括号内为报告份数", "Of all handled; in brackets: the reports of the year"
    )
    over = sum(row["over"] for row in rows)
    if over:
        made.after += asked.t(
            f"；{number(over)} 份报告各项之和大于办理总计",
            f"; in {number(over)} the parts exceed all handled",
        )
    return made


def _over_years(asked: Asked, measure: Measure, chosen: list[int]) -> Chart:
    series: dict[str, dict[int, float | None]] = {}
    source = measure.source
    for at, key in enumerate(chosen, 1):
        rows = asked.build.rows(
            f"SELECT year, name, {measure.code} AS v FROM {source} WHERE office_id = ?", key
        )
        if rows:
            series[f"{at} {rows[0]['name']}"] = {row["year"]: row["v"] for row in rows}
    title = asked.t(f"所选机关历年：{measure.zh}", f"Chosen offices over the years: {measure.en}")
    return over_years("overyears", title, series, measure.kind, asked.word("column", "year"), breaks(asked))


def _grounds(asked: Asked, state: dict[str, Any], scope: str) -> Table:
    source, values = _added_up(state, scope)
    where = known("refused")
    words = "zh" if asked.language == "zh" else "en"
    sql = (
        f"SELECT {words} AS ground, coalesce(sum(value), 0) AS requests, max(g.n) AS reports, position"
        f" FROM refusal_grounds JOIN (SELECT report_id, count(*) OVER () AS n FROM {source}"
        f" AND {where} IS NOT NULL) AS g USING (report_id)"
        " WHERE year = ? GROUP BY ALL"
    )
    requests = Column("requests", "bar", title=asked.t("件数", "Requests"))
    columns = [
        Column("ground"),
        requests,
        Column("reports", "count"),
    ]
    title = asked.t("不予公开的理由", "Grounds of refusal")
    return Table(asked, "grounds", title, sql, [*values, state["year"]], columns, "position")
