"""A group of offices over the years: the median of the same offices beside that of all, and a small chart
for each place."""

from __future__ import annotations

from typing import Any

from dashboard.asked import Asked
from dashboard.chart import Chart, Panel
from dashboard.chart_years import over_years, small_multiples
from dashboard.measures import LEAST_PEERS, Measure
from dashboard.pages.place_map import place_word
from dashboard.pages.spread import of_one_scope
from dashboard.place_figures import level_below, place_below
from dashboard.words import number, several
from pipelines.catalogue import catalogue

YEARS = 5
"""Years in all of which an office must have a value to be one of the same."""
PANELS = 36
"""Small charts at most; there are 31 provinces."""


def breaks(asked: Asked) -> list[tuple[float, str]]:
    """Where the form changed, in words."""
    return [(at, asked.t("新格式", "new form")) for at in catalogue().breaks()]


def same_offices(asked: Asked, state: dict[str, Any], scope: str, measure: Measure, least: int) -> Chart:
    """The median of the offices of the group that have a value in each of the last years, beside that of
    all who have one in the year; the count of all stands at each year."""
    year = int(state["year"])
    where, values = of_one_scope({**state, "year": None}, scope)
    code, enough, source = measure.code, measure.enough(least), measure.source
    rows = asked.build.rows(
        f"WITH known AS (SELECT office_id, year, {code} AS v FROM {source} WHERE {where} AND {enough}"
        " AND year BETWEEN ? AND ?), same AS (SELECT office_id FROM known GROUP BY office_id"
        " HAVING count(DISTINCT year) = (SELECT count(DISTINCT year) FROM known))"
        " SELECT year, median(v) AS every, count(*) AS n,"
        " median(v) FILTER (office_id IN (FROM same)) AS same, (SELECT count(*) FROM same) AS m"
        " FROM known GROUP BY year ORDER BY year",
        *values,
        year - YEARS + 1,
        year,
    )
    title = asked.t(f"历年中位数：{measure.zh}", f"Median over the years: {measure.en}")
    same = rows[0]["m"] if rows else 0
    series = {asked.t("全部", "All"): {r["year"]: r["every"] for r in rows if r["n"] >= LEAST_PEERS}}
    if same >= LEAST_PEERS and len(rows) > 1:
        words = asked.t(
            f"每年都有数值的 {number(same)} 个机关", f"The same {several(same, 'office')} each year"
        )
        series = {words: {r["year"]: r["same"] for r in rows}, **series}
    made = over_years(
        "same",
        title,
        series,
        measure.kind,
        asked.word("column", "year"),
        breaks(asked),
        beside={r["year"]: number(r["n"]) for r in rows},
        beside_word=asked.word("column", "offices"),
    )
    made.after = asked.t(
        f"年度后括号内为当年机关数；不足 {LEAST_PEERS} 个机关的不画",
        f"In brackets: offices of the year; of fewer than {LEAST_PEERS} nothing is drawn",
    )
    return made


def by_place(asked: Asked, state: dict[str, Any], scope: str, measure: Measure, least: int) -> Chart:
    """The median of the offices of each place below those of the filters, over the years, all to one
    scale."""
    title = asked.t(f"各地历年中位数：{measure.zh}", f"Median by place over the years: {measure.en}")
    level = level_below(state)
    if level is None:
        return Chart("multiples", title)
    where, values = of_one_scope({**state, "year": None}, scope)
    code, enough, source = measure.code, measure.enough(least), measure.source
    rows = asked.build.rows(
        f"SELECT {place_below(level)}, year, median({code}) AS v, count(*) AS n FROM {source}"
        f" WHERE {where} AND {enough} GROUP BY 1, 2, 3 HAVING count(*) >= {LEAST_PEERS} ORDER BY 1, 3",
        *values,
    )
    panels: dict[str, Panel] = {}
    for row in rows:
        panel = panels.setdefault(row["place"], Panel(place_word(asked, row)))
        panel.values[row["year"]], panel.behind[row["year"]] = row["v"], row["n"]
    largest = sorted(panels.values(), key=lambda one: -max(one.behind.values()))[:PANELS]
    drawn = [panel for panel in panels.values() if panel in largest]
    made = small_multiples("multiples", title, drawn, measure.kind, asked.word("column", "year"))
    made.after = asked.t(
        f"同一刻度；不足 {LEAST_PEERS} 个机关的年份不画",
        f"To one scale; years with fewer than {LEAST_PEERS} offices are not drawn",
    )
    if len(panels) > PANELS:
        made.after += asked.t(
            f"；只画机关最多的 {PANELS} 地，共 {len(panels)}",
            f"; the {PANELS} with most offices of {len(panels)}",
        )
    return made
