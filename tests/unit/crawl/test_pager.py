"""The pagers of lists as they are written: read whole, or told as one that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from tests.data.yearly_list import on, shown, years

PAGERS = {
    "an id before the count": "createPageHTML('pages', 2, 0, 'index', 'html');",
    "a name for the count": "var n = 2; createPageHTML(n, 0, 'index', 'html');",
    "let": "let countPage = 2; createPageHTML(countPage, 0, 'index', 'html');",
    "const in a list": "const a = 1, total = 2; createPageHTML(total, 0, 'index', 'html');",
    "Number": "createPageHTML(Number('2'), 0, 'index', 'html');",
    "parseInt": "createPageHTML(parseInt(\"2\", 10), 0, 'index', 'html');",
    "a sum": "createPageHTML(1 + 1, 0, 'index', 'html');",
    "lines by size": "var total = 12; createPageHTML(Math.ceil(total / 10), 0, 'index', 'html');",
    "other quotes": 'createPageHTML("2", `0`, "index", `html`);',
    "a long number in a name": "var id = 12345678; createPageHTML(2, 0, 'c' + id, 'html');",
    "a name put together": "createPageHTML(2, 0, 'in' + 'dex', 'html');",
    "a dot before the ending": "createPageHTML(2, 0, 'index', '.html');",
    "an old call commented out": "// createPageHTML(1, 0, 'index', 'html');\ncreatePageHTML(2, 0, 'index', 'html');",
    "a block commented out": "/* createPageHTML(1,0,'index','html') */ createPageHTML(2, 0, 'index', 'html');",
    "a script hidden from old browsers": "<!--\ncreatePageHTML(2, 0, 'index', 'html');\n//-->",
    "its own definition": "function createPageHTML(n, i, name, ext) { }\ncreatePageHTML(2, 0, 'index', 'html');",
    "a count alone": "var countPage = 2;//共几页",
    "a count in window": "window.countPage = '2';",
    "another case": "CreatePageHtml(2, 0, 'index', 'html');",
    "a number behind the name": "createPageHTML1(2, 0, 'index', 'html');",
    "by call": "createPageHTML.call(this, 2, 0, 'index', 'html');",
    "two lines": "createPageHTML(\n  2,\n  0,\n  'index',\n  'html'\n);",
}


@pytest.mark.parametrize("script", PAGERS.values(), ids=PAGERS)
def test_the_spellings_of_a_pager(script: str, tmp_path: Path) -> None:
    name = "c12345678_1.html" if "id = " in script else "index_1.html"
    pages = {"/nb/": shown([2020, 2021], script), f"/nb/{name}": shown([2018, 2019])}
    found = on(tmp_path, pages)
    assert (found.outcome, years(found)) == ("complete", [2018, 2019, 2020, 2021])


UNREAD = {
    "a count from elsewhere": "createPageHTML(getCount(), 0, 'index', 'html');",
    "a name from elsewhere": "createPageHTML(3, 0, pageName, 'html');",
    "no count at all": "var countPage = $('#n').val();",
    "settings of a pager": "$('#p').pagination({ pageCount: 3, jump: true });",
    "lines of jQuery": "$('#p').pagination(25, {items_per_page: 10});",
    "pages of kkpager": "kkpager.generPageHtml({pno: 1, total: 3, totalRecords: 25});",
    "a number of pages": "Page({num: 3, startnum: 1, elem: $('#p')});",
    "pages of another plug-in": "$('#p').createPage({pageNum: 3, current: 1});",
    "a variable in Hungarian": "var iTotalPage = '3';",
    "pages": "var pages = 3;",
    "the most pages": "var max_page = 3;",
    "lines and size in variables": "var recordCount = 25, pageSize = 10;",
    "lines and size in settings": "new Paging({total: 25, pageSize: 10});",
    "lines and size of a pager": "laypage.render({elem: 'p', count: 25, limit: 10});",
}


@pytest.mark.parametrize("script", UNREAD.values(), ids=UNREAD)
def test_a_pager_that_cannot_be_read_is_told(script: str, tmp_path: Path) -> None:
    found = on(tmp_path, {"/nb/": shown([2020, 2021], script)})
    assert found.outcome == "partial"
    assert found.detail


NEXT = {
    "words": "<a href='p2.html'>下一页 &gt;&gt;</a>",
    "brackets": "<a href='p2.html'>[下一页]</a>",
    "traditional": "<a href='p2.html'>下一頁</a>",
    "an arrow": "<a href='p2.html'>&gt;</a>",
    "English": "<a href='p2.html'>Next</a>",
    "a picture": "<a href='p2.html'><img src='n.gif' alt='下一页'></a>",
    "a title": "<a href='p2.html' title='下一页'><i class='icon'></i></a>",
    "a relation": "<a rel='next' href='p2.html'>2/2</a>",
    "a class": "<a class='page next' href='p2.html'><em></em></a>",
    "a handler": "<a href='javascript:;' onclick=\"location.href='p2.html'\">下一页</a>",
    "a button": "<button onclick=\"window.location='./p2.html'\">下一页</button>",
    "blanks": "<a href='p2.html'>下 一 页</a>",
    "a picture of an arrow": "<a href='p2.html'><i class='fa fa-angle-right'></i></a>",
    "a sign": "<a href='p2.html'>»»</a>",
    "the head": "<link rel='next' href='p2.html'>",
    "numbers": "<a href='p1.html'>1</a> <a href='p2.html'>2</a>",
    "numbers with words": "<a href='p1.html'>第1页</a> <a href='p2.html'>第2页</a>",
    "numbers below a number": "<a href='/nb/1/p2.html'>2</a> <a href='/nb/1/p3.html'>3</a>",
    "numbers beside others": "<a href='/kind/2.html'>2</a> <a href='p2.html'>2</a> <a href='p3.html'>3</a>",
    "the turn of a page": "<a href='p2.html'>翻页</a>",
    "a choice": "<select><option value='index.html'>1</option><option value='p2.html'>2</option></select>",
}


@pytest.mark.parametrize("link", NEXT.values(), ids=NEXT)
def test_the_spellings_of_a_next_page(link: str, tmp_path: Path) -> None:
    pages = {"/nb/": shown([2020, 2021], more=link), "/nb/p2.html": shown([2018, 2019])}
    if "p3.html" in link:
        pages["/nb/p3.html"] = shown([2016, 2017])
    pages |= {path.replace("/nb/", "/nb/1/"): page.replace("./", "/nb/") for path, page in pages.items()}
    found = on(tmp_path, pages)
    wanted = [2018, 2019, 2020, 2021]
    assert (found.outcome, years(found)) == ("complete", [2016, 2017, *wanted] if "p3" in link else wanted)


ONLY_BY_SCRIPT = {
    "a next page": "<a href='javascript:goPage(2)'>下一页</a>",
    "ASP.NET": "<a href=\"javascript:__doPostBack('AspNetPager1','2')\">下一页</a>",
    "a table of ASP.NET": "<a href=\"javascript:__doPostBack('GridView1','Page$2')\">2</a>",
    "a call": "<a onclick='nextPage()'>下一页</a>",
    "a call of the bare address": "<a href='#' onclick='next()'>下一页</a>",
    "a number for a script": "<a data-page='2'>下一页</a>",
    "a number in a line": "<li class='page-item' data-page='2'>2</li>",
    "a button": "<button class='btn-next'>下一页</button>",
    "a button of a form": "<input type='button' value='下一页' onclick='turn(1)'>",
    "a name of its own": "<a href='javascript:void(0);' id='nextPage'>下一页</a>",
    "an address put together": "<a onclick=\"location.href='list_'+2+'.html'\">下一页</a>",
    "numbers": "<a href='javascript:;' onclick='toPage(2)'>2</a>",
    "numbers without a call": "<a href='javascript:;'>2</a><a href='javascript:;'>3</a>",
    "numbers in a pager": "<ul class='pagination'><li>1</li><li>2</li></ul>",
    "numbers to choose": "<select onchange='go(this)'><option value=1>1<option value=2>2</select>",
    "the last page": "<a href='javascript:goto_page(3)'>尾页</a>",
    "pages that are only told": "<p>共 3 页</p>",
    "pages in all": "<p>总页数：3</p>",
    "pages after a word": "<p>第1页 共有3页</p>",
    "traditional": "<p>共3頁</p>",
    "the first of three": "<p>第1/3页</p>",
    "the first of three in a pager": "<div class=page>1 / 3</div>",
    "English": "<p>Page 1 of 3</p>",
    "numerals": "<p>共 三 页</p>",
    "numerals after a word": "<p>第一页 共十二页</p>",
    "more of it": "<div class=more><a href='javascript:;'>加载更多</a></div>",
    "more of it by the wheel": "<div id=more>下拉加载更多</div>",
    "more of it by a call": "<a href='javascript:loadMore()'>更多</a>",
    "lines without pages": "<div class='pagination'>共 9 条</div>",
    "lines that there are": "<div class='fanye'>共有 9 条信息</div>",
    "the number of lines": "<div class='page'>记录总数：9</div>",
    "lines and their size": "<div>总记录数：9 每页2条</div>",
    "records": "<p>共 9 条记录</p>",
    "records in English": "<p>Total 9 records</p>",
    "records in numerals": "<div class=page>共九条</div>",
    "a count for a script from elsewhere": "<div id=pages data-count=3></div><script src='p.js'></script>",
    "lines and size as attributes": "<el-pagination :total='9' :page-size='2'></el-pagination>",
}


@pytest.mark.parametrize("link", ONLY_BY_SCRIPT.values(), ids=ONLY_BY_SCRIPT)
def test_pages_that_only_a_script_opens_are_told(link: str, tmp_path: Path) -> None:
    found = on(tmp_path, {"/nb/": shown([2020, 2021], more=link)})
    assert (found.outcome, years(found)) == ("partial", [2020, 2021])


ONE_PAGE = {
    "a link without effect": "<a href='javascript:;'>下一页</a>",
    "all said": "<p>第 1 / 1 页 共 2 条</p>",
    "words": "<a>下一页</a>",
    "a link that is shut": "<a class='layui-disabled' onclick='nextPage()'>下一页</a>",
    "four links": "".join(f"<a href='javascript:;'>{t}</a>" for t in ("首页", "上一页", "下一页", "尾页")),
    "a script": "<script>var pageSize=15;var pageNo=1;var totalCount=2;</script>",
    "a plug-in": "<script>kkpager.generPageHtml({pno:1,total:1,totalRecords:2})</script>",
    "another number": "<div class='stat'>共 128 项政务服务</div><div class='hot'>热词：2/3</div>",
    "a menu": "<a href='javascript:;'>更多</a>",
    "a calendar": "<table class='page'><tr><td><span>1</span><td><span>2</span></table>",
    "numerals": "<p>共一页</p>",
    "the lines in numerals": "<div class=page>共二条</div>",
    "a count of the lines shown": "<div id=pages data-count=2></div>",
    "what one said": "<p onclick='next()'>下一篇</p>",
}


@pytest.mark.parametrize("link", ONE_PAGE.values(), ids=ONE_PAGE)
def test_a_pager_of_one_page_is_no_doubt(link: str, tmp_path: Path) -> None:
    assert on(tmp_path, {"/nb/": shown([2020, 2021], more=link)}).outcome == "complete"
