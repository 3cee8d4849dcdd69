"""Hanweb's page of yearly reports: `/module/xxgk/xxgkAnnualReport.jsp?area=<office>&fbtime=<year>`,
no list.

`list` is the address up to the question mark, `parameters: {areas: {code: office}}` the offices. A
page for a year that has no report yet is an empty frame.
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from selectolax.lexbor import LexborHTMLParser

from pipelines.crawl.days import day_in, years_in
from pipelines.crawl.links import tree
from pipelines.crawl.listing import Ask, Entry, Listing, Page, listed
from pipelines.crawl.sources import Source
from pipelines.crawl.titles import holds_form, is_report, tells_in_prose, title_of_year

_FIRST_YEAR = 2008
_SHOWN = "iframe[src*='.pdf' i], embed[src*='.pdf' i], object[data*='.pdf' i]"
"""What shows a report as a file."""


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
    """The page itself if the report is in it, in tables, prose or a file that it shows, else what it
    links to."""
    office, year = page.ask.office or source.office or "", page.ask.year
    parsed = tree(page.text)
    if not (holds_form(page.text) or tells_in_prose(parsed) or parsed.css_first(_SHOWN)):
        return listed(page, *filter(None, [source.articles]))
    shown = _years_of(parsed)
    if shown and year is not None and year not in shown:
        told = f"{year} 年的网址给出 {max(shown)} 年的报告 / the address of a year gives that of another"
        return Listing(doubt=told if year < max(shown) else None)  # the last one, until there is a new one
    text = parsed.text(separator=" ")
    title = title_of_year(office, year)
    return Listing(itself=Entry(page.ask.url, title, day_in(text[:500]), office))


def _years_of(parsed: LexborHTMLParser) -> set[int]:
    """The years of reports that the head of a page names."""
    heads = (node.text() for node in parsed.css("title, h1, h2, h3"))
    return {year for text in heads if is_report(text) for year in years_in(text)}
