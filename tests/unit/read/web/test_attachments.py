"""Pages that only offer the report as a file say so, and name the file."""

import pytest

from pipelines.model import Filing
from pipelines.read import read_bytes
from pipelines.report import report_of
from tests.data.forms import render
from tests.data.whole import figures, misread

AT = "https://www.example.gov.cn/xxgk/nb/t1.html"


def page(body: str, title: str = "平潭县政务公开", url: str = AT) -> bytes:
    meta = f'<meta name="Url" content="{url}">' if url else ""
    return f"<!doctype html><html><head>{meta}<title>{title}</title></head><body><p>首页</p>{body}</body></html>".encode()


def found(data: bytes) -> list[str]:
    return read_bytes(data).metadata.get("attachments", "").split("\n")


@pytest.mark.parametrize(
    ("body", "address"),
    [
        (
            '<a href="./P0202.pdf">平潭县2023年政府信息公开工作年度报告</a>',
            "https://www.example.gov.cn/xxgk/nb/P0202.pdf",
        ),
        ('<a href="/f/P0202.DOCX"><span>2023年年报</span></a>', "https://www.example.gov.cn/f/P0202.DOCX"),
        (
            '<a href="//f.example.gov.cn/2023%E5%B9%B4%E6%8A%A5.ofd">附件下载</a>',
            "https://f.example.gov.cn/2023%E5%B9%B4%E6%8A%A5.ofd",
        ),
        ('<a href="a.wps?v=1" title="年度报告">附件</a>', "https://www.example.gov.cn/xxgk/nb/a.wps?v=1"),
        ('<a href="/down?id=7&name=年报.doc">附件</a>', "https://www.example.gov.cn/down?id=7&name=年报.doc"),
        (
            '<iframe src="/js/web/viewer.html?file=%2Ff%2F2023年报.pdf%3Fv=1#page=1"></iframe>',
            "https://www.example.gov.cn/f/2023年报.pdf",
        ),
        ('<embed src="2023年报.pdf">', "https://www.example.gov.cn/xxgk/nb/2023年报.pdf"),
        ('<object data="2023年报.xls"></object>', "https://www.example.gov.cn/xxgk/nb/2023年报.xls"),
        ('<a href="P1.zip">二〇二三年政府資訊公開年度報告</a>', "https://www.example.gov.cn/xxgk/nb/P1.zip"),
    ],
)
def test_a_report_that_is_a_file_is_found(body: str, address: str) -> None:
    other = '<a href="/help.pdf">网站使用帮助</a><a href="/t2.html">2022年年报</a><a href="javascript:f(1.pdf)">年报</a>'
    assert found(page(other + body + body)) == [address]


def test_the_title_of_the_page_speaks_for_its_files() -> None:
    body = '<a href="P1.pdf">附件1</a><iframe src="P2.pdf"></iframe><a href="/">首页</a><a href="http://[x/a.pdf">坏</a>'
    assert found(page(body)) == [""]
    report = "平潭县2023年政府信息公开工作年度报告"
    assert found(page(body, report)) == [AT.replace("t1.html", "P1.pdf"), AT.replace("t1.html", "P2.pdf")]
    assert found(page(body, report, url="")) == ["P1.pdf", "P2.pdf"]


def test_such_a_page_is_quarantined_and_says_why() -> None:
    index = "<table><tr><td>索引号</td><td>000014349</td></tr><tr><td>发布机构</td><td>平潭县人民政府</td></tr></table>"
    link = '<p>平潭县人民政府2023年政府信息公开工作年度报告</p><a href="P1.pdf">2023年政府信息公开工作年度报告</a>'
    report = report_of(Filing("x", "0", 1), page(index + link))
    assert report.status == "quarantined"
    assert [(i.code, i.severity, i.detail) for i in report.issues] == [
        ("form.attachment_only", "error", "https://www.example.gov.cn/xxgk/nb/P1.pdf")
    ]
    assert (report.statement.office, report.statement.year) == ("平潭县人民政府", 2023)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (
            '<p>平潭县2016年政府信息公开工作年度报告</p><a href="P1.pdf">2016年年报</a>',
            "form.attachment_only",
        ),
        ("<p>平潭县2016年政府信息公开工作年度报告</p>", "form.before_2019"),
        ('<p>平潭县2012年政府信息公开工作年度报告</p><a href="P1.pdf">2012年年报</a>', "form.before_2014"),
        ("<p>通知</p>", "form.none"),
    ],
)
def test_a_file_is_looked_for_where_there_was_a_form(body: str, code: str) -> None:
    assert [i.code for i in report_of(Filing("x", "0", 1), page(body)).issues] == [code]


def test_a_page_with_the_tables_needs_no_file() -> None:
    filled = figures("f2021")
    data = render(filled, "html").replace(b"</body>", '<a href="P1.pdf">2023年年报</a></body>'.encode())
    assert misread(filled, data) == {}
    assert found(data) == [""]
