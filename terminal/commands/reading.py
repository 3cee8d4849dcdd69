"""`gongkai read` and `gongkai check`: single reports, as text or JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from terminal.commands.options import FINDINGS, NOTHING_WRONG, UNREADABLE, AsJson, Files

if TYPE_CHECKING:
    from pipelines.model import Report


def read(files: Files, as_json: AsJson = False) -> None:
    """读取报告，列出每个单元格 / Read reports and list every cell."""
    from pipelines.report import read_report

    reports = [read_report(path) for path in files]
    if as_json:
        print(json.dumps([_as_read(r) for r in reports], ensure_ascii=False))
    else:
        from terminal.tables import tables

        for report in reports:
            print(tables(report))
    raise typer.Exit(UNREADABLE if all(r.status == "quarantined" for r in reports) else NOTHING_WRONG)


def check(files: Files, as_json: AsJson = False) -> None:
    """核对报告：无问题返回 0，有问题 1，无法读取 2 / Check reports: exit 0 fine, 1 findings, 2 unreadable."""
    from pipelines.report import read_report
    from terminal.checking import findings_of, verdict

    results = [(report, findings_of(report)) for report in map(read_report, files)]
    if as_json:
        print(json.dumps([_as_checked(r, found) for r, found in results], ensure_ascii=False))
    else:
        print("\n\n".join(verdict(r, found) for r, found in results))
    raise typer.Exit(max(_exit_code(r, found) for r, found in results))


def _as_read(report: Report) -> dict[str, Any]:
    said = report.statement
    return {
        "path": report.filing.path,
        "sha256": report.filing.sha256,
        "format": report.format,
        "status": report.status,
        "office": {"name": said.office},
        "year": said.year,
        "edition": said.edition,
        "editions": said.editions,
        "title": said.title,
        "published_on": report.published_on,
        "read_by": report.read_by,
        "second_reading": report.second_reading,
        "cells": [asdict(fact) for fact in report.facts],
        "sections": said.sections,
        "issues": [asdict(issue) for issue in report.issues],
    }


def _as_checked(report: Report, found: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "path": report.filing.path,
        "office": report.statement.office,
        "year": report.statement.year,
        "status": report.status,
        "findings": found,
        "issues": [asdict(issue) for issue in report.issues],
    }


def _exit_code(report: Report, found: list[dict[str, Any]]) -> int:
    if report.status == "quarantined":
        return UNREADABLE
    return FINDINGS if found or report.status == "partial" else NOTHING_WRONG
