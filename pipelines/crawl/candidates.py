"""A page of a portal -> where reports may be from here, and rows of sources.yml that may read it, by
fingerprints that are data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml

from pipelines.crawl.addresses import address, folder, under
from pipelines.crawl.days import year_in
from pipelines.crawl.links import base_of, links_of, title_of, tree
from pipelines.crawl.listing import Entry, Listing, Page, listed
from pipelines.crawl.titles import is_report, judge

Row = dict[str, Any]
_YEAR_FOLDER = re.compile(r"/20\d\d[a-z]*/?(?:index\.s?html?)?$")
_PAGE_NUMBER = re.compile(r"([?&](?:page|pageNo|pageNum|pageIndex|p|currpage)=)1(?=&|$)")
_YEAR_ALONE = re.compile(r"\s*(20\d\d)\s*年?度?\s*$")


@lru_cache(maxsize=1)
def _said() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(
        Path(__file__).with_name("fingerprints.yml").read_text(encoding="utf-8")
    )
    return said


def is_column(title: str) -> bool:
    """Whether a link or a page is called like a column of reports, not like one report."""
    plain = re.sub(r"\s", "", title)
    return year_in(title) is None and judge(title) != "other" and _any("columns", "titles", plain)


def onward(page: Page) -> list[tuple[int, str, str]]:
    """Where to look from here: how promising (0 is best), address and title of each link."""
    best: dict[str, tuple[int, str, str]] = {}
    parsed = tree(page.text)
    for node, url in links_of(parsed, page.url, page.encoding):
        title = title_of(node)
        if (rank := _rank(title, urlsplit(url).path)) is not None and url != page.url:
            best[url] = min(best.get(url, (9, url, title)), (rank, url, title))
    for node in parsed.css("iframe[src], frame[src]"):
        if inner := address(base_of(parsed, page.url), node.attributes.get("src") or "", page.encoding):
            best.setdefault(inner, (2, inner, ""))
    return sorted(best.values(), key=lambda link: link[0])


def _rank(title: str, path: str) -> int | None:
    plain = re.sub(r"\s", "", title)
    if year_in(title) is not None or judge(title) == "other":
        return None
    if is_column(title):
        return 0
    if _any("columns", "paths", path):
        return 1
    if len(plain) < 16 and _any("sections", "titles", plain):
        return 2
    return 3 if len(plain) < 16 and _any("sections", "paths", path) else None


def _any(kind: str, what: str, text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in _said()[kind][what])


def reports_of(page: Page) -> tuple[Entry, ...]:
    """The lines of a page, wherever they lead, that are reports of a year or a day."""
    return tuple(e for e in listed(page).entries if is_report(e.title) and (e.listed_on or year_in(e.title)))


def rows(page: Page) -> Iterator[Row]:
    """Rows that may read a page as a list of reports, the most particular ones first."""
    for print_ in _said()["families"]:
        if row := _by_print(print_, page):
            yield row
    reports = reports_of(page)
    if reports:
        plain: Row = {"family": "static_list", "list": page.url} | _places(page, reports)
        if _PAGE_NUMBER.search(page.url):
            yield plain | {"family": "numbered", "list": _PAGE_NUMBER.sub(r"\1{page}", page.url)}
        yield plain
    if by_year := _by_year(page):
        yield {"family": "by_year", "list": by_year}
    links = {url for _, url in links_of(tree(page.text), page.url, page.encoding)}
    years = [u for u in links if under(u, folder(page.url)) and _YEAR_FOLDER.search(urlsplit(u).path)]
    if len(years) > 1:
        yield {"family": "year_tree", "list": page.url}
    if tree(page.text).css("iframe[src], frame[src]"):
        yield {"family": "framed_list", "list": page.url}


def _by_year(page: Page) -> str | None:
    """The address that several links have in common but for the year, which is in its query and
    all that the link is called by."""
    forms: dict[str, set[str]] = {}
    for node, url in links_of(tree(page.text), page.url, page.encoding):
        called = _YEAR_ALONE.match(title_of(node))
        query = urlsplit(url).query
        if called and called[1] in query:
            form = url.replace(query, re.sub(rf"(?<!\d){called[1]}(?!\d)", "{year}", query, count=1))
            forms.setdefault(form, set()).add(called[1])
    return next((form for form, years in forms.items() if len(years) > 1), None)


def _places(page: Page, reports: tuple[Entry, ...]) -> Row:
    """`articles` and `hosts`, where reports lie outside of the folder of their list."""
    urls = [e.url for e in reports]
    inside = sum(under(url, folder(page.url)) for url in urls)
    if inside * 2 > len(urls):
        return {}  # the others are those of neighbours
    here = urlsplit(page.url).netloc
    hosts = sorted({urlsplit(url).netloc for url in urls} - {here})
    if hosts:
        return {"articles": "http", "hosts": hosts}
    common = [urlsplit(url).path.split("/")[:-1] for url in urls]
    shared = []
    for parts in zip(*common, strict=False):
        if len(set(parts)) > 1 or re.fullmatch(r"20\d\d\d*", parts[0]):
            break
        shared.append(parts[0])
    return {"articles": urljoin(page.url, "/".join(shared) + "/" if shared != [""] else "/")}


def _by_print(said: dict[str, Any], page: Page) -> Row | None:
    text = f"{page.url}\n{page.text}"
    if not all(mark in text for mark in said["marks"]):
        return None
    parts = urlsplit(page.url)
    values = {"url": page.url, "origin": f"{parts.scheme}://{parts.netloc}"}
    for name, pattern in said.get("read", {}).items():
        match = re.search(pattern, text)
        if not match:
            return None
        values[name] = match[1].replace("&amp;", "&")
    row: Row = {
        "family": said["family"],
        "list": urljoin(page.url, said.get("list", "{url}").format(**values)),
    }
    parameters: Row = {n: str(v).format(**values) for n, v in said.get("parameters", {}).items()}
    for name, pattern in said.get("pairs", {}).items():
        parameters[name] = {code: office.strip() for code, office in re.findall(pattern, text)}
        if not parameters[name]:
            return None
    if parameters:
        row["parameters"] = parameters
    return row


def title_of_page(page: Page) -> str:
    """What a page is called: the column that its head names, else its window's title up to the
    first stroke."""
    parsed = tree(page.text)
    named = parsed.css_first("meta[name=ColumnName]")
    if named and named.attributes.get("content"):
        return str(named.attributes["content"])
    head = parsed.css_first("title")
    return re.split(r"[_|｜–—-]", head.text().strip())[0] if head else ""


def portal_of(page: Page) -> str:
    """What the portal is called."""
    parsed = tree(page.text)
    named = parsed.css_first("meta[name=SiteName]")
    if named and named.attributes.get("content"):
        return str(named.attributes["content"])
    head = parsed.css_first("title")
    return re.split(r"[_|｜–—-]", head.text().strip())[-1].strip() if head else ""


def lines_of(listing: Listing) -> tuple[Entry, ...]:
    """The lines of a listing that are reports, and the report that the page itself is."""
    own = (listing.itself,) if listing.itself else ()
    return (*own, *(e for e in listing.entries if is_report(e.title)))
