"""What the style of a table, its borders and the theme of a Word file do to the text of a cell."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipelines.model import NOT_TEXT as X
from pipelines.read.word.docx import read_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WHITE = "<w:color w:val='FFFFFF'/>"
STYLES = """
<w:style w:type="table" w:styleId="Crossed"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Parts">
<w:tblStylePr w:type="lastRow"><w:rPr><w:strike/></w:rPr></w:tblStylePr>
<w:tblStylePr w:type="lastCol"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>
<w:tblStylePr w:type="firstCol"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:fill="1F497D"/></w:tcPr></w:tblStylePr>
</w:style>
<w:style w:type="table" w:styleId="Banded">
<w:tblStylePr w:type="band2Horz"><w:rPr><w:strike/></w:rPr></w:tblStylePr>
<w:tblStylePr w:type="band2Vert"><w:rPr><w:strike/></w:rPr></w:tblStylePr>
</w:style>
"""
THEME = """
<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:clrScheme>
<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:accent1><a:srgbClr val="4472C4"/></a:accent1>
</a:clrScheme></a:theme>
"""


def cell(text: str, properties: str = "", run: str = "") -> str:
    text = f"<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{text}</w:p></w:tc>"


def read(table: str, rows: list[list[str]], theme: str = "") -> list[list[str]]:
    """The texts of a table with these cells and `tblPr`."""
    made = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    body = f"<w:body><w:tbl><w:tblPr>{table}</w:tblPr>{made}</w:tbl></w:body>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}">{body}</w:document>')
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{STYLES}</w:styles>')
        if theme:
            archive.writestr("word/theme/theme1.xml", theme)
    return [[each.text for each in row] for row in read_docx(file.getvalue()).blocks[0].rows]


def height(twips: int, rule: str) -> str:
    return f'<w:trPr><w:trHeight w:val="{twips}" w:hRule="{rule}"/></w:trPr>'


@pytest.mark.parametrize(
    ("row", "seen"),
    [
        pytest.param(height(20, "exact"), [["乙", "3"]], id="too low to be seen"),
        pytest.param(height(20, "atLeast"), [["甲", "12"], ["乙", "3"]], id="as high as its text"),
        pytest.param(height(0, "exact"), [["甲", "12"], ["乙", "3"]], id="without a height"),
        pytest.param(height(300, "exact"), [["甲", "12"], ["乙", "3"]], id="high enough"),
        pytest.param('<w:trPr><w:trHeight w:val="20"/></w:trPr>', [["甲", "12"], ["乙", "3"]], id="no rule"),
    ],
)
def test_a_row_of_which_nothing_is_seen(row: str, seen: list[list[str]]) -> None:
    assert read("", [[row, cell("甲"), cell("12")], [cell("乙"), cell("3")]]) == seen


def test_a_label_that_begins_in_a_low_row_is_seen() -> None:
    first = [height(20, "exact"), cell("甲", "<w:vMerge w:val='restart'/>"), cell("")]
    assert read("", [first, [cell("", "<w:vMerge/>"), cell("3")]]) == [["甲", ""], ["3"]]


@pytest.mark.parametrize("line", ["tr2bl", "tl2br"])
@pytest.mark.parametrize(
    ("text", "kind", "seen"),
    [("12", "single", f"{X}12"), ("12", "nil", "12"), ("内容", "single", "内容"), ("", "single", "")],
)
def test_a_figure_with_a_line_across_its_cell_is_open(line: str, text: str, kind: str, seen: str) -> None:
    borders = f"<w:tcBorders><w:{line} w:val='{kind}'/></w:tcBorders>"
    assert read("", [[cell("甲"), cell(text, borders)]]) == [["甲", seen]]


@pytest.mark.parametrize(
    ("style", "switches", "rows"),
    [
        ("Crossed", "", [[f"{X}1", f"{X}2", f"{X}3"], [f"{X}4", f"{X}5", f"{X}6"], [f"{X}7", f"{X}8", f"{X}9"]]),
        ("Parts", "", [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]),
        ("Parts", "w:lastRow='1'", [["1", "2", "3"], ["4", "5", "6"], [f"{X}7", f"{X}8", f"{X}9"]]),
        ("Parts", "w:lastRow='0' w:val='0040'", [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]),
        ("Parts", "w:val='0100'", [["1", "2", ""], ["4", "5", ""], ["7", "8", ""]]),
        ("Parts", "w:firstColumn='1' w:firstRow='1'", [["1", "2", "3"], ["", "5", "6"], ["", "8", "9"]]),
        ("Banded", "w:noVBand='1'", [["1", "2", "3"], [f"{X}4", f"{X}5", f"{X}6"], ["7", "8", "9"]]),
        ("Banded", "w:noHBand='1'", [["1", f"{X}2", "3"], ["4", f"{X}5", "6"], ["7", f"{X}8", "9"]]),
        ("Banded", "w:noHBand='1' w:noVBand='1'", [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]),
    ],
)  # fmt: skip
def test_the_style_of_a_table_reaches_its_cells(style: str, switches: str, rows: list[list[str]]) -> None:
    made = [[cell(str(3 * y + x + 1)) for x in range(3)] for y in range(3)]
    properties = f"<w:tblStyle w:val='{style}'/><w:tblLook {switches}/>"
    assert read(properties, made) == rows


@pytest.mark.parametrize(
    ("shade", "hue", "text"),
    [
        ("", "<w:color w:val='000000' w:themeColor='background1'/>", ""),
        ("<w:shd w:val='clear' w:fill='FFFFFF' w:themeFill='accent1'/>", WHITE, "12"),
        ("<w:shd w:val='clear' w:fill='FFFFFF' w:themeFill='accent9'/>", WHITE, ""),
        ("<w:shd w:val='clear' w:fill='D9D9D9' w:themeFill='background1' w:themeFillShade='D9'/>", WHITE, f"{X}12"),
    ],
)  # fmt: skip
def test_the_colours_of_the_theme_go_before_what_is_written_beside_them(
    shade: str, hue: str, text: str
) -> None:
    assert read("", [[cell("甲"), cell("12", shade, hue)]], THEME) == [["甲", text]]
