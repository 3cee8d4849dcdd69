"""The files that a report was read from, on this machine, and where a page of the report is among
them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dashboard import pictures
from dashboard.asked import Asked
from pipelines.model import Document
from pipelines.read.parts import part_of

PARTS = (
    "SELECT part, min(raw_path) AS raw_path FROM filing_list WHERE report_id = ? AND part > 0 GROUP BY part"
)
"""The files that a report is joined from; of copies of one, any."""


def document_of(asked: Asked, head: Mapping[str, Any]) -> Document | None:
    """The report as it was read into blocks; None where a file that was read for it is not here, as
    places of cells are counted through all of them."""
    files, pages = _files(asked, head), head.get("part_pages")
    if not pages or len(files) == 1:
        return pictures.document(files, archive=bool(pages)) if files[0] else None
    there = [path if number else None for path, number in zip(files, pages, strict=True)]
    whole = all(path or not number for path, number in zip(there, pages, strict=True))
    return pictures.document(there) if whole else None


def picture_of(asked: Asked, head: Mapping[str, Any], page: int) -> bytes | None:
    """The PNG of a page of a report; None if its file is not here or the page cannot be drawn."""
    files, pages = _files(asked, head), head.get("part_pages") or ()
    if len(files) == 1:
        return pictures.picture(files[0], page, pages) if files[0] else None
    part, number = part_of(page, pages) if page <= sum(pages) else (1, page)
    path = files[part - 1]
    return pictures.picture(path, number) if path else None


def _files(asked: Asked, head: Mapping[str, Any]) -> list[Path | None]:
    """The files of a report in their order, None for one that is not here."""
    named = {row["part"]: row["raw_path"] for row in asked.build.rows(PARTS, head["report_id"])}
    if not named:  # one file, which may be an archive with the parts in it
        return [asked.store.file_of(head.get("raw_path"))]
    return [asked.store.file_of(named.get(part)) for part in range(1, len(head["part_pages"]) + 1)]
