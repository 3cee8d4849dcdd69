"""Each family of portals gives all of its reports, with what the list said of them, and nothing
else is fetched."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipelines.crawl.all_sources import crawl
from pipelines.crawl.sources import family_names
from pipelines.intake.fetches import fetches
from pipelines.intake.filed import filed
from tests.data import portal_pages as pages
from tests.data.portal import Answer, Portal
from tests.data.portal_pages import Line
from tests.portal.conftest import Sources

OFFICE = "云溪街道办事处"
TITLE = OFFICE + "{}年政府信息公开工作年度报告"


def lines(folder: str, years: range) -> list[Line]:
    return [Line(f"{folder}{y}.html", TITLE.format(y), f"{y + 1}-01-2{y % 10}") for y in years]


def lay_reports(portal: Portal, folder: str, years: range) -> set[str]:
    for y in years:
        portal.put(f"{folder}{y}.html", pages.report(OFFICE, y))
    return {f"{folder}{y}.html" for y in years}


def static_list(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    found = lay_reports(portal, "/nb/", range(2015, 2024))
    all_lines = [
        *lines("./", range(2015, 2024)),
        Line("/other/2023.html", "省政府2023年政府信息公开工作年度报告"),
    ]
    pages.static_list(portal, "/nb/", [all_lines[:4], all_lines[4:8], all_lines[8:]])
    return {"list": portal.url("/nb/")}, found | {"/nb/index_1.html", "/nb/index_2.html", "/nb/"}


def numbered(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    found = lay_reports(portal, "/info/", range(2019, 2024))
    pages.query_list(
        portal, "/list.aspx", [lines("/info/", range(2019, 2021)), lines("/info/", range(2021, 2024))]
    )
    # the third and the fourth page are the second one once more, and end the list
    asked = {f"/list.aspx?cid=7&page={n}" for n in (1, 2, 3, 4)}
    return {"list": portal.url("/list.aspx?cid=7&page={page}")}, found | asked


def hanweb_records(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    found = lay_reports(portal, "/art/", range(2009, 2024))
    pages.hanweb_records(portal, "/module/web/jpage/dataproxy.jsp", lines("/art/", range(2009, 2024)))
    address = "/module/web/jpage/dataproxy.jsp?webid=1&columnid=76&unitid=99"
    first = f"{address}&page=1&perpage=100&startrecord=1&endrecord=100"
    further = {
        f"{address}&page={n}&perpage=10&startrecord={n * 10 - 9}&endrecord={n * 10}" for n in (2, 3)
    }  # it gives ten at once, whatever it is asked for
    return {"list": portal.url(address)}, found | {first} | further


def hanweb_annual(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    address = "/module/xxgk/xxgkAnnualReport.jsp"
    for year in (2021, 2022):
        portal.put(f"{address}?area=001&fbtime={year}", pages.report(OFFICE, year))
    portal.put(f"{address}?area=001&fbtime=2023", "<html><body><div class='frame'></div></body></html>")
    row = {"list": portal.url(address), "years": [2021, 2023], "parameters": {"areas": {"001": OFFICE}}}
    return row, {f"{address}?area=001&fbtime={year}" for year in (2021, 2022, 2023)}


def jpaas(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    found = lay_reports(portal, "/art/", range(2004, 2024))
    pages.jpaas(portal, "/col/col1229/index.html", lines("/art/", range(2004, 2024)))
    unit = "/api-gateway/jpaas-publish-server/front/page/build/unit?webId=w1&pageId=p1&parseType=bulidstatic"
    unit += "&pageType=column&tagId=list&tplSetId=t1&paramJson=%7B%22pageNo%22%3A{}%2C%22pageSize%22%3A15%7D"
    asked = {"/col/col1229/index.html", unit.format(1), unit.format(2)}
    return {"list": portal.url("/col/col1229/index.html"), "years": [2004, 2100]}, found | asked


def gkmlpt(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    found = lay_reports(portal, "/content/", range(2020, 2024))
    pages.gkmlpt(portal, lines("/content/", range(2020, 2024)))
    asked = {f"/gkmlpt/api/all/2581?page={n}&sid=768001" for n in (1, 2, 3)}
    return {"list": portal.url("/gkmlpt/index"), "parameters": {"category": 2581}}, found | asked | {
        "/gkmlpt/index"
    }


def year_tree(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    root = "/zfxxgknb/"
    folders = [Line(f"./{y}n/", f"{y}年") for y in (2022, 2023)]
    portal.put(root, pages.list_page([*folders, Line("/zwgk/2023/", "2023年工作要点")]))
    for y in (2022, 2023):
        portal.put(f"{root}{y}n/", pages.list_page([Line("./xzjd/", "乡镇街道", "")]))
        portal.put(
            f"{root}{y}n/xzjd/",
            pages.list_page([Line(f"./{y}.html", TITLE.format(y), f"{y + 1}-01-2{y % 10}")]),
        )
        portal.put(f"{root}{y}n/xzjd/{y}.html", pages.report(OFFICE, y))
    asked = {root} | {f"{root}{y}n/{part}" for y in (2022, 2023) for part in ("", "xzjd/", f"xzjd/{y}.html")}
    return {"list": portal.url(root)}, asked


def framed_list(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    found = lay_reports(portal, "/art/", range(2020, 2024))
    portal.put(
        "/col/nb.html",
        '<html><body><iframe src="/inner/index.html"></iframe><iframe src="http://ads.example/x.html"></iframe></body></html>',
    )
    pages.static_list(
        portal, "/inner/", [lines("/art/", range(2020, 2022)), lines("/art/", range(2022, 2024))]
    )
    return {"list": portal.url("/col/nb.html")}, found | {
        "/col/nb.html",
        "/inner/index.html",
        "/inner/index_1.html",
    }


FAMILIES: dict[str, Callable[[Portal], tuple[dict[str, Any], set[str]]]] = {
    f.__name__: f
    for f in (static_list, numbered, hanweb_records, hanweb_annual, jpaas, gkmlpt, year_tree, framed_list)
}


def test_every_family_has_its_portal_here() -> None:
    assert sorted(FAMILIES) == family_names()


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family(family: str, portal: Portal, raw: Sources) -> None:
    row, wanted = FAMILIES[family](portal)
    home = raw(yunxi=row | {"family": family, "office": OFFICE})
    [ended] = crawl(home)
    assert ended.outcome == "complete", ended
    asked = [a.path for a in portal.night()]
    assert sorted(asked) == sorted(wanted)
    reports = _reports(home)
    assert len(reports) == len([p for p in wanted if p.split("/")[-1].split(".")[0].isdigit()] or [1, 2])
    for year, (office, day, title) in reports.items():
        assert (office, title) == (OFFICE, TITLE.format(year))
        assert day == (None if family == "hanweb_annual" else f"{year + 1}-01-2{year % 10}")

    [ended] = crawl(home)
    assert (ended.counts.get("new", 0), ended.counts.get("changed", 0)) == (0, 0)
    bodies = [a.path for a in portal.night() if a.sent]
    assert not bodies
    assert _reports(home) == reports


def _reports(home: Path) -> dict[int, tuple[str | None, str | None, str | None]]:
    from pipelines.crawl.listing import year_in

    return {
        year_in(f.listed_title or "") or 0: (f.listed_office, f.published_on, f.listed_title)
        for f in filed(home)
    }


def test_what_is_listed_but_no_report_is_logged_once(portal: Portal, raw: Sources) -> None:
    titles = {
        "政府信息公开指南": "zn",
        "政府信息公开自查报告": "zc",
        "关于做好2022年年报工作的通知": "tz",
        "2016年法治政府建设年度报告": "fz",
    }
    others = [Line(f"./{name}.html", title, "2023-03-01") for title, name in titles.items()]
    pages.static_list(portal, "/nb/", [[*lines("./", range(2020, 2022)), *others]])
    lay_reports(portal, "/nb/", range(2020, 2022))
    home = raw(
        yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE, "years": [2021, 2022]}
    )
    for _ in range(2):
        [ended] = crawl(home)
        assert (ended.counts["not_report"], ended.counts["other_year"]) == (4, 1)
    logged = [(f.outcome, f.listed_title, f.listed_on) for f in fetches(home, "yunxi") if f.kind == "entry"]
    assert sorted(logged) == sorted(
        [
            *(("not_report", title, "2023-03-01") for title in titles),
            ("other_year", TITLE.format(2020), "2021-01-20"),
        ]
    )
    assert {a.path for a in portal.night()} == {"/nb/", "/nb/2021.html"}


def test_a_page_that_only_changes_its_frame_is_no_new_version(portal: Portal, raw: Sources) -> None:
    """Portals without validators put another token, day or script into every answer."""
    turns = itertools.count()
    body = pages.report(OFFICE, 2022)

    def answer(query: Mapping[str, str]) -> Answer:
        token = f'<body data-token="{next(turns)}"><script>var t={next(turns)}</script>'.encode()
        return Answer(body.replace(b"<body>", token), validators="none")

    portal.pages["/nb/2022.html"] = answer
    pages.static_list(portal, "/nb/", [lines("./", range(2022, 2023))])
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    crawl(home)
    [ended] = crawl(home)
    assert (ended.counts.get("changed", 0), ended.counts["same"]) == (0, 1)
    body = body.replace(b"<span>3</span>", b"<span>4</span>", 1)
    [ended] = crawl(home)
    assert ended.counts["changed"] == 1
    assert len(filed(home)) == 2


def test_an_error_of_our_own_is_no_complete_crawl(portal: Portal, raw: Sources) -> None:
    pages.static_list(portal, "/nb/", [lines("./", range(2021, 2023))])
    lay_reports(portal, "/nb/", range(2021, 2023))
    home = raw(yunxi={"family": "static_list", "list": portal.url("/nb/"), "office": OFFICE})
    (home / "archive" / "sha256").mkdir(parents=True)
    taken = hashlib.sha256(pages.report(OFFICE, 2022)).hexdigest()
    (home / "archive" / "sha256" / taken[:2]).write_bytes(b"no folder can be made here")
    [ended] = crawl(home)
    assert (ended.outcome, ended.counts["new"], ended.counts["failed"]) == ("partial", 1, 1)
    (home / "archive" / "sha256" / taken[:2]).unlink()
    [ended] = crawl(home)
    assert (ended.outcome, ended.counts["new"]) == ("complete", 1)
