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
    "the head": "<link rel='next' href='p2.html'>",
    "numbers": "<a href='p1.html'>1</a> <a href='p2.html'>2</a>",
    "numbers with words": "<a href='p1.html'>第1页</a> <a href='p2.html'>第2页</a>",
    "numbers beside others": "<a href='/kind/2.html'>2</a> <a href='p2.html'>2</a> <a href='p3.html'>3</a>",
    "a choice": "<select><option value='index.html'>1</option><option value='p2.html'>2</option></select>",
}


@pytest.mark.parametrize("link", NEXT.values(), ids=NEXT)
def test_the_spellings_of_a_next_page(link: str, tmp_path: Path) -> None:
    pages = {"/nb/": shown([2020, 2021], more=link), "/nb/p2.html": shown([2018, 2019])}
    if "p3.html" in link:
        pages["/nb/p3.html"] = shown([2016, 2017])
    found = on(tmp_path, pages)
    wanted = [2018, 2019, 2020, 2021]
    assert (found.outcome, years(found)) == ("complete", [2016, 2017, *wanted] if "p3" in link else wanted)


ONLY_BY_SCRIPT = {
    "a next page": "<a href='javascript:goPage(2)'>下一页</a>",
    "numbers": "<a href='javascript:;' onclick='toPage(2)'>2</a>",
    "pages that are only told": "<p>共 3 页</p>",
    "the first of three": "<p>第1/3页</p>",
    "English": "<p>Page 1 of 3</p>",
    "more of it": "<div class=more><a href='javascript:;'>加载更多</a></div>",
    "lines without pages": "<div class='pagination'>共 9 条</div>",
}


@pytest.mark.parametrize("link", ONLY_BY_SCRIPT.values(), ids=ONLY_BY_SCRIPT)
def test_pages_that_only_a_script_opens_are_told(link: str, tmp_path: Path) -> None:
    found = on(tmp_path, {"/nb/": shown([2020, 2021], more=link)})
    assert (found.outcome, years(found)) == ("partial", [2020, 2021])


@pytest.mark.parametrize(
    "link", ["<a href='javascript:;'>下一页</a>", "<p>第 1 / 1 页 共 2 条</p>", "<a>下一页</a>"]
)
def test_a_pager_of_one_page_is_no_doubt(link: str, tmp_path: Path) -> None:
    assert on(tmp_path, {"/nb/": shown([2020, 2021], more=link)}).outcome == "complete"
