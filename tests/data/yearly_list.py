"""A list of one office's reports of many years on the loopback, for tests of how lists are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.data.driven import Night, Pages, night, source
from tests.data.portal_pages import Line, list_page, report

OFFICE = "云溪街道办事处"
TITLE = OFFICE + "{}年政府信息公开工作年度报告"
REPORTS = {f"/nb/{y}.html": report(OFFICE, y) for y in range(2012, 2024)}


def lines(*years: int, folder: str = "./") -> list[Line]:
    return [Line(f"{folder}{y}.html", TITLE.format(y), f"{y + 1}-01-20") for y in years]


def shown(years: Sequence[int], script: str = "", more: str = "") -> str:
    return list_page(lines(*years), script, more)


def years(found: Night) -> list[int]:
    return sorted(int(p[4:8]) for p in found.asked if p in REPORTS)


def on(tmp_path: Path, pages: Pages, **row: object) -> Night:
    return night(tmp_path, source(**row), REPORTS | dict(pages))
