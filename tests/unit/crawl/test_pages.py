"""What a page of a list says: which links are lines of it, their titles and days; which titles are
reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.crawl.days import year_in
from pipelines.crawl.families import hanweb_columns, hanweb_records, static_list
from pipelines.crawl.listing import Ask, Entry, Page, entries
from pipelines.crawl.sources import Source
from pipelines.crawl.titles import is_report, is_wall

BASE = "http://www.x.gov.cn/zfxxgk/nb/"
SHARED = Path(__file__).resolve().parents[4] / "shared" / "samples" / "portal" / "trs-list-page.html"

# The menu, the templates of a script and the footer are around the list as on pages made by TRS WCM.
TRS = """<html><head><title>政府信息公开年报_某局</title></head><body>
<div class="menu"><ul><li ms-class="on"><h3><a ms-attr-href="/zfxxgk/{{paths[5]}}/"><span>年报</span></a></h3></li>
<li><a href="/zfxxgk/zn/">政府信息公开指南</a></li><li><a href="./">政府信息公开年报</a></li></ul></div>
<div class="list">
<dl><dd><a href="./202601/t1.htm" title="某局2025年度政府信息公开工作年度报告">某局2025年度政府信息公…</a></dd>
<dd> 2026-01-16 </dd></dl>
<dl><dd><a href="./202501/t2.htm">某局 2024 年政府信息公开 工作年度报告</a></dd><dd>2025年1月23日</dd></dl>
<dl><dd><a href="./201801/t3.htm" title="某局关于政务公开任务落实情况的自查报告">自查</a></dd><dd>2018/01/08</dd></dl>
<dl ms-repeat="list"><dd><a ms-attr-href="el.url" ms-text="el.title"></a></dd><dd ms-text="el.time"></dd></dl>
<dl><dd><a href="javascript:;">某局2020年年报</a></dd><dd>2021-01-08</dd></dl>
</div>
<div class="foot"><a href="http://www.y.gov.cn/" title="厦门市政府网站">厦门市政府网站</a> 2019-01-01 版权所有</div>
</body></html>"""


def page(text: str, url: str = BASE) -> Page:
    return Page(Ask(url), url, text)


def source(**more: object) -> Source:
    return Source(name="x", portal="x", family="static_list", list=BASE, **more)  # type: ignore[arg-type]


def test_the_lines_of_a_list_with_their_full_titles_and_days() -> None:
    assert static_list.read(source(), page(TRS)).entries == (
        Entry(BASE + "202601/t1.htm", "某局2025年度政府信息公开工作年度报告", "2026-01-16"),
        Entry(BASE + "202501/t2.htm", "某局 2024 年政府信息公开 工作年度报告", "2025-01-23"),
        Entry(BASE + "201801/t3.htm", "某局关于政务公开任务落实情况的自查报告", "2018-01-08"),
    )


@pytest.mark.skipif(not SHARED.exists(), reason="the sample pages are not here")
def test_a_published_list_page() -> None:
    found = static_list.read(source(), page(SHARED.read_text(encoding="utf-8"))).entries
    reports = [e for e in found if is_report(e.title)]
    assert [year_in(e.title) for e in reports] == [2025, 2024, 2023, 2022, 2021, 2020, 2019, 2018, 2017]
    assert all(e.listed_on for e in found)
    assert len(found) - len(reports) == 1


LISTS = SHARED.parents[1] / "lists"


@pytest.mark.skipif(not LISTS.exists(), reason="the sample lists are not here")
def test_published_lists_of_hanweb() -> None:
    """All lines with their days; the other groups are asked for."""
    at = "http://zwgk.dingxi.gov.cn/module/web/jpage/dataproxy.jsp?page=1&perpage=100"
    text = (LISTS / "hanweb-dingxi-2022-li.xml").read_text(encoding="utf-8")
    listing = hanweb_records.read(source(), page(text, at))
    assert [e.listed_on for e in listing.entries] == ["2022-01-19", "2022-01-14", "2021-11-04"]
    at = "http://kjt.shandong.gov.cn/col/col103585/index.html"
    text = (LISTS / "hanweb-shandong-kjt-column.html").read_text(encoding="utf-8")
    listing = hanweb_columns.read(source(), page(text, at))
    assert [e.listed_on for e in listing.entries] == ["2026-09-04", "2026-08-21"]
    [more] = listing.more
    assert "columnid=103585&unitid=764752&page=1&perpage=100" in more.url


def test_a_day_is_only_taken_from_the_same_line() -> None:
    """A column of icons beside titles, a day for two links, two days for one."""
    text = (
        "<ul><li><a href='a'>[年报]</a><a href='1.html'>甲2020年年报</a><i>2021-01-02</i></li></ul>"
        "<p><a href='2.html'>乙2020年年报</a><a href='3.html'>丙2020年年报</a> 2021-01-03</p>"
        "<li><a href='4.html'>丁2020年年报</a> 2021-01-04 至 2021-01-05</li>"
    )
    found = {e.url.rsplit("/", 1)[-1]: e.listed_on for e in entries(page(text)) if e.url.endswith("html")}
    assert found == {"1.html": "2021-01-02", "2.html": None, "3.html": None, "4.html": None}


@pytest.mark.parametrize(
    ("script", "wanted"),
    [
        ('createPageHTML(3, 0, "index", "html");', ["index_1.html", "index_2.html"]),
        ("createPageHTML('3','0','list','shtml')", ["list_1.shtml", "list_2.shtml"]),
        ("var countPage = 2;//共几页", ["index_1.html"]),
        ('createPageHTML(1, 0, "index", "html");', []),
        ("", []),
    ],
)
def test_the_script_names_the_other_pages(script: str, wanted: list[str]) -> None:
    more = static_list.read(source(), page(f"<script>{script}</script>")).more
    assert [(a.url, a.number) for a in more] == [(BASE + name, n) for n, name in enumerate(wanted, 2)]


def test_without_a_script_the_next_page_is_followed_by_its_link() -> None:
    more = static_list.read(
        source(), page("<a href='p2.html'>下一页 &gt;&gt;</a><a href='p9.html'>尾页</a>")
    ).more
    assert more == (Ask(BASE + "p2.html", 2, chained=True),)


@pytest.mark.parametrize(
    ("title", "report"),
    [
        ("青禾县民政局2023年政府信息公开工作年度报告", True),
        ("2018 年政府信息公开工作年度报告", True),
        ("2021年度政府信息公开年报", True),
        ("青禾縣民政局2023年政府資訊公開工作年度報告", True),
        ("政府信息公开工作 年 度 报 告（2022年）", True),
        ("青禾县2022年度政府信息公开工作情况报告", True),
        ("青禾县2022年上半年政府信息公开工作情况报告", False),
        ("青禾县政府信息公开指南", False),
        ("关于政务公开任务落实情况的自查报告", False),
        ("关于报送2022年政府信息公开工作年度报告的通知", False),
        ("2022年法治政府建设年度报告", False),
        ("2022年政府网站工作年度报表", False),
        ("一图读懂2022年政府信息公开工作年度报告", False),
        ("下载", False),
    ],
)
def test_which_titles_are_reports(title: str, report: bool) -> None:
    assert is_report(title) is report


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2022年年报", 2022),
        ("二〇二一年年报", 2021),
        ("二○一九年", 2019),
        ("2019-2020年", None),
        ("年报", None),
        ("120221", None),
    ],
)
def test_the_year_in_a_title(title: str, year: int | None) -> None:
    assert year_in(title) == year


def test_walls_are_known_and_pages_that_only_speak_of_them_are_not() -> None:
    assert is_wall(412, "")
    assert is_wall(200, "<html><script>var $_ts=1</script></html>")
    assert not is_wall(200, "<script src=captcha.js></script><table><tr><td>1</table>")
    assert not is_wall(403, "<h1>403</h1>")
