"""A zip is read if it holds exactly one document; its names are told as they were before
packing."""

import io
import stat
import zipfile

import pytest

from pipelines.model import Document, Filing
from pipelines.read import read_bytes
from pipelines.report import report_of
from tests.data.forms import render
from tests.data.forms_pdf import pdf
from tests.data.forms_sheet import xlsx
from tests.data.whole import damaged, figures, misread

PAGE = "<table><tr><td>规章<td>0</table>".encode()
FILLED = figures("f2021")


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def said(document: Document) -> list[tuple[str, str]]:
    assert not document.blocks
    return [(issue.code, issue.detail) for issue in document.issues]


@pytest.mark.parametrize(
    ("name", "content", "format"),
    [
        ("年报.docx", render(FILLED, "docx"), "zip:docx"),
        ("年报.doc", render(FILLED, "html"), "zip:html"),
        ("目录/年报.txt", render(FILLED, "tabs"), "zip:text"),
        ("年报.xlsx", xlsx(FILLED), "zip:xlsx"),
        ("年报.pdf", render(FILLED, "pdf"), "zip:pdf"),
        ("../../年报.pdf", render(FILLED, "pdf"), "zip:pdf"),
    ],
)
def test_the_one_document_is_read(name: str, content: bytes, format: str) -> None:
    data = zipped((name, content))
    assert read_bytes(data).format == format
    assert misread(FILLED, data) == {}


def test_a_pdf_in_doubt_is_read_a_second_time() -> None:
    printed = dict(FILLED.figures)
    printed["t3.granted.total"] = "1"
    doubtful = type(FILLED)(FILLED.office, FILLED.year, FILLED.edition, printed, FILLED.prose)
    plain, packed = pdf(doubtful), zipped(("年报.pdf", pdf(doubtful)))
    first, second = (report_of(Filing("x", "0", len(data)), data) for data in (plain, packed))
    assert "pdfplumber" in first.read_by
    assert (first.read_by, first.facts) == (second.read_by, second.facts)


def test_what_goes_with_a_document_is_none() -> None:
    link = zipfile.ZipInfo("别处.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = zipped(
        ("年报.html", PAGE),
        ("年报.files/style.css", b"td { }"),
        ("年报.files/image001.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        ("__MACOSX/._年报.html", b"Mac OS X"),
        ("目录/", b""),
        ("空.txt", b" \n"),
        ("~$年报.docx", b"x"),
        ("Thumbs.db", b"x"),
        (link, b"/etc/passwd"),
    )
    assert [block.rows[0][0].text for block in read_bytes(data).blocks] == ["规章"]


def test_several_documents_are_named_and_refused() -> None:
    entries = [(f"{n}号\x1b文件.html", PAGE) for n in range(12)]
    ((code, detail),) = said(read_bytes(zipped(*entries)))
    assert code == "read.several_documents"
    assert detail == "；".join(f"{n}号文件.html" for n in range(10)) + "…"
    assert said(read_bytes(zipped(("年报.html", PAGE), ("更多.zip", zipped(("x.html", PAGE)))))) == [
        ("read.several_documents", "年报.html；更多.zip")
    ]


def test_names_are_those_of_the_packer() -> None:
    def renamed(codec: str) -> bytes:
        entries = [(f"{'x' * len('甲年报.htm'.encode(codec))}{n}", PAGE) for n in range(2)]
        data = zipped(*entries)
        for n, (name, _) in enumerate(entries):
            data = data.replace(name.encode(), f"甲年报.htm{n}".encode(codec))
        return data

    for codec in ("gb18030", "utf-8"):
        assert said(read_bytes(renamed(codec))) == [("read.several_documents", "甲年报.htm0；甲年报.htm1")]


def test_an_archive_in_an_archive_is_refused() -> None:
    for inner in (zipped(("年报.html", PAGE)), b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c"):
        assert said(read_bytes(zipped(("内.zip", inner)))) == [("read.unsupported_format", "内.zip")]
    assert said(read_bytes(zipped(("a.css", b"x")))) == [("read.unsupported_format", "no document inside")]
    assert said(read_bytes(zipped())) == [("read.unsupported_format", "no document inside")]


def test_limits_hold_before_anything_is_unpacked() -> None:
    assert said(read_bytes(zipped(("年报.txt", b" " * 70_000_000))))[0][0] == "read.too_large"
    assert said(read_bytes(zipped(("年报.txt", b" " * 5_000_000))))[0][0] == "read.too_large"
    crowd = zipped(*[(f"{n}", b"") for n in range(5001)], method=zipfile.ZIP_STORED)
    assert said(read_bytes(crowd)) == [("read.too_large", "5001 parts")]
    # a list of parts that understates what is inside
    data = bytearray(zipped(("年报.txt", b" " * 50_000_000)))
    for at in (data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24):
        data[at : at + 4] = (1000).to_bytes(4, "little")
    assert said(read_bytes(bytes(data)))[0][0] == "read.damaged"


def test_unusual_packing_and_passwords() -> None:
    assert (
        said(read_bytes(zipped(("年报.html", PAGE), method=zipfile.ZIP_BZIP2)))[0][0]
        == "read.unsupported_format"
    )
    data = bytearray(zipped(("年报.html", PAGE)))
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert said(read_bytes(bytes(data)))[0][0] == "read.encrypted"


def test_mangled_archives_never_raise() -> None:
    for data in damaged(zipped(("年报.html", PAGE * 20), ("图.png", b"\x89PNG" * 9)), 120):
        document = read_bytes(data)
        assert document.blocks or document.issues
        assert "read.crash" not in [issue.code for issue in document.issues]
