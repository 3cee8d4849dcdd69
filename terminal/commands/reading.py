"""`gongkai read`: single reports cell by cell, as text or JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from terminal.commands.options import AsJson, Files, fail
from terminal.errors import reason
from terminal.exit_codes import NOTHING_WRONG, UNREADABLE

if TYPE_CHECKING:
    from pipelines.model import Report


Evidence = Annotated[
    Path | None,
    typer.Option(
        "--evidence",
        metavar="DIR",
        help="把各页画成图片并标出单元格 / draw the pages with their cells outlined",
    ),
]


def read(files: Files, as_json: AsJson = False, evidence: Evidence = None) -> None:
    """读取报告，列出每个单元格 / Read reports and list every cell."""
    from findings.check import files_of
    from pipelines.batch.child import reading

    files = files_of(files)
    with reading(files) as read_in_turn:
        reports = [*read_in_turn]
    drawn: list[list[Path]] = []
    if evidence:
        shown = [_drawn(path, report, evidence) for path, report in zip(files, reports)]
        reports, drawn = [report for report, _ in shown], [pictures for _, pictures in shown]
    if as_json:
        said = [_as_read(r) for r in reports]
        for one, pictures in zip(said, drawn):
            one["evidence"] = [str(picture) for picture in pictures]
        print(json.dumps(said, ensure_ascii=False))
    else:
        from terminal.page_image import LEGEND, NO_PAGES
        from terminal.tables import tables

        for report in reports:
            print(tables(report))
        for report, pictures in zip(reports, drawn):
            for picture in pictures:
                print(picture)
            if not pictures and all(issue.code != "read.page_undrawn" for issue in report.issues):
                print(NO_PAGES.format(path=report.filing.path))
        if any(drawn):
            print(LEGEND)
    raise typer.Exit(UNREADABLE if all(r.status == "quarantined" for r in reports) else NOTHING_WRONG)


def _drawn(path: Path, report: Report, folder: Path) -> tuple[Report, list[Path]]:
    """The report with an issue for each page that could not be drawn, and the pictures of its pages
    in `folder`, which is made if it is missing."""
    from findings.check import findings_of
    from terminal.page_image import draw

    if not report.facts:
        return report, []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        pictures, undrawn = draw(report, path.read_bytes(), findings_of(report), folder)
    except OSError as error:
        fail(f"无法写入 {folder} / cannot write there: {reason(error)}")
    return replace(report, issues=(*report.issues, *undrawn)), pictures


def _as_read(report: Report) -> dict[str, Any]:
    said = report.statement
    return {
        "path": report.filing.path,
        "sha256": report.filing.sha256,
        "format": report.format,
        "status": report.status,
        "office": {"name": said.office},
        "year": said.year,
        "part_of_year": said.part_of_year or None,
        "edition": said.edition if said.edition_printed else None,
        "edition_assumed": None if said.edition_printed else said.edition,
        "editions": said.editions,
        "title": said.title,
        "published_on": report.published_on,
        "read_by": report.read_by,
        "second_reading": report.second_reading,
        "cells": [asdict(fact) | {"spot": fact.spot._asdict()} for fact in report.facts],
        "sections": said.sections,
        "issues": [issue.as_json() for issue in report.issues],
    }
