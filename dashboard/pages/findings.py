"""What does not add up: findings by rule, place, kind and year, and one by one."""

from __future__ import annotations

from typing import Any

from dashboard.asked import Asked
from dashboard.chart import Chart
from dashboard.chart_years import stacked
from dashboard.filters import Filters, coverage, sourced
from dashboard.pages.finding_list import SEEN, Under, decided, findings, under
from dashboard.pages.gone import gone
from dashboard.pages.place_map import place_chosen, place_word
from dashboard.pages.rules import by_rule
from dashboard.place_figures import level_below, place_below
from dashboard.render import Shown
from dashboard.table import Column, Table
from dashboard.words import number, several, words
from findings.finding import SEVERITIES

State = dict[str, Any]
COUNTED = """count(*) AS findings, count(DISTINCT cause) AS slips, count(DISTINCT report_id) AS reports,
    count(*) FILTER (severity = 'error') AS errors, count(*) FILTER (severity = 'warning') AS warnings,
    count(*) FILTER (severity = 'info') AS infos,
    count(DISTINCT report_id) FILTER (severity = 'error') AS wrong,
    count(*) FILTER (first_seen = last_seen) AS fresh"""
"""What a row of findings counts."""


def page(asked: Asked) -> Shown:
    """Under the filters of the address: counts, the list, and the same by rule, year, place and kind."""
    filters = Filters(asked)
    filters.year()
    filters.add("severity", {one: asked.word("severity", one) for one in SEVERITIES})
    filters.of_group("kind")
    rules = asked.build.once("SELECT rule, zh, en FROM rule_list ORDER BY rule")
    filters.add("rule", {row["rule"]: f"{row['rule']} {asked.t(row['zh'], row['en'])[:40]}" for row in rules})
    filters.places()
    state = dict(filters.state)
    decision = (
        filters.add("decision", {one: asked.word("decision", one) for one in words()["decision"]}) or ""
    )
    seen = filters.add("seen", {one: asked.word("seen", one) for one in SEEN})
    title = asked.t("核对发现：哪里对不上", "Findings: what does not add up")
    rule = next((row for row in rules if row["rule"] == state["rule"]), None)
    made = decided(asked)
    shown = under(state, decision, made, seen)
    kept = {**state, "decision": decision or None, "seen": seen}
    have, due = coverage(asked, state)
    after = sourced(asked, have, due)
    tables = [
        findings(asked, shown, asked.t("逐条", "One by one"), after, made, main=True),
        by_rule(asked, shown, kept, after),
        *_by_place(asked, shown, kept),
        _by_kind(asked, shown, kept),
        _offices(asked, shown),
        gone(asked, state),
    ]
    every = {**state, "year": None}
    years = _years(asked, under(every, decision, made, seen), every)
    given = {"form": filters, "figures": _figures(asked, shown, have, due), "rule": rule}
    return Shown("findings.html", title, given, tables, [years])


def _figures(asked: Asked, found: Under, have: int, due: int) -> list[tuple[str, str, str]]:
    where, values = found
    (row,) = asked.build.rows(f"SELECT {COUNTED} FROM finding_list WHERE {where}", *values)
    follow = row["findings"] - row["slips"]
    return [
        (
            asked.t("差错", "Slips"),
            number(row["slips"]),
            asked.t(
                f"发现 {number(row['findings'])} 条，{number(follow)} 条同因",
                f"{several(row['findings'], 'finding')}, {number(follow)} of the same cause",
            ),
        ),
        (asked.t("有错误的报告", "Reports with errors"), number(row["wrong"]), ""),
        (asked.t("有发现的报告", "Reports with findings"), number(row["reports"]), ""),
        (
            asked.t("本版新增", "New in this build"),
            number(row["fresh"]),
            asked.t("条发现，此前没有", "findings that were not there before"),
        ),
        (asked.t("收到／应有", "Received / due"), f"{number(have)} / {number(due)}", ""),
    ]


def _years(asked: Asked, found: Under, state: State) -> Chart:
    where, values = found
    rows = asked.build.rows(
        "SELECT year, severity::VARCHAR AS severity, count(*) AS n FROM finding_list"
        f" WHERE {where} AND year IS NOT NULL GROUP BY ALL",
        *values,
    )
    series = {
        asked.word("severity", one): {row["year"]: row["n"] for row in rows if row["severity"] == one}
        for one in SEVERITIES
    }
    title = asked.t("按年度", "By year")
    made = stacked("years", title, series, asked.word("column", "year"), styles=[*SEVERITIES])
    made.after = sourced(asked, *coverage(asked, state))
    return made


def _by_place(asked: Asked, found: Under, state: State) -> list[Table]:
    level = level_below(state)
    if level is None:
        return []
    where, values = found
    sql = f"SELECT {place_below(level)}, {COUNTED} FROM finding_list WHERE {where} GROUP BY 1, 2"
    kept = {k: v for k, v in state.items() if v is not None}
    columns = [
        Column("place", link=lambda row: _to_place(asked, kept, row)),
        Column("findings", "bar"),
        *(Column(name, "count") for name in ("slips", "errors", "warnings", "infos", "reports")),
    ]
    own = {"place": lambda row: place_word(asked, row)}
    title = asked.t("按地区", "By place")
    return [Table(asked, "places", title, sql, values, columns, "findings DESC, place", 40, own=own)]


def _to_place(asked: Asked, kept: dict[str, object], row: dict[str, object]) -> str | None:
    chosen = place_chosen(row)
    return asked.link("/findings", **{**kept, **chosen}) if chosen else None


def _by_kind(asked: Asked, found: Under, state: State) -> Table:
    where, values = found
    sql = f"SELECT kind, {COUNTED} FROM finding_list WHERE {where} GROUP BY 1"
    kept = {k: v for k, v in state.items() if v is not None}
    columns = [
        Column(
            "kind", words="kind", link=lambda row: asked.link("/findings", **{**kept, "kind": row["kind"]})
        ),
        Column("findings", "bar"),
        *(Column(name, "count") for name in ("slips", "errors", "warnings", "infos", "reports")),
    ]
    return Table(
        asked, "kinds", asked.t("按机关类别", "By kind"), sql, values, columns, "findings DESC, kind"
    )


def _offices(asked: Asked, found: Under) -> Table:
    where, values = found
    sql = (
        "SELECT office_id, any_value(name) AS name,"
        " any_value(concat_ws(' ', province, city, county)) AS place,"
        f" {COUNTED}, count(DISTINCT year) AS years FROM finding_list"
        f" WHERE {where} AND office_id IS NOT NULL GROUP BY office_id"
    )
    columns = [
        Column("name", link=asked.office, small=asked.place),
        *(Column(name, "count") for name in ("errors", "slips", "findings", "years")),
    ]
    title = asked.t("发现最多的机关", "Offices with most findings")
    return Table(
        asked, "offices", title, sql, values, columns, "errors DESC, slips DESC, name, office_id", 15
    )
