"""The pages of a portal, family by family, as such portals write them: lists, reports, pages that
offer a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tests.data.forms import Filled, render
from tests.data.portal import Answer, Portal


@dataclass(frozen=True)
class Line:
    """A line of a list. `shown` is what its link shows where that is cut short."""

    href: str
    title: str
    day: str = "2024-01-20"
    shown: str = ""


def report(office: str, year: int, received: int = 3, **options: object) -> bytes:
    """A report as a web page: so many requests of natural persons, all granted."""
    edition = "f2021" if year > 2020 else "f2019"
    rows = ("requests_new", "granted", "total_handled")
    figures = {f"t3.{row}.{column}": str(received) for row in rows for column in ("natural_person", "total")}
    return render(Filled(office, year, edition, figures), "html", **options)


def offers(title: str, links: str) -> str:
    """A page without tables that offers the report as files."""
    head = f"<html><head><title>{title}</title></head>"
    return f"{head}<body><h1>{title}</h1><p>发布日期：2024-01-20</p>{links}<p>主办：某办</p></body></html>"


def list_page(
    lines: Sequence[Line], script: str = "", more: str = "", title: str = "政府信息公开年报"
) -> str:
    """A list as TRS writes it, with a menu of other columns beside it."""
    rows = "\n".join(
        f'<li><a href="{line.href}"'
        f' title="{line.title}">{line.shown or line.title}</a><span>{line.day}</span></li>'
        for line in lines
    )
    menu = '<div><a href="/zfxxgkzn/">政府信息公开指南</a> <a href="./">政府信息公开年报</a></div>'
    return (
        f"<html><head><title>{title}</title></head><body>{menu}<ul>{rows}</ul>{more}"
        f"<script>{script}</script><div>版权所有</div></body></html>"
    )


def static_list(portal: Portal, base: str, pages: Sequence[Sequence[Line]], encoding: str = "utf-8") -> None:
    """index.html, index_1.html, ... and the script that tells how many."""
    for number, lines in enumerate(pages):
        name = "index.html" if number == 0 else f"index_{number}.html"
        body = list_page(lines, f'createPageHTML({len(pages)}, {number}, "index", "html");').encode(encoding)
        portal.put(f"{base}{name}", body, type="text/html")


def query_list(portal: Portal, path: str, pages: Sequence[Sequence[Line]]) -> None:
    """list.aspx?page=N; behind the last page the last one comes again and again."""
    portal.pages[path] = lambda query: Answer(
        list_page(pages[min(max(int(query.get("page", "1")), 1), len(pages)) - 1]).encode()
    )


def hanweb_records(portal: Portal, path: str, lines: Sequence[Line]) -> None:
    """dataproxy.jsp: XML with one CDATA for each line; cuts what is asked for to ten a page."""

    def answer(query: dict[str, str] | object) -> Answer:
        page = int(query.get("page", "1"))  # type: ignore[attr-defined]
        part = lines[(page - 1) * 10 : page * 10]
        records = "".join(
            f"<record><![CDATA[<li><a href='{x.href}' title='{x.title}'>{x.title[:8]}…</a>"
            f"<b>{x.day}</b></li>]]></record>"
            for x in part
        )
        total = f"<totalrecord>{len(lines)}</totalrecord><totalpage>{-(-len(lines) // 10)}</totalpage>"
        xml = (
            f'<?xml version="1.0"'
            f' encoding="utf-8"?><datastore>{total}<recordset>{records}</recordset></datastore>'
        )
        return Answer(xml.encode(), type="text/xml; charset=utf-8")

    portal.pages[path] = answer


def jpaas(portal: Portal, column: str, lines: Sequence[Line], size: int = 15) -> None:
    """A column page that calls unitbuild.js, and the endpoint that answers with HTML in JSON."""
    endpoint = "/api-gateway/jpaas-publish-server/front/page/build/unit"
    data = (
        "{'webId':'w1','pageId':'p1','parseType':'bulidstatic',"
        "'pageType':'column','tagId':'list','tplSetId':'t1'}"
    )
    portal.put(
        column,
        f'<html><body><div id="list"><script src="/js/unitbuild.js" url="{endpoint}"'
        f' queryData="{data}"></script></div>'
        "</body></html>",
    )

    def answer(query: dict[str, str] | object) -> Answer:
        asked = json.loads(query.get("paramJson", "{}"))  # type: ignore[attr-defined]
        page = asked.get("pageNo", 1)
        rows = "".join(
            f'<li><a href="{x.href}" title="{x.title}">{x.title}</a><span>{x.day}</span></li>'
            for x in lines[(page - 1) * size : page * size]
        )
        inner = f'<ul>{rows}</ul><div class="pagination" rows="{size}" count="{len(lines)}"></div>'
        body = json.dumps({"success": True, "data": {"html": inner}}, ensure_ascii=False).encode()
        return Answer(body, type="application/json;charset=UTF-8")

    portal.pages[endpoint] = answer


def gkmlpt(portal: Portal, lines: Sequence[Line], category: int = 2581, sid: str = "768001") -> None:
    """The openness platform of Guangdong: an index page with the SID, JSON with two articles a
    page."""
    portal.put("/gkmlpt/index", f"<html><script>window._CONFIG = {{ SID: '{sid}', }}</script></html>")

    def answer(query: dict[str, str] | object) -> Answer:
        if query.get("sid") != sid:  # type: ignore[attr-defined]
            return Answer(b'{"articles": [], "total": 0}', type="application/json")
        page = int(query.get("page", "1"))  # type: ignore[attr-defined]
        articles = [
            {"title": x.title, "url": portal.url(x.href), "display_publish_time": x.day, "publisher": "某局"}
            for x in lines[(page - 1) * 2 : page * 2]
        ]
        body = json.dumps({"articles": articles, "total": len(lines)}, ensure_ascii=False).encode()
        return Answer(body, type="application/json")

    portal.pages[f"/gkmlpt/api/all/{category}"] = answer


def flip_book(portal: Portal, folder: str, title: str, pages: Sequence[str]) -> None:
    """A book as such software writes it: a cover that a script draws, and beside it a plain page for
    each of `pages`, which are HTML, with the links by which they are turned."""
    cover = f"<html><head><title>{title}</title><script src='javascript/main.js'></script></head><body>"
    cover += "<noscript><a href='files/basic-html/index.html'>Basic version</a></noscript></body></html>"
    portal.put(f"{folder}index.html", cover)
    last = len(pages)
    for number, shown in enumerate(pages, 1):
        turned = {"First": 1, "Previous": max(number - 1, 1), "Next": min(number + 1, last), "Last": last}
        links = " ".join(f"<a href='page{n}.html'>{name}</a>" for name, n in turned.items())
        body = f"<html><head><title>{title}</title></head><body><div>{links}</div>{shown}</body></html>"
        portal.put(f"{folder}files/basic-html/page{number}.html", body)
