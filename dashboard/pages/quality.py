"""How the data comes in and how well it is read: rules and what they could judge, builds, sources,
formats, issues of reading."""

from __future__ import annotations

from dashboard.asked import Asked
from dashboard.chart import Chart, Mark, Scale, Stroke, axis, short
from dashboard.filters import coverage, sourced
from dashboard.pages.rules import every_rule, what_to_do
from dashboard.render import Shown
from dashboard.store import Row
from dashboard.table import Column, Table
from dashboard.words import number
from pipelines.catalogue import catalogue

BUILDS = 60
"""Builds of the chart."""


def page(asked: Asked) -> Shown:
    """Everything about the build itself."""
    title = asked.t("数据质量：怎样读来", "Quality: how the data came in")
    tables = [
        every_rule(asked),
        _builds(asked),
        _sources(asked),
        _formats(asked),
        _issues(asked),
        _filings(asked),
    ]
    return Shown(
        "quality.html", title, {"coverage": sourced(asked, *coverage(asked, {}))}, tables, [_trend(asked)]
    )


def _builds(asked: Asked) -> Table:
    columns = [
        Column("build"),
        Column("started_at", "moment"),
        *(Column(name, "count") for name in ("findings", "slips", "fresh", "gone")),
    ]
    title = asked.t("历次构建", "Builds")
    sql = "SELECT build, started_at, findings, slips, fresh, gone FROM build_list"
    return Table(asked, "builds", title, sql, [], columns, "build DESC", 20)


def _trend(asked: Asked) -> Chart:
    rows = asked.build.rows(
        "FROM (SELECT build, started_at, findings, slips, fresh, gone FROM build_list"
        " ORDER BY build DESC LIMIT ?) ORDER BY build",
        BUILDS,
    )
    chart = Chart("trend", asked.t("各版发现的变化", "Findings from build to build"))
    if len(rows) < 2:
        chart.after = asked.t(
            "只有一版，下一次运行后可见变化", "Only one build so far; the next run shows what changes"
        )
        return chart
    left, top, right, bottom = chart.plot
    names = ("findings", "slips", "fresh", "gone")
    lines = axis([row[name] or 0 for row in rows for name in names], "count")
    x, y = Scale(0, len(rows) - 1, left + 10, right - 10), Scale(lines[0], lines[-1], bottom, top + 4)
    chart.y_ticks = [(y(v), short(v, "count")) for v in lines]
    step = -(-len(rows) // 6)
    chart.x_ticks = [(x(at), f"{row['started_at']:%m-%d}") for at, row in enumerate(rows) if at % step == 0]
    for style, name in enumerate(names):
        points = [(x(at), y(row[name])) for at, row in enumerate(rows) if row[name] is not None]
        if points:
            said = asked.word("column", name)
            chart.legend.append((str(style), said))
            chart.strokes.append(Stroke(str(style), "M" + "L".join(f"{px},{py}" for px, py in points)))
            chart.dots += [Mark(px, py, 0, 0, str(style), said) for px, py in points]
    chart.head = [asked.word("column", name) for name in ("build", *names)]
    chart.rows = [[row["build"], *(number(row[name]) for name in names)] for row in rows]
    return chart


def _sources(asked: Asked) -> Table:
    sql = (
        "SELECT source, portal, coalesce(state, 'never') AS state, enabled, seen_at, new_at, broken_since,"
        " how, reports FROM source_list"
    )
    columns = [
        Column("source", small=lambda row: row["portal"]),
        Column("enabled", "mark"),
        Column("state", words="source"),
        Column("seen_at", "day"),
        Column("new_at", "day"),
        Column("broken_since", "day"),
        Column("how"),
        Column("reports", "count"),
    ]
    order = "broken_since IS NULL, enabled DESC, source"
    empty = asked.t("没有抓取来源", "No sources are crawled")
    return Table(asked, "sources", asked.t("抓取来源", "Sources"), sql, [], columns, order, 40, empty=empty)


def _formats(asked: Asked) -> Table:
    sql = (
        "SELECT coalesce(format, '—') AS format, count(*) AS filings,"
        " count(*) FILTER (status = 'parsed') AS parsed, count(*) FILTER (status = 'partial') AS partial,"
        " count(*) FILTER (status = 'quarantined') AS quarantined FROM filing_list GROUP BY 1"
    )
    counts = ("filings", "parsed", "partial", "quarantined")
    columns = [Column("format"), *(Column(name, "count") for name in counts)]
    return Table(asked, "formats", asked.t("按格式", "By format"), sql, [], columns, "filings DESC, format")


def _issues(asked: Asked) -> Table:
    sql = (
        "SELECT code, any_value(zh) AS issue, any_value(what_to_do) AS what_to_do, count(*) AS many"
        " FROM issue_list GROUP BY code"
    )
    kinds = catalogue().issues

    def called(row: Row) -> str:
        known = kinds.get(row["code"])
        return asked.t(row["issue"] or row["code"], known.en if known else row["code"])

    columns = [Column("issue", small=lambda row: row["code"]), Column("many", "bar"), *what_to_do(asked)]
    title = asked.t("读取问题", "Issues of reading")
    empty = asked.t("读取中没有遇到问题", "Reading met no issue")
    return Table(
        asked,
        "issues",
        title,
        sql,
        [],
        columns,
        "many DESC, code",
        30,
        empty=empty,
        own={"issue": called},
        only_taken=("code", "what_to_do"),
    )


def _filings(asked: Asked) -> Table:
    sql = (
        "SELECT original_name, format, status::VARCHAR AS status, read_by, report_id, year FROM filing_list"
        " WHERE status <> 'parsed'"
    )
    columns = [
        Column("original_name", link=asked.report),
        Column("format"),
        Column("status", words="reading"),
        Column("year", "year"),
    ]
    title = asked.t("未完整读出的文件", "Files not read in full")
    return Table(
        asked,
        "filings",
        title,
        sql,
        [],
        columns,
        "status DESC, original_name",
        20,
        empty=asked.t("没有", "None"),
    )
