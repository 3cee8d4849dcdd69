"""One portal with a column of each family, each of an office of its own: its home, its sections, and
pages beside them that are like columns of reports and are none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.data.portal import Answer, Page, Portal
from tests.data.portal_families import FAMILIES, OFFICE
from tests.data.portal_pages import Line, list_page

COLUMNS: dict[str, tuple[str, str]] = {
    "numbered": ("/list.aspx?cid=7&page=1", ""),
    "hanweb_records": (
        "/col/old/",
        "<script>jpage('/module/web/jpage/dataproxy.jsp?webid=1&columnid=76&unitid=99')</script>",
    ),
    "hanweb_annual": ("/col/annual/", f"<a href='/module/xxgk/xxgkAnnualReport.jsp?area=001'>{OFFICE}</a>"),
    "by_year": (
        "/public/column/",
        "<a href='7?type=3&timeFrame=2021'>2021年</a> <a href='7?type=3&timeFrame=2022'>2022年</a>",
    ),
    "gkmlpt": ("/gkmlpt/index", ""),
}
"""Where the column is, and its page, for families whose `list` is not that."""

HOME = """<html><head><title>青禾县人民政府</title></head><body>
<div><a href='/news/'>新闻</a> <a href='/zwgk/'>政务公开</a> <a href='http://www.other.gov.cn/nb/'>省政府年报</a></div>
<ul><li><a href='/news/1.html'>我县召开政府信息公开年度报告编制培训会</a> 2024-01-01</li>
<li><a href='/news/2.html'>青禾县2023年政府信息公开工作年度报告发布</a> 2024-01-20</li></ul></body></html>"""

OTHERS = {
    "/ys/": ("年度预算报告", "青禾县2023年预算执行情况的报告"),
    "/zd/": ("政府信息公开制度", "青禾县政府信息公开年度报告制度"),
    "/bb/": ("政府网站工作年度报表", "青禾县2023年政府网站工作年度报表"),
    "/zn/": ("政府信息公开指南", "青禾县政府信息公开指南（2023年版）"),
}
"""Columns that hold no reports: what they are called, and what they have."""
_FOLDERS = ("/nb/", "/art/", "/module/web/")


def lay_column(portal: Portal, family: str) -> tuple[dict[str, Any], str, set[str]]:
    """Lay in the column of a family, with its page; its row, its address, and all that a crawl of
    the row asks for."""
    row, wanted = FAMILIES[family](portal)
    column, page = COLUMNS.get(family, (str(row["list"]).removeprefix(portal.url("")), ""))
    if page:
        portal.put(column, f"<html><title>政府信息公开年报</title><body>{page}</body></html>")
    if family == "gkmlpt":
        link = "<a href='/gkmlpt/index#2581'>政府信息公开年报</a>"
        portal.put("/gkmlpt/index", portal.body("/gkmlpt/index") + link)
    for path in ("/module/xxgk/xxgkAnnualReport.jsp", "/public/column/7"):
        portal.pages.setdefault(path, Answer(b"<html><body><div class='frame'></div></body></html>"))
    return row, column, wanted


@dataclass
class All:
    """What is laid in: `wanted` of each family is all that a crawl of its row asks for, `office`
    whose reports they are."""

    wanted: dict[str, set[str]] = field(default_factory=dict)
    office: dict[str, str] = field(default_factory=dict)


def lay_all(portal: Portal) -> All:
    """Every family on one portal, in folders of its own."""
    everything, links = All(), []
    for number, family in enumerate(FAMILIES):
        moved = _Moved(family, f"云溪{'东南西北上中下前后左右'[number]}街道办事处")
        alone = Portal()
        alone.url = portal.url  # type: ignore[method-assign]
        _, column, wanted = lay_column(alone, family)
        for path, page in alone.pages.items():
            portal.pages.setdefault(moved.text(path), moved.page(page))
        everything.wanted[family] = {moved.text(path) for path in wanted}
        everything.office[family] = moved.office
        links.append(f"<p><a href='{moved.text(column)}'>{moved.office}政府信息公开年报</a></p>")
    for path, (called, line) in OTHERS.items():
        portal.put(path, list_page([Line("1.html", line, "2024-01-05")], title=called))
        links.append(f"<p><a href='{path}'>{called}</a></p>")
    portal.put("/", HOME)
    portal.put("/news/", list_page([Line("3.html", "今日要闻")], title="新闻"))
    portal.put("/zwgk/", f"<html><title>政务公开</title><body>{''.join(links)}</body></html>")
    return everything


@dataclass(frozen=True)
class _Moved:
    """Pages of a portal with one column, in folders of this family, of this office."""

    family: str
    office: str

    def text(self, text: str) -> str:
        for folder in _FOLDERS:
            text = text.replace(folder, f"/{self.family}{folder}")
        return text.replace(OFFICE, self.office)

    def page(self, page: Page) -> Page:
        def moved(query: Mapping[str, str]) -> Answer:
            answer: Any = page(query) if callable(page) else page
            body = self.text(answer.body.decode()).encode()
            return Answer(body, answer.status, answer.type, answer.headers, answer.validators)

        return moved
