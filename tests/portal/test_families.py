"""Each family of portals gives all of its reports, with what the list said of them, and nothing
else is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.crawl.all_sources import crawl
from pipelines.crawl.sources import family_names
from pipelines.intake.filed import filed
from tests.data.portal import Portal
from tests.data.portal_families import FAMILIES, OFFICE, TITLE
from tests.portal.conftest import Sources


def test_every_family_has_its_portal_here() -> None:
    assert sorted(FAMILIES) == family_names()


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family(family: str, portal: Portal, raw: Sources) -> None:
    row, wanted = FAMILIES[family](portal)
    home = raw(yunxi=row | {"family": family, "office": OFFICE})
    [ended] = crawl(home)
    assert ended.outcome == "complete", ended
    asked = [a.path for a in portal.night()]
    assert sorted(set(asked)) == sorted(wanted)
    assert family == "query" or len(asked) == len(wanted)
    reports = _reports(home)
    assert len(reports) == len([p for p in wanted if p.split("/")[-1].split(".")[0].isdigit()] or [1, 2])
    for year, (office, day, title) in reports.items():
        assert (office, title) == (OFFICE, TITLE.format(year))
        assert day == (None if family in ("hanweb_annual", "by_year") else f"{year + 1}-01-2{year % 10}")

    [ended] = crawl(home)
    assert ended.outcome == "complete", ended
    assert (ended.counts.get("new", 0), ended.counts.get("changed", 0)) == (0, 0)
    bodies = [a.path for a in portal.night() if a.sent]
    assert not bodies
    assert _reports(home) == reports


def _reports(home: Path) -> dict[int, tuple[str | None, str | None, str | None]]:
    from pipelines.crawl.days import year_in

    return {
        year_in(f.listed_title or "") or 0: (f.listed_office, f.published_on, f.listed_title)
        for f in filed(home)
    }
