"""An answer that shows nothing of a report is no version of one, whatever it says instead, and the one
that was had before stays."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

pytest.importorskip("scrapy", reason="the extra `crawl` is not installed")

from pipelines.crawl.answers import ends
from pipelines.crawl.transport import _is_ended
from tests.data.driven import HOST, Said, night, source
from tests.data.portal_pages import report
from tests.data.yearly_list import OFFICE, REPORTS, TITLE, on, shown

T20 = TITLE.format(2020)
NAV = "<a href='/'>首页</a><a href='/zwgk/'>政务公开</a>"
HOME = (
    f"<html><title>青禾县人民政府</title><body>{NAV}<h1>要闻</h1>{'<p>县领导调研。</p>' * 60}</body></html>"
)
NONE = {
    "removed": ("<html><body>该信息已被删除</body></html>", "gone"),
    "not found": ("<html><body>Sorry, Page Not Found</body></html>", "gone"),
    "an excuse that nobody thought of": ("<html><body>小编正在努力</body></html>", "failed"),
    "a program that fails": ("<html><body>java.lang.NullPointerException at x</body></html>", "failed"),
    "an error in the middle": (REPORTS["/nb/2020.html"] + b"<b>Fatal error</b>: memory", "failed"),
    "an answer in JSON": ('{"success":false,"message":"token失效"}', "failed"),
    "a key that is gone": ("<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>", "failed"),
    "a log-in": ("<html><title>用户登录</title><form><input type=password></form></html>", "failed"),
    "a wall": ("<html><title>WAF</title><body>您的访问被拦截</body></html>", "blocked"),
    "nothing": ("<html><body></body></html>", "failed"),
    "the home page": (HOME, "failed"),
    "a title alone": (f"<html><title>{T20}</title><body>{NAV}<h1>{T20}</h1></body></html>", "failed"),
    "pictures": (f"<html><title>{T20}</title><body><h1>{T20}</h1><img src=1.jpg></body></html>", "failed"),
    "led to an index": (Said(HOME, url=f"{HOST}/index.html"), "gone"),
    "led to an error": (Said(HOME, url=f"{HOST}/error/404.htm"), "gone"),
    "led to the list": (Said(shown([2020]), url=f"{HOST}/nb/"), "gone"),
}


@pytest.mark.parametrize("name", NONE)
def test_what_shows_nothing_of_a_report(name: str, tmp_path: Path) -> None:
    answer, word = NONE[name]
    pages = {"/nb/": shown([2020, 2021])}
    assert on(tmp_path, pages | {"/nb/2020.html": answer}).outcomes()["2020.html"] == word
    assert on(tmp_path / "2", pages).outcomes()["2020.html"] == "new"
    assert on(tmp_path / "2", pages | {"/nb/2020.html": answer}).outcomes()["2020.html"] == word


SHOWN = {
    "tables": REPORTS["/nb/2020.html"],
    "prose": f"<h1>{T20}</h1><p>{'本机关主动公开政府信息若干条，依申请公开若干件。' * 9}</p>",
    "prose without a title": f"<p>本报告为政府信息公开工作年度报告。{'主动公开若干条。' * 20}</p>",
    "led below itself": Said(REPORTS["/nb/2020.html"], url=f"{HOST}/nb/2020/index.html"),
}


@pytest.mark.parametrize("answer", SHOWN.values(), ids=SHOWN)
def test_what_shows_a_report(answer: str | Said, tmp_path: Path) -> None:
    found = on(tmp_path, {"/nb/": shown([2020]), "/nb/2020.html": answer})
    assert (found.outcome, found.outcomes()) == ("complete", {"2020.html": "new"})


@pytest.mark.parametrize("answer", [HOME, "<html><form>登录<input type=password></form></html>"])
def test_a_page_instead_of_a_file_is_none(answer: str, tmp_path: Path) -> None:
    offer = f"<html><title>{T20}</title><a href='1.pdf'>附件：年报</a></html>"
    found = on(tmp_path, {"/nb/": shown([2020]), "/nb/2020.html": offer, "/nb/1.pdf": answer})
    assert (found.outcome, found.outcomes()["1.pdf"]) == ("partial", "failed")


def test_a_report_that_is_called_a_file(tmp_path: Path) -> None:
    offer = f"<html><title>{T20}</title><a href='1.doc'>附件：年报</a></html>"
    page = report(OFFICE, 2020)
    found = on(tmp_path, {"/nb/": shown([2020]), "/nb/2020.html": offer, "/nb/1.doc": page})
    assert (found.outcome, found.outcomes()["1.doc"]) == ("complete", "new")


def test_a_file_behind_two_pages(tmp_path: Path) -> None:
    pages = {
        "/nb/": shown([2020]),
        "/nb/2020.html": f"<html><title>{T20}</title><a href='full.html'>点击查看年报全文</a></html>",
        "/nb/full.html": f"<html><title>{T20}</title><iframe src='1.pdf'></iframe></html>",
        "/nb/1.pdf": b"%PDF-1 %%EOF",
    }
    found = night(tmp_path, source(), pages)
    assert (found.outcome, found.outcomes()["1.pdf"]) == ("complete", "new")


@pytest.mark.parametrize(
    ("body", "is_whole"),
    [
        (b"<html><body><table><tr><td>5</td></tr></table></body></html>", True),
        (b"<html><body><table><tr><td>5</td>", False),
        (b"<ul><li>1</li></ul>", True),
        (b"%PDF-1.5\n" + b"x" * 9000 + b"%%EOF\n", True),
        (b"%PDF-1.5\n%%EOF\n" + b"x" * 9000, False),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016), True),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), False),
        (b'{"a": 1}', True),
        (b"text", False),
    ],
)
def test_the_end_of_what_has_no_length(body: bytes, is_whole: bool) -> None:
    assert ends(body) is is_whole


def test_a_stream_behind_a_stream_has_to_end_too() -> None:
    two = gzip.compress(b"a" * 999) + gzip.compress(b"b" * 999)
    assert [_is_ended(body, 31, 10**6) for body in (two, two[:-9], two + b"\0\0")] == [True, False, True]
