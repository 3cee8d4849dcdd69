"""Hanweb's page of yearly reports: `/module/xxgk/xxgkAnnualReport.jsp?area=<office>&fbtime=<year>`,
no list.

`list` is the address up to the question mark, `parameters: {areas: {code: office}}` the offices. A
page for a year that has no report yet is an empty frame.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from pipelines.crawl.days import day_in
from pipelines.crawl.links import tree
from pipelines.crawl.listing import Ask, Entry, Listing, Page, listed
from pipelines.crawl.sources import Source
from pipelines.crawl.titles import holds_form

_FIRST_YEAR = 2008


def starts(source: Source) -> list[Ask]:
    """Each office and each year wanted, up to last year's report: this year's is not due before
    January."""
    return [
        Ask(
            f"{source.list}?{urlencode({'area': area, 'fbtime': year})}",
            office=str(office),
            year=year,
            list=f"{area} {year}",
        )
        for area, office in dict(source.parameters.get("areas", {})).items()
        for year in years(source)
    ]


def lacks(source: Source) -> str | None:
    """What is missing in the row."""
    areas = source.parameters.get("areas")
    return None if isinstance(areas, dict) and areas else "缺少 / missing: parameters.areas"


def years(source: Source) -> list[int]:
    """The report years wanted, the latest first."""
    first, last = source.years
    return [*range(min(last, date.today().year - 1), max(first, _FIRST_YEAR) - 1, -1)]


def read(source: Source, page: Page) -> Listing:
    """The page itself if the report is in it, else what it links to."""
    office, year = page.ask.office or source.office or "", page.ask.year
    if not holds_form(page.text):
        return listed(page, *filter(None, [source.articles]))
    text = tree(page.text).text(separator=" ")
    title = f"{office}{year}年政府信息公开工作年度报告"
    return Listing(itself=Entry(page.ask.url, title, day_in(text[:500]), office))
