"""Reports at an address of their own for each year, and each office, without a list:
`/public/column/7?type=3&timeFrame=2022`, `?nbYear=2025&orgCode=A01A01`.

`list` is the address with `{year}`, and with `{office}` if `parameters: {offices: {code: office}}`
are given. A page for a year that has no report yet is an empty frame.
"""

from __future__ import annotations

from pipelines.crawl.families import hanweb_annual
from pipelines.crawl.listing import Ask, Listing, Page
from pipelines.crawl.sources import Source


def lacks(source: Source) -> str | None:
    """What is missing in the row."""
    if "{year}" not in source.list:
        return "list 中缺少 {year} / {year} is missing in `list`"
    wants = "{office}" in source.list
    return "缺少 / missing: parameters.offices" if wants and not source.parameters.get("offices") else None


def starts(source: Source) -> list[Ask]:
    """Each office and each year wanted, up to last year's report."""
    return [
        Ask(
            source.list.replace("{year}", str(year)).replace("{office}", str(code)),
            office=str(office) if office else None,
            year=year,
            list=f"{code} {year}",
        )
        for code, office in dict(source.parameters.get("offices") or {"": source.office}).items()
        for year in hanweb_annual.years(source)
    ]


def read(source: Source, page: Page) -> Listing:
    """The page itself if the report is in it, else what it links to."""
    return hanweb_annual.read(source, page)
