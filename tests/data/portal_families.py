"""A column of each family of portals: it is laid in, and its row and all that a crawl of it asks for
come back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.data import portal_pages as pages
from tests.data.portal import Answer, Portal
from tests.data.portal_pages import Line

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


def hanweb_columns(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    found = lay_reports(portal, "/art/", range(2009, 2024))
    path = "/module/web/jpage/dataproxy.jsp"
    pages.hanweb_records(portal, path, lines("/art/", range(2009, 2024)))
    first = "".join(
        f"<record><![CDATA[<li><a href='{x.href}'>{x.title}</a><b>{x.day}</b></li>]]></record>"
        for x in lines("/art/", range(2009, 2012))
    )
    group = f'<a href="{path}?page=1&appid=1&webid=1&columnid=76&unitid=99"></a>'
    portal.put(
        "/col/col76/index.html",
        f'<html><div><script type="text/xml"><datastore><nextgroup><![CDATA[{group}]]></nextgroup>'
        f"<recordset>{first}</recordset></datastore></script></div></html>",
    )
    address = f"{path}?appid=1&webid=1&columnid=76&unitid=99"
    asked = {f"{address}&page=1&perpage=100&startrecord=1&endrecord=100"} | {
        f"{address}&page={n}&perpage=10&startrecord={n * 10 - 9}&endrecord={n * 10}" for n in (2, 3)
    }
    return {"list": portal.url("/col/col76/index.html")}, found | asked | {"/col/col76/index.html"}


def by_year(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    address = "/public/column/7?type=3&timeFrame={}"
    for year in (2021, 2022):
        portal.put(address.format(year), pages.report(OFFICE, year))
    portal.put(address.format(2023), "<html><body><div class='frame'></div></body></html>")
    row = {"list": portal.url(address.format("{year}")), "years": [2021, 2023]}
    return row, {address.format(year) for year in (2021, 2022, 2023)}


def query(portal: Portal) -> tuple[dict[str, Any], set[str]]:
    found = lay_reports(portal, "/art/", range(2020, 2024))
    portal.put("/nb/index.html", "<html><script>var channelId = '0ac34e96afbb';</script></html>")

    def answer(asked: Mapping[str, str]) -> Answer:
        part = lines("/art/", range(2020, 2024)) if asked.get("page") == "1" else []
        rows = [{"title": x.title, "url": x.href, "publishedTimeStr": x.day} for x in part]
        said = {"results": {"data": {"total": 4, "results": rows}}}
        return Answer(json.dumps(said, ensure_ascii=False).encode())

    portal.pages["/getFileListByCodeId"] = answer
    row = {"list": portal.url("/nb/index.html"), "parameters": {"shape": "tax"}}
    return row, found | {"/nb/index.html", "/getFileListByCodeId"}


FAMILIES: dict[str, Callable[[Portal], tuple[dict[str, Any], set[str]]]] = {
    f.__name__: f
    for f in (
        *(static_list, numbered, hanweb_records, hanweb_annual, jpaas, gkmlpt, year_tree, framed_list),
        *(hanweb_columns, by_year, query),
    )
}
