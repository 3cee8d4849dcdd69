"""Word files: what Word prints, in the order in which it prints it."""

import io
import zipfile

import pytest

from pipelines.model import Document
from pipelines.read.word.docx import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def packed(xml: str | bytes, part: str = "word/document.xml", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, xml)
    return out.getvalue()


def document(body: str, namespace: str = W) -> Document:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return read_docx(
        packed(f'<w:document xmlns:w="{namespace}" xmlns:mc="{mc}"><w:body>{body}</w:body></w:document>')
    )


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(content: str) -> str:
    return f"<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>{content}</w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(content)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl><w:tblPr/><w:tblGrid/>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def texts(found: Document) -> list[tuple[str, list[list[str]]]]:
    return [(block.kind, [[c.text for c in row] for row in block.rows]) for block in found.blocks]


def in_cell(content: str) -> str:
    """The text of a cell with that content, read beside a neighbour that must stay as it is."""
    ((_, rows),) = texts(document(table(cell(content) + cell(run("邻")))))
    assert rows[0][1:] == ["邻"]
    return rows[0][0]


def codes(found: Document) -> list[str]:
    assert not found.blocks
    return [issue.code for issue in found.issues]


def test_paragraphs_and_tables_keep_their_order() -> None:
    body = (
        paragraph(run("一、") + run("总体"))
        + table(cell(run("规章")) + cell(run("0")))
        + paragraph(run("三、收到"))
    )
    for namespace in (W, STRICT):
        assert texts(document(body, namespace)) == [
            ("prose", [["一、总体"]]),
            ("grid", [["规章", "0"]]),
            ("prose", [["三、收到"]]),
        ]


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        (f"<w:ins w:id='1'>{run('71')}</w:ins>", "71"),
        (run("71") + "<w:del w:id='1'><w:r><w:delText>999</w:delText></w:r></w:del>", "71"),
        (f"<w:moveFrom>{run('9')}</w:moveFrom><w:moveTo>{run('71')}</w:moveTo>", "71"),
        (f"<w:smartTag><w:smartTag>{run('71')}</w:smartTag></w:smartTag>", "71"),
        (f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('71')}</w:sdtContent></w:sdt>", "71"),
        (run("71") + run("888", "<w:vanish/>"), "71"),
        (run("71", "<w:vanish w:val='0'/>"), "71"),
        (f"<w:fldSimple w:instr=' =SUM(LEFT) '>{run('71')}</w:fldSimple>", "71"),
        (f"<w:hyperlink>{run('71')}</w:hyperlink>", "71"),
        ("<w:r><w:t>7</w:t><w:tab/><w:t>1</w:t></w:r>", "7\t1"),
        ("<w:r><w:t>7</w:t><w:br/><w:t>1</w:t></w:r>", "7\n1"),
        ("<w:r><w:noBreakHyphen/><w:t>71</w:t></w:r>", "-71"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r>", "\uf0fc"),
        ("<w:r><w:t>7</w:t><w:softHyphen/><w:t>1</w:t></w:r>", "71"),
    ],
)
def test_what_a_cell_prints(content: str, printed: str) -> None:
    assert in_cell(content) == printed


def mark(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"


def test_of_fields_only_the_result_is_printed() -> None:
    instruction = "<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>"
    field = mark("begin") + instruction + mark("separate") + run("71") + mark("end")
    assert in_cell(field) == "71"
    nested = (
        mark("begin")
        + "<w:r><w:instrText> IF </w:instrText></w:r>"
        + field.replace("71", "5")
        + mark("separate")
    )
    assert in_cell(nested + run("71") + mark("end")) == "71"
    inserted = (
        mark("begin") + instruction + f"<w:ins w:id='1'>{mark('separate')}{run('71')}</w:ins>" + mark("end")
    )
    assert in_cell(inserted) == "71"


def test_an_unfinished_field_swallows_nothing() -> None:
    body = paragraph(
        mark("end") + mark("begin") + "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    ) + paragraph(run("正文"))
    assert texts(document(body)) == [("prose", [["正文"]])]


def test_merged_cells_stand_once_with_true_positions() -> None:
    restart, goes_on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    body = table(
        cell(run("办理结果"), restart) + cell(run("予以公开"), "<w:gridSpan w:val='2'/>") + cell(run("71")),
        cell("", goes_on) + cell(run("不予公开")) + cell(run("秘密")) + cell(run("4")),
        "<w:trPr><w:gridBefore w:val='2'/></w:trPr>" + cell(run("其他")) + cell(run("0")),
    )
    (grid,) = document(body).blocks
    assert [[(c.text, c.spot.table, c.spot.row, c.spot.column) for c in row] for row in grid.rows] == [
        [("办理结果", 1, 1, 1), ("予以公开", 1, 1, 2), ("71", 1, 1, 4)],
        [("不予公开", 1, 2, 2), ("秘密", 1, 2, 3), ("4", 1, 2, 4)],
        [("其他", 1, 3, 3), ("0", 1, 3, 4)],
    ]


def test_a_merge_that_continues_nothing_is_a_cell() -> None:
    assert texts(document(table(cell(run("甲"), "<w:vMerge/>") + cell(run("1"))))) == [
        ("grid", [["甲", "1"]])
    ]


@pytest.mark.parametrize("value", ["99999", "x", "-1", ""])
def test_absurd_spans_lose_nothing(value: str) -> None:
    body = table(cell(run("甲"), f"<w:gridSpan w:val='{value}'/>") + cell(run("1")))
    assert texts(document(body)) == [("grid", [["甲", "1"]])]


def test_deleted_and_hidden_rows_are_not_printed() -> None:
    body = table(
        "<w:trPr><w:del w:id='1'/></w:trPr>" + cell(run("8")),
        "<w:trPr><w:hidden/></w:trPr>" + cell(run("9")),
        "<w:trPr><w:ins w:id='2'/></w:trPr>" + cell(run("1")) + cell(run("7"), "<w:cellDel w:id='3'/>"),
    )
    assert texts(document(body)) == [("grid", [["1"]])]


def test_content_controls_around_cells_rows_and_tables() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{cell(run('甲'))}{control(cell(run('1')))}</w:tr>"
    body = control(f"<w:tbl>{control(row)}{row}</w:tbl>") + control(paragraph(run("后")))
    assert texts(document(body)) == [("grid", [["甲", "1"], ["甲", "1"]]), ("prose", [["后"]])]


def test_a_table_inside_a_cell_keeps_reading_order() -> None:
    inner = table(cell(run("5")) + cell(""), cell(run("6")))
    outer = f"<w:tc>{paragraph(run('前'))}{inner}{paragraph(run('后'))}</w:tc>"
    body = table(cell(run("甲")) + outer + cell(run("7")))
    assert texts(document(body)) == [("grid", [["甲", "前", "5", "", "6", "后", "7"]])]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('框中'))}{table(cell(run('甲')) + cell(run('1')))}</w:txbxContent>"
    choices = f"<mc:Choice>{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    drawing = f"<mc:AlternateContent>{choices}</mc:AlternateContent>"
    expected = [("prose", [["旁"]]), ("prose", [["框中"]]), ("grid", [["甲", "1"]])]
    assert texts(document(paragraph(f"<w:r>{drawing}</w:r>" + run("旁")))) == expected
    only_fallback = drawing.replace(f"<mc:Choice>{box}", "<mc:Choice>")
    assert texts(document(paragraph(f"<w:r>{only_fallback}</w:r>" + run("旁")))) == expected


def test_numbers_in_two_paragraphs_of_a_cell_stay_two() -> None:
    body = f"<w:tbl><w:tr><w:tc>{paragraph(run('1'))}{paragraph(run('2'))}</w:tc></w:tr></w:tbl>"
    assert texts(document(body)) == [("grid", [["1\n2"]])]


def test_the_main_part_may_be_numbered() -> None:
    xml = f'<w:document xmlns:w="{W}"><w:body>{paragraph(run("正文"))}</w:body></w:document>'
    assert texts(read_docx(packed(xml, "word/document2.xml"))) == [("prose", [["正文"]])]


def test_damage_is_told() -> None:
    good = packed(f'<w:document xmlns:w="{W}"/>')
    assert codes(read_docx(good[: len(good) // 2])) == ["read.damaged"]
    assert codes(read_docx(packed("<w:document"))) == ["read.damaged"]
    assert codes(read_docx(packed("x", "word/other.xml"))) == ["read.damaged"]
    assert codes(read_docx(packed(""))) == ["read.damaged"]
    middle = good.index(b"word/document.xml") + 20
    assert codes(read_docx(good[:middle] + b"\0" * 8 + good[middle + 8 :])) == ["read.damaged"]


def test_files_without_text_say_so() -> None:
    assert codes(document(paragraph(""))) == ["read.empty"]
    assert codes(document("<w:altChunk/>")) == ["read.unsupported_format"]


def test_entities_are_not_followed() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = f"<w:body>{paragraph(run('前&b;&x;后'))}</w:body>"
    found = read_docx(packed(f'{bomb}<w:document xmlns:w="{W}">{body}</w:document>'))
    assert "root" not in str(found.blocks)


def test_depth_does_not_matter() -> None:
    deep = f'<w:document xmlns:w="{W}">' + "<w:body>" * 5000 + "</w:body>" * 5000 + "</w:document>"
    assert codes(read_docx(packed(deep, method=zipfile.ZIP_STORED))) == ["read.damaged"]
    assert in_cell("<w:smartTag>" * 200 + run("1") + "</w:smartTag>" * 200) == "1"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    assert codes(read_docx(packed(b" " * 70_000_000))) == ["read.too_large"]
    assert codes(read_docx(packed(b" " * 5_000_000))) == ["read.too_large"]
