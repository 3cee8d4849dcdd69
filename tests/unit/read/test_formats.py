"""Every format is known by its content, the order in which they are asked is what it should be, and
every reader that an entry names is there."""

from __future__ import annotations

import inspect

import pytest

from pipelines.read.formats import CHARACTERS, FORMATS, binary_format, format_named, format_of, opened
from pipelines.read.signatures import Content
from tests.unit.read.test_door import ole, zipped

TAGS = "<html><body>规章</body></html>"
MHT = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n" + TAGS
TORN = zipped(word__document_xml="x" * 500)[:200]

CONTENTS: dict[str, tuple[bytes, str | None]] = {
    "word file": (zipped(word__document_xml=""), "docx"),
    "word file, numbered part": (zipped(word__document2_xml=""), "docx"),
    "word file with a sheet inside": (zipped(xl__workbook_xml="", word__document_xml=""), "docx"),
    "zip with a part named alike": (zipped(copy__word__document_xml=""), "zip"),
    "torn word file": (TORN, "docx"),
    "torn zip": (zipped(report_pdf="x" * 500)[:200], "zip"),
    "workbook": (zipped(xl__workbook_xml=""), "xlsx"),
    "slides": (zipped(ppt__presentation_xml=""), "pptx"),
    "open document": (zipped(content_xml=""), "odt"),
    "ofd": (zipped(OFD_xml=""), "ofd"),
    "zip": (zipped(report_pdf=""), "zip"),
    "empty zip": (zipped(), "zip"),
    "old word file": (ole("WordDocument"), "doc"),
    "old word file with a chart": (ole("ObjectPool", "Workbook", "WordDocument"), "doc"),
    "locked office file": (ole("EncryptedPackage"), "office"),
    "old workbook": (ole("Workbook"), "xls"),
    "older workbook": (ole("Book"), "xls"),
    "stream named within a stream": (ole("Root Entry") + b"----" + ole("Workbook"), "ole"),
    "ole of another kind": (ole(), "ole"),
    "pdf": (b"%PDF-1.7", "pdf"),
    "pdf behind a header": (b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 900 + b"%PDF-1.4", "pdf"),
    "pdf as far behind as may be": (b" " * 1024 + b"%PDF-1.4", "pdf"),
    "pdf too far behind": (b" " * 1025 + b"%PDF-1.4", "text"),
    "page that names pdf late": ("<p>%PDF- 是 PDF 的开头".encode().rjust(3000), "html"),
    "rtf": (b"{\\rtf1\\ansi", "rtf"),
    "png": (b"\x89PNG\r\n\x1a\n", "image"),
    "jpeg": (b"\xff\xd8\xff\xe0", "image"),
    "tiff, little end first": (b"II*\x00", "image"),
    "tiff, big end first": (b"MM\x00*", "image"),
    "gif": (b"GIF89a", "image"),
    "bitmap": (b"BM\n\x99\x00\x00" + bytes(4), "image"),
    "text that begins like a bitmap": (b"BM 2024 annual report", "text"),
    "webp": (b"RIFF\n\n\n\nWEBPVP8 ", "image"),
    "sound": (b"RIFF----WAVEfmt ", "text"),
    "rar": (b"Rar!\x1a\x07\x00", "rar"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "7z"),
    "gzip": (b"\x1f\x8b\x08", "gzip"),
    "saved page": (MHT.encode(), "mht"),
    "saved page below a blank line": (("\n" + MHT).encode(), "mht"),
    "letter": (b"From: a\r\nSubject: b\r\n\r\nno page", "text"),
    "answer with a page": (b'{"data": {"page": "<table>"}}', "json"),
    "answer with a page, escaped": (b'[{"page": "\\u003ctable>"}]\n', "json"),
    "answer without one": (b'{"code": 500, "msg": "error"}', "text"),
    "word xml": (b"<?xml version='1.0'?><w:wordDocument/>", "xml"),
    "xhtml": (b"<?xml version='1.0'?>\n<html></html>", "html"),
    "page": (TAGS.encode(), "html"),
    "table in a text": ("年报\n<table><tr><td>0</table></td>".encode(), "html"),
    "text": ("年报".encode(), "text"),
    "text with a hole": (b"12" + bytes(16) + "规章".encode() * 400, "text"),
    "page with a hole": (TAGS.encode() * 90 + bytes(16), "text"),
    "zeros": (bytes(500), None),
    "bytes of every kind": (bytes(range(256)) * 8, None),
}


@pytest.mark.parametrize(("data", "name"), CONTENTS.values(), ids=CONTENTS)
def test_a_format_is_known_by_its_content(data: bytes, name: str | None) -> None:
    format = format_of(Content(data))
    assert (format.name if format else None) == name
    binary = format is not None and format not in CHARACTERS
    assert binary_format(data) is (format if binary else None)


def test_every_format_is_among_the_cases() -> None:
    assert {format.name for format in FORMATS} == {name for _, name in CONTENTS.values() if name}


@pytest.mark.parametrize("name", ["text with a hole", "page with a hole"])
def test_text_with_a_hole_is_refused_before_anyone_reads_it(name: str) -> None:
    format = format_of(Content(CONTENTS[name][0]))
    assert format is not None
    assert (format.reader, format.refusal and format.refusal[0]) == ("", "read.damaged")


@pytest.mark.parametrize(
    ("document", "name"), [("pdf", "pdf"), ("zip:pdf", "pdf"), ("zip:text", "text"), ("zip", "zip")]
)
def test_a_document_names_its_format(document: str, name: str) -> None:
    format = format_named(document)
    assert format is not None
    assert format.name == name
    assert format.reader


def test_a_document_of_no_format_has_no_entry() -> None:
    assert format_named("unknown") is None


NAMED = [f for format in FORMATS for f in (format.reader, format.second, format.picture) if f]


@pytest.mark.parametrize("function", sorted(set(NAMED)))
def test_every_function_of_an_entry_is_there(function: str) -> None:
    assert next(iter(inspect.signature(opened(function)).parameters)) in ("data", "text")
