"""Makers of files that are small to make and dear to read: each takes how often its trick is
repeated."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from tests.data.bad_files import FORM, pdf_of, zipped
from tests.data.forms import Layout, render
from tests.data.forms_ofd import packed

LABEL = "行政许可"
FIELDS = "行政许可\t12\t3\t4\n"


ofd_of = partial(packed, method=zipfile.ZIP_STORED)


def stored(*parts: tuple[str, bytes]) -> bytes:
    """A zip in which nothing is packed, so that no part grows."""
    return zipped(*parts, method=zipfile.ZIP_STORED)


def word_part(body: str, head: str = "") -> bytes:
    """A docx with that body."""
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'
    return stored(("word/document.xml", xml.encode()))


def page(body: str, head: str = "") -> bytes:
    """A web page."""
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def attributes(form: str) -> Callable[[int], bytes]:
    """A tag with so many attributes; `form` is written with the number of each."""
    return lambda n: page(f"<table><tr><td {' '.join(form.format(i) for i in range(n))}>12</td></tr></table>")


def styled(rule: str) -> Callable[[int], bytes]:
    """A page of n / 10 elements with n / 10 rules, each written with its number."""

    def make(n: int) -> bytes:
        rules = "".join(rule.format(i) for i in range(n // 10))
        cells = "".join(f"<tr class='a{i}'><td class='b{i}'>1" for i in range(n // 10))
        return page(f"<table>{cells}</table>", f"<style>{rules}</style>")

    return make


def doubling(depth: int, of: bytes = b"/Subtype/Form") -> bytes:
    """A PDF of `depth` forms, each of which draws the next one twice; the last one a figure."""

    def form(number: int) -> bytes:
        inner = b"/F Do /F Do" if number < depth else b"BT /G 9 Tf 9 9 Td (12) Tj ET"
        names = b"<</XObject<</F %d 0 R>>>>" % (6 + number) if number < depth else b"<</Font<</G 5 0 R>>>>"
        return b"<</Type/XObject%s/BBox[0 0 99 99]/Resources%s/Length %d>>stream\n%s\nendstream" % (
            of,
            names,
            len(inner),
            inner,
        )

    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    forms = tuple(form(number) for number in range(1, depth + 1))
    return pdf_of(b"/F Do", b"/Resources<</XObject<</F 6 0 R>>>>", (font, *forms))


def drawn(operators: bytes) -> Callable[[int], bytes]:
    """A PDF of a page with the operators n times."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return lambda n: pdf_of(operators * n, b"/Resources<</Font<</G 5 0 R>>>>", (font,))


def annotated(n: int) -> bytes:
    """A PDF with so many annotations on its page."""
    notes = tuple(
        b"<</Type/Annot/Subtype/FreeText/Rect[%d 9 %d 20]/Contents(12)>>" % (i % 500, i % 500 + 9)
        for i in range(n)
    )
    listed = b" ".join(b"%d 0 R" % (5 + i) for i in range(n))
    return pdf_of(b"BT ET", b"/Annots[" + listed + b"]", notes)


def word_styles(n: int) -> bytes:
    """A docx whose n styles are each based on the one before, and whose cells wear them."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i - 1}"/></w:style>'
        for i in range(n)
    )
    cells = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{i}"/></w:pPr><w:r><w:t>12</w:t></w:r></w:p>'
        for i in range(0, n, max(1, n // 1000))
    )
    return stored(
        ("word/document.xml", f'<w:document xmlns:w="w"><w:body>{cells}</w:body></w:document>'.encode()),
        ("word/styles.xml", f'<w:styles xmlns:w="w">{styles}</w:styles>'.encode()),
    )


def word_cells(before: str, cell: str, behind: str = "") -> Callable[[int], bytes]:
    """A docx of a table with the cell n times."""
    return lambda n: word_part(f"<w:tbl><w:tr>{before}{cell * n}{behind}</w:tr></w:tbl>")


WORD_CELL = "<w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc>"
WORD_WIDE = '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc>'
WORD_DOWN = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>"


def word_nested(n: int) -> bytes:
    """A docx of tables inside each other."""
    return word_part("<w:tbl><w:tr><w:tc>" * n + WORD_CELL * 0 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * n)


def word_entities(n: int) -> bytes:
    """A docx that names one long entity again and again."""
    head = f'<!DOCTYPE x [<!ENTITY a "{"ha" * n}">]>'
    return word_part(f"<w:p><w:r><w:t>{'&a;' * n}</w:t></w:r></w:p>", head)


def book(rows: str, behind: str = "", strings: str = "", styles: str = "", sheets: int = 1) -> bytes:
    """A workbook whose sheets all have these rows."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    listed = "".join(f'<sheet name="S{i}" sheetId="{i}" r:id="r{i}"/>' for i in range(1, sheets + 1))
    targets = "".join(
        f'<Relationship Id="r{i}" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>'
        for i in range(1, sheets + 1)
    )
    targets += f'<Relationship Id="s" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>'
    targets += f'<Relationship Id="t" Type="{relations}/styles" Target="styles.xml"/>'
    return stored(
        (
            "[Content_Types].xml",
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        ),
        (
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="w" Type="{relations}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>'.encode(),
        ),
        (
            "xl/workbook.xml",
            f'<workbook {space} xmlns:r="{relations}"><sheets>{listed}</sheets></workbook>'.encode(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">{targets}</Relationships>'.encode(),
        ),
        ("xl/worksheets/sheet1.xml", f"<worksheet {space}>{rows}{behind}</worksheet>".encode()),
        ("xl/sharedStrings.xml", f"<sst {space}>{strings}</sst>".encode()),
        (
            "xl/styles.xml",
            f"<styleSheet {space}>{styles or '<cellXfs><xf/><xf/></cellXfs>'}</styleSheet>".encode(),
        ),
    )


def sheet_rows(row: str, behind: str = "", **more: str) -> Callable[[int], bytes]:
    """A workbook of n rows, each written with its number."""
    return lambda n: book(
        f"<sheetData>{''.join(row.format(i) for i in range(1, n + 1))}</sheetData>",
        behind and f"<mergeCells>{''.join(behind.format(i) for i in range(1, n + 1))}</mergeCells>",
        **more,
    )


def sheet_far(n: int) -> bytes:
    """A workbook that says it has all cells, and has one in the first and one in the last."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return book(f'<dimension ref="A1:XFD1048576"/><sheetData>{cells}</sheetData>')


def sheet_strings(n: int) -> bytes:
    """A workbook in which n cells show the same string of n characters."""
    row = "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(1, n + 1))
    return book(f"<sheetData>{row}</sheetData>", strings=f"<si><t>{'年报' * (n // 2)}</t></si>")


def rtf_of(text: str, behind: str = "") -> Callable[[int], bytes]:
    """An RTF with the text n times."""
    return lambda n: f"{{\\rtf1\\ansi\\ansicpg936 {text * n}{behind * n}}}".encode("gbk")


def rtf_row(n: int) -> bytes:
    """An RTF with a row of n cells, defined before each of n / 100 rows of one cell."""
    edges = "".join(f"\\cellx{i}" for i in range(1, n))
    return f"{{\\rtf1\\ansi {edges}".encode() + b"\\intbl 12\\cell\\row" * (n // 100) + b"}"


def ofd_text(n: int) -> bytes:
    """An OFD of n pieces of text."""
    return ofd_of(
        [
            "".join(
                f'<ofd:TextObject ID="{i}" Boundary="{i % 180} {i // 180 % 250} 9 5" Font="1" Size="3">'
                '<ofd:TextCode X="0" Y="3" DeltaX="3">12</ofd:TextCode></ofd:TextObject>'
                for i in range(n)
            )
        ]
    )


def ofd_steps(n: int) -> bytes:
    """An OFD whose text says that its characters are n times three apart."""
    text = (
        '<ofd:TextObject ID="1" Boundary="9 9 9 5" Font="1" Size="3">'
        f'<ofd:TextCode X="0" Y="3" DeltaX="g {n} 3">12</ofd:TextCode></ofd:TextObject>'
    )
    return ofd_of([text * 100])


def ofd_lines(n: int) -> bytes:
    """An OFD of n lines."""
    return ofd_of(
        [
            "".join(
                f'<ofd:PathObject ID="{i}" Boundary="{i % 180} {i // 180 % 250} 9 9" LineWidth="0.2">'
                "<ofd:AbbreviatedData>M 0 0 L 9 0 L 9 9 L 0 9 C</ofd:AbbreviatedData></ofd:PathObject>"
                for i in range(n)
            )
        ]
    )


def ofd_pages(n: int) -> bytes:
    """An OFD of n empty pages."""
    return ofd_of([""] * n)


def flated(n: int) -> bytes:
    """A PDF whose content was packed three times, and grows to n blanks."""
    content = zlib.compress(zlib.compress(b" " * n, 9), 9)
    return pdf_of(content, b"").replace(
        b"/Filter/FlateDecode", b"/Filter[/FlateDecode/FlateDecode/FlateDecode]", 1
    )


def form_with(layout: Layout, text: str, every: bool = False) -> Callable[[int], bytes]:
    """The form with a cell, or every cell, in which the text is n times."""

    def make(n: int) -> bytes:
        changed = FORM.figures if every else {"t3.granted.natural_person": ""}
        return render(replace(FORM, figures={**FORM.figures, **dict.fromkeys(changed, text * n)}), layout)

    return make


def form_again(layout: Layout) -> Callable[[int], bytes]:
    """The form again and again."""
    return lambda n: render(FORM, layout) * n


def old_book(n: int) -> bytes:
    """A workbook of Excel 97 with n rows."""
    from xlwt import Workbook  # type: ignore[import-untyped]

    book, out = Workbook(encoding="utf-8"), io.BytesIO()
    sheet = book.add_sheet("1")
    for row in range(n):
        sheet.write(row, 0, LABEL)
        sheet.write(row, 255, 1)
    book.save(out)
    return out.getvalue()


def old_string(n: int) -> bytes:
    """A workbook of Excel 97 in which n cells show the same long string."""
    from xlwt import Workbook

    book, out = Workbook(encoding="utf-8"), io.BytesIO()
    sheet = book.add_sheet("1")
    for row in range(n):
        sheet.write(row, 0, "年报" * 15_000)
    book.save(out)
    return out.getvalue()


def word_xml(n: int) -> bytes:
    """A Word 2003 document with n rows."""
    row = f"<w:tr><w:tc><w:p><w:r><w:t>{LABEL}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    return (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        f'<w:wordDocument xmlns:w="{space}"><w:body><w:tbl>{row * n}</w:tbl></w:body></w:wordDocument>'
    ).encode()


def mht(n: int) -> bytes:
    """A saved page of n parts, each inside the one before."""
    head = b"MIME-Version: 1.0\r\n"
    parts = b"".join(
        b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i) for i in range(n)
    )
    return head + parts + b"Content-Type: text/html\r\n\r\n<p>1</p>"


def mht_parts(n: int) -> bytes:
    """A saved page of n parts beside each other."""
    part = b"--b\r\nContent-Type: text/css\r\nContent-Location: http://x/%d\r\n\r\na{}\r\n"
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    return head + b"--b\r\nContent-Type: text/html\r\n\r\n<p>1</p>\r\n" + b"".join(part % i for i in range(n))


def pdf_pages(n: int) -> bytes:
    """A PDF of n pages that are all the same: 200 figures in their frames."""
    cells = b"".join(
        b"%d %d 50 36 re S BT /G 4 Tf %d %d Td (12) Tj ET\n" % (x, y, x + 2, y + 8)
        for y in range(30, 810, 39)
        for x in range(30, 530, 50)
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    made = pdf_of(cells, b"/Resources<</Font<</G 5 0 R>>>>", (font,), b"[" + b"3 0 R " * n + b"]")
    return made.replace(b"/Count 1", b"/Count %d" % n)


def pdf_covered(n: int) -> bytes:
    """A PDF of n white figures, each of which is painted over."""
    content = b"".join(
        b"1 g BT /G 4 Tf %d %d Td (12) Tj ET 0 g %d %d 9 9 re f\n" % (x, y, x, y)
        for x, y in ((i * 9 % 500, i * 9 // 500 * 9 % 800) for i in range(n))
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return pdf_of(content, b"/Resources<</Font<</G 5 0 R>>>>", (font,))
