"""A report: the official form beside its source, its findings in words, and where each cell stands."""

from __future__ import annotations

from typing import Any

from dashboard import form
from dashboard.asked import Asked, Choice, NotThere
from dashboard.pages import find, proof
from dashboard.pages.finding_list import decided
from dashboard.pages.rules import what_to_do
from dashboard.render import Shown
from dashboard.report_files import picture_of
from dashboard.store import Row
from dashboard.table import Column, Table
from dashboard.words import day
from export.form_html import Sheet
from export.sheets import sheet_of
from findings.finding import Finding, entries
from findings.verdict import form_of, without_year
from pipelines.catalogue import catalogue

HEAD = (
    "SELECT report_id, office_id, name, kind, concat_ws(' ', province, city, county) AS place, year,"
    " edition::VARCHAR AS edition, title, published_on, source_url, raw_path, original_name, format,"
    " part_pages,"
    " status::VARCHAR AS status, read_by, version, is_current, part_of_year"
    " FROM report_list WHERE report_id = ?"
)
"""What is told of a report at its head."""


def page(asked: Asked, key: str) -> Shown:
    """The report with this key; `cell` and `finding` of the address are marked. Raises NotThere."""
    head = asked.build.one(HEAD, int(key))
    if not head:
        raise NotThere(
            asked.t(f"报告 {key}（这一版数据没有）", f"report {key} in this build"),
            find.nearest(asked, asked.path),
        )
    sheet = sheet_of(asked.build.table, int(key))
    cell = _cell(asked, sheet)
    finding = asked.whole("finding", 0, 0, 2**31)
    slips = entries(sheet.findings) if sheet else []
    given = {
        "head": head,
        "facts": _facts(asked, head),
        "years": _years(asked, head),
        "forms": form.forms(asked, sheet, cell, key) if sheet else [],
        "slips": [_slip(asked, number, slip, key, finding) for number, slip in enumerate(slips, 1)],
        "proof": proof.of_cell(asked, head, sheet, cell) if sheet and cell else None,
        "url": head["source_url"] if (head["source_url"] or "").startswith(("http://", "https://")) else "",
        "decided": decided(asked),
        "cell": cell,
    }
    year = head["year"] or asked.t(*without_year(head["part_of_year"] or ""))
    title = f"{head['name'] or asked.t('机关不明', 'Office unknown')} · {year}"
    tables = [_cells(asked, head), _issues(asked, head), _versions(asked, head)]
    if not head["is_current"] or head["version"] > 1:
        tables.append(_changes(asked, head))
    return Shown("report.html", title, given, tables)


def _cell(asked: Asked, sheet: Sheet | None) -> str:
    given = asked.text("cell")
    if given and (sheet is None or given not in sheet.cells):
        asked.remarks.append(asked.t(f"这份报告没有单元格“{given}”", f"This report has no cell “{given}”"))
        return ""
    return given


def _facts(asked: Asked, head: Row) -> list[str]:
    t = asked.t
    facts = [
        t(f"{day(head['published_on'])} 发布", f"published {day(head['published_on'])}")
        if head["published_on"]
        else t("发布日期不明", "day of publication not known"),
        t(*form_of(head["edition"] or "")) or t("格式不明", "form unknown"),
        t("读取", "reading") + f" {asked.word('reading', head['status'])}",
        f"{head['format'] or '—'} ({head['read_by'] or '—'})",
        head["original_name"] or "",
    ]
    return [fact for fact in facts if fact]


def _years(asked: Asked, head: Row) -> list[Choice]:
    if head["office_id"] is None:
        return []
    others = asked.build.rows(
        "SELECT year, report_id FROM report_list WHERE office_id = ? AND is_current ORDER BY year",
        head["office_id"],
    )
    return [
        Choice(str(o["year"]), asked.report(o) or "", o["report_id"] == head["report_id"]) for o in others
    ]


def _slip(asked: Asked, number: int, slip: list[Finding], key: str, marked: int) -> dict[str, Any]:
    """A slip as the panel shows it: the finding that leads, those that follow, its cells."""
    first, *followers = slip
    cells = [*dict.fromkeys(cell for one in slip for cell in one.cells)]

    def said(one: Finding) -> str:
        return asked.t(one.message, one.message_en)

    return {
        "number": number,
        "severity": first.severity,
        "finding": first,
        "message": said(first),
        "follow": [said(one) for one in followers],
        "do": first.do,
        "suspect": first.suspect,
        "marked": marked in [one.finding_id for one in slip],
        "cells": [
            (
                form.named(asked, cell),
                asked.link(f"/reports/{key}", cell=cell, finding=first.finding_id) + "#source",
                cell,
            )
            for cell in cells
        ],
    }


def _cells(asked: Asked, head: Row) -> Table:
    sql = (
        'SELECT cell, text AS printed, value, unit, status::VARCHAR AS status, "table", "row", "column"'
        " FROM cells WHERE report_id = ? AND year = ?"
    )
    columns = [Column("cell"), Column("printed"), Column("value", "number"), Column("status")]
    values = [head["report_id"], head["year"] or -1]
    return Table(
        asked, "cells", asked.t("全部单元格", "All cells"), sql, values, columns, "cell", only_taken=("unit",)
    )


def _issues(asked: Asked, head: Row) -> Table:
    sql = "SELECT code, zh AS issue, place, detail, what_to_do FROM issue_list WHERE report_id = ?"
    kinds = catalogue().issues

    def shown(rows: list[Row]) -> list[Row]:
        return [
            {**r, "issue": asked.t(r["issue"], kinds[r["code"]].en if r["code"] in kinds else r["code"])}
            for r in rows
        ]

    columns = [Column("issue", small=lambda r: r["place"]), Column("detail"), *what_to_do(asked)]
    title = asked.t("读取问题", "Issues of reading")
    return Table(asked, "issues", title, sql, [head["report_id"]], columns, "code, place", change=shown)


def _versions(asked: Asked, head: Row) -> Table:
    sql = (
        "SELECT version, report_id, published_on, original_name, is_current FROM report_list"
        " WHERE office_id = ? AND year = ?"
    )
    columns = [
        Column("version", "number", link=asked.report),
        Column("published_on", "day"),
        Column("original_name"),
        Column("is_current", "mark"),
    ]
    values = [head["office_id"] or -1, head["year"] or -1]
    return Table(asked, "versions", asked.t("版本", "Versions"), sql, values, columns, "version")


def _changes(asked: Asked, head: Row) -> Table:
    sql = (
        "SELECT version, cell, coalesce(text_before, before::VARCHAR, status_before::VARCHAR) AS before,"
        " coalesce(text_after, after::VARCHAR, status_after::VARCHAR) AS after"
        " FROM revision_list WHERE office_id = ? AND year = ?"
    )
    columns = [Column("cell"), Column("version", "number"), Column("before"), Column("after")]
    values = [head["office_id"] or -1, head["year"] or -1]
    return Table(asked, "changes", asked.t("各版改动", "Changes"), sql, values, columns, "version, cell")


def proof_of(asked: Asked, key: int) -> proof.Proof | None:
    """The proof of the cell of the address alone, for the script; None where there is none."""
    head = asked.build.one(HEAD, key)
    sheet = sheet_of(asked.build.table, key) if head else None
    cell = asked.text("cell")
    return proof.of_cell(asked, head, sheet, cell) if sheet and cell in sheet.cells else None


def page_picture(asked: Asked, key: int, page: int) -> bytes | None:
    """The picture of a page of a report, if its file is on this machine and can be drawn."""
    head = asked.build.one(HEAD, key)
    return picture_of(asked, head, page) if head else None
