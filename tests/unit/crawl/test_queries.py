"""Lists behind an endpoint: each shape is asked as its script asks, read whole, and an answer that is
none is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from pipelines.crawl.days import day_of
from pipelines.crawl.families.query import shapes
from tests.data.driven import HOST, Said, night, source
from tests.data.portal_pages import report

OFFICE = "云溪街道办事处"
YEARS = tuple(range(2023, 1998, -1))
"""Twenty-five reports, more than any shape asks for at once."""
TITLE = OFFICE + "{}年政府信息公开工作年度报告"
REPORTS = {f"/art/{y}.html": report(OFFICE, max(y, 2019)) for y in YEARS}
Said_ = Callable[[Mapping[str, str]], Said]


def sent(request: Any) -> dict[str, str]:
    """The query and the body of a request."""
    body = request.body.decode()
    more = json.loads(body) if body.startswith("{") else dict(parse_qsl(body, keep_blank_values=True))
    return dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True)) | more


def tax(asked: Mapping[str, str]) -> str:
    page, size = int(asked["page"]), int(asked["size"])
    rows = [
        {"title": TITLE.format(y), "url": f"/art/{y}.html", "publishedTimeStr": f"{y + 1}-01-20 08:00:00"}
        for y in YEARS[(page - 1) * size : page * size]
    ]
    inner = {"total": len(YEARS), "results": rows} if asked["channelId"] == "0ac34e96afbb" else {"total": 0}
    return json.dumps({"code": 200, "results": {"data": inner}})


def was5(asked: Mapping[str, str]) -> str:
    page, size = int(asked["page"]), int(asked["perpage"])
    rows = "".join(
        f"<tr><td class='t_l tdMC'><a href='/art/{y}.html'>{TITLE.format(y)}</a><ul><li>成文日期：{y + 1}年01月02日</li>"
        f"<li><b>发文日期：</b>{y + 1}年01月20日</li></ul></td></tr>"
        for y in YEARS[(page - 1) * size : page * size]
    )
    return f"<table>{rows}</table><div>共 25 条 第 {page}/2 页</div>"


def records(years: tuple[int, ...]) -> str:
    lines = (
        f"<record><![CDATA[<li><a href='/art/{y}.html'>{TITLE.format(y)}</a><i>{y + 1}-01-20</i></li>]]></record>"
        for y in years
    )
    return f"<datastore><recordset>{''.join(lines)}</recordset></datastore>"


def truecms(asked: Mapping[str, str]) -> str:
    start, end = int(asked["startrecord"]), int(asked["endrecord"])
    small = int(asked["perpage"]) <= 10 and asked["columnId"] == "754f-db5"
    part = YEARS[start - 1 : end] if small else ()
    return f"{asked['callback']}({json.dumps({'result': records(part)})});"


def ewb(asked: Mapping[str, Any]) -> str:
    page, size = int(asked["pageIndex"]), int(asked["pageSize"])
    good = (asked["siteGuid"], asked["categorynum"]) == ("7eb5", "003001")
    rows = [
        {"title": TITLE.format(y), "infourl": f"/art/{y}.html", "infodate": f"{y + 1}-01-20"}
        for y in (YEARS[page * size : (page + 1) * size] if good else ())
    ]
    return json.dumps({"custom": {"data": rows, "total": len(YEARS) if good else 0}})


def do_search(asked: Mapping[str, str]) -> str:
    page = int(asked["page"])
    rows = [
        {
            "title": TITLE.format(y),
            "url": f"/art/{y}.html",
            "publishdate": f"{y + 1}-01-20",
            "publishunit": OFFICE,
        }
        for y in YEARS[(page - 1) * 12 : page * 12]  # whatever it is asked for
    ]
    return json.dumps({"data": {"bean": {"results": rows, "total": "25"}}})


def hanweb_search(asked: Mapping[str, str]) -> str:
    page = int(asked["currpage"])
    rows = "".join(
        f"<tr><td><a href='/art/{y}.html' title='{TITLE.format(y)}'>{TITLE.format(y)[:9]}…</a></td><td>{y + 1}-01-20</td></tr>"
        for y in (YEARS[(page - 1) * 20 : page * 20] if asked["area"] == "0022" else ())
    )
    return f"<table>{rows}</table><div>共 25 条 共2页</div>"


def subsite(asked: Mapping[str, str]) -> str:
    part = YEARS[int(asked["start"]) : int(asked["start"]) + 10]  # whatever it is asked for
    rows = "".join(f"<li><a href='/art/{y}.html'>{TITLE.format(y)}</a>{y + 1}-01-20</li>" for y in part)
    return f"<ul>{rows}</ul>"


SHAPES: dict[str, tuple[str, str, dict[str, str], Callable[[Mapping[str, Any]], str]]] = {
    "tax": (
        "/c/list.html",
        "<script>var channelId = '0ac34e96afbb';</script>",
        {"": "/getFileListByCodeId"},
        tax,
    ),
    "was5": (
        "/xxgk/nb/",
        "<form><input name=q></form><script>channelid=278090</script>",
        {"": "/was5/web/search"},
        was5,
    ),
    "truecms": (
        "/nb/nb.html",
        "<script>jpage({proxyUrl:'/truecms/messageController/getMessage.do',ajaxParam:{columnId:'754f-db5'}})</script>",
        {"": "/truecms/messageController/getMessage.do"},
        truecms,
    ),
    "ewb": (
        "/dynamic/zwgk/govInfoPub.html?categorynum=003001",
        "<script src='/js/webBuilderCommon.js'></script>",
        {"": "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"},
        ewb,
    ),
    "do_search": (
        "/nb/",
        "<script>var u = '/search/do-search'; var channelId='9';</script>",
        {"": "/search/do-search"},
        do_search,
    ),
    "hanweb_search": (
        "/col/col1/index.html",
        "<script>getList('/module/xxgk/tree.jsp?area=0022')</script>",
        {"": "/module/xxgk/search.jsp"},
        hanweb_search,
    ),
    "subsite": (
        "/subsiteIndex/toPage?newsClassId=114&pageSize=20&start=0",
        "",
        {"": "/subsiteIndex/toPage"},
        subsite,
    ),
}


def test_every_shape_has_its_pages_here() -> None:
    assert sorted([*SHAPES, "nfra"]) == sorted(shapes())


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape(shape: str, tmp_path: Path) -> None:
    column, text, endpoint, answer = SHAPES[shape]
    pages: dict[str, Any] = {**REPORTS, column.split("?")[0]: text}
    pages["/js/webBuilderCommon.js"] = 'var siteInfo = {"projectName":"/EWB-FRONT","siteGuid":"7eb5"};'
    pages[endpoint[""]] = lambda request: Said(answer(sent(request)))
    row = source(family="query", list=HOST + column, parameters={"shape": shape}, years=(1998, 2100))
    crawled = night(tmp_path, row, pages)
    assert (crawled.outcome, crawled.detail) == ("complete", "")
    assert {p for p in crawled.asked if p in REPORTS} == set(REPORTS)
    days = {f.url.rsplit("/", 1)[-1]: f.listed_on for f in crawled.log if f.kind == "report"}
    assert days["2020.html"] == "2021-01-20"
    assert len(crawled.asked) < len(REPORTS) + 9


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    "excuse",
    ['{"code":500,"msg":"error"}', "<html><h1>系统繁忙</h1></html>", "null", "cb()"],
    ids=["500", "busy", "null", "empty"],
)
def test_an_answer_that_is_no_list(shape: str, excuse: str, tmp_path: Path) -> None:
    column, text, endpoint, _ = SHAPES[shape]
    pages: dict[str, Any] = {column.split("?")[0]: text, endpoint[""]: excuse}
    pages["/js/webBuilderCommon.js"] = 'var siteInfo = {"siteGuid":"7eb5"};'
    row = source(family="query", list=HOST + column, parameters={"shape": shape})
    assert night(tmp_path, row, pages).outcome in ("broken", "partial")


def test_the_list_of_nfra(tmp_path: Path) -> None:
    """The documents themselves are JSON with a page in it."""
    rows = [{"docId": y, "docSubtitle": TITLE.format(y), "publishDate": f"{y + 1}-01-20"} for y in YEARS[:3]]
    address = (
        "/cn/static/data/DocInfo/SelectDocByItemIdAndChild/data_itemId=861,pageIndex={},pageSize=18.json"
    )
    pages = {"/cn/view/pages/ItemList.html": "<html ng-app></html>"}
    pages[address.format(1)] = json.dumps({"rptCode": 200, "data": {"total": 3, "rows": rows}})
    page = report(OFFICE, 2022).decode()
    pages["/cbircweb/DocInfo/SelectByDocId"] = json.dumps({"rptCode": 200, "data": {"docClob": page}})
    row = source(
        family="query",
        list=f"{HOST}/cn/view/pages/ItemList.html?itemPId=1&itemId=861",
        parameters={"shape": "nfra"},
    )
    crawled = night(tmp_path, row, pages)
    assert (crawled.outcome, crawled.counts["new"]) == ("complete", 3)


def test_what_the_column_page_does_not_tell(tmp_path: Path) -> None:
    row = source(family="query", list=f"{HOST}/nb/", parameters={"shape": "tax"})
    crawled = night(tmp_path, row, {"/nb/": "<html>channel</html>"})
    assert (crawled.outcome, "channelId" in crawled.detail) == ("broken", True)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-01-20 08:00", "2021-01-20"),
        (1611100800, "2021-01-20"),
        (1611100800000, "2021-01-20"),
        ("1611100800000", "2021-01-20"),
        (None, None),
        ("", None),
        (7, None),
    ],
)
def test_a_day_in_an_answer(value: object, day: str | None) -> None:
    assert day_of(value) == day
