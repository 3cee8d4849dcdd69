"""RTF files: the same as what Word prints, tables with their cells, Chinese in whatever way it is
written."""

import random

import pytest

from pipelines.model import NOT_TEXT, Document
from pipelines.read import read_bytes
from pipelines.read.word.docx import read_docx
from pipelines.read.word.rtf import read_rtf
from pipelines.read.word.rtf_body import MAX_DEPTH
from tests.data.forms_docx import docx
from tests.data.forms_rtf import rtf
from tools.office_files import FOLDER, form

ROW = r"\trowd\cellx600\cellx1200\pard\intbl "


def document(body: str, head: str = r"\ansi\ansicpg936\uc1") -> Document:
    return read_rtf(("{\\rtf1" + head + " " + body + "}").encode("latin-1"))


def texts(found: Document) -> list[tuple[str, list[list[str]]]]:
    return [(block.kind, [[c.text for c in row] for row in block.rows]) for block in found.blocks]


def codes(found: Document) -> list[str]:
    assert not found.blocks
    return [issue.code for issue in found.issues]


def in_cell(content: str, head: str = r"\ansi\ansicpg936\uc1") -> str:
    """The text of a cell with that content, read beside a neighbour that must stay as it is."""
    ((_, rows),) = texts(document(ROW + "{" + content + r"}\cell 12\cell\row", head))
    assert rows[0][1:] == ["12"]
    return rows[0][0]


@pytest.mark.parametrize("edition", ["f2019", "f2021"])
@pytest.mark.parametrize(
    "options", [{}, {"letters": "raw"}, {"letters": "numbers"}, {"code_page": False}, {"defined": "before"},
                {"defined": "behind"}, {"across": True}]
)  # fmt: skip
def test_a_form_is_the_same_as_in_docx(edition: str, options: dict) -> None:
    filled = form(edition)
    found = read_bytes(rtf(filled, **options))
    assert (found.format, found.reader, found.issues) == ("rtf", "rtf", ())
    assert found.blocks == read_docx(docx(filled)).blocks


def test_deleted_and_hidden_figures_and_instructions_are_not_printed() -> None:
    filled = form()
    all_codes = list(filled.figures)
    old, secret = dict.fromkeys(all_codes[::3], "77777"), dict.fromkeys(all_codes[2::3], "888")
    data = rtf(filled, replaced=old, fields=all_codes[1::3], hidden=secret)
    assert read_rtf(data).blocks == read_docx(docx(filled)).blocks


def test_a_file_by_libreoffice() -> None:
    assert texts(read_rtf((FOLDER / "oddities.rtf").read_bytes())) == [
        ("prose", [["第一段\t制表"]]),
        ("prose", [["换行"]]),
        ("prose", [["𠮷“引”—×㎡-"]]),
        ("prose", [["见二"]]),
        ("prose", [["分页前"]]),
        ("prose", [["分页后"]]),
        ("prose", [["链接"]]),
        ("prose", [["插入"]]),
        ("grid", [["甲\n乙", "前", "内1", "内2", "后", "7", "", ""], ["横", "8"]]),
        ("prose", [["末段"]]),
    ]


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        (r"7\tab 1", "7\t1"),
        (r"7\line 1", "7\n1"),
        (r"7\par 1", "7\n1"),
        ("7\\\n1", "7\n1"),
        ("7\r\n1", "71"),
        (r"\_7\-1\~\:\|2", "-71 2"),
        (r"\{\\\}", "{\\}"),
        (r"\'b9\'ab\'bf\'aa", "公开"),
        (r"\'b9\'ab\'bf", "公\ufffd"),
        (r"\u20844?\u24320?", "公开"),
        (r"\u20844\'b9", "公"),
        (r"{\uc2\u20844\'b9\'ab}1", "公1"),
        (r"\uc0\u20844 1", "公1"),
        (r"\u-3844\'fc", "\uf0fc"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"\u8212\emdash 5", "—5"),
        (r"\u20844\b 5", "公5"),
        (r"71{\v 8}{\deleted 9}{\mvf 6}", "71"),
        (r"71\v 8\v0 2\v 9\plain 3", "7123"),
        (r"10{\super 2}", f"10{NOT_TEXT}2"),
        (r"{\strike 5}6\striked0", "6"),
        (r"{\field{\*\fldinst {=SUM(LEFT) 5}}{\fldrslt 71}}", "71"),
        (r"71{\*\bkmkstart _Toc9}{\*\unknown 8{9}}", "71"),
        (r"71{\footnote 2}{\pict\wmetafile8 010009}{\object{\objdata 0102}{\result 5}}", f"71{NOT_TEXT}5"),
        (r"71{\pict\bin5 }}{{\}2", f"71{NOT_TEXT}2"),
        (r"\bin3 {{}71", "71"),
        (r"{\listtext 1.\tab}7", "1.\t7"),
        (r"7\%1", "7\ufffd1"),
        ("7\x0e1", "7\ufffd1"),
        (r"\ldblquote 7\rdblquote", "“7”"),
    ],
)
def test_what_a_cell_prints(content: str, printed: str) -> None:
    assert in_cell(content) == printed


@pytest.mark.parametrize(
    ("head", "content"),
    [
        (r"\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 B;}}", r"\f1\'b9\'ab"),
        (r"\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 B;}}", r"\f1\'b9\'ab"),
        (r"\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 B;}}", r"\f0\'b9\'ab"),
        (r"\ansi\ansicpg936\deff1{\fonttbl{\f1\fcharset136 B;}}", r"\'a4\'bd"),
        (r"\ansi\ansicpg950", r"\'a4\'bd"),
        (r"\ansi\ansicpg936{\fonttbl{\f0\fcharset0 \'b9\'ab;}}", r"\f0\'b9\'ab"),
        (r"\ansi\ansicpg65001", r"\'e5\'85\'ac"),
    ],
)
def test_bytes_are_read_in_the_code_page_of_the_font_or_file(head: str, content: str) -> None:
    assert in_cell(content, head) == "公"


def test_an_unknown_code_page_is_no_reason_to_stop() -> None:
    assert in_cell(r"\'e9", r"\ansi\ansicpg99999") == "é"


def test_characters_whose_second_byte_looks_like_a_brace() -> None:
    assert in_cell("\x81}\x81\\7") == b"\x81}\x81\\".decode("gb18030") + "7"


def test_rows_with_merges() -> None:
    body = (
        r"\trowd\trleft-108\clvmgf\cellx600\clmgf\cellx1200\clmrg\cellx1800\pard\intbl "
        r"A\cell B\cell\cell\row"
        r"\trowd\trleft-108\clvmrg\cellx590\cellx1200\cellx1800\pard\intbl \cell C\cell D\cell\row"
        r"\pard E\par"
    )
    found = document(body)
    assert [[(c.text, c.spot.row, c.spot.column) for c in row] for row in found.blocks[0].rows] == [
        [("A", 1, 1), ("B", 1, 2)],
        [("C", 2, 2), ("D", 2, 3)],
    ]
    assert texts(found)[1:] == [("prose", [["E"]])]


def test_a_definition_holds_until_the_next_one() -> None:
    body = ROW + r"1\cell 2\cell\row\pard\intbl 3\cell 4\cell\row"
    assert texts(document(body)) == [("grid", [["1", "2"], ["3", "4"]])]


def test_paragraphs_and_groups_around_cells() -> None:
    body = r"{\trowd\cellx600\cellx1200\pard\intbl {1\par 2}\cell}{\pard\intbl{3}\cell}{\pard\intbl\row}\pard 4\par"
    assert texts(document(body)) == [("grid", [["1\n2", "3"]]), ("prose", [["4"]])]


@pytest.mark.parametrize(
    ("height", "rows"),
    [
        (r"\trrh-20", [["3", "4"]]),
        (r"\trrh20", [["1", "2"], ["3", "4"]]),
        (r"\trrh-300", [["1", "2"], ["3", "4"]]),
        (r"\trrh0", [["1", "2"], ["3", "4"]]),
        (r"\trrh-20\clvmgf", [["1", "2"], ["3", "4"]]),
    ],
)
def test_a_row_of_which_nothing_is_seen(height: str, rows: list[list[str]]) -> None:
    low = rf"\trowd{height}\cellx600\cellx1200\pard\intbl 1\cell 2\cell\row"
    assert texts(document(low + ROW + r"3\cell 4\cell\row")) == [("grid", rows)]


def test_deleted_rows_are_not_printed() -> None:
    body = ROW + r"{\deleted 8\cell 9\cell\row}" + ROW + r"1\cell 2\cell\row"
    assert texts(document(body)) == [("grid", [["1", "2"]])]


def test_a_row_that_has_lost_a_mark_gives_no_figure_to_its_neighbour() -> None:
    ((_, (torn, whole)),) = texts(document(ROW + r"1\cel 2\cell\row" + ROW + r"3\cell 4\cell\row"))
    assert len(torn) == 1
    assert whole == ["3", "4"]
    ((_, rows),) = texts(document(ROW + r"1\cell 2\cell 3\row"))
    assert len(rows[0]) == 1


def test_torn_rows_among_torn_characters_are_damage() -> None:
    assert codes(document(ROW + r"\'b9\cel 2\cell\row")) == ["read.damaged"]


def test_a_text_box_stands_apart() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv 5}}{\shptxt\pard 6\par 7}}{\shprslt 8}}"
    assert texts(document(r"1" + box + r"2\par")) == [("prose", [[text]]) for text in ("1", "6", "7", "2")]


def test_headers_and_lists_of_things_are_not_text() -> None:
    head = r"{\info{\title 9}}{\stylesheet{\s1 8;}}{\header 7\par}{\*\listtable{\list 6}}"
    assert texts(document(head + r"1\par")) == [("prose", [["1"]])]


def test_characters_that_cannot_be_decoded_are_told() -> None:
    found = document(r"1\'ff\par")
    assert [(issue.code, issue.severity) for issue in found.issues] == [("read.undecodable", "warning")]


def test_what_cannot_be_read_is_told() -> None:
    assert codes(document("")) == ["read.empty"]
    assert codes(read_rtf(rb"{\rtf1 1\par")) == ["read.damaged"]
    assert codes(read_rtf(rb"{\rtf1 1\par \bin99999999 }")) == ["read.damaged"]
    assert codes(read_rtf(rb"{\rtf1 1\par {\pict 00")) == ["read.damaged"]
    assert codes(document("{" * MAX_DEPTH + "}" * MAX_DEPTH)) == ["read.too_large"]
    assert texts(document(r"1}{\row\cell}}}\par 2")) == [("prose", [["1"]])]


def test_damage_never_raises_and_no_part_is_read_for_the_whole() -> None:
    chance = random.Random(1)
    for data in (rtf(form()), rtf(form(), letters="raw")):
        for n in range(1, 40):
            assert codes(read_bytes(data[: len(data) * n // 40])) == ["read.damaged"]
        for _ in range(100):
            bad = bytearray(data)
            for _ in range(chance.choice([1, 5, 40])):
                bad[chance.randrange(5, len(bad))] = chance.randrange(256)
            found = read_bytes(bytes(bad))
            assert "read.crash" not in [issue.code for issue in found.issues]
