"""An office: how it stands, what is wrong, and over the years."""

from __future__ import annotations

from typing import Any

from dashboard.asked import Asked, Choice, NotThere
from dashboard.chart import Chart
from dashboard.chart_years import over_years
from dashboard.filters import UNKNOWN, coverage, sourced
from dashboard.pages import find
from dashboard.pages.finding_list import decided, findings, under
from dashboard.pages.group_years import breaks
from dashboard.pages.peers import among_peers
from dashboard.pages.place_map import place_address
from dashboard.render import Shown
from dashboard.store import Row
from dashboard.table import Column, Table
from dashboard.words import day, several
from pipelines.catalogue import catalogue

COUNTS = ("requests_new", "handled", "carried_in", "carried_out")
"""Lines of the chart of requests."""
SHARES = ("granted_share", "refused_share", "unable_share", "not_processed_share", "backlog_share")
"""Lines of the chart of outcomes."""
DISPUTES = ("reconsiderations", "litigations", "corrected")
"""Lines of the chart of disputes."""
WORK = ("licence_decisions", "penalty_decisions", "compulsion_decisions")
"""Lines of the chart of decisions."""
DOCUMENTS = ("documents_issued", "documents_repealed", "documents_in_force")
"""Lines of the chart of documents."""
HISTORY = "SELECT * FROM indicators WHERE office_id = ?"
"""The indicators of an office over all years."""


def page(asked: Asked, key: str) -> Shown:
    """The office with this key. Raises NotThere."""
    known = asked.build.one("FROM office_list WHERE office_id = ?", int(key))
    if not known:
        raise NotThere(asked.t(f"机关 {key}", f"office {key}"), find.nearest(asked, asked.path))
    history = {row["year"]: row for row in asked.build.rows(f"{HISTORY} ORDER BY year", int(key))}
    due = {
        row["year"]: row
        for row in asked.build.rows("FROM publications WHERE office_id = ? ORDER BY year", int(key))
    }
    years = sorted({*history, *due}, reverse=True)
    newest = next((y for y in years if y in history), years[0] if years else None)
    year = int(asked.choice("year", [str(y) for y in years], str(newest)) or 0) if years else None
    made = decided(asked)
    of_year = {"office_id": int(key), "year": year}
    listed = findings(
        asked,
        under(of_year, "", made),
        asked.t("这一年的发现", "Findings of the year"),
        sourced(asked, *coverage(asked, of_year)),
        made,
        of_office=True,
    )
    after = sourced(asked, *coverage(asked, {"office_id": int(key)}))
    tables = [_reports(asked, int(key)), _chain(asked, int(key), after), listed]
    peers = among_peers(asked, known, history[year]) if year in history else None
    charts = [_lines(asked, history, *one) for one in _charts(asked)]
    given = {
        "known": known,
        "facts": _facts(asked, known),
        "years": [Choice(str(y), asked.here(year=y), y == year, y in history) for y in years],
        "year": year,
        "this": history.get(year) if year else None,
        "publication": _published(
            asked, due.get(year) if year else None, history.get(year) if year else None
        ),
        "peers": peers,
        "coverage": after,
    }
    title = known["name"] or asked.t("机关不明", "Office unknown")
    return Shown("office.html", title, given, [*tables, *([peers] if peers else [])], charts)


def _facts(asked: Asked, known: Row) -> list[tuple[str, str]]:
    """What is known of the office: words, and where they lead."""
    facts: list[tuple[str, str]] = []
    names = [known[level] for level in ("province", "city", "county") if known[level]]
    facts += [(name, asked.link(place_address(*names[: at + 1]))) for at, name in enumerate(names)]
    if not names:
        facts.append((asked.place({}), asked.link("/findings", province=UNKNOWN)))
    facts += [(asked.word(name, known[name]), "") for name in ("kind", "level") if known[name]]
    facts.append((asked.t("口径：", "counts: ") + asked.word("scope", known["scope"] or "unknown"), ""))
    if known["parent_office_id"]:
        above = asked.build.one(
            "SELECT s.office_id, s.name, l.office_id IS NOT NULL AS has_page FROM office_search s"
            " LEFT JOIN office_list l USING (office_id) WHERE s.office_id = ?",
            known["parent_office_id"],
        )
        if above:
            address = asked.office(above) if above["has_page"] else None
            facts.append((asked.t("上级：", "above it: ") + above["name"], address or ""))
    return facts


def _published(asked: Asked, due: Row | None, report: Row | None) -> str:
    """The day of publication beside the deadline, in a sentence."""
    t = asked.t
    if due is None:
        return t("这一年不在应有之列", "no report is due for this year") if report is None else ""
    until = (
        t(f"期限 {day(due['deadline'])}", f"deadline {day(due['deadline'])}")
        if due["deadline"]
        else t("没有期限", "no deadline")
    )
    if due["state"] == "missing":
        return t(
            f"未收到（{until}）；不等于没有公布", f"not received ({until}), which is not to say unpublished"
        )
    if due["published_on"] is None:
        return t(f"发布日期不明，{until}", f"day of publication not known, {until}")
    on = day(due["published_on"])
    if due["days_late"]:
        late = due["days_late"]
        return t(f"{on} 发布，逾期 {late} 天（{until}）", f"published {on}, {late} days late ({until})")
    return t(f"{on} 发布，{until}", f"published {on}, {until}") + (
        t("，按期", ", in time") if due["on_time"] else ""
    )


def _charts(asked: Asked) -> list[tuple[str, str, tuple[str, ...], str]]:
    t = asked.t
    return [
        ("requests", t("申请", "Requests"), COUNTS, "count"),
        ("results", t("办理结果", "Outcomes"), SHARES, "share"),
        ("disputes", t("复议与诉讼", "Disputes"), DISPUTES, "count"),
        ("decisions", t("行政决定", "Administrative decisions"), WORK, "count"),
        ("documents", t("规范性文件", "Normative documents"), DOCUMENTS, "count"),
    ]


def _lines(
    asked: Asked, history: dict[int, Row], name: str, title: str, codes: tuple[str, ...], kind: str
) -> Chart:
    def said(code: str) -> str:
        own = asked.word("column", code)
        if own != code:
            return own
        one = catalogue().indicators[code]
        return asked.t(one.zh.split("（")[0], one.en)

    series: dict[str, Any] = {said(code): {y: row[code] for y, row in history.items()} for code in codes}
    made = over_years(name, title, series, kind, asked.word("column", "year"), breaks(asked))
    n = len(history)
    made.after = asked.t(
        f"{n} 份报告；没有数值的年份断开",
        f"{several(n, 'report')}; a line is broken where a year has no value",
    )
    return made


def _chain(asked: Asked, key: int, after: str) -> Table:
    sql = (
        # a total that is blank is in `indicators` what its parts come to, and in `carry_over` is none
        "SELECT i.year, i.report_id, coalesce(c.carried_out, o.carried_out) AS carried_before, i.carried_in,"
        " i.carried_in - coalesce(c.carried_out, o.carried_out) AS carried_gap, i.requests_new, i.handled,"
        " i.carried_out, i.granted_share, i.corrected_share, i.doubtful_cells FROM indicators AS i"
        " LEFT JOIN (SELECT year, carried_out FROM carry_over WHERE office_id = ? AND applicant = 'total')"
        " AS c ON c.year = i.year LEFT JOIN indicators AS o"
        " ON c.year IS NOT NULL AND o.office_id = i.office_id AND o.year = i.year - 1"
        " WHERE i.office_id = ?"
    )
    counts = ("requests_new", "handled", "carried_out")
    columns = [
        Column("year", "year", link=asked.report),
        Column("carried_before", "count"),
        Column("carried_in", "count"),
        Column("carried_gap", "gap"),
        *(Column(name, "count") for name in counts),
        Column("granted_share", "share"),
        Column("corrected_share", "share"),
        Column("doubtful_cells", "count"),
    ]
    return Table(
        asked,
        "chain",
        asked.t("结转衔接", "What is carried over"),
        sql,
        [key, key],
        columns,
        "year DESC",
        after=after,
    )


def _reports(asked: Asked, key: int) -> Table:
    sql = (
        "SELECT year, version, is_current, report_id, status::VARCHAR AS status, published_on, original_name"
        " FROM report_list WHERE office_id = ?"
    )
    columns = [
        Column("year", "year", link=asked.report),
        Column("version", "number"),
        Column("is_current", "mark"),
        Column("status", words="reading"),
        Column("published_on", "day"),
        Column("original_name"),
    ]
    title = asked.t("全部报告与版本", "All reports and versions")
    empty = asked.t("没有这个机关的报告", "No report of this office")
    return Table(
        asked, "reports", title, sql, [key], columns, "year DESC NULLS LAST, version DESC", empty=empty
    )
