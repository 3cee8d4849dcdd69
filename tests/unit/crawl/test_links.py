"""Links are what a browser makes of them, and each page has one spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from pipelines.crawl.addresses import address, host_of, under
from pipelines.crawl.links import links_of, title_of, tree
from tests.data.driven import HOST, night, source
from tests.data.portal_pages import report

AT = f"{HOST}/zf/nb/index.html"


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("./1.html", "/zf/nb/1.html"),
        ("..\\nb\\1.html", "/zf/nb/1.html"),
        (" 1.html\n", "/zf/nb/1.html"),
        ("1.ht\nml", "/zf/nb/1.html"),
        ("HTTP://WWW.X.gov.cn:80/a/../b%7e%e4.html", "/b~%E4.html"),
        ("//www.x.gov.cn/1.html", "/1.html"),
        ("1.html#top", "/zf/nb/1.html"),
        ("年 报.html", "/zf/nb/%E5%B9%B4%20%E6%8A%A5.html"),
        ("list?k=年报", "/zf/nb/list?k=%C4%EA%B1%A8"),
        ("1%.html", "/zf/nb/1%25.html"),
        ("?page=2", "/zf/nb/index.html?page=2"),
        ("/a//b.html", "/a//b.html"),
    ],
)
def test_an_address_as_a_browser_has_it(printed: str, asked: str) -> None:
    assert address(AT, printed, "gb18030") == HOST + asked


@pytest.mark.parametrize(
    "printed", ["", "#top", "javascript:;", "mailto:a@b.cn", "http://[::1/", "{{url}}", "http://x:99999/"]
)
def test_what_is_no_address(printed: str) -> None:
    assert address(AT, printed) is None


@pytest.mark.parametrize(
    "url", ["https://www.x.gov.cn/zf/nb/1.html", f"{HOST}//zf//nb/1.html", f"{HOST}/zf/%6Eb/1.html"]
)
def test_what_is_under_a_folder(url: str) -> None:
    assert under(url, f"{HOST}/zf/nb/")
    assert not under(url, f"{HOST}/zf/zn/")


def test_the_names_of_this_machine_are_one_host() -> None:
    assert {host_of(f"http://{name}/") for name in ("127.0.0.1", "localhost", "[::1]:80")} == {"localhost"}
    assert host_of("http://127.0.0.1:8080/") == "localhost:8080"


LINKS = {
    "a base": ("<base href='/other/'><a href='1.html'>年报</a>", "/other/1.html"),
    "an area": ("<map><area href='1.html' alt='年报'></map>", "/zf/nb/1.html"),
    "an entity": ("<a href='l?a=1&amp;b=2'>年报</a>", "/zf/nb/l?a=1&b=2"),
    "a handler": ("<li onclick=\"window.open('/a/1.html')\">年报</li>", "/a/1.html"),
    "a script address": ("<a href=\"javascript:view('./1.html')\">年报</a>", "/zf/nb/1.html"),
    "a data address": ("<div data-href='/a/1.html'>年报</div>", "/a/1.html"),
    "a page within": ("<iframe srcdoc=\"<a href='1.html'>年报</a>\"></iframe>", "/zf/nb/1.html"),
    "a picture": ("<a href='1.html'><img src='x.png' alt='年报'></a>", "/zf/nb/1.html"),
}


@pytest.mark.parametrize(("html", "path"), LINKS.values(), ids=LINKS)
def test_where_links_stand(html: str, path: str) -> None:
    assert [(title_of(node), url) for node, url in links_of(tree(html), AT)] == [("年报", HOST + path)]


def test_what_only_a_script_can_put_together_is_no_link() -> None:
    assert not [*links_of(tree("<a href=\"javascript:go('/a/'+id)\">年报</a>"), AT)]


OFFICE = "云溪街道办事处"
TITLE = f"{OFFICE}2021年政府信息公开工作年度报告"
COVERS = {
    "a viewer": "<iframe src='/js/viewer.html#file=/f/1.docx'></iframe>",
    "a download": "<a href='/f/1.docx'>附件</a>",
    "a backslash": r"<a href='\f\1.docx'>附件</a>",
    "a data address": "<div data-href='/f/1.docx'>下载</div>",
    "a name in the words": "<a href='/down?id=5'>2021年年报.docx</a>",
    "a script": "<a id=b href='javascript:;'>点击查看年报全文</a><script>var u = '/f/1.docx';</script>",
    "a handler": "<a onclick=\"window.open('/f/1.docx')\">点击查看年报全文</a>",
    "a full text": "<a href='/f/full.html'>点击查看年报全文</a>",
    "a frame": "<iframe src='/f/full.html'></iframe>",
    "a canonical address elsewhere": "<link rel='canonical' href='http://www.x.gov.cn/other/a/'><a href='1.docx'>年报</a>",
    "a base": "<base href='/f/'><a href='1.docx'>年报</a>",
}
FILES = {"/f/1.docx", "/down?id=5", "/f/full.html", "/nb/1.docx"}


@pytest.mark.parametrize("body", COVERS.values(), ids=COVERS)
def test_the_file_of_a_cover(body: str, tmp_path: Path) -> None:
    pages = dict.fromkeys(FILES, b"PK\x03\x04 PK\x05\x06") | {"/f/full.html": report(OFFICE, 2021)}
    pages["/nb/"] = f"<ul><li><a href='1.html'>{TITLE}</a>2022-01-20</li></ul>".encode()
    pages["/nb/1.html"] = f"<html><title>{TITLE}</title><body><p>见附件</p>{body}</body></html>".encode()
    crawled = night(tmp_path, source(), pages)
    assert crawled.outcome == "complete"
    assert len(FILES & set(crawled.asked)) == 1


def test_more_files_than_are_fetched_are_told(tmp_path: Path) -> None:
    links = "".join(f"<a href='{n}.docx'>年报附件{n}</a>" for n in range(25))
    pages = {f"/nb/{n}.docx": b"PK\x03\x04 PK\x05\x06" for n in range(25)}
    pages["/nb/"] = f"<ul><li><a href='1.html'>{TITLE}</a>2022-01-20</li></ul>".encode()
    pages["/nb/1.html"] = f"<html><title>{TITLE}</title><body>{links}</body></html>".encode()
    crawled = night(tmp_path, source(), pages)
    assert (crawled.outcome, crawled.counts["new"]) == ("partial", 21)


def test_a_report_whose_only_file_is_gone_is_told(tmp_path: Path) -> None:
    pages = {"/nb/": f"<ul><li><a href='1.html'>{TITLE}</a>2022-01-20</li></ul>".encode()}
    body = "<a href='1.docx'>年报</a><a href='2.docx'>年报</a>"
    pages["/nb/1.html"] = f"<html><title>{TITLE}</title><body>{body}</body></html>".encode()
    assert night(tmp_path, source(), pages).outcome == "partial"
    assert night(tmp_path, source(), pages | {"/nb/2.docx": b"PK\x03\x04 PK\x05\x06"}).outcome == "complete"
