"""What is laid out elsewhere than in the file's order, and what is printed on another ground than the
page says: read as it is seen, or open."""

from __future__ import annotations

import pytest

from pipelines.model import NOT_TEXT
from pipelines.read.web.html import read_html

X = NOT_TEXT
OPEN = f"{X}12"


def cells(page: str) -> list[list[str]]:
    (grid,) = (block for block in read_html(page).blocks if block.kind == "grid")
    return [[cell.text.replace("\n", "") for cell in row] for row in grid.rows]


def cell(attributes: str, content: str, css: str = "") -> str:
    """The cell with this content, beside one of words."""
    page = f"<!doctype html><style>{css}</style><table><tr><td>甲<td {attributes}>{content}</table>"
    ((_, text),) = cells(page)
    return text


@pytest.mark.parametrize(
    ("row", "first", "texts"),
    [
        ("", "", ["甲", "12", "34"]),
        ("display:flex;flex-direction:row-reverse", "", ["甲", OPEN, f"{X}34"]),
        ("display:flex", "order:2", ["甲", OPEN, "34"]),
        ("transform:translateY(100%)", "", ["甲", OPEN, f"{X}34"]),
        ("transform:translateY(-100%)", "", ["甲", OPEN, f"{X}34"]),
        ("transform:translateY(2px)", "", ["甲", "12", "34"]),
        ("position:relative;top:40px", "", ["甲", OPEN, f"{X}34"]),
        ("", "float:right", ["甲", OPEN, "34"]),
    ],
)
def test_rows_and_cells_that_are_moved_are_open(row: str, first: str, texts: list[str]) -> None:
    page = f'<table><tr style="{row}"><td>甲<td style="{first}">12<td>34</table>'
    assert cells(f"<!doctype html>{page}") == [texts]


@pytest.mark.parametrize(
    ("attributes", "content", "text"),
    [
        pytest.param("style='--b:#000;background:var(--b);color:var(--b)'", "12", OPEN, id="variables"),
        pytest.param("style='--b:#036;background:var(--b);color:#fff'", "12", "12", id="another colour by a variable"),
        pytest.param("style='background:currentColor'", "12", OPEN, id="the colour of the text"),
        pytest.param("style='background:oklch(0 0 0)'", "12", OPEN, id="a colour that is not worked out"),
        pytest.param("style='background:light-dark(#000,#fff)'", "12", OPEN, id="one of two colours"),
        pytest.param("style='background:#000 none'", "12", OPEN, id="black on black"),
        pytest.param("", "<span style='background:#000'>12</span>", OPEN, id="a black box"),
        pytest.param("style='background:#eee'", "12", "12", id="black on grey"),
        pytest.param("", "<b style='box-shadow:inset 0 0 0 9em #000'>12</b>", OPEN, id="a wide shadow inside"),
        pytest.param("style='box-shadow:inset 0 1px 2px #ccc'", "12", "12", id="a narrow shadow inside"),
        pytest.param("style='box-shadow:inset 0 0 0 99px #036;color:#fff'", "12", OPEN, id="white on a shadow"),
        pytest.param("", "<div style='position:absolute;inset:0;background:#036'></div><b style='color:#fff'>12</b>", OPEN, id="white on a box"),
        pytest.param("", "<div style='background:#036;height:20px;margin-bottom:-20px'></div><div style='color:#fff'>12</div>", OPEN, id="white on the box before"),
        pytest.param("style='color:#fff'", "12", "", id="white on nothing"),
        pytest.param("", "34<b style='color:#fff'>12</b>", "34", id="white beside a figure"),
        pytest.param("", "<b>34</b><b style='margin-left:-3ch'>12</b>", f"{X}3412", id="one before the other"),
        pytest.param("style='word-spacing:-9em'", "34 12", f"{X}34 12", id="one over the other"),
        pytest.param("", "<b style='border-bottom:1px solid;display:inline-block;height:.6em'>12</b>", OPEN, id="a border through it"),
        pytest.param("", "<b style='border-bottom:1px solid;display:inline-block;height:2em'>12</b>", "12", id="a border below it"),
        pytest.param("style=\"quotes:'7' ''\"", "<q>12</q>", OPEN, id="a figure as quotation mark"),
        pytest.param("style=\"quotes:'«' '»'\"", "<q>12</q>", "12", id="quotation marks"),
        pytest.param("", "<script type=text/plain style='display:block'>7</script>12", f"{X}712", id="a script that is printed"),
        pytest.param("", "<style style='display:block'>7</style>12", f"{X}712", id="a style sheet that is printed"),
        pytest.param("", "<script type=text/plain>7</script>12", "12", id="a script"),
        pytest.param("", "<input value=12888888 style='width:1ch'>", f"{X}12888888", id="a field that is too narrow"),
        pytest.param("", "<input value=12 style='width:60px'>", "12", id="a field that is wide enough"),
    ],
)  # fmt: skip
def test_a_figure_is_read_only_where_it_is_seen(attributes: str, content: str, text: str) -> None:
    assert cell(attributes, content) == text


@pytest.mark.parametrize(
    ("css", "text"),
    [
        ("@keyframes g{to{opacity:1}} b{opacity:0;animation:g 1s forwards}", OPEN),
        ("b{opacity:0}", ""),
        (
            "td::before{content:'';position:absolute;inset:0;background:#036} b{color:#fff;position:relative}",
            OPEN,
        ),
        ("td::before{content:'';position:absolute;inset:0} b{color:#fff;position:relative}", ""),
    ],
)
def test_what_comes_by_animation_or_stands_on_generated_boxes_is_open(css: str, text: str) -> None:
    assert cell("", "<b>12</b>", css) == text


@pytest.mark.parametrize(
    ("typeface", "text"),
    [("Wingdings", OPEN), ("'Webdings, serif'", OPEN), ("宋体", "12"), ("''", "12")],
)
def test_digits_in_a_typeface_of_pictures_are_open(typeface: str, text: str) -> None:
    assert cell("", f"<font face={typeface}>12</font>") == text
    assert cell("class=a", "12", f".a{{font-family:{typeface}}}".replace("'", "")) == text


@pytest.mark.parametrize(
    ("css", "content", "text"),
    [
        pytest.param("height:20px", "12", "12", id="one line"),
        pytest.param("height:16px", "12", "12", id="as high as the type"),
        pytest.param("height:20px", "<p>&nbsp;</p><p>12</p>", OPEN, id="the second line"),
        pytest.param("max-height:20px", "<p>&nbsp;</p><p>12</p>", OPEN, id="at most"),
        pytest.param("height:90px", "<p>&nbsp;</p><p>12</p>", "12", id="room for two"),
        pytest.param("height:20px;line-height:80px", "12", OPEN, id="a line that is higher"),
        pytest.param("height:80px;line-height:80px", "12", "12", id="a line as high"),
        pytest.param("height:20px;overflow:auto", "<p>&nbsp;</p><p>12</p>", "12", id="to be scrolled"),
    ],
)
def test_a_figure_below_the_end_of_its_box_is_open(css: str, content: str, text: str) -> None:
    assert cell("", f"<div style='overflow:hidden;{css}'>{content}</div>").replace(" ", "") == text


FIXED = "table{table-layout:fixed;width:600px}td{overflow:hidden}"


@pytest.mark.parametrize(
    ("css", "columns", "first", "figure", "text"),
    [
        pytest.param(FIXED, "<col width=40><col width=20>", "", "1234567", f"{X}1234567", id="too narrow"),
        pytest.param(FIXED, "<col><col style='width:20px'>", "", "1234567", f"{X}1234567", id="by a style"),
        pytest.param(FIXED, "<col><col width=0>", "", "5", f"{X}5", id="no room at all"),
        pytest.param(FIXED, "", "width=20", "1234567", f"{X}1234567", id="by the first row"),
        pytest.param(FIXED, "<col width=40><col width=90>", "", "1234567", "1234567", id="wide enough"),
        pytest.param(FIXED, "", "", "1234567", "1234567", id="half the table"),
        pytest.param(FIXED.replace("600px", "60px"), "", "", "1234567", f"{X}1234567", id="half a narrow one"),
        pytest.param(FIXED.replace("600px", "100%"), "", "", "1234567", "1234567", id="a share of the window"),
        pytest.param(FIXED, "<col width=40><col style='width:30%'>", "", "1234567", "1234567", id="a share"),
        pytest.param(FIXED, "<col width='97%'><col width='3%'>", "", "1234567", f"{X}1234567", id="a small share"),
        pytest.param(FIXED.replace("600px", "100%"), "<col width='97%'><col width='3%'>", "", "1234567", "1234567", id="of what is not known"),
        pytest.param(FIXED, "<col width=40><col width=20>", "", "第1234567号内容", "第1234567号内容", id="words"),
        pytest.param(FIXED, "<col style='display:none' width=20><col><col>", "", "1234567", "1234567", id="no col"),
        pytest.param("td{overflow:hidden}", "<col width=40><col width=20>", "", "1234567", "1234567", id="grows"),
        pytest.param(FIXED.replace("width:600px", ""), "<col><col width=20>", "", "1234567", "1234567", id="auto"),
        pytest.param("table{table-layout:fixed;width:9em}", "<col><col width=20>", "", "1234567", "1234567", id="goes on"),
    ],
)  # fmt: skip
def test_a_figure_wider_than_a_column_that_does_not_grow(
    css: str, columns: str, first: str, figure: str, text: str
) -> None:
    rows = f"<tr><td>甲<td {first}>1<tr><td>乙<td>{figure}"
    page = f"<!doctype html><style>{css}</style><table>{columns}{rows}</table>"
    assert cells(page)[1] == ["乙", text]
