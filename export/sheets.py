"""Reads reports out of a published build as sheets that can be drawn: printed cells and findings of
each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from export.form_html import Sheet
from findings.finding import PUBLISHED, Finding
from warehouse.content_digest import of_rows
from warehouse.schema import Column

Asking = Callable[[str, Sequence[Any]], tuple[list[str], list[tuple[Any, ...]]]]
"""A statement with its values -> names of the columns, and rows."""

HEADS = ("name", "year", "original_name", "raw_path", "province", "city", "county", "status")
CELLS = ("cell", "text", "value", "status")
"""What a sheet is drawn from, beside the findings as they are published: columns of the views
`report_list` and `cells`."""


def digests() -> dict[str, str]:
    """SQL of digests of what sheets are drawn from, in which the order of rows does not count: of `heads`,
    `cells` and `findings`. The last say their `place` among those of their report."""
    findings = ("place", *PUBLISHED.split(", "))
    listed = {"heads": HEADS, "cells": CELLS, "findings": findings}
    return {name: of_rows(Column(c, "VARCHAR", "", "") for c in columns) for name, columns in listed.items()}


def sheet_of(ask: Asking, report: int) -> Sheet | None:
    """The current report with this key; None where there is none, or no cell of it."""
    sheet = next((sheet for _, sheet in sheets(ask, [report])), None)
    return sheet if sheet and sheet.cells else None


def sheets(ask: Asking, reports: Sequence[int]) -> Iterator[tuple[int, Sheet]]:
    """The current reports with these keys, in the order given, each with its key."""
    if not reports:
        return
    keys = ", ".join("?" * len(reports))
    _, heads = ask(
        "SELECT report_id, coalesce(name, ''), year, coalesce(original_name, raw_path),"
        " concat_ws(' ', province, city, county),"
        f" status::VARCHAR FROM report_list WHERE report_id IN ({keys})",
        reports,
    )
    years = sorted({int(head[2]) for head in heads if head[2] is not None})
    places = ", ".join("?" * len(years)) or "NULL"
    cells: dict[int, dict[str, Any]] = {}
    for key, cell, *printed in ask(  # the facts are sorted by year, so naming it spares reading the others
        "SELECT report_id, cell, text, value, status::VARCHAR FROM cells"
        f" WHERE report_id IN ({keys}) AND year IN ({places})",
        [*reports, *years],
    )[1]:
        cells.setdefault(key, {})[cell] = tuple(printed)
    findings: dict[int, list[Finding]] = {}
    for row in ask(
        f"SELECT {PUBLISHED} FROM finding_list WHERE report_id IN ({keys}) ORDER BY severity, finding_id",
        reports,
    )[1]:
        finding = Finding.published(row)
        findings.setdefault(finding.report_id, []).append(finding)
    head = {key: rest for key, *rest in heads}
    for key in reports:
        if key in head:
            office, year, path, place, status = head[key]
            known = {"path": path or "", "place": place, "status": status}
            yield key, Sheet(office, year, cells.get(key, {}), findings.get(key, []), **known)
