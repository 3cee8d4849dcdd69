"""The door decides by content and lets nothing bad through as an exception."""

import io
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pipelines.catalogue import catalogue
from pipelines.model import Document
from pipelines.read import door, read, read_bytes

PAGE = "<html><body><table><tr><td>规章<td>0</table></body></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + b"".join(
        f"{name}\0".encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams)
    )


def codes(document: Document) -> list[str]:
    return [issue.code for issue in document.issues]


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        "\ufeff\n\n  " + PAGE,
        "<!-- saved from url -->\n<!-- two -->" + PAGE,
        '<?xml version="1.0" encoding="gb2312"?>\n<!DOCTYPE html PUBLIC "x">' + PAGE,
        "<!doctype HTML>" + PAGE,
        "<TABLE><tr><td>规章<td>0</table>",
        "<p>一、总体情况</p>",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE,
        "# 年报\n\n" + "正文。\n" * 3000 + "<table><tr><td>规章</td><td>0</td></tr></table>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_pages_are_known_by_their_tags(page: str, encoding: str) -> None:
    assert read_bytes(page.encode(encoding)).format == "html"


@pytest.mark.parametrize(
    "text", ["规章\t0\n", "a < b 且 c > d", "《条例》<中华人民共和国>第二十条", '{"a": 1}', "见<附件>"]
)
def test_everything_else_in_characters_is_text(text: str) -> None:
    document = read_bytes(text.encode())
    assert (document.format, document.issues) == ("text", ())
    assert "".join(c.text for row in document.blocks[0].rows for c in row) == text.replace("\t", "").strip(
        "\n"
    )


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (ole("WordDocument"), "doc"),
        (ole("ObjectPool", "Workbook", "WordDocument"), "doc"),
        (ole("Workbook"), "xls"),
        (ole("Book"), "xls"),
        (zipped(xl__workbook_xml=""), "xlsx"),
        (zipped(OFD_xml=""), "ofd"),
        (zipped(report_pdf=""), "zip"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n<html>", "mht"),
        (b"From: <Saved by Browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n<html>", "mht"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument/>", "xml"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "image"),
        (b"BM" + b"\x99\x99\x00\x00" + bytes(4), "image"),
        (b"Rar!\x1a\x07\x00", "rar"),
    ],
)
def test_formats_are_known_by_content_and_a_stump_of_one_is_refused(data: bytes, format: str) -> None:
    document = read_bytes(data)
    assert document.format.split(":")[0] == format
    assert document.blocks == ()
    assert codes(document)


def test_word_files_are_known_by_what_is_inside() -> None:
    xml = "<d xmlns='w'><body><p><r><t>正文</t></r></p></body></d>"
    assert read_bytes(zipped(word__document_xml=xml)).blocks[0].rows[0][0].text == "正文"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "read.empty"),
        (b" \r\n\t", "read.empty"),
        (b"\xef\xbb\xbf", "read.empty"),
        (bytes(5000), "read.unknown_format"),
        (bytes(range(256)) * 8, "read.unknown_format"),
        (random.Random(1).randbytes(5000), "read.unknown_format"),
        (ole("EncryptedPackage"), "read.encrypted"),
        (zipped(word__document_xml="x" * 500)[:200], "read.damaged"),
        (b"PK\x03\x04" + bytes(100), "read.damaged"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, code: str) -> None:
    document = read_bytes(data)
    assert document.blocks == ()
    assert codes(document) == [code]


def test_bytes_that_cannot_be_decoded_are_said_and_the_rest_is_read() -> None:
    document = read_bytes("本年度政府信息公开申请\t5\n".encode() * 20 + b"\xff\n")
    assert len(document.blocks[0].rows) == 22
    assert codes(document) == ["read.undecodable"]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    for path in (tmp_path / "none.pdf", tmp_path, Path("a\0b"), Path("x" * 5000)):
        assert codes(read(path)) == ["read.missing"]


def test_an_empty_folder_is_told_from_a_file_that_is_not_there(tmp_path: Path) -> None:
    told = [read(path).issues[0].detail for path in (tmp_path, tmp_path / "none.pdf")]
    assert ["without files" in detail for detail in told] == [True, False]


def test_the_extension_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_text(PAGE, encoding="gb18030")
    assert read(path).format == "html"


def test_large_files_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        os.truncate(file.fileno(), door.MAX_BYTES + 1)
    assert codes(read(path)) == ["read.too_large"]
    assert codes(read_bytes(b"1" * (door.MAX_BYTES + 1))) == ["read.too_large"]


def test_a_reader_that_fails_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> Document:
        raise RecursionError("too deep")

    monkeypatch.setattr("pipelines.read.text.reader.read_text", fail)
    document = read_bytes("正文".encode())
    assert codes(document) == ["read.crash"]
    assert "too deep" in document.issues[0].detail


def test_mangled_files_never_raise() -> None:
    chance = random.Random(7)
    word = zipped(word__document_xml="<d xmlns='w'><body><p><r><t>正文</t></r></p></body></d>")
    for whole in (
        PAGE.encode("gb18030"),
        PAGE.encode("utf-16"),
        word,
        ole("WordDocument"),
        "规章\t0\n".encode() * 50,
    ):
        for _ in range(60):
            data = bytearray(whole[: chance.randrange(1, len(whole) + 1)])
            for _ in range(chance.randrange(6)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            document = read_bytes(bytes(data))
            assert document.blocks or document.issues
            assert "read.crash" not in codes(document)


def test_severities_are_those_of_the_catalogue() -> None:
    kinds = catalogue().issues
    documents = [
        read_bytes(b""),
        read_bytes(bytes(99)),
        read_bytes(ole("Book")),
        read_bytes("正文公开".encode() * 9 + b"\xff"),
    ]
    issues = [issue for document in documents for issue in document.issues]
    assert len(issues) == 4
    assert all(issue.severity == kinds[issue.code].severity for issue in issues)


def test_the_door_opens_without_heavy_libraries() -> None:
    heavy = "{'selectolax', 'lxml', 'pypdfium2', 'pdfplumber', 'pandas', 'duckdb', 'yaml'}"
    code = f"import sys, pipelines.read; sys.exit(str(sorted({heavy} & set(sys.modules))).strip('[]') or 0)"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=False).returncode
        == 0
    )


def test_a_text_with_an_empty_stretch_is_refused() -> None:
    page = (
        "<p>政府信息公开年度报告</p>" * 2000
        + "<table><tr><td>规章<td>12"
        + "\0" * 512
        + "<td>规范性文件<td>3</table>"
    )
    assert [issue.code for issue in read_bytes(page.encode()).issues] == ["read.damaged"]
