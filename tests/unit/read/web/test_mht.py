"""A page saved in one file is read like the page, whatever its encodings; and web pages under other
names."""

import base64
import quopri

import pytest

from pipelines.read import read_bytes
from tests.data.forms import render
from tests.data.whole import damaged, figures, misread

PAGE = "<p>一、总体情况</p><table><tr><td>规章<td>0</table>"


def part(page: bytes, encoding: str, more: str = "") -> bytes:
    body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(encoding, bytes)(page)
    head = f'Content-Type: text/html;\r\n\tcharset="x-unknown"\r\nContent-Transfer-Encoding: {encoding}\r\n{more}\r\n'
    return head.encode() + body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def archived(*parts: bytes, start: str = "") -> bytes:
    head = (
        "From: <Saved by Browser>\r\nSubject: =?utf-8?Q?=E5=B9=B4?=\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";{start}\r\n\tboundary="--=b"\r\n\r\n'
    )
    return head.encode() + b"".join(b"\r\n----=b\r\n" + p for p in parts) + b"\r\n----=b--\r\n"


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "base64"),
        ("gb18030", "base64"),
        ("utf-16", "base64"),
        ("utf-8", "quoted-printable"),
        ("gb18030", "quoted-printable"),
    ],
)
def test_a_form_reads_fully(codec: str, encoding: str) -> None:
    filled = figures("f2021")
    picture = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    data = archived(part(render(filled, "html", encoding=codec), encoding), picture)
    assert read_bytes(data).format == "mht"
    assert misread(filled, data) == {}


def test_eight_bit_parts_and_plain_pages() -> None:
    page = render(figures("f2021"), "html", encoding="gb18030")
    assert misread(figures("f2021"), archived(part(page, "8bit"))) == {}
    alone = b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    assert misread(figures("f2021"), alone + base64.encodebytes(page)) == {}


def test_the_page_that_the_file_opens_with() -> None:
    other, main = part("<p>广告</p>".encode(), "base64"), part(PAGE.encode(), "base64", "Content-ID: <m>\r\n")
    document = read_bytes(archived(other, main, start='\r\n\tstart="<m>";'))
    assert document.blocks[0].rows[0][0].text == "一、总体情况"
    assert read_bytes(archived(other, main)).blocks[0].rows[0][0].text == "广告"
    frame = part(b"<frameset><frame src=1></frameset>", "8bit")
    assert len(read_bytes(archived(frame, other, main)).blocks) == 2


SHEETS = "Content-Location: file:///C:/0A1B/book.files/sheet00{}.htm\r\n"


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        pytest.param('<frame src="book.files/sheet001.htm">', "本年", id="the first"),
        pytest.param("<frame src=book.files/sheet002.htm>", "上年", id="the second"),
        pytest.param(
            '<frame name="f" src="book.files/sheet001.htm"><frame src="tabs.htm">', "本年", id="and tabs"
        ),
        pytest.param('<frame src="elsewhere.htm">', "上年", id="one that is not in the file"),
    ],
)
def test_of_a_workbook_the_sheet_that_is_framed(frame: str, text: str) -> None:
    book = (
        f"<html><head></head><frameset>{frame}<noframes><body>不支持框架</body></noframes></frameset></html>"
    )
    opened = part(book.encode(), "8bit", "Content-Location: file:///C:/0A1B/book.htm\r\n")
    tabs = part("<a href=1>本</a>".encode(), "8bit", "Content-Location: file:///C:/0A1B/tabs.htm\r\n")
    sheets = [
        part(f"<p>{said}</p>".encode(), "8bit", SHEETS.format(n))
        for n, said in ((1, "本年"), (2, "上年" * 9))
    ]
    document = read_bytes(archived(opened, *sheets, tabs))
    assert document.blocks[0].rows[0][0].text[:2] == text


def test_a_table_in_a_frame_of_a_page() -> None:
    inner = part(PAGE.encode(), "8bit", "Content-ID: <a>\r\n")
    outer = part("<p>政务公开</p><iframe src=cid:a></iframe>".encode(), "8bit")
    assert len(read_bytes(archived(outer, inner)).blocks) == 2
    words = part("<p>政务公开网上的另一页</p>".encode(), "8bit", "Content-ID: <a>\r\n")
    assert read_bytes(archived(outer, words)).blocks[0].rows[0][0].text == "政务公开"


def test_where_it_was_saved_from() -> None:
    located = part(PAGE.encode(), "base64", "Content-Location: https://www.example.gov.cn/a.html\r\n")
    assert read_bytes(archived(located)).metadata["url"] == "https://www.example.gov.cn/a.html"


def test_without_a_page() -> None:
    document = read_bytes(archived(b"Content-Type: image/png\r\n\r\nx"))
    assert [(i.code, i.detail) for i in document.issues] == [("read.empty", "no page inside")]
    deep = b"MIME-Version: 1.0\r\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3000)
    )
    assert read_bytes(deep).issues[0].code in ("read.damaged", "read.empty")


def test_web_pages_under_the_name_of_word() -> None:
    page = '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">'
    assert read_bytes((page + PAGE).encode("gb18030")).format == "html"


def test_mangled_files_never_raise() -> None:
    for data in damaged(
        archived(part(PAGE.encode() * 30, "base64"), part(PAGE.encode(), "quoted-printable")), 120
    ):
        document = read_bytes(data)
        assert document.blocks or document.issues
        assert "read.crash" not in [issue.code for issue in document.issues]


def test_a_damaged_end_of_line_loses_no_line() -> None:
    page = "<table><tr><td>规章</td><td>12</td></tr><tr><td>文件</td><td>3</td></tr></table>"
    data = archived(part(page.replace("><td>12", "=\n><td>12").encode(), "8bit")).replace(
        b"8bit", b"quoted-printable"
    )
    rows = read_bytes(data.replace(b"=\r\n><td>12", b"=\r ><td>12")).blocks[0].rows
    assert [[cell.text for cell in row] for row in rows] == [["规章", "12"], ["文件", "3"]]


@pytest.mark.parametrize("name", ["Content-ID: <s1>", "Content-Location: http://example.cn/css/a.css"])
@pytest.mark.parametrize("link", ["cid:s1", "../css/a.css", "http://example.cn/css/a.css"])
def test_style_sheets_that_were_saved_with_the_page_count(name: str, link: str) -> None:
    page = f"<link rel=stylesheet href='{link}'><table><tr><td>规章<td>1<b class=h>9</b></table>"
    sheet = f"Content-Type: text/css\r\n{name}\r\n\r\n.h{{display:none}}".encode()
    whole = archived(part(page.encode(), "8bit", "Content-Location: http://example.cn/x/b.htm\r\n"), sheet)
    at_hand = link.startswith("cid") == ("ID" in name)
    (grid,) = (block for block in read_bytes(whole).blocks if block.kind == "grid")
    assert [cell.text for cell in grid.rows[0]] == ["规章", "1" if at_hand else "19"]
