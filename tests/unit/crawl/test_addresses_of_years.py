"""Reports at an address for each year: what such a page is taken for."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from tests.data.driven import HOST
from tests.data.yearly_list import REPORTS, TITLE, on

PROSE = (
    f"<p>根据《政府信息公开条例》的要求，现公布2020年政府信息公开工作情况。{'主动公开信息若干条。' * 9}</p>"
)
SHOWS = {
    "tables": (REPORTS["/nb/2020.html"], "complete", ["new"]),
    "prose": (f"<h1>{TITLE.format(2020)}</h1>{PROSE}", "complete", ["new"]),
    "a file": (f"<h1>{TITLE.format(2020)}</h1><iframe src='/1.pdf'></iframe>", "complete", ["new", "new"]),
    "a frame without anything": ("<h1>年报</h1><p>暂无内容</p>", "complete", []),
    "the report of a later year": (REPORTS["/nb/2021.html"], "partial", []),
    "the last report there is": (REPORTS["/nb/2019.html"], "complete", []),
}


@pytest.mark.parametrize("shows", SHOWS)
def test_what_the_address_of_a_year_gives(shows: str, tmp_path: Path) -> None:
    page, outcome, outcomes = SHOWS[shows]
    row = {"family": "by_year", "list": f"{HOST}/nb/{{year}}.html", "years": [2019, 2020]}
    pages = {"/nb/2019.html": REPORTS["/nb/2019.html"], "/nb/2020.html": page, "/1.pdf": b"%PDF-1 %%EOF"}
    found = on(tmp_path, pages, **row)
    kept = {name: had for name, had in found.outcomes().items() if name != "2019.html"}
    assert (found.outcome, sorted(kept.values())) == (outcome, outcomes)
