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
    files = _files(asked, head)
    pages = head.get("part_pages") or (1,)
    there = [path if number else None for path, number in zip(files, pages, strict=True)]
    whole = all(path or not number for path, number in zip(there, pages, strict=True))
    return pictures.document(there) if whole else None


def file_of_page(asked: Asked, head: Mapping[str, Any], page: int) -> tuple[Path, int] | None:
    """The file that a page of a report is in, and the number of the page there; None if it is not
    here."""
    pages = head.get("part_pages") or ()
    try:
        part, number = part_of(page, pages) if pages else (1, page)
    except ValueError:
        return None
    path = _files(asked, head)[part - 1]
    return (path, number) if path else None


def _files(asked: Asked, head: Mapping[str, Any]) -> list[Path | None]:
    """The files of a report in their order, None for one that is not here."""
    if not head.get("part_pages"):
        return [asked.store.file_of(head.get("raw_path"))]
    named = {row["part"]: row["raw_path"] for row in asked.build.rows(PARTS, head["report_id"])}
    return [asked.store.file_of(named.get(part)) for part in range(1, len(head["part_pages"]) + 1)]
