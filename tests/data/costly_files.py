"""Files that are small to make and dear to read, by format: each is a function of how many times
its trick is repeated, so that tests take a few and measurements as many as an attacker would.

Most hold a row of a form as well, so that what is read of them goes through recognition too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tests.data.bad_files import pdf_of
from tests.data.costly_parts import (
    FIELDS,
    LABEL,
    WORD_CELL,
    WORD_DOWN,
    WORD_WIDE,
    annotated,
    attributes,
    book,
    doubling,
    drawn,
    flated,
    form_again,
    form_with,
    mht,
    mht_parts,
    ofd_lines,
    ofd_of,
    ofd_pages,
    ofd_steps,
    ofd_text,
    old_book,
    old_string,
    page,
    pdf_covered,
    pdf_pages,
    rtf_of,
    rtf_row,
    sheet_far,
    sheet_rows,
    sheet_strings,
    styled,
    word_cells,
    word_entities,
    word_nested,
    word_part,
    word_styles,
    word_xml,
)
from tests.data.costly_styles import old_conditions, sheet_conditions, sheet_formats


class Costly(NamedTuple):
    """How to make a file of the format, and how many repetitions an attacker would take."""

    format: str
    make: Callable[[int], bytes]
    many: int


WIDE = '<td rowspan="65534" colspan="1000">1</td>'
COSTLY: dict[str, Costly] = {
    # web pages
    "closed divs": Costly("html", lambda n: page("<div></div>" * n), 200_000),
    "closed divs with text": Costly("html", lambda n: page("<div>1</div>" * n), 200_000),
    "closed divs inside each other": Costly("html", lambda n: page("<div>" * n + "1" + "</div>" * n), 19_000),
    "spans inside each other": Costly("html", lambda n: page("<span>" * n + "1" + "</span>" * n), 200_000),
    "fonts in cells": Costly("html", lambda n: page("<table><tr><td>" + "<font size=1>" * n + "1"), 200_000),
    "attributes without values": Costly("html", attributes("a{}"), 400_000),
    "attributes with values": Costly("html", attributes("a{}='1'"), 400_000),
    "attributes run together": Costly("html", attributes("a{}='1'b"), 400_000),
    "one attribute again and again": Costly("html", attributes("style=a"), 400_000),
    "spans of cells": Costly("html", lambda n: page(f"<table>{f'<tr>{WIDE * 20}' * n}"), 10_000),
    "spans down": Costly("html", lambda n: page(f"<table>{'<tr><td rowspan=65534>1' * n}"), 100_000),
    "cells": Costly("html", lambda n: page(f"<table>{('<tr>' + '<td>1' * 10) * (n // 10)}"), 900_000),
    "cells of one row": Costly("html", lambda n: page(f"<table><tr>{'<td>1' * n}"), 500_000),
    "cells with labels": Costly(
        "html", lambda n: page(f"<table>{f'<tr><td>{LABEL}<td>1<td>2' * (n // 3)}"), 300_000
    ),
    "cells seen closely": Costly("html", lambda n: page(f"<table>{'<tr><td><sup>1</sup>2' * n}"), 100_000),
    "the same label": Costly("html", lambda n: page(f"<p>{LABEL}</p>" * n), 100_000),
    "the same label in a line": Costly("html", lambda n: page(f"<p>{LABEL * n}</p>"), 100_000),
    "tables inside each other": Costly("html", lambda n: page("<table><tr><td>" * n + "12"), 10_000),
    "tables": Costly("html", lambda n: page(f"<table><tr><td>{LABEL}<td>1</table>" * n), 100_000),
    "rules by class": Costly("html", styled(".a{0} .b{0}{{vertical-align:super}}"), 50_000),
    "rules by place": Costly("html", styled("tr:nth-child({0}n) td:not(.b{0}){{display:none}}"), 50_000),
    "rules by what is inside": Costly("html", styled("tr:has(.b{0}) ~ tr td{{color:#fff}}"), 50_000),
    "comments": Costly("html", lambda n: page("<!--->1" * n), 500_000),
    "unclosed tags": Costly("html", lambda n: page("<a<" * n), 300_000),
    "less than": Costly("html", lambda n: page("<" * n), 2_000_000),
    "entities of a page": Costly("html", lambda n: page("<p>" + "&nbsp;" * n), 2_000_000),
    "ends of paragraphs": Costly("html", lambda n: page("</p>" * n), 500_000),
    "links that never end": Costly("html", lambda n: page("<a>1" * n), 100_000),
    "options": Costly("html", lambda n: page("<select>" + "<option>1" * n), 200_000),
    "ends of what is not open": Costly("html", lambda n: page("<abbr></div>" * n), 200_000),
    "ends in what is never closed": Costly("html", lambda n: page("<abbr>" * n + "</p>" * n), 200_000),
    "inputs": Costly("html", lambda n: page("<table><tr>" + "<td><input value=1>" * n), 100_000),
    "text in no cell": Costly("html", lambda n: page("<table>" + "1<tr>" * n), 200_000),
    "values in one cell": Costly("html", form_with("html", "1 "), 100_000),
    "digits in one cell": Costly("html", form_with("html", "1"), 100_000),
    "digits in every cell": Costly("html", form_with("html", "1", every=True), 5_000),
    "lines in one cell": Costly("html", form_with("html", "1<br>"), 50_000),
    "the form in pages": Costly("html", form_again("html"), 300),
    # PDF
    "pages": Costly("pdf", pdf_pages, 250),
    "doubling forms": Costly("pdf", doubling, 25),
    "figures": Costly("pdf", drawn(b"BT /G 4 Tf 9 9 Td (12) Tj ET\n"), 200_000),
    "figures in rows": Costly(
        "pdf",
        lambda n: pdf_of(
            b"".join(
                b"BT /G 2 Tf %d %d Td (12) Tj ET\n" % (i * 7 % 580, i * 7 // 580 % 830) for i in range(n)
            ),
            b"/Resources<</Font<</G 5 0 R>>>>",
            (b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",),
        ),
        100_000,
    ),
    "boxes": Costly("pdf", drawn(b"9 9 99 99 re S\n"), 500_000),
    "white figures that are painted over": Costly("pdf", pdf_covered, 10_000),
    "states": Costly("pdf", drawn(b"q "), 1_000_000),
    "inline pictures": Costly("pdf", drawn(b"BI /W 1 /H 1 /CS/G /BPC 8 ID 1 EI\n"), 100_000),
    "clips": Costly("pdf", drawn(b"0 0 9 9 re W n 1 1 8 8 re f\n"), 100_000),
    "annotations": Costly("pdf", annotated, 50_000),
    "packed three times": Costly("pdf", flated, 300 * 2**20),
    # Word
    "paragraphs": Costly(
        "docx", lambda n: word_part(f"<w:p><w:r><w:t>{LABEL}</w:t></w:r></w:p>" * n), 100_000
    ),
    "word tables": Costly(
        "docx", lambda n: word_part(f"<w:tbl><w:tr>{WORD_CELL}</w:tr></w:tbl>" * n), 100_000
    ),
    "word cells": Costly("docx", word_cells("", WORD_CELL), 300_000),
    "word rows": Costly("docx", word_cells("", WORD_CELL * 3 + "</w:tr><w:tr>"), 100_000),
    "word spans": Costly("docx", word_cells("", WORD_WIDE), 100_000),
    "word merged down": Costly(
        "docx", word_cells(WORD_CELL, "", "</w:tr>" + WORD_DOWN * 10 + "<w:tr>"), 100_000
    ),
    "word merged down, all": Costly("docx", lambda n: word_part(f"<w:tbl>{WORD_DOWN * n}</w:tbl>"), 100_000),
    "word tables inside each other": Costly("docx", word_nested, 1_000),
    "word tables inside each other, few": Costly("docx", word_nested, 80),
    "word runs": Costly("docx", lambda n: word_part(f"<w:p>{'<w:r><w:t>1</w:t></w:r>' * n}</w:p>"), 300_000),
    "word fields": Costly(
        "docx",
        lambda n: word_part("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * n + "</w:p>"),
        100_000,
    ),
    "styles upon styles": Costly("docx", word_styles, 100_000),
    "one long entity": Costly("docx", word_entities, 20_000),
    # workbooks
    "empty styled rows": Costly("xlsx", sheet_rows('<row r="{0}" s="1" customFormat="1"/>'), 1_048_576),
    "empty styled cells": Costly(
        "xlsx", sheet_rows('<row r="{0}"><c r="A{0}" s="1"/><c r="B{0}" s="1"/></row>'), 300_000
    ),
    "sheet rows": Costly("xlsx", sheet_rows('<row r="{0}"><c r="A{0}"><v>1</v></c></row>'), 300_000),
    "sheet labels": Costly(
        "xlsx",
        sheet_rows('<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>行政许可</t></is></c></row>'),
        100_000,
    ),
    "merged over everything": Costly(
        "xlsx",
        lambda n: book(
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        1,
    ),
    "merged ranges": Costly(
        "xlsx",
        sheet_rows('<row r="{0}"><c r="A{0}"><v>1</v></c></row>', '<mergeCell ref="A{0}:XFD{0}"/>'),
        100_000,
    ),
    "merged over each other": Costly(
        "xlsx",
        sheet_rows('<row r="{0}"><c r="A{0}"><v>1</v></c></row>', '<mergeCell ref="A{0}:XFD1048576"/>'),
        20_000,
    ),
    "first and last cell": Costly("xlsx", sheet_far, 1),
    "one long string": Costly("xlsx", sheet_strings, 20_000),
    "conditional formats": Costly("xlsx", sheet_conditions, 5_000),
    "sheets": Costly(
        "xlsx",
        lambda n: book('<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>', sheets=n),
        50_000,
    ),
    "formats": Costly("xlsx", sheet_formats, 60_000),
    # RTF
    "edges": Costly("rtf", rtf_row, 300_000),
    "edges and rows": Costly("rtf", rtf_of(r"\trowd\cellx9\intbl 1\cell\row "), 100_000),
    "groups": Costly("rtf", rtf_of("{", "}"), 1_000_000),
    "groups one after the other": Costly("rtf", rtf_of(r"{\b 1}"), 500_000),
    "rtf paragraphs": Costly("rtf", rtf_of(LABEL + r"\par "), 100_000),
    "nested rows": Costly("rtf", rtf_of(r"\itap99\nestcell\nestrow "), 200_000),
    "unicode": Costly("rtf", rtf_of(r"\uc99\u20013 "), 300_000),
    "fonts": Costly(
        "rtf",
        lambda n: ("{\\rtf1{\\fonttbl" + "".join(f"{{\\f{i} a;}}" for i in range(n)) + "}1}").encode(),
        200_000,
    ),
    # text
    "a long line": Costly("text", lambda n: b"12 " * n, 5_000_000),
    "a long line of digits": Costly("text", lambda n: b"1" * n, 10_000_000),
    "a long line of labels": Costly("text", lambda n: (LABEL * n).encode(), 1_000_000),
    "lines of labels": Costly("text", lambda n: f"{LABEL}\n".encode() * n, 1_000_000),
    "lines of rows": Costly("text", lambda n: FIELDS.encode() * n, 300_000),
    "lines of figures": Costly("text", lambda n: b"12\n" * n, 1_000_000),
    "tabs": Costly("text", lambda n: b"\t" * n + b"1", 10_000_000),
    "pipes": Costly("text", lambda n: b"|1" * n, 3_000_000),
    "empty lines": Costly("text", lambda n: b"\n" * n + b"1", 20_000_000),
    "blanks": Costly("text", lambda n: b"1" + b" " * n + b"1", 20_000_000),
    "quotes": Costly("text", lambda n: b'"1",' * n, 3_000_000),
    "headings": Costly("text", lambda n: "一、总体情况\n".encode() * n, 500_000),
    "years": Costly("text", lambda n: "某某县人民政府2023年政府信息公开工作年度报告\n".encode() * n, 200_000),
    "values in a line": Costly("text", form_with("tabs", "1\t"), 50_000),
    "values in every line": Costly("text", form_with("tabs", "1\t", every=True), 500),
    "digits in every line": Costly("text", form_with("tabs", "1", every=True), 3_000),
    "blanks in every line": Costly("text", form_with("blanks", "1 ", every=True), 500),
    "glued digits": Costly("text", form_with("glued", "1", every=True), 500),
    "the form in lines": Costly("text", form_again("tabs"), 1_000),
    "the form in one line": Costly("text", form_again("glued"), 1_000),
    "labels and figures in one line": Costly("text", lambda n: f"{LABEL}12".encode() * n, 50_000),
    # the others
    "rows of Excel 97": Costly("xls", old_book, 60_000),
    "one long string of Excel 97": Costly("xls", old_string, 20_000),
    "conditional formats of Excel 97": Costly("xls", old_conditions, 5_000),
    "rows of Word 2003": Costly("word_xml", word_xml, 100_000),
    "parts inside each other": Costly("mht", mht, 20_000),
    "parts beside each other": Costly("mht", mht_parts, 100_000),
    # OFD
    "ofd texts": Costly("ofd", ofd_text, 100_000),
    "ofd steps": Costly("ofd", ofd_steps, 100_000_000),
    "ofd lines": Costly("ofd", ofd_lines, 100_000),
    "ofd pages": Costly("ofd", ofd_pages, 4_900),
    "ofd inside each other": Costly(
        "ofd", lambda n: ofd_of(["<ofd:PageBlock>" * n + "</ofd:PageBlock>" * n]), 100_000
    ),
}
