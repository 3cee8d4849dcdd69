"""Files that are broken, hostile or beyond all measure, and what a person is to be told about
each."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from tests.data import pdf_walls, pdf_writing
from tests.data.compound import compound
from tests.data.forms import Filled, Layout, render
from tests.data.forms_doc import doc
from tests.data.forms_ofd import ofd
from tests.data.forms_rtf import rtf
from tests.data.forms_sheet import xls, xlsx
from tests.data.torn import figures
from tests.data.word_file import Run, word_file

FORM = Filled("平潭县人民政府", 2023, "f2021", figures(random.Random(3), "f2021"))
CELL = "t2.administrative_licenses.decisions"
READ = frozenset({"read"})
"""In place of a code: all figures are read as printed."""


class Bad(NamedTuple):
    """How to make a file, and what becomes of it: the codes of which one is said, or READ."""

    make: Callable[[], bytes]
    codes: frozenset[str]


def _said(*codes: str) -> frozenset[str]:
    return frozenset(codes)


DOUBT = _said("cell.unreadable", "cell.not_text", "form.cell_ambiguous")
DAMAGED, ENCRYPTED, LARGE = _said("read.damaged"), _said("read.encrypted"), _said("read.too_large")
LIMIT = _said("read.limit", "read.crash")  # a C library that gets no memory aborts, and cannot say why


def zipped(*parts: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def inflating(
    name: str, megabytes: int, shown: int | None = None, start: bytes = b"", end: bytes = b""
) -> bytes:
    """A zip whose part grows to so many megabytes of blanks; its list says `shown` bytes instead if
    given."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as part,
    ):
        part.write(start)
        for _ in range(megabytes):
            part.write(b" " * 2**20)
        part.write(end)
    data = out.getvalue()
    if shown is not None:
        at = data.rindex(b"PK\x01\x02")
        data = data[: at + 24] + struct.pack("<I", shown) + data[at + 28 :]
    return data


def with_flag(data: bytes, bit: int) -> bytes:
    """A zip of which every part carries a flag, in its own header and in the list."""
    out = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            out[at + place] |= bit
            at = data.find(mark, at + 4)
    return bytes(out)


def linked(*besides: tuple[str, bytes]) -> bytes:
    """A zip with a link to a file of the system, and further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("年报.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        for name, data in besides:
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def pdf_of(
    content: bytes, page: bytes = b"", objects: tuple[bytes, ...] = (), pages: bytes = b"[3 0 R]"
) -> bytes:
    """A page whose content stream inflates to `content`; further entries of its dictionary; further
    objects from 5."""
    stream = zlib.compress(content, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids " + pages + b">>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" + page + b">>",
        b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        *objects,
    ]
    out, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    return out + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)


def forms_in_forms() -> bytes:
    """A drawing that draws itself twice."""
    inner = b"/F Do /F Do"
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length"
        b" %d>>stream\n%s\nendstream" % (len(inner), inner)
    )
    return pdf_of(b"/F Do", b"/Resources<</XObject<</F 5 0 R>>>>", (form,))


def word_part(body: str, head: str = "") -> bytes:
    """A docx with that body."""
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'
    return zipped(("word/document.xml", xml.encode()))


def entities() -> bytes:
    """A thousand million laughs."""
    names = "abcdefghij"
    kinds = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    return word_part("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY a "ha">{kinds}]>')


def spread_wide() -> bytes:
    """The report as a page whose tables end in a cell that claims to cover everything."""
    wide = b'<tr><td rowspan="99999" colspan="99999"></td></tr>'
    return render(FORM, "html").replace(b"</tbody></table>", wide + b"</tbody></table>")


def padded_page(megabytes: int, paragraph: str) -> bytes:
    """The report behind megabytes of paragraphs."""
    filler = f"<p>{paragraph}</p>".encode()
    text = render(FORM, "html")
    at = text.index(b"<body>") + 6
    return text[:at] + filler * (megabytes * 2**20 // len(filler)) + text[at:]


def printed(text: str, layout: Layout = "html") -> bytes:
    """The report with something else printed in CELL."""
    return render(replace(FORM, figures={**FORM.figures, CELL: text}), layout)


def nested(tag: str, depth: int) -> bytes:
    """A page in so many elements, none of which ends."""
    return b"<html><body>" + f"<{tag}>".encode() * depth + render(FORM, "html")


def groups() -> bytes:
    """The report in RTF inside so many groups."""
    return b"{\\rtf1" + b"{" * 100_000 + rtf(FORM)[6:] + b"}" * 100_000


def controlled() -> bytes:
    """The report with all control characters in front of each heading, but NUL and the blanks."""
    letters = "".join(chr(code) for code in range(1, 32) if chr(code) not in "\t\n\v\f\r").encode()
    return render(FORM, "tabs").replace("、".encode(), letters + "、".encode())


def huge_picture() -> bytes:
    """A PNG of 60,000 by 60,000 points, all white."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    content = chunk(b"IDAT", zlib.compress(bytes(2**20)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + content + chunk(b"IEND", b"")


def cut(make: Callable[[], bytes], share: float = 0.6) -> Callable[[], bytes]:
    """The first part of a file."""
    return lambda: make()[: int(len(make()) * share)]


WORD, FORM_PDF, BOOK = partial(render, FORM, "docx"), partial(render, FORM, "pdf"), partial(xlsx, FORM)

QUIET: dict[str, Bad] = {
    "empty": Bad(bytes, _said("read.empty")),
    "packed by gzip": Bad(lambda: gzip.compress(render(FORM, "html")), _said("read.unsupported_format")),
    # cut short
    "cut pdf": Bad(cut(FORM_PDF), DAMAGED | _said("form.none", "form.table_missing", "read.page_unreadable")),
    "cut docx": Bad(cut(WORD), DAMAGED),
    "cut xlsx": Bad(cut(BOOK), DAMAGED),
    "cut ofd": Bad(cut(partial(ofd, FORM)), DAMAGED),
    "cut doc": Bad(cut(partial(doc, FORM)), DAMAGED),
    "cut xls": Bad(cut(partial(xls, FORM)), DAMAGED),
    "cut zip": Bad(cut(lambda: zipped(("a.docx", WORD()), method=zipfile.ZIP_STORED)), DAMAGED),
    "cut page": Bad(cut(partial(render, FORM, "html")), _said("form.table_missing")),
    "cut rtf": Bad(cut(partial(rtf, FORM)), _said("form.table_missing", "form.row_missing", "read.damaged")),
    # locked
    "locked pdf": Bad(pdf_writing.encrypted, ENCRYPTED),
    "locked docx": Bad(
        lambda: compound({"EncryptionInfo": b"x", "EncryptedPackage": bytes(9999)}), ENCRYPTED
    ),
    "locked doc": Bad(lambda: word_file([Run("年报\r")], flags=0x100), ENCRYPTED),
    "locked zip": Bad(lambda: with_flag(zipped(("年报.docx", WORD())), 1), ENCRYPTED),
    "locked ofd": Bad(lambda: with_flag(ofd(FORM), 1), ENCRYPTED),
    # growing
    "docx that grows": Bad(lambda: inflating("word/document.xml", 70), LARGE),
    "docx that grows unsaid": Bad(lambda: inflating("word/document.xml", 70, shown=4096), DAMAGED),
    "xlsx that grows": Bad(lambda: inflating("xl/workbook.xml", 70), LARGE),
    "xlsx that grows unsaid": Bad(lambda: inflating("xl/workbook.xml", 70, shown=4096), DAMAGED),
    "ofd that grows": Bad(lambda: inflating("OFD.xml", 70), LARGE),
    "zip that grows": Bad(lambda: inflating("年报.html", 70), LARGE),
    "entities that grow": Bad(entities, DAMAGED),
    "picture that grows": Bad(huge_picture, LARGE | _said("read.no_text")),
    "zip in a zip": Bad(
        lambda: zipped(("a.zip", zipped(("b.docx", WORD())))), _said("read.unsupported_format")
    ),
    "zip of thousands": Bad(lambda: zipped(*((f"{n}.txt", b"x") for n in range(6000))), LARGE),
    # too much of everything
    "5,000 pages": Bad(lambda: pdf_walls.pages(5000), LARGE),
    "100,000 rulings": Bad(lambda: pdf_walls.hatching(100_000), _said("read.too_many_rulings")),
    "pages that are their own parent": Bad(
        lambda: pdf_of(b"", pages=b"[2 0 R]"), DAMAGED | _said("read.no_text")
    ),
    "100,000 divs": Bad(lambda: nested("div", 100_000), LARGE),
    "10,000 divs": Bad(lambda: nested("div", 10_000), READ),
    "100,000 fonts": Bad(lambda: nested("font", 100_000), READ),
    "20,000 tables": Bad(lambda: nested("table><tr><td", 20_000), READ | _said("form.none") | LARGE),
    "100,000 elements of Word": Bad(lambda: word_part("<w:p>" * 100_000), DAMAGED),
    "100,000 groups of RTF": Bad(groups, LARGE),
    "spans of 99,999": Bad(spread_wide, READ),
    "50 MB of prose": Bad(lambda: padded_page(50, "公开信息。" * 99), READ),
    "50 MB of tags": Bad(lambda: padded_page(50, "公开。"), LARGE),
    # in the cells
    "10^400": Bad(lambda: printed("1" + "0" * 400), DOUBT),
    "100,000 digits": Bad(lambda: printed("9" * 100_000), DOUBT),
    "1e309": Bad(lambda: printed("1e309"), DOUBT),
    "NaN and Infinity": Bad(lambda: printed("Infinity"), DOUBT),
    "NUL between figures": Bad(lambda: printed("1\0002", "tabs"), DOUBT),
    "isolated right to left": Bad(lambda: printed("\u206712\u2069"), DOUBT),
    "control characters": Bad(controlled, READ | _said("read.unknown_format")),
    # out of bounds
    "link and .. in a zip": Bad(lambda: linked(("../../report.docx", WORD())), READ),
    "nothing but a link in a zip": Bad(linked, _said("read.unsupported_format")),
}
THREATENING: dict[str, Bad] = {
    "a drawing of itself in a PDF": Bad(forms_in_forms, LARGE),
    "blanks without end in a PDF": Bad(lambda: pdf_of(b" " * (900 * 2**20)), LARGE),
    "operators without end in a PDF": Bad(lambda: pdf_of(b"0 0 m 9 9 l\n" * (200 * 2**20 // 12)), LIMIT),
}
"""Those that may take their process with them."""
