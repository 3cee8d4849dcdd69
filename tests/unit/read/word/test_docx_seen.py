"""What is to be seen in a cell of a Word file, whatever its runs hold."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipelines.model import NOT_TEXT, Cell
from pipelines.read.word.docx import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
OPEN = NOT_TEXT

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="character" w:styleId="Base"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hidden"><w:basedOn w:val="Base"/></w:style>
<w:style w:type="character" w:styleId="Shown"><w:basedOn w:val="Base"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Struck"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="StruckLine"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Listed"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="table" w:styleId="Dark"><w:tcPr><w:shd w:val="clear" w:fill="1F497D"/></w:tcPr></w:style>
<w:style w:type="paragraph" w:styleId="Outside"><w:pPr><w:ind w:left="-3000"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Round"><w:basedOn w:val="Round"/><w:rPr><w:strike/></w:rPr></w:style>
"""


def docx(body: str, **parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}" xmlns:m="{M}" xmlns:mc="{MC}" xmlns:w14="{W14}"><w:body>{body}</w:body></w:document>',
        )
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{STYLES}</w:styles>')
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return file.getvalue()


def seen(content: str, cell: str = "", line: str = "", table: str = "", **parts: str) -> Cell:
    """The cell with this content, between two others."""
    row = "".join(
        f"<w:tc><w:tcPr>{cell if inner is content else ''}</w:tcPr><w:p><w:pPr>{line if inner is content else ''}</w:pPr>{inner}</w:p></w:tc>"
        for inner in (run("甲"), content, run("乙"))
    )
    body = f"<w:tbl><w:tblPr>{table}</w:tblPr><w:tr>{row}</w:tr></w:tbl>"
    return read_docx(docx(body, **parts)).blocks[0].rows[0][1]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def styled(text: str, name: str) -> str:
    return run(text, f"<w:rStyle w:val='{name}'/>")


def field(instruction: str, data: str = "") -> str:
    begin = f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar></w:r>"
    return (
        begin
        + f"<w:r><w:instrText>{instruction}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


LISTED = "<w:ddList>{}<w:listEntry w:val='82'/><w:listEntry w:val='566'/></w:ddList>"
FILLED = "<w14:textFill><w14:solidFill>{}</w14:solidFill></w14:textFill>"
FORMS = (
    "<mc:AlternateContent><mc:Choice xmlns:xx='urn:odd' Requires='{}'>{}</mc:Choice>"
    "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)
WHITE = "<w:color w:val='FFFFFF'/>"
NUMBERED = "<w:numPr><w:numId w:val='{}'/></w:numPr>"


@pytest.mark.parametrize(
    ("content", "text", "left_out"),
    [
        pytest.param(run("5", "<w:strike/>") + run("352"), "352", "5", id="struck"),
        pytest.param(run("5", "<w:strike w:val='0'/>") + run("352"), "5352", "", id="not struck"),
        pytest.param(run("352", "<w:dstrike/>"), f"{OPEN}352", "", id="struck twice, nothing in its place"),
        pytest.param(styled("1", "Struck") + run("241"), "241", "1", id="struck by style"),
        pytest.param(styled("1", "Round") + run("241"), "241", "1", id="a style based on itself"),
        pytest.param(styled("8", "Hidden") + run("224"), "224", "", id="hidden by what a style is based on"),
        pytest.param(styled("8", "Shown") + run("224"), "8224", "", id="shown again by a style"),
        pytest.param(run("8", WHITE) + run("400"), "400", "", id="white on white"),
        pytest.param(run("8", "<w:color w:val='F2F2F2'/>") + run("400"), f"{OPEN}8400", "", id="nearly white"),
        pytest.param(run("8", WHITE + "<w:highlight w:val='black'/>") + run("0"), "80", "", id="white under a black pen"),
        pytest.param(run("8", "<w:color w:val='000000'/><w:highlight w:val='black'/>") + run("40"), "40", "", id="black under a black pen"),
        pytest.param(run("8", WHITE + "<w:highlight w:val='odd'/>") + run("0"), f"{OPEN}80", "", id="a pen that is not known"),
        pytest.param(run("8", "<w:color w:val='auto' w:themeColor='background1'/>") + run("40"), "40", "", id="the colour of the paper by the theme"),
        pytest.param(run("8", "<w:color w:val='auto' w:themeColor='accent1'/>") + run("40"), "840", "", id="another colour of the theme"),
        pytest.param(run("36") + "<w:r><w:tab/></w:r>" + run("196"), "36\t196", "", id="two figures with a tab between"),
        pytest.param(run("400", "<w:color w:val='FF0000'/>"), "400", "", id="red"),
        pytest.param(run("8", "<w:sz w:val='2'/>") + run("40"), f"{OPEN}840", "", id="tiny"),
        pytest.param(run("895") + styled("1", "Note"), "895", "1", id="raised by style"),
        pytest.param(run("677") + run("5", "<w:position w:val='10'/>"), "677", "5", id="raised by position"),
        pytest.param(run("677") + run("5", "<w:position w:val='-10'/>"), "677", "5", id="lowered by position"),
        pytest.param(run("677") + run("5", "<w:position w:val='2'/>"), "6775", "", id="evened out"),
        pytest.param(run("494") + "<w:r><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>7</w:t></w:r>", "494", "7", id="mark of its own"),
        pytest.param("<m:oMath><m:r><m:t>729</m:t></m:r></m:oMath>", "729", "", id="equation of one number"),
        pytest.param("<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>3</m:t></m:r></m:sup></m:sSup></m:oMath>", f"{OPEN}103", "", id="power"),
        pytest.param(field(" EQ \\s\\up5(6) ") + run("72"), f"{OPEN}72", "", id="field of an equation"),
        pytest.param(field(" PAGE "), OPEN, "", id="field that is computed as the page is laid out"),
        pytest.param(field(" XE 12 "), "", "", id="field that prints nothing"),
        pytest.param("<w:fldSimple w:instr=' SYMBOL 55 '/>", OPEN, "", id="field of a character"),
        pytest.param("<w:fldSimple w:instr=' QUOTE 55 '>" + run("55") + "</w:fldSimple>", "55", "", id="field with its result"),
        pytest.param(run("734") + run("1", "<w:sz w:val='8'/>"), f"{OPEN}7341", "", id="far smaller than the figure beside it"),
        pytest.param(run("734", "<w:sz w:val='18'/>") + run("1"), "7341", "", id="a little smaller"),
        pytest.param(run("734", "<w:sz w:val='8'/>"), "734", "", id="small as a whole"),
        pytest.param(run("8", FILLED.format("<w14:srgbClr w14:val='FFFFFF'/>")) + run("40"), "40", "", id="filled with white"),
        pytest.param(run("8", FILLED.format("<w14:schemeClr w14:val='bg1'/>")) + run("40"), "40", "", id="filled with the paper of the theme"),
        pytest.param(run("8", FILLED.format("<w14:schemeClr w14:val='tx1'/>")) + run("40"), "840", "", id="filled with the ink of the theme"),
        pytest.param(run("8", FILLED.format("<w14:srgbClr w14:val='000000'><w14:alpha w14:val='100000'/></w14:srgbClr>")) + run("40"), "40", "", id="filled with nothing"),
        pytest.param(run("8", FILLED.format("<w14:srgbClr w14:val='000000'><w14:alpha w14:val='80000'/></w14:srgbClr>")) + run("40"), f"{OPEN}840", "", id="filled with little"),
        pytest.param(run("12", "<w:rFonts w:ascii='Wingdings' w:hAnsi='Wingdings'/>"), f"{OPEN}12", "", id="pictures instead of digits"),
        pytest.param(run("12", "<w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/>"), "12", "", id="digits of the typeface Symbol"),
        pytest.param(run("7", "<w:spacing w:val='-400'/>") + run("40"), f"{OPEN}740", "", id="one digit over the other"),
        pytest.param(run("740", "<w:spacing w:val='-20'/>"), "740", "", id="digits a little nearer"),
        pytest.param(f"<w:bdo w:val='rtl'>{run('642')}</w:bdo>", f"{OPEN}642", "", id="set from right to left"),
        pytest.param(f"<w:bdo w:val='ltr'>{run('642')}</w:bdo>", "642", "", id="set from left to right"),
        pytest.param(FORMS.format("xx", run("7"), run("154")), "154", "", id="content in a form that nobody knows"),
        pytest.param(FORMS.format("w14", run("154"), run("7")), "154", "", id="content in a form that Word knows"),
        pytest.param(f"<w14:more>{run('7')}</w14:more>" + run("40"), f"{OPEN}740", "", id="an addition that Word may skip"),
        pytest.param(field(" FORMDROPDOWN ", LISTED.format("<w:result w:val='1'/>")), "566", "", id="chosen entry"),
        pytest.param(field(" FORMDROPDOWN ", LISTED.format("")), "82", "", id="first entry"),
        pytest.param("<w:r><w:drawing><w:inline/></w:drawing></w:r>", OPEN, "", id="picture"),
        pytest.param("<w:r><w:object/></w:r>" + run("5"), f"{OPEN}5", "", id="object beside a figure"),
        pytest.param("<w:r><w:rPr><w:vanish/></w:rPr><w:drawing/></w:r>" + run("5"), "5", "", id="hidden picture"),
        pytest.param("<w:r><w:drawing><w:inline><w:extent w:cx='9000' w:cy='9000'/></w:inline></w:drawing></w:r>", "", "", id="picture of a point"),
    ],
)  # fmt: skip
def test_a_cell_is_what_is_seen_of_it(content: str, text: str, left_out: str) -> None:
    cell = seen(content)
    assert (cell.text, cell.left_out) == (text, left_out)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("<w:pStyle w:val='StruckLine'/>", f"{OPEN}12"),
        (NUMBERED.format(1), f"{OPEN}12"),
        (NUMBERED.format(0), "12"),
        ("<w:pStyle w:val='Listed'/>", f"{OPEN}12"),
        ("<w:pStyle w:val='Unknown'/>", "12"),
        ("<w:ind w:left='-9999'/>", f"{OPEN}12"),
        ("<w:ind w:left='-107' w:right='-107'/>", "12"),
        ("<w:ind w:left='420' w:hanging='420'/>", "12"),
        ("<w:pStyle w:val='Outside'/>", f"{OPEN}12"),
        ("<w:spacing w:line='1' w:lineRule='exact'/>", f"{OPEN}12"),
        ("<w:spacing w:line='240' w:lineRule='exact'/>", "12"),
    ],
)
def test_the_properties_of_a_paragraph_count(line: str, text: str) -> None:
    assert seen(run("12"), line=line).text == text


def test_a_number_of_a_list_is_no_blank_and_before_a_label_nothing() -> None:
    assert seen("", line=NUMBERED.format(1)).text == OPEN
    assert seen(run("行政处罚"), line=NUMBERED.format(1)).text == "行政处罚"


def test_a_struck_style_in_a_struck_paragraph_is_not_struck() -> None:
    assert seen(styled("12", "Struck"), line="<w:pStyle w:val='StruckLine'/>").text == "12"


@pytest.mark.parametrize(
    ("cell", "table", "text"),
    [
        ("<w:shd w:val='clear' w:fill='C00000'/>", "", "12"),
        ("<w:shd w:val='solid' w:color='FFFFFF'/>", "", ""),
        ("", "<w:tblStyle w:val='Dark'/>", "12"),
        ("<w:shd w:val='clear' w:fill='auto' w:themeFill='accent1'/>", "", f"{OPEN}12"),
        ("<w:shd w:val='clear' w:fill='FFFFFF' w:themeFill='background1'/>", "", ""),
        ("<w:shd w:val='pct50' w:color='000000' w:fill='FFFFFF'/>", "", f"{OPEN}12"),
    ],
)
def test_white_text_is_seen_by_its_ground(cell: str, table: str, text: str) -> None:
    assert seen(run("12", WHITE), cell=cell, table=table).text == text


def test_what_floats_opens_its_own_cell_and_blank_ones_near_by() -> None:
    box = (
        "<w:r><w:pict><w:shape style='position: absolute'><w:txbxContent><w:p>"
        + run("404")
        + "</w:p></w:txbxContent></w:shape></w:pict></w:r>"
    )
    rows = [["甲", ""], ["乙", "67"], ["丙", "5"], ["丁", "6"], ["戊", ""]]
    made = "".join(
        "<w:tr>"
        + "".join(
            f"<w:tc><w:p>{run(text) if text else ''}{box if text == '67' else ''}</w:p></w:tc>"
            for text in row
        )
        + "</w:tr>"
        for row in rows
    )
    grid = read_docx(docx(f"<w:tbl>{made}</w:tbl>")).blocks[0]
    assert [row[1].text for row in grid.rows] == [OPEN, f"{OPEN}67\n404", "5", "6", ""]


@pytest.mark.parametrize(("data", "text"), [("566", "566"), ("82", f"{OPEN}566"), (None, "566")])
def test_a_control_shows_the_data_that_it_is_bound_to(data: str | None, text: str) -> None:
    bound = f"<w:sdt><w:sdtPr><w:dataBinding w:xpath='/d/n[1]'/></w:sdtPr><w:sdtContent>{run('566')}</w:sdtContent></w:sdt>"
    parts = {} if data is None else {"customXml__item1": f"<d><n>{data}</n></d>"}
    assert seen(bound, **parts).text == text


def test_an_embedded_document_is_no_blank() -> None:
    body = f"<w:tbl><w:tr><w:tc><w:p>{run('甲')}</w:p></w:tc><w:tc><w:altChunk/><w:p/></w:tc></w:tr></w:tbl>"
    assert read_docx(docx(body)).blocks[0].rows[0][1].text == OPEN
