"""One report as the official form, its findings in words, and where each cell is in the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from dashboard import decision_form, source
from dashboard.data import ask, build, one, rows
from dashboard.find import find_office
from dashboard.widgets import address, link, number, table, tag, text
from export.form_html import Sheet, cell_text, table_html
from export.sheets import sheets
from findings.finding import SEVERITIES, entries
from findings.verdict import FOLLOWS, STATUS, form_of, without_year
from pipelines.catalogue import catalogue
from warehouse.query import run
from warehouse.schema import statuses

MOST_CELLS, MOST_CHANGES = 24, 200  # cells and changed cells that the page lists
KEY = (  # what the colours of the form mean
    '<p class="src">红框：{error} · 橙框：{warning} · 蓝虚线：{info} · 黄底：存疑 in doubt ·'
    " 小数字：发现编号 number of the finding · 点击单元格看出处 click a cell for its place</p>"
).format(**{severity: words.both for severity, words in SEVERITIES.items()})


def page() -> None:
    """The report named in the address, or a search for one."""
    st.title("一份报告 Report")
    given = st.query_params.get("report", "")
    report = _head(int(given)) if given.isdecimal() else {}
    if not report:
        if given:
            st.warning("这一版数据没有这份报告 This build has no such report")
        _search()
        return
    _title(report)

    sheet = next((s for _, s in sheets(lambda sql, values: run(sql, build(), values), [int(given)])), None)
    if sheet is None or not sheet.cells:
        if report["is_current"]:
            st.info("这份报告没有读出统计表 No table was read in this report")
        else:
            st.info(
                "这是旧版本，表格只列现行版本 An older version; the tables hold the current one,"
                " changes below"
            )
        _issues(report)
        _versions(report)
        return
    cell = st.query_params.get("cell", "")
    left, right = st.columns([3, 2], gap="medium")
    with right:
        _findings(sheet, given)
        st.subheader("出处 Where it is printed")
        if cell in sheet.cells:
            st.html(_cell_words(cell, sheet))
            source.show(report, cell)
        else:
            st.caption("点击左边的单元格 Click a cell on the left")
        _issues(report)
        _versions(report)
    with left:
        _form(sheet, given, cell)


def _head(report_id: int) -> dict[str, Any]:
    return one(
        "SELECT report_id::VARCHAR AS report_id, office_id::VARCHAR AS office_id, name, kind, year,"
        " edition::VARCHAR AS edition, title, published_on, source_url, raw_path, format,"
        " status::VARCHAR AS status, read_by, version, is_current, part_of_year"
        " FROM report_list WHERE report_id = ?",
        report_id,
    )


def _title(report: Mapping[str, Any]) -> None:
    others = rows(
        ask(
            "SELECT year, report_id::VARCHAR AS report_id FROM report_list"
            " WHERE office_id = ? AND is_current ORDER BY year",
            int(report["office_id"]) if report["office_id"] else -1,
        )
    )
    years = " ".join(
        f"<b>{o['year']}</b>"
        if o["report_id"] == report["report_id"]
        else link(o["year"], "report", report=o["report_id"])
        for o in others
    )
    name = report["name"] or "机关不明 office unknown"
    office = link(name, "office", office=report["office_id"]) if report["office_id"] else escape(name)
    facts = [
        f"发布 published {report['published_on']:%Y-%m-%d}"
        if report["published_on"]
        else "发布日期不明 no date",
        form_of(report["edition"] or "") or "格式不明 form unknown",
        STATUS[report["status"]],
        f"{report['format'] or '—'} ({report['read_by'] or '—'})",
        report["raw_path"] or "",
    ]
    year = report["year"] or escape(without_year(report["part_of_year"] or ""))
    st.html(f"<h3>{office} · {year}</h3><p>{years}</p>")
    st.html(f'<p class="src">{" · ".join(escape(f) for f in facts if f)}</p>')
    if (report["source_url"] or "").startswith(("http://", "https://")):
        url = escape(report["source_url"], quote=True)
        st.html(
            f'<p class="src">原文 original: <a href="{url}" target="_blank" rel="noreferrer">{url}</a></p>'
        )


def _form(sheet: Sheet, report_id: str, cell: str) -> None:
    st.html(KEY)
    english = st.toggle("英文栏目 English labels", value="en" in st.query_params)
    if english:
        st.query_params["en"] = "1"
    else:
        st.query_params.pop("en", None)
    leads_to = address("report", report=report_id) + "&cell={cell}"
    for code in sheet.tables():
        line = catalogue().tables[code]
        st.subheader(f"{line.zh} {line.en}")
        st.html(f'<div class="form">{table_html(sheet, code, english, cell, leads_to)}</div>')


def _findings(sheet: Sheet, report_id: str) -> None:
    st.subheader(f"核对发现 Findings ({len(slips := entries(sheet.findings))})")
    if not slips:
        st.success("没有发现矛盾 Nothing contradicts itself")
    for count, (finding, *followers) in enumerate(slips, 1):
        cells = [*dict.fromkeys(cell for one in (finding, *followers) for cell in one.cells)]
        follow = "".join(f'<p class="src">{escape(FOLLOWS)}{escape(one.message)}</p>' for one in followers)
        more = [f"… {len(cells)}"] if len(cells) > MOST_CELLS else []
        places = " · ".join([*(_place(c, sheet, report_id) for c in cells[:MOST_CELLS]), *more])
        with st.container(border=True):
            st.html(
                f"{tag(finding.severity)} <b>{count}.</b> {escape(finding.message)}"
                f"<small class=src>{escape(finding.message_en)}</small>{follow}"
                f'<p class="src">规则 rule {link(finding.rule, "quality", rule=finding.rule)}'
                f"{' · 单元格 cells ' + places if cells else ''}</p>"
            )
            decision_form.form(finding, sheet.office)


def _place(cell: str, sheet: Sheet, report_id: str) -> str:
    """What is printed in a cell, leading to it, with its name for whoever points at it."""
    code, row, column = cell.split(".")
    name = escape(f"{catalogue().row(code, row).zh} · {catalogue().column(code, column).zh}", quote=True)
    words = cell_text(sheet.cells.get(cell)) or "空白 blank"
    return f'<span title="{name}">{link(words, "report", report=report_id, cell=cell)}</span>'


def _cell_words(cell: str, sheet: Sheet) -> str:
    code, row, column = cell.split(".")
    names = catalogue().row(code, row), catalogue().column(code, column)
    printed, value, status = sheet.cells[cell]
    printed_as = f"“{escape(printed)}”" if printed else "（没有文字 nothing printed）"
    kind = statuses()[status][0]
    return (
        f"<p><b>{escape(names[0].zh)} · {escape(names[1].zh)}</b><br>"
        f"<small>{escape(names[0].en)} · {escape(names[1].en)} · {escape(cell)}</small>"
        f"<br>印作 printed {printed_as} · 数值 value {number(value)} · {escape(kind)}"
        f" <code>{escape(status)}</code></p>"
    )


def _issues(report: Mapping[str, Any]) -> None:
    met = rows(
        ask(
            "SELECT code, zh, detail, what_to_do FROM issue_list WHERE report_id = ? LIMIT 50",
            int(report["report_id"]),
        )
    )
    if met:
        st.subheader("读取问题 Issues of reading")
        columns = {"zh": ("问题 Issue", text("zh")), "detail": ("细节 Detail", text("detail"))}
        table(met, columns | {"what_to_do": ("办法 What to do", text("what_to_do"))})


def _versions(report: Mapping[str, Any]) -> None:
    versions = rows(
        ask(
            "SELECT report_id::VARCHAR AS report_id, version, published_on, raw_path, is_current"
            " FROM report_list"
            " WHERE office_id = ? AND year = ? ORDER BY version",
            int(report["office_id"]) if report["office_id"] else -1,
            int(report["year"]) if report["year"] else -1,
        )
    )
    if len(versions) > 1:
        st.subheader("版本 Versions")
        table(
            versions,
            {
                "version": ("版 Version", lambda r: link(r["version"], "report", report=r["report_id"])),
                "published_on": ("发布 Published", text("published_on")),
                "raw_path": ("文件 File", text("raw_path")),
                "is_current": ("现行 Current", lambda r: "✓" if r["is_current"] else ""),
            },
        )
        _revisions(report)


def _revisions(report: Mapping[str, Any]) -> None:
    """What each version states otherwise than the one before it."""
    changed = rows(
        ask(
            "SELECT version, cell, coalesce(text_before, status_before::VARCHAR) AS before,"
            " coalesce(text_after, status_after::VARCHAR) AS after FROM revision_list"
            f" WHERE office_id = ? AND year = ? ORDER BY version, cell LIMIT {MOST_CHANGES}",
            int(report["office_id"]),
            int(report["year"]),
        )
    )
    if changed:
        st.subheader("改动 What changed")
        names = {
            "version": "版 Version",
            "cell": "单元格 Cell",
            "before": "改前 Before",
            "after": "改后 After",
        }
        table(changed, {name: (title, text(name)) for name, title in names.items()})


def _search() -> None:
    office = find_office()
    if office is None:
        return
    reports: Sequence[Mapping[str, Any]] = rows(
        ask(
            "SELECT r.report_id::VARCHAR AS report_id, r.year, r.status::VARCHAR AS status, r.raw_path,"
            " (SELECT count(*) FROM finding_list AS f WHERE f.report_id = r.report_id) AS findings"
            " FROM report_list AS r WHERE r.office_id = ? AND r.is_current ORDER BY r.year DESC",
            int(office),
        )
    )
    table(
        reports,
        {
            "year": ("年度 Year", lambda r: link(r["year"], "report", report=r["report_id"])),
            "status": ("读取 Reading", lambda r: STATUS[r["status"]]),
            "findings": ("发现 Findings", lambda r: number(r["findings"])),
            "raw_path": ("文件 File", text("raw_path")),
        },
        right=("findings",),
    )
